package io.truebook.sequencer.posting;

import static io.truebook.engine.protocol.Protocol.FLAG_REDUCE_ONLY;
import static io.truebook.engine.protocol.Protocol.FLAG_SELL;
import static io.truebook.engine.protocol.Protocol.FLAG_TIF_IOC;
import static io.truebook.sequencer.TestExchange.MARK;
import static io.truebook.sequencer.TestExchange.account;

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
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** The usual flow of trades, then ten times as many while L1 makes no blocks, then L1 again: one story, told with a controller and without. */
final class Burst {
    private static final int KEY = 2;
    private static final int USUAL_PAUSE_MILLIS = 100;
    private static final int TIMES = 10;

    /** One trade moves the fees of both sides, from them and to the fee account. */
    private static final long TRADE = 2 * 700L * MARK * TradePairs.LOTS * TestExchange.MULTIPLIER / 1_000_000;

    static final long REDUCE_ONLY = 80 * TRADE;

    /** What Δ must stay below, nano-USDC. */
    static final long LIMIT = 200 * TRADE;

    /** How long a level lasts at least, ms. */
    static final long DWELL = 500;

    private static final Map<Level, Limit> LIMITS = Map.of(
            Level.POST_NOW, new Limit(REDUCE_ONLY / 2, Limit.NONE),
            Level.REDUCE_ONLY, new Limit(REDUCE_ONLY, Limit.NONE),
            Level.HALT, new Limit(LIMIT, Limit.NONE));

    /**
     * @param calm greatest Δ in the usual flow, nano-USDC
     * @param greatest Δ of all
     * @param height level at the end of the burst
     * @param reduces whether who holds a position can still make it smaller then; nobody is asked without a controller
     * @param releaseMillis from L1's next block until the level is NORMAL again and an order is taken
     * @param changes of the level, the oldest first
     */
    record Told(
            long calm,
            long greatest,
            Level height,
            boolean reduces,
            int taken,
            Map<Refusal, Integer> refused,
            long releaseMillis,
            List<ControllerRecord.Change> changes) {
        /** No level was lowered before it had lasted. */
        boolean lasted() {
            for (int i = 0; i < changes.size(); i++) {
                ControllerRecord.Change change = changes.get(i);
                boolean down = change.to().compareTo(change.from()) < 0;
                if (down && (i == 0 || change.atMillis() - changes.get(i - 1).atMillis() < DWELL)) {
                    return false;
                }
            }
            return true;
        }
    }

    private final Path folder;
    private final long seed;
    private final int calmMillis;
    private final int burstMillis;

    Burst(Path folder, long seed, int calmMillis, int burstMillis) {
        this.folder = folder;
        this.seed = seed;
        this.calmMillis = calmMillis;
        this.burstMillis = burstMillis;
    }

    Told controlled() throws Exception {
        return run(LIMITS, folder.resolve("controlled"));
    }

    Told free() throws Exception {
        return run(Map.of(), folder.resolve("free"));
    }

    private Told run(Map<Level, Limit> limits, Path node) throws Exception {
        DivergencePolicy policy = new DivergencePolicy(400, DivergencePolicy.Cost.BY_AGE, limits, 70, DWELL, 20);
        SequencerOptions options =
                new SequencerOptions(20_000, 2_000, 100, 2, 10_000, 1_000_000_000L, 1_000_000_000L, policy);
        try (DeployedExchange exchange = new DeployedExchange(DeployedExchange.quick(90, 60), KEY);
                LinkedSequencer linked = new LinkedSequencer(
                        node,
                        exchange.anvil.url(),
                        exchange.deployment,
                        exchange.parameters,
                        KEY,
                        options,
                        UnaryOperator.identity())) {
            linked.trading();
            TradePairs pairs = new TradePairs(linked, seed);
            ControllerRecord record = linked.sequencer.controller();
            if (!record.changes().isEmpty()) {
                throw new AssertionError("deposits are no risk: " + record.changes());
            }
            long calm = pairs.run(calmMillis, USUAL_PAUSE_MILLIS);
            exchange.anvil.call("evm_setIntervalMining", 0);
            long greatest = Math.max(calm, pairs.run(burstMillis, USUAL_PAUSE_MILLIS / TIMES));
            Level height = record.level();
            boolean reduces = !limits.isEmpty() && reducingGoesOn(linked, pairs);
            long begun = System.nanoTime();
            exchange.anvil.call("evm_setIntervalMining", 1);
            long last = linked.sequencer.batches().latest().lastSequence();
            linked.await("all posted", () -> linked.has(last, BatchStatus.POSTED));
            linked.await("release", () -> record.level() == Level.NORMAL);
            if (!(pairs.one() instanceof Outcome.Sequenced)) {
                throw new AssertionError("an order is refused after the release");
            }
            return new Told(
                    calm,
                    greatest,
                    height,
                    reduces,
                    pairs.taken(),
                    pairs.refused(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun),
                    record.changes().reversed());
        }
    }

    /** One who holds a position may make it smaller, and nothing else. */
    private static boolean reducingGoesOn(LinkedSequencer linked, TradePairs pairs) throws Exception {
        for (int trader = 0; trader < DeployedExchange.TRADERS; trader++) {
            long number = account(trader);
            long lots = linked.ask(cells ->
                    Holding.of(cells, number).stream().mapToLong(Holding::lots).sum());
            if (lots != 0) {
                int flags = FLAG_REDUCE_ONLY | FLAG_TIF_IOC | (lots > 0 ? FLAG_SELL : 0);
                return pairs.send(trader, flags, 1) instanceof Outcome.Sequenced
                        && pairs.send(trader, FLAG_TIF_IOC, 1).equals(new Outcome.Refused(Refusal.REDUCING));
            }
        }
        throw new AssertionError("nobody holds a position");
    }
}
