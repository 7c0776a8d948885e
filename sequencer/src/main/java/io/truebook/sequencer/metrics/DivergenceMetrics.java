package io.truebook.sequencer.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.truebook.sequencer.Sequencer;
import io.truebook.sequencer.divergence.DivergenceFigures;
import io.truebook.sequencer.divergence.DivergenceFigures.Change;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** How far the fast state is from L1, as last measured. Money is in nano-USDC. */
final class DivergenceMetrics {
    private final Sequencer sequencer;
    private final MeterRegistry registry;

    private DivergenceMetrics(Sequencer sequencer, MeterRegistry registry) {
        this.sequencer = sequencer;
        this.registry = registry;
    }

    static void watch(Sequencer sequencer, MeterRegistry registry) {
        DivergenceMetrics metrics = new DivergenceMetrics(sequencer, registry);
        metrics.change("posted", DivergenceFigures::sincePosted);
        metrics.change("final", DivergenceFigures::sinceFinal);
        metrics.gauge(
                "truebook.unposted.bytes",
                "batch data that L1 does not have",
                f -> f.unposted().bytes());
        metrics.gauge(
                "truebook.unposted.batches",
                "batches not on L1, the open one included",
                f -> f.unposted().batches());
        metrics.gauge(
                "truebook.unposted.traded.notional",
                "of trades not on L1",
                f -> f.unposted().tradedNotional());
        metrics.gauge(
                "truebook.unposted.age.milliseconds",
                "age of the oldest batch not on L1, the open one included",
                f -> f.unposted().ageMillis(sequencer.clock().getAsLong()));
        metrics.gauge(
                "truebook.solvency.gap",
                "books less liabilities: 0",
                f -> f.books().gap());
        metrics.gauge(
                "truebook.bad.debt",
                "what accounts owe beyond all they have",
                f -> f.books().badDebt());
        metrics.gauge("truebook.insurance", "the insurance fund", f -> f.books().insurance());
        metrics.gauge(
                "truebook.liabilities", "all that accounts own", f -> f.books().liabilities());
    }

    private void change(String since, Function<DivergenceFigures, Change> of) {
        gauge("truebook.divergence", "sum of |equity now - equity of what was held then|", since, of, Change::value);
        gauge("truebook.divergence.signed", "the same without the absolute value", since, of, Change::signed);
        gauge("truebook.divergence.accounts", "accounts that hold something else", since, of, Change::accounts);
        gauge("truebook.divergence.open.notional", "of lots held by others than then", since, of, Change::openNotional);
        gauge("truebook.divergence.payments", "that market indices have made due", since, of, Change::payments);
    }

    private void gauge(
            String name,
            String description,
            String since,
            Function<DivergenceFigures, Change> of,
            ToLongFunction<Change> value) {
        Supplier<Number> supplier = () -> value.applyAsLong(of.apply(sequencer.divergenceFigures()));
        Gauge.builder(name, supplier)
                .description(description)
                .tag("since", since)
                .register(registry);
    }

    private void gauge(String name, String description, ToLongFunction<DivergenceFigures> value) {
        Supplier<Number> supplier = () -> value.applyAsLong(sequencer.divergenceFigures());
        Gauge.builder(name, supplier).description(description).register(registry);
    }
}
