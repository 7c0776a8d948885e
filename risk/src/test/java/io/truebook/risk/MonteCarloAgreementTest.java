package io.truebook.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.risk.MonteCarloAgreement.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The grid agrees, and a formula or an interval that is a little wrong does not. */
class MonteCarloAgreementTest {
    private static final int PATHS = 2_500;
    private static final long SEED = Long.getLong("truebook.seed", 1);

    private final List<Point> grid = MonteCarloAgreement.grid(PATHS, SEED);

    @Test
    void theGridAgrees() {
        System.out.println("replay with -Dtruebook.seed=" + SEED);
        assertThat(grid).hasSizeGreaterThanOrEqualTo(200);
        assertThat(grid.stream().filter(point -> point.of().startsWith("outruns")))
                .hasSizeGreaterThanOrEqualTo(200);
        assertThat(grid.stream().filter(point -> !point.of().startsWith("outruns")))
                .hasSizeGreaterThanOrEqualTo(300);
        assertThat(grid.stream().filter(point -> !point.inside()))
                .hasSizeLessThanOrEqualTo(MonteCarloAgreement.allowedOutside(grid.size()));
        assertThat(grid).allSatisfy(point -> assertThat(Math.abs(point.z())).isLessThan(MonteCarloAgreement.CERTAIN));
        assertThat(MonteCarloAgreement.agrees(grid)).isTrue();
    }

    @Test
    void aFormulaThatIsOffByAFewPercentIsSeen() {
        assertThat(MonteCarloAgreement.agrees(
                        altered(point -> new Point(point.of(), point.closed() * 1.05, point.simulated()))))
                .isFalse();
    }

    @Test
    void anIntervalThatIsTooNarrowIsSeen() {
        assertThat(MonteCarloAgreement.agrees(altered(point -> new Point(
                        point.of(),
                        point.closed(),
                        new Estimate(
                                point.simulated().value(), point.simulated().standardError() / 2)))))
                .isFalse();
    }

    @Test
    void onePointFarOutAndOneThatIsNoNumberAreSeen() {
        for (double wrong : new double[] {grid.getFirst().closed() * 2, Double.NaN}) {
            List<Point> one = new ArrayList<>(grid);
            one.set(0, new Point("wrong", wrong, grid.getFirst().simulated()));
            assertThat(MonteCarloAgreement.agrees(one)).isFalse();
        }
    }

    @Test
    void oneMoreThanAllowedIsTooMany() {
        Point inside = new Point("", 1, new Estimate(1.1, 0.1));
        Point outside = new Point("", 1, new Estimate(1.3, 0.1));
        int allowed = MonteCarloAgreement.allowedOutside(500);
        List<Point> points = new ArrayList<>(Collections.nCopies(500 - allowed, inside));
        points.addAll(Collections.nCopies(allowed, outside));
        assertThat(MonteCarloAgreement.agrees(points)).isTrue();
        points.set(0, outside);
        assertThat(MonteCarloAgreement.agrees(points)).isFalse();
    }

    @Test
    void theSameSeedGivesTheSamePoints() {
        assertThat(MonteCarloAgreement.grid(PATHS, SEED)).isEqualTo(grid);
        assertThat(MonteCarloAgreement.grid(PATHS, SEED + 1)).isNotEqualTo(grid);
    }

    private List<Point> altered(java.util.function.UnaryOperator<Point> change) {
        return grid.stream().map(change).toList();
    }
}
