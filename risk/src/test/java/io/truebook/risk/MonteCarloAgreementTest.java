package io.truebook.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.risk.MonteCarloAgreement.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The GRID agrees, and a formula or an interval that is a little wrong does not. */
class MonteCarloAgreementTest {
    private static final int PATHS = MonteCarloAgreement.DEFAULT_PATHS;
    private static final long SEED = Long.getLong("truebook.seed", 1);

    private static final List<Point> GRID = MonteCarloAgreement.grid(PATHS, SEED);

    @Test
    void theGridAgrees() {
        System.out.println("replay with -Dtruebook.seed=" + SEED);
        assertThat(GRID).hasSizeGreaterThanOrEqualTo(200);
        assertThat(GRID.stream().filter(point -> point.of().startsWith("outruns")))
                .hasSizeGreaterThanOrEqualTo(200);
        assertThat(GRID.stream().filter(point -> !point.of().startsWith("outruns")))
                .hasSizeGreaterThanOrEqualTo(200);
        assertThat(GRID.stream().filter(point -> !point.inside()))
                .hasSizeLessThanOrEqualTo(MonteCarloAgreement.allowedOutside(GRID.size()));
        assertThat(GRID).allSatisfy(point -> assertThat(Math.abs(point.z())).isLessThan(MonteCarloAgreement.CERTAIN));
        assertThat(MonteCarloAgreement.agrees(GRID)).isTrue();
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
        for (double wrong : new double[] {GRID.getFirst().closed() * 2, Double.NaN}) {
            List<Point> one = new ArrayList<>(GRID);
            one.set(0, new Point("wrong", wrong, GRID.getFirst().simulated()));
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
        assertThat(MonteCarloAgreement.grid(PATHS, SEED)).isEqualTo(GRID);
        assertThat(MonteCarloAgreement.grid(PATHS, SEED + 1)).isNotEqualTo(GRID);
    }

    private List<Point> altered(java.util.function.UnaryOperator<Point> change) {
        return GRID.stream().map(change).toList();
    }
}
