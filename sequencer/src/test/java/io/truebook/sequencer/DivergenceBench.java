package io.truebook.sequencer;

import io.truebook.engine.BenchBatches;
import io.truebook.engine.ChangedCells;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.sequencer.bench.Machine;
import io.truebook.sequencer.divergence.Divergence;
import io.truebook.sequencer.divergence.FastState;
import io.truebook.sequencer.divergence.Ledger;
import io.truebook.sequencer.market.EventRecorder;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;

/**
 * What measuring the divergence costs: the same items through the engine in a loop like the writer's, with and without it, in turns. The loop
 * encodes the journal record of each item, executes it, and makes its outcome; closed batches go to another thread, as sealing does, which only
 * stores their cells here, without hashes, cold runs or a disk, so that what the divergence adds shows more than it would in a sequencer.
 * Batches are posted 4 and final 40 batches later.
 */
final class DivergenceBench {
    private static final int ITEMS = 800_000;
    private static final int ROUNDS = 45;
    private static final int POSTED_BEHIND = 4;
    private static final int FINAL_BEHIND = 40;
    private static final int LOOK_EVERY = 32;

    /** Until then the ledger fills with batches that can be undone, and the collector moves what stays to where it stays: once in its life. */
    private static final int MEASURED_FROM = 5 * FINAL_BEHIND * BenchBatches.ITEMS_PER_BATCH;

    private record Run(double itemsPerSecond, double writerMicros, double processMicros, Divergence divergence) {
        double secondsPerItem() {
            return 1 / itemsPerSecond;
        }
    }

    private final List<byte[]> items;
    private long blackHole;

    private DivergenceBench(List<byte[]> items) {
        this.items = items;
    }

    public static void main(String[] arguments) throws Exception {
        long seed = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1;
        DivergenceBench bench = new DivergenceBench(BenchBatches.items(seed, ITEMS));
        bench.run(false);
        bench.run(true);
        List<Run> off = new ArrayList<>();
        List<Run> on = new ArrayList<>();
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS;
        for (int round = 0; round < rounds; round++) {
            boolean first = round % 2 == 0;
            (first ? on : off).add(bench.run(first));
            (first ? off : on).add(bench.run(!first));
        }
        System.out.printf(
                Locale.ROOT,
                "%,d items: %s; %,d accounts, seed %d; %d rounds, medians%n",
                ITEMS - MEASURED_FROM,
                BenchBatches.MIX,
                BenchBatches.ACCOUNTS,
                seed,
                rounds);
        row("without", off);
        row("with", on);
        System.out.printf(Locale.ROOT, "%-44s %9s %22s%n", "", "median", "95 % interval");
        cost("writer's time for an item more", ratios(on, off, Run::secondsPerItem));
        cost("writer's CPU more, (on - off) / off", ratios(on, off, Run::writerMicros));
        cost("whole process' CPU more, (on - off) / off", ratios(on, off, Run::processMicros));
        Ledger[] ledger = new Ledger[1];
        Divergence last = on.getLast().divergence;
        last.look(0, 0, found -> ledger[0] = found);
        last.enterAll();
        long begun = System.nanoTime();
        int times = 100;
        for (int i = 0; i < times; i++) {
            bench.blackHole += ledger[0].figures().sinceFinal().value();
        }
        System.out.printf(
                Locale.ROOT,
                "all figures, %,d accounts since the final batch: %,.0f us%n",
                ledger[0].figures().sinceFinal().accounts(),
                (System.nanoTime() - begun) / 1_000.0 / times);
        System.out.println(Machine.describe(Path.of("target")) + (bench.blackHole == 0 ? "." : ""));
    }

