package io.truebook.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.truebook.risk.DelayDistribution.Point;
import io.truebook.risk.DelayDistribution.Quantile;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DelayDistributionTest {
    private static final List<Quantile> QUANTILES =
            List.of(new Quantile(0.5, 600), new Quantile(0.9, 900), new Quantile(1, 2_400));

    @Test
    void quantilesAreUniformBetween() {
        DelayDistribution delay = DelayDistribution.ofQuantiles(QUANTILES);
        assertThat(delay.meanSeconds()).isCloseTo(0.5 * 600 + 0.4 * 750 + 0.1 * 1_650, within(1e-9));
        double second = delay.points().stream()
                .mapToDouble(point -> point.weight() * point.seconds() * point.seconds())
                .sum();
        double expected = 0.5 * 600 * 600
                + 0.4 * (600.0 * 600 + 600 * 900 + 900 * 900) / 3
                + 0.1 * (900.0 * 900 + 900 * 2_400 + 2_400.0 * 2_400) / 3;
        assertThat(second).isCloseTo(expected, within(1e-6));
        assertThat(delay.quantileSeconds(0.5)).isEqualTo(600);
        assertThat(delay.longestSeconds()).isEqualTo(2_400);
        assertThat(delay.then(delay).longestSeconds()).isEqualTo(4_800);
        assertThat(delay.quantileSeconds(0.9)).isBetween(880.0, 900.0);
    }

    @Test
    void sumsOfManyPointsStayFewAndKeepTheirMean() {
        DelayDistribution posted = DelayDistribution.ofQuantiles(QUANTILES);
        DelayDistribution sum = posted.then(posted);
        assertThat(sum.points()).hasSizeLessThanOrEqualTo(256);
        assertThat(sum.meanSeconds()).isCloseTo(2 * posted.meanSeconds(), within(1e-9));
        assertThat(sum.points().stream().mapToDouble(Point::weight).sum()).isCloseTo(1, within(1e-12));
        DelayDistribution samples = DelayDistribution.ofSamples(
                IntStream.rangeClosed(1, 100_000).asDoubleStream().toArray());
        assertThat(samples.points()).hasSizeLessThanOrEqualTo(256);
        assertThat(samples.quantileSeconds(1)).isEqualTo(100_000);
        assertThat(samples.quantileSeconds(0.5)).isCloseTo(50_000, within(400.0));
    }

    @Test
    void theLongestDelayIsNotGuessed() {
        assertThatThrownBy(() -> DelayDistribution.ofQuantiles(QUANTILES.subList(0, 2)))
                .hasMessageContaining("probability 1");
        assertThatThrownBy(() -> DelayDistribution.ofQuantiles(List.of(new Quantile(0.5, 600), new Quantile(1, 500))))
                .hasMessageContaining("ascend");
        assertThatThrownBy(() -> DelayDistribution.ofQuantiles(List.of(new Quantile(1, 600), new Quantile(1, 700))))
                .hasMessageContaining("ascend");
        assertThatThrownBy(() -> DelayDistribution.fixed(-1)).hasMessageContaining("seconds");
        assertThatThrownBy(() -> DelayDistribution.ofSamples(new double[0])).hasMessageContaining("samples");
    }
}
