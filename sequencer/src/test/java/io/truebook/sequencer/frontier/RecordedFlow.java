package io.truebook.sequencer.frontier;

import io.truebook.engine.BenchBatches;
import io.truebook.engine.CellMap;
import io.truebook.engine.Cells;
import io.truebook.engine.Engine;
import io.truebook.engine.EngineListener;
import io.truebook.engine.LiveBatch;
import io.truebook.sequencer.divergence.Ledger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * What the engine made of some minutes of order flow, tick by tick. Neither what is executed nor what it changes depends on where batches end, so every policy
 * can be given the same record. The rate changes between calm, usual and busy; the price wanders about the book's middle.
 *
 * @param genesis the cells that it begins with
 */
record RecordedFlow(Map<Long, byte[]> genesis, List<Tick> ticks, long items) {
    static final int TICK_MILLIS = 100;

    /** Bytes at which a batch of the recording ends; only the interior roots depend on it. */
    private static final int RECORDED_BATCH = 40_000;

    private static final long TICKS_PER_SECOND = 1_000 / TICK_MILLIS;
    /** Calm, usual and busy, as parts of the usual rate. */
    private static final double[] RATES = {0.2, 1, 4};

    private static final double SWITCHES_PER_SECOND = 1 / 20.0;
    private static final double PRICE_STEP = 5;
    private static final double PRICE_RETURN = 0.02;

    /** @param bytes of batch data. @param values cells that the ledger watches, after the tick, where they are not what they were before it */
    record Tick(int bytes, long[] addresses, byte[][] values) {}

    /** @param itemsPerSecond usually */
    static RecordedFlow record(long seed, int minutes, double itemsPerSecond) {
        Random random = new Random(seed);
        int count = (int) (minutes * 60 * TICKS_PER_SECOND);
        int[] arrivals = arrivals(random, count, itemsPerSecond);
        List<byte[]> items = BenchBatches.items(seed, Arrays.stream(arrivals).sum());
        Recorder recorder = new Recorder();
        double price = BenchBatches.MARK;
        int next = 0;
        for (int tick = 1; tick <= count; tick++) {
            long millis = Recorder.BEGIN + (long) tick * TICK_MILLIS;
            List<byte[]> of = new ArrayList<>(List.of(BenchBatches.time(millis)));
            if (tick % TICKS_PER_SECOND == 0) {
                price += PRICE_STEP * random.nextGaussian() - PRICE_RETURN * (price - BenchBatches.MARK);
                of.add(BenchBatches.price(millis, (int) Math.round(price)));
            }
            of.addAll(items.subList(next, next + arrivals[tick - 1]));
            next += arrivals[tick - 1];
            recorder.tick(of, millis);
        }
        return new RecordedFlow(recorder.genesis, recorder.ticks, next);
    }

    long millis() {
        return (long) ticks.size() * TICK_MILLIS;
    }

    /** Items in each tick: Poisson at a rate that jumps. */
    private static int[] arrivals(Random random, int count, double usual) {
        int[] arrivals = new int[count];
        double rate = usual;
        for (int tick = 0; tick < count; tick++) {
            if (random.nextDouble() < SWITCHES_PER_SECOND / TICKS_PER_SECOND) {
                rate = usual * RATES[random.nextInt(RATES.length)];
            }
            double left = rate / TICKS_PER_SECOND;
            for (left -= wait(random); left > 0; left -= wait(random)) {
                arrivals[tick]++;
            }
        }
        return arrivals;
    }

    private static double wait(Random random) {
        return -Math.log(1 - random.nextDouble());
    }

    /** Drives the engine, and notes what each tick changes. */
    private static final class Recorder {
        private static final long BEGIN = BenchBatches.END * 1_000;

        private final List<Tick> ticks = new ArrayList<>();
        private final Map<Long, byte[]> genesis;
        private final Map<Long, byte[]> known;
        private final Map<Long, byte[]> changed = new TreeMap<>();
        private final Engine engine;
        private LiveBatch batch;
        private int length;

        private Recorder() {
            CellMap state = BenchBatches.funded();
            genesis = Map.copyOf(state.cells());
            known = new HashMap<>(genesis);
            engine = new Engine(
                    new Cells(genesis::get), BenchBatches.DOMAIN, BenchBatches.signers(), EngineListener.NONE);
            batch = open();
        }

        private void tick(List<byte[]> items, long millis) {
            items.forEach(batch::execute);
            int bytes = batch.dataLength() - length;
            length = batch.dataLength();
            if (millis % 1_000 == 0 && length >= RECORDED_BATCH) {
                batch.close(millis / 1_000);
                batch = open();
            }
            engine.cells().peek(Ledger::watches, this::note);
            ticks.add(new Tick(
                    bytes,
                    changed.keySet().stream().mapToLong(Long::longValue).toArray(),
                    changed.values().toArray(byte[][]::new)));
            changed.clear();
        }

        private LiveBatch open() {
            length = 0;
            return new LiveBatch(
                    engine,
                    engine.cells().cursor().batch + 1,
                    new byte[32],
                    end -> engine.cells().drain(this::note));
        }

        private void note(long address, byte[] words) {
            if (Ledger.watches(address) && !Arrays.equals(known.put(address, words), words)) {
                changed.put(address, words);
            }
        }
    }
}