    private Run run(boolean measured) throws Exception {
        System.gc();
        Map<Long, byte[]> state = new ConcurrentHashMap<>(BenchBatches.funded().cells());
        Divergence divergence = new Divergence(state::get);
        divergence.load(1, List.of());
        if (measured) {
            divergence.start();
        }
        EventRecorder events = new EventRecorder();
        List<ClosedBatch> closed = new ArrayList<>();
        BatchAssembly assembly = new BatchAssembly(
                state::get,
                BenchBatches.DOMAIN,
                BenchBatches.signers(),
                events,
                measured ? divergence : FastState.UNWATCHED,
                closed::add);
        try (ExecutorService sealer = Executors.newSingleThreadExecutor()) {
            List<Future<?>> sealing = new ArrayList<>();
            long processBegun = processCpu();
            long cpu = threadCpu();
            long begun = System.nanoTime();
            long index = 1;
            int inBatch = 0;
            for (int i = 0; i < items.size(); i++) {
                if (i == MEASURED_FROM) {
                    for (Future<?> batch : sealing) {
                        batch.get();
                    }
                    System.gc();
                    processBegun = processCpu();
                    cpu = threadCpu();
                    begun = System.nanoTime();
                }
                if (inBatch == 0) {
                    assembly.open(++index, TestExchange.LEASE, index);
                }
                byte[] item = items.get(i);
                blackHole += new JournalRecord.Item(item).encode().length;
                blackHole += outcome(assembly, assembly.execute(item), events).sequence();
                if (measured && i % LOOK_EVERY == 0 && divergence.isDue()) {
                    assembly.show();
                    divergence.look(0, i, ledger -> {});
                }
                if (++inBatch == BenchBatches.ITEMS_PER_BATCH) {
                    inBatch = 0;
                    assembly.close(BenchBatches.END, 0);
                    ClosedBatch batch = closed.removeLast();
                    long sealed = index;
                    sealing.add(sealer.submit(() -> seal(batch, sealed, state, measured ? divergence : null)));
                }
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            double writerMicros = (threadCpu() - cpu) / 1e3;
            for (Future<?> batch : sealing) {
                batch.get();
            }
            if (measured) {
                divergence.close();
            }
            return new Run(
                    (items.size() - MEASURED_FROM) / seconds,
                    writerMicros,
                    (processCpu() - processBegun) / 1e3,
                    divergence);
        }
    }

    private static Outcome.Sequenced outcome(BatchAssembly assembly, Reason reason, EventRecorder events) {
        CursorCell cursor = assembly.cells().cursor();
        return new Outcome.Sequenced(
                new byte[0],
                cursor.sequence,
                cursor.chainHash.clone(),
                cursor.batch,
                cursor.leaseId.clone(),
                cursor.inboxAcc.clone(),
                reason,
                events.take());
    }

    private static void seal(ClosedBatch batch, long index, Map<Long, byte[]> state, Divergence divergence) {
        if (divergence != null) {
            divergence.enterAll();
        }
        for (ChangedCells cells : batch.segments()) {
            for (int i = 0; i < cells.addresses().length; i++) {
                state.put(cells.addresses()[i], cells.values()[i]);
            }
        }
        if (divergence != null) {
            divergence.posted(index - POSTED_BEHIND);
            divergence.settled(index - FINAL_BEHIND);
        }
    }

    private static void row(String name, List<Run> runs) {
        System.out.printf(
                Locale.ROOT,
                "%-8s %,12.0f items/s   writer %,9.0f us CPU   whole process %,9.0f us CPU%n",
                name,
                median(runs, Run::itemsPerSecond),
                median(runs, Run::writerMicros),
                median(runs, Run::processMicros));
    }

    /** The median over the pairs of rounds that ran one after the other, and its interval by order statistics. */
    private static void cost(String name, double[] ratios) {
        double[] costs =
                Arrays.stream(ratios).map(ratio -> 100 * (ratio - 1)).sorted().toArray();
        int from = (int) Math.max(0, Math.floor(costs.length / 2.0 - 0.98 * Math.sqrt(costs.length)));
        int to = costs.length - 1 - from;
        System.out.printf(
                Locale.ROOT, "%-44s %7.2f %% %9.2f to %6.2f %%%n", name, median(costs), costs[from], costs[to]);
    }

    /** With by without. */
    private static double[] ratios(List<Run> on, List<Run> off, ToDoubleFunction<Run> figure) {
        double[] ratios = new double[off.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = figure.applyAsDouble(on.get(i)) / figure.applyAsDouble(off.get(i));
        }
        return ratios;
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
        return median(runs.stream().mapToDouble(figure).toArray());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static long threadCpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long processCpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
