package io.truebook.sequencer.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.truebook.sequencer.delay.Delay;
import io.truebook.sequencer.delay.DelaySummary;
import io.truebook.sequencer.delay.Delays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Percentiles of each delay, in seconds: of all time and of the last minute or two. */
final class DelayMetrics {
    private static final Map<String, ToLongFunction<DelaySummary>> QUANTILES = Map.of(
            "0.5", DelaySummary::p50,
            "0.9", DelaySummary::p90,
            "0.99", DelaySummary::p99,
            "0.999", DelaySummary::p999,
            "1", DelaySummary::max);

    static void watch(Delays delays, MeterRegistry registry) {
        for (Delay delay : Delay.values()) {
            QUANTILES.forEach((quantile, of) -> {
                gauge(registry, delay, "total", quantile, () -> of.applyAsLong(delays.total(delay)));
                gauge(registry, delay, "interval", quantile, () -> of.applyAsLong(delays.interval(delay)));
            });
            FunctionCounter.builder(
                            "truebook.delay.count", delays, d -> d.total(delay).count())
                    .description("items and liquidations that have come so far")
                    .tag("delay", delay.label())
                    .register(registry);
        }
    }

    private static void gauge(
            MeterRegistry registry, Delay delay, String span, String quantile, Supplier<Number> micros) {
        TimeGauge.builder("truebook.delay", micros, TimeUnit.MICROSECONDS)
                .description("delays on the way to finality, quantile 1 is the longest")
                .tags("delay", delay.label(), "span", span, "quantile", quantile)
                .register(registry);
    }

    private DelayMetrics() {}
}
