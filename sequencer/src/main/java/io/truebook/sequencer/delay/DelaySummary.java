package io.truebook.sequencer.delay;

import org.HdrHistogram.Histogram;

/** One distribution in figures; all in µs but the count, all 0 when there is nothing. Exact to 0.1 %. */
public record DelaySummary(
        long count,
        long mean,
        long min,
        long p10,
        long p25,
        long p50,
        long p75,
        long p90,
        long p95,
        long p99,
        long p999,
        long max) {
    static DelaySummary of(Histogram delays) {
        if (delays.getTotalCount() == 0) {
            return new DelaySummary(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        }
        return new DelaySummary(
                delays.getTotalCount(),
                Math.round(delays.getMean()),
                delays.getMinValue(),
                delays.getValueAtPercentile(10),
                delays.getValueAtPercentile(25),
                delays.getValueAtPercentile(50),
                delays.getValueAtPercentile(75),
                delays.getValueAtPercentile(90),
                delays.getValueAtPercentile(95),
                delays.getValueAtPercentile(99),
                delays.getValueAtPercentile(99.9),
                delays.getMaxValue());
    }
}
