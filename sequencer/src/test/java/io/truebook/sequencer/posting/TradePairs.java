package io.truebook.sequencer.posting;

import static io.truebook.engine.protocol.Protocol.FLAG_SELL;
import static io.truebook.engine.protocol.Protocol.FLAG_TIF_IOC;
import static io.truebook.sequencer.TestExchange.MARK;

import io.truebook.sequencer.Outcome;
import io.truebook.sequencer.Refusal;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Two of the traders trade with each other at the mark, again and again, whatever the answers are. */
final class TradePairs {
    static final long LOTS = 20;

    private final LinkedSequencer linked;
    private final SplittableRandom random;
    private final AtomicInteger taken = new AtomicInteger();
    private final Map<Refusal, Integer> refused = new EnumMap<>(Refusal.class);
    private long nonce = 10;

    TradePairs(LinkedSequencer linked, long seed) {
        this.linked = linked;
        random = new SplittableRandom(seed);
    }

    /** Trades for a while. @return the greatest divergence seen meanwhile, nano-USDC */
    long run(int millis, int pauseMillis) throws Exception {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long next = System.nanoTime();
        long greatest = 0;
        while (System.nanoTime() < end) {
            int maker = random.nextInt(DeployedExchange.TRADERS);
            int taker = (maker + 1 + random.nextInt(DeployedExchange.TRADERS - 1)) % DeployedExchange.TRADERS;
            int side = random.nextBoolean() ? FLAG_SELL : 0;
            linked.later(linked.place(maker, nonce++, side, MARK, LOTS)).thenAccept(this::note);
            linked.later(linked.place(taker, nonce++, side ^ FLAG_SELL | FLAG_TIF_IOC, MARK, LOTS))
                    .thenAccept(this::note);
            greatest = Math.max(
                    greatest, linked.sequencer.divergenceFigures().sincePosted().moved());
            next += TimeUnit.MILLISECONDS.toNanos(pauseMillis);
            TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
        }
        return greatest;
    }

    /** An order far enough from the mark to rest. */
    Outcome one() throws Exception {
        return linked.submit(linked.place(0, nonce++, 0, MARK - 50, 1));
    }

    Outcome send(int trader, int flags, long lots) throws Exception {
        return linked.submit(linked.place(trader, nonce++, flags, MARK, lots));
    }

    private void note(Outcome outcome) {
        if (outcome instanceof Outcome.Refused(Refusal why)) {
            synchronized (refused) {
                refused.merge(why, 1, Integer::sum);
            }
        } else {
            taken.incrementAndGet();
        }
    }

    int taken() {
        return taken.get();
    }

    Map<Refusal, Integer> refused() {
        synchronized (refused) {
            return Map.copyOf(refused);
        }
    }
}
