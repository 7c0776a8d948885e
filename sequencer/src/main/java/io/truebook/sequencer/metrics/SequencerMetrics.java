package io.truebook.sequencer.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.truebook.sequencer.BatchLog;
import io.truebook.sequencer.BatchStatus;
import io.truebook.sequencer.Completion;
import io.truebook.sequencer.Divergence;
import io.truebook.sequencer.Feed;
import io.truebook.sequencer.Outcome;
import io.truebook.sequencer.Sequencer;
import io.truebook.sequencer.Submission;
import io.truebook.sequencer.market.EngineEvent;
import io.truebook.sequencer.posting.ChainClock;
import io.truebook.sequencer.posting.L1Figures;
import io.truebook.sequencer.posting.L1Link;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Counters, delays and gauges in the Prometheus format. Money is in nano-USDC, delays in seconds. */
public final class SequencerMetrics implements Feed {
    private static final Duration LONGEST_SOFT = Duration.ofSeconds(5);
    private static final Duration LONGEST_L1 = Duration.ofDays(14);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, Counter> outcomes = new ConcurrentHashMap<>();
    private final Counter fills =
            Counter.builder("truebook.fills").description("fills confirmed").register(registry);
    private final Timer soft = timer("truebook.delay.soft", "from acceptance to a durable place", LONGEST_SOFT);
    private final Timer liquidation = timer(
            "truebook.delay.liquidation",
            "from the price, payment or trade that made it necessary to a durable liquidation",
            LONGEST_SOFT);
    private final Timer posted = timer("truebook.delay.posted", "from a batch's first item to L1", LONGEST_L1);
    private final Timer finality = timer("truebook.delay.final", "from a batch's first item to finality", LONGEST_L1);

    /** Counts and times an item on its way to the sequencer. */
    public Submission observed(Submission submission) {
        Completion completion = submission.completion();
        long since = submission.receivedNanos();
        return new Submission(
                submission.item(),
                submission.signers(),
                outcome -> {
                    count(outcome, since);
                    completion.complete(outcome);
                },
                since,
                submission.clientOrderId());
    }

    @Override
    public void happened(Outcome.Sequenced item) {
        for (EngineEvent event : item.events()) {
            switch (event) {
                case EngineEvent.Filled filled -> fills.increment();
                case EngineEvent.Liquidated liquidated ->
                    liquidation.record(System.nanoTime() - liquidated.sinceNanos(), TimeUnit.NANOSECONDS);
                default -> {}
            }
        }
    }

    /** Notes that a batch has come further on its way to finality. */
    public void advanced(BatchLog.Entry entry) {
        if (entry.status() == BatchStatus.POSTED) {
            posted.record(entry.postedAt() - entry.openedAt(), TimeUnit.MILLISECONDS);
        } else if (entry.status() == BatchStatus.FINAL) {
            finality.record(entry.finalAt() - entry.openedAt(), TimeUnit.MILLISECONDS);
        }
    }

    /** Shows the sequencer's standing whenever somebody looks. */
    public void watch(Sequencer sequencer) {
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
        gauge(
                "truebook.unposted.age.milliseconds",
                "age of the oldest batch not on L1",
                sequencer,
                Sequencer::unpostedAge);
        money("truebook.solvency.gap", "books less liabilities: 0", sequencer, Divergence.Figures::gap);
        gauge(
                "truebook.below.margin",
                "accounts below maintenance margin that could not be helped yet",
                sequencer,
                Sequencer::belowMargin);
        gauge("truebook.waiting.orders", "orders that wait for a price or time", sequencer, Sequencer::waitingOrders);
        money("truebook.insurance", "the insurance fund", sequencer, Divergence.Figures::insurance);
        money("truebook.liabilities", "all that accounts own", sequencer, Divergence.Figures::liabilities);
        money(
                "truebook.changed.since.posted",
                "value moved since the last posted batch",
                sequencer,
                Divergence.Figures::changedSincePosted);
        money(
                "truebook.changed.since.final",
                "value moved since the last final batch",
                sequencer,
                Divergence.Figures::changedSinceFinal);
    }

    /** Shows what the link to L1 does, and times each batch on its way. */
    public void watch(L1Link link) {
        link.onAdvanced(this::advanced);
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

    private void count(Outcome outcome, long since) {
        switch (outcome) {
            case Outcome.Sequenced sequenced -> {
                soft.record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
                count("sequenced", sequenced.reason().name());
            }
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

    private Timer timer(String name, String description, Duration longest) {
        return Timer.builder(name)
                .description(description)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofNanos(100_000))
                .maximumExpectedValue(longest)
                .register(registry);
    }

    private void money(
            String name, String description, Sequencer sequencer, ToLongFunction<Divergence.Figures> figure) {
        gauge(
                name,
                description,
                sequencer,
                s -> figure.applyAsLong(s.divergence().figures()));
    }

    private <T> void counter(String name, String description, T of, ToDoubleFunction<T> value) {
        FunctionCounter.builder(name, of, value).description(description).register(registry);
    }

    private <T> void gauge(String name, String description, T of, ToLongFunction<T> value) {
        Supplier<Number> supplier = () -> value.applyAsLong(of);
        Gauge.builder(name, supplier).description(description).register(registry);
    }
}
