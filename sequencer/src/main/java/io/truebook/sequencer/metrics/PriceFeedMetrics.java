package io.truebook.sequencer.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.truebook.sequencer.Sequencer;
import io.truebook.sequencer.divergence.PriceDifference;
import io.truebook.sequencer.divergence.PriceFeed;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Index and price feed of a market. What is not known is NaN, and {@code truebook_feed_up} is 0. */
final class PriceFeedMetrics {
    private final Sequencer sequencer;
    private final PriceFeed feed;
    private final MeterRegistry registry;

    private PriceFeedMetrics(Sequencer sequencer, PriceFeed feed, MeterRegistry registry) {
        this.sequencer = sequencer;
        this.feed = feed;
        this.registry = registry;
    }

    static void watch(Sequencer sequencer, PriceFeed feed, MeterRegistry registry) {
        PriceFeedMetrics metrics = new PriceFeedMetrics(sequencer, feed, registry);
        metrics.gauge(
                "truebook.feed.up",
                "1 when the index can be compared with the feed",
                () -> metrics.difference().filter(d -> d.unknown().isEmpty()).isPresent() ? 1 : 0);
        metrics.known("truebook.feed.difference.ppm", "(index - feed) / feed", PriceDifference::ppm);
        metrics.known("truebook.feed.price", "of a unit, nano-USDC", PriceDifference::feedPrice);
        metrics.known("truebook.feed.index", "index price of a unit, nano-USDC", PriceDifference::indexPrice);
        metrics.known("truebook.feed.age.seconds", "since the feed's answer was given", metrics::age);
    }

    private Optional<PriceDifference> difference() {
        long now = sequencer.clock().getAsLong();
        return sequencer.divergenceFigures().prices().stream()
                .filter(difference -> difference.market() == feed.market())
                .map(difference -> difference.at(now, feed.maxAgeMillis()))
                .findFirst();
    }

    private long age(PriceDifference difference) {
        return difference.isAnswered() ? difference.ageSeconds(sequencer.clock().getAsLong()) : PriceDifference.NONE;
    }

    private void known(String name, String description, ToLongFunction<PriceDifference> figure) {
        gauge(
                name,
                description,
                () -> difference()
                        .map(figure::applyAsLong)
                        .filter(value -> value != PriceDifference.NONE)
                        .map(Long::doubleValue)
                        .orElse(Double.NaN));
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value)
                .description(description)
                .tag("market", Integer.toString(feed.market()))
                .register(registry);
    }
}
