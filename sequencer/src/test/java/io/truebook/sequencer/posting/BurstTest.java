package io.truebook.sequencer.posting;

import static io.truebook.engine.protocol.Protocol.FLAG_REDUCE_ONLY;
import static io.truebook.engine.protocol.Protocol.FLAG_SELL;
import static io.truebook.engine.protocol.Protocol.FLAG_TIF_IOC;
import static io.truebook.sequencer.TestExchange.MARK;
import static io.truebook.sequencer.TestExchange.account;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.derivation.Holding;
import io.truebook.sequencer.BatchStatus;
import io.truebook.sequencer.Outcome;
import io.truebook.sequencer.Refusal;
import io.truebook.sequencer.SequencerOptions;
import io.truebook.sequencer.TestExchange;
import io.truebook.sequencer.controller.ControllerRecord;
import io.truebook.sequencer.controller.DivergencePolicy;
import io.truebook.sequencer.controller.DivergencePolicy.Limit;
import io.truebook.sequencer.controller.Level;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten times the usual flow comes while L1 makes no blocks: the divergence stays below its limit, and everything is taken again afterwards. */
class BurstTest {
    private static final int KEY = 2;
    private static final long SEED = Long.getLong("truebook.seed", System.nanoTime());
    private static final int CALM_MILLIS = 4_000;
    private static final int BURST_MILLIS = 8_000;

    /** One trade moves the fees of both sides, from them and to the fee account. */
    private static final long TRADE = 2 * 700L * MARK * TradePairs.LOTS * TestExchange.MULTIPLIER / 1_000_000;

    private static final long REDUCE_ONLY = 80 * TRADE;
    private static final long LIMIT = 200 * TRADE;
    private static final long DWELL = 500;

    @TempDir
    Path folder;

    @Test
    void theDivergenceStaysBelowItsLimitAndIsReleased() throws Exception {
        System.out.println("burst: replay with -Dtruebook.seed=" + SEED);
        Map<Level, Limit> limits = Map.of(
                Level.POST_NOW, new Limit(REDUCE_ONLY / 2, Limit.NONE),
                Level.REDUCE_ONLY, new Limit(REDUCE_ONLY, Limit.NONE),
                Level.HALT, new Limit(LIMIT, Limit.NONE));
        long held = burst(limits, true);
        long free = burst(Map.of(), false);
        System.out.printf(
                "greatest divergence in a burst of 10x without L1: %,d nano-USDC with the controller (limit %,d), %,d without%n",
                held, LIMIT, free);
        assertThat(held).isLessThan(LIMIT);
        assertThat(free).as("the burst would pass the limit").isGreaterThan(LIMIT);
    }

    /** @return the greatest divergence that was seen */
    private long burst(Map<Level, Limit> limits, boolean controlled) throws Exception {
        DivergencePolicy policy = new DivergencePolicy(400, DivergencePolicy.Cost.BY_AGE, limits, 70, DWELL, 20);
        SequencerOptions options =
                new SequencerOptions(20_000, 2_000, 100, 2, 10_000, 1_000_000_000L, 1_000_000_000L, policy);
        try (DeployedExchange exchange = new DeployedExchange(DeployedExchange.quick(90, 60), KEY);
                LinkedSequencer linked = new LinkedSequencer(
                        folder.resolve("node-" + controlled),
                        exchange.anvil.url(),
                        exchange.deployment,
                        exchange.parameters,
                        KEY,
                        options,
                        UnaryOperator.identity())) {
            linked.trading();
            TradePairs pairs = new TradePairs(linked, SEED);
            long calm = pairs.run(CALM_MILLIS, 100);
            ControllerRecord record = linked.sequencer.controller();
            assertThat(record.changes()).as("deposits are no risk").isEmpty();
            exchange.anvil.call("evm_setIntervalMining", 0);
            long greatest = Math.max(calm, pairs.run(BURST_MILLIS, 10));
            System.out.printf(
                    "  %-12s calm max %,15d, burst max %,15d nano-USDC, level %s, taken %d, refused %s%n",
                    controlled ? "controlled" : "free", calm, greatest, record.level(), pairs.taken(), pairs.refused());
            if (controlled) {
                assertThat(calm).as("the usual flow needs no limit").isLessThan(REDUCE_ONLY / 2);
                assertThat(record.level()).isGreaterThanOrEqualTo(Level.REDUCE_ONLY);
                assertThat(pairs.refused()).containsKey(Refusal.REDUCING);
                reducingGoesOn(linked, pairs);
            }
            exchange.anvil.call("evm_setIntervalMining", 1);
            long last = linked.sequencer.batches().latest().lastSequence();
            linked.await("all posted", () -> linked.has(last, BatchStatus.POSTED));
            linked.await("release", () -> record.level() == Level.NORMAL);
            assertThat(pairs.one()).isInstanceOf(Outcome.Sequenced.class);
            record.changes().reversed().forEach(change -> System.out.println("    " + change));
            assertDwell(record);
            return greatest;
        }
    }

    private void reducingGoesOn(LinkedSequencer linked, TradePairs pairs) throws Exception {
        for (int trader = 0; trader < DeployedExchange.TRADERS; trader++) {
            long number = account(trader);
            long lots = linked.ask(cells ->
                    Holding.of(cells, number).stream().mapToLong(Holding::lots).sum());
            if (lots != 0) {
                int flags = FLAG_REDUCE_ONLY | FLAG_TIF_IOC | (lots > 0 ? FLAG_SELL : 0);
                assertThat(pairs.send(trader, flags, 1)).isInstanceOf(Outcome.Sequenced.class);
                assertThat(pairs.send(trader, FLAG_TIF_IOC, 1)).isEqualTo(new Outcome.Refused(Refusal.REDUCING));
                return;
            }
        }
        throw new AssertionError("nobody holds a position");
    }

    /** No level was lowered before it had lasted. */
    private static void assertDwell(ControllerRecord record) {
        ControllerRecord.Change before = null;
        for (ControllerRecord.Change change : record.changes().reversed()) {
            if (change.to().compareTo(change.from()) < 0) {
                assertThat(before).isNotNull();
                assertThat(change.atMillis() - before.atMillis()).isGreaterThanOrEqualTo(DWELL);
            }
            before = change;
        }
    }
}
