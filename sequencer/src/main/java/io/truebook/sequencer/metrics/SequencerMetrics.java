package io.truebook.sequencer.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.truebook.sequencer.Completion;
import io.truebook.sequencer.Feed;
import io.truebook.sequencer.Outcome;
import io.truebook.sequencer.Sequencer;
import io.truebook.sequencer.Submission;
import io.truebook.sequencer.divergence.PriceFeed;
import io.truebook.sequencer.market.EngineEvent;
import io.truebook.sequencer.posting.ChainClock;
import io.truebook.sequencer.posting.L1Figures;
import io.truebook.sequencer.posting.L1Link;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Counters and gauges in the Prometheus format. Money is in nano-USDC, delays in seconds. */
public final class SequencerMetrics implements Feed {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, Counter> outcomes = new ConcurrentHashMap<>();
    private final Counter fills =
            Counter.builder("truebook.fills").description("fills confirmed").register(registry);

    /** Counts an item on its way to the sequencer. */
    public Submission observed(Submission submission) {
        Completion completion = submission.completion();
        return new Submission(
                submission.item(),
                submission.signers(),
                outcome -> {
                    count(outcome);
                    completion.complete(outcome);
                },
                submission.receivedNanos(),
                submission.clientOrderId());
    }

    @Override
    public void happened(Outcome.Sequenced item) {
        for (EngineEvent event : item.events()) {
            if (event instanceof EngineEvent.Filled) {
                fills.increment();
            }
        }
    }

    /** Shows the sequencer's standing whenever somebody looks. */
    public void watch(Sequencer sequencer) {
        DelayMetrics.watch(sequencer.delays(), registry);
        ControllerMetrics.watch(sequencer.controller(), registry);
        gauge(
                "truebook.mode",
                "0 waiting, 1 active, 2 halted, 3 stopped",
                sequencer,
                s -> s.standing().mode().ordinal());
        gauge("truebook.queued", "items waiting for the writer", sequencer, Sequencer::queued);
        gauge(
                "truebook.accounts",
                "accounts with an owner",
                sequencer,
                s -> s.accounts().count());
        gauge(
                "truebook.batch.sealed",
                "last sealed batch",
                sequencer,
                s -> s.sealedHeader().index());
        DivergenceMetrics.watch(sequencer, registry);
        gauge(
                "truebook.below.margin",
                "accounts below maintenance margin that could not be helped yet",
                sequencer,
                Sequencer::belowMargin);
        gauge("truebook.waiting.orders", "orders that wait for a price or time", sequencer, Sequencer::waitingOrders);
    }

    /** Shows how far a market's index is from its price feed. */
    public void watch(Sequencer sequencer, PriceFeed feed) {
        PriceFeedMetrics.watch(sequencer, feed, registry);
    }

    /** Shows what the link to L1 does. */
    public void watch(L1Link link) {
        L1Figures figures = link.figures();
        counter("truebook.l1.batches", "batches that came onto L1", figures, L1Figures::batches);
        counter("truebook.l1.bytes", "data of batches that came onto L1", figures, L1Figures::bytes);
        counter("truebook.l1.gas", "gas of own appends", figures, L1Figures::gas);
        counter("truebook.l1.errors", "looks at L1 without an answer to act on", figures, L1Figures::errors);
        counter("truebook.l1.reverts", "times that unposted work was undone", figures, L1Figures::reverts);
        gauge("truebook.l1.block", "L1 block followed up to", figures, L1Figures::head);
        gauge("truebook.l1.batch", "last batch on L1", figures, L1Figures::tip);
        gauge("truebook.l1.inflight", "batches on their way to L1", figures, L1Figures::inFlight);
        gauge(
                "truebook.l1.obstructed",
                "1 when something keeps the next batch off L1",
                figures,
                f -> f.obstacle().isEmpty() ? 0 : 1);
        gauge("truebook.l1.clock.behind.milliseconds", "L1's clock against this one", link.clock(), ChainClock::behind);
    }

    public MeterRegistry registry() {
        return registry;
    }

    /** All of it as text. */
    public String scrape() {
        return registry.scrape();
    }

    private void count(Outcome outcome) {
        switch (outcome) {
            case Outcome.Sequenced sequenced ->
                count("sequenced", sequenced.reason().name());
            case Outcome.Kept kept -> count("kept", "OK");
            case Outcome.Rejected rejected ->
                count("rejected", rejected.reason().name());
            case Outcome.Refused refused -> count("refused", refused.refusal().name());
        }
    }

    private void count(String outcome, String reason) {
        outcomes.computeIfAbsent(
                        outcome + reason,
                        key -> Counter.builder("truebook.items")
                                .description("items by what became of them")
                                .tags("outcome", outcome, "reason", reason)
                                .register(registry))
                .increment();
    }

    private <T> void counter(String name, String description, T of, ToDoubleFunction<T> value) {
        FunctionCounter.builder(name, of, value).description(description).register(registry);
    }

    private <T> void gauge(String name, String description, T of, ToLongFunction<T> value) {
        Supplier<Number> supplier = () -> value.applyAsLong(of);
        Gauge.builder(name, supplier).description(description).register(registry);
    }
}
