package io.truebook.sequencer.posting;

import static io.truebook.sequencer.TestExchange.MARK;
import static io.truebook.sequencer.TestExchange.MULTIPLIER;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.l1.EthAddress;
import io.truebook.l1.PriceFeedContract;
import io.truebook.sequencer.BatchStatus;
import io.truebook.sequencer.Outcome;
import io.truebook.sequencer.divergence.PriceDifference;
import io.truebook.sequencer.divergence.PriceFeed;
import io.truebook.sequencer.divergence.PriceUnknown;
import io.truebook.sequencer.metrics.SequencerMetrics;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feeds on a real L1 that are right, wrong, silent, old and hostile: what is not known is said to be unknown, and posting goes on. */
class PriceFeedsTest {
    private static final int KEY = 2;
    private static final BigDecimal LOT = new BigDecimal("0.5");
    private static final long UNIT = 2L * MARK * MULTIPLIER;
    private static final int DECIMALS = 8;
    private static final long FAIR = UNIT / 10;
    private static final long MAX_AGE = 3_600_000;

    @TempDir
    Path folder;

    private LinkedSequencer linked;

    @Test
    void theIndexIsComparedWithTheFeedAndOnlyWithASoundOne() throws Exception {
        try (DeployedExchange exchange = new DeployedExchange(DeployedExchange.quick(60, 30), KEY);
                Gate gate = new Gate(exchange.anvil.url())) {
            TestPriceFeed feed = new TestPriceFeed(exchange, contract(1));
            exchange.anvil.call("anvil_setCode", contract(3).hex(), "0x5b5f56");
            exchange.anvil.call("anvil_setCode", contract(4).hex(), "0x620f42405ff3");
            List<PriceFeed> feeds = List.of(feed(0, 1), feed(7, 2), feed(8, 3), feed(9, 4));
            try (LinkedSequencer running = new LinkedSequencer(
                    folder,
                    gate.url(),
                    exchange.deployment,
                    exchange.parameters,
                    KEY,
                    LinkedSequencer.OPTIONS,
                    OptionalInt.of(2),
                    feeds,
                    UnaryOperator.identity(),
                    false)) {
                linked = running;
                SequencerMetrics metrics = new SequencerMetrics();
                feeds.forEach(each -> metrics.watch(linked.sequencer, each));
                feed.answers(FAIR, DECIMALS, now(exchange));
                awaitUnknown(PriceUnknown.NO_INDEX);
                linked.trading();
                awaitPpm(0);
                assertThat(price(0).feedPrice()).isEqualTo(UNIT);
                assertThat(price(0).indexPrice()).isEqualTo(UNIT);
                assertThat(metrics.scrape())
                        .contains("truebook_feed_up{market=\"0\"} 1")
                        .contains("truebook_feed_up{market=\"7\"} 0")
                        .contains("truebook_feed_difference_ppm{market=\"0\"} 0")
                        .contains("truebook_feed_difference_ppm{market=\"7\"} NaN");

                feed.answers(FAIR * 5 / 4, DECIMALS, now(exchange));
                awaitPpm(-200_000);
                feed.answers(FAIR / 5 * 4, DECIMALS, now(exchange));
                awaitPpm(250_000);
                feed.answers(FAIR * 10 + 1, DECIMALS + 1, now(exchange));
                awaitPpm(-1);

                feed.answers(0, DECIMALS, now(exchange));
                awaitUnknown(PriceUnknown.NOT_POSITIVE);
                feed.answers(-FAIR, DECIMALS, now(exchange));
                awaitUnknown(PriceUnknown.NOT_POSITIVE);
                feed.answers(FAIR, DECIMALS, 0);
                awaitUnknown(PriceUnknown.INCOMPLETE_ROUND);
                feed.answers(FAIR, DECIMALS, now(exchange) + 1_000);
                awaitUnknown(PriceUnknown.FROM_FUTURE);
                BigInteger decimals = BigInteger.valueOf(DECIMALS);
                BigInteger time = BigInteger.valueOf(now(exchange));
                feed.answers(decimals, 200, BigInteger.valueOf(FAIR), time, 199);
                awaitUnknown(PriceUnknown.INCOMPLETE_ROUND);
                feed.answers(decimals, 200, BigInteger.ONE.shiftLeft(254), time, 200);
                awaitUnknown(PriceUnknown.OUT_OF_RANGE);
                feed.answers(decimals.add(BigInteger.ONE.shiftLeft(8)), 200, BigInteger.valueOf(FAIR), time, 200);
                awaitUnknown(PriceUnknown.FEED_FAILS);
                feed.answers(FAIR, 255, now(exchange));
                awaitUnknown(PriceUnknown.OUT_OF_RANGE);
                feed.answers(FAIR, DECIMALS, now(exchange) - MAX_AGE / 1000 - 30);
                awaitUnknown(PriceUnknown.STALE);
                assertThat(metrics.scrape())
                        .contains("truebook_feed_up{market=\"0\"} 0")
                        .contains("truebook_feed_difference_ppm{market=\"0\"} NaN")
                        .contains("truebook_feed_price{market=\"0\"} NaN");

                feed.answers(FAIR, DECIMALS, now(exchange));
                awaitPpm(0);
                feed.fails(true);
                awaitUnknown(PriceUnknown.FEED_FAILS);
                feed.fails(false);
                awaitPpm(0);
                gate.shut();
                awaitUnknown(PriceUnknown.NO_ANSWER);
                gate.open();
                awaitPpm(0);

                assertThat(price(7).unknown()).contains(PriceUnknown.FEED_FAILS);
                assertThat(price(8).unknown()).isPresent();
                assertThat(price(9).unknown()).isPresent();
                Outcome placed = linked.submit(linked.place(0, 2, 0, MARK, 1));
                assertThat(placed).isInstanceOf(Outcome.Sequenced.class);
                long sequence = ((Outcome.Sequenced) placed).sequence();
                linked.await("posted beside hostile feeds", () -> linked.has(sequence, BatchStatus.POSTED));
            }
        }
    }

    private void awaitPpm(long ppm) throws Exception {
        linked.await("a difference of " + ppm + " ppm", () -> price(0).unknown().isEmpty() && price(0).ppm() == ppm);
    }

    private void awaitUnknown(PriceUnknown why) throws Exception {
        linked.await(why.name(), () -> price(0).unknown().equals(Optional.of(why)));
        assertThat(price(0).ppm()).isEqualTo(PriceDifference.NONE);
        assertThat(price(0).feedPrice()).isEqualTo(PriceDifference.NONE);
    }

    private PriceDifference price(int market) {
        return linked.sequencer.divergenceFigures().prices().stream()
                .filter(price -> price.market() == market)
                .findFirst()
                .orElse(new PriceDifference(
                        market,
                        Optional.of(PriceUnknown.NOT_ASKED),
                        PriceDifference.NONE,
                        PriceDifference.NONE,
                        PriceDifference.NONE,
                        PriceDifference.NONE));
    }

    private static PriceFeed feed(int market, int contract) {
        return new PriceFeed(market, new PriceFeedContract(contract(contract)), LOT, MAX_AGE);
    }

    private static EthAddress contract(int number) {
        return EthAddress.of(
                new byte[] {(byte) 0xfe, (byte) 0xed, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) number
                });
    }

    private static long now(DeployedExchange exchange) {
        return exchange.head().timestamp();
    }
}
