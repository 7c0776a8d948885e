package io.truebook.node.demo;

import io.truebook.node.Table;
import java.util.Map;
import java.util.TreeMap;

/** What happened in a solvency run, and the greatest gap that was seen. */
final class SolvencyTally {
    static final int DEEPEST = 32;

    private static final int BAND = 8;

    private final Map<String, Long> samples = new TreeMap<>();
    private final Map<String, Long> restarts = new TreeMap<>();
    private final long[] reorgs = new long[DEEPEST / BAND];
    private long worst;
    long deposits;
    long withdrawals;
    long paid;
    long reconciled;
    long orders;
    long takeovers;
    long batches;
    long blocks;
    long seconds;

    /** @param from where it was read @param gap nano-USDC */
    void sampled(String from, long gap) {
        samples.merge(from, 1L, Long::sum);
        worst = Math.max(worst, Math.abs(gap));
    }

    void reorganised(int depth) {
        reorgs[(depth - 1) / BAND]++;
    }

    void restarted(String process) {
        restarts.merge(process, 1L, Long::sum);
    }

    long worst() {
        return worst;
    }

    long samples(String from) {
        return samples.getOrDefault(from, 0L);
    }

    long reorgs() {
        return java.util.Arrays.stream(reorgs).sum();
    }

    String line() {
        return "%4d s  block %d  batch %d  %,d orders  %d deposits  %d withdrawals, %d paid  %d reorgs  %d restarts  gap %d"
                .formatted(
                        seconds,
                        blocks,
                        batches,
                        orders,
                        deposits,
                        withdrawals,
                        paid,
                        reorgs(),
                        restarts.values().stream().mapToLong(Long::longValue).sum(),
                        worst);
    }

    Table table() {
        Table table = new Table()
                .row("time", seconds + " s", blocks + " L1 blocks, " + batches + " batches")
                .row("orders and cancels", "%,d".formatted(orders), "")
                .row("deposits on the way", deposits, "beside those at the start")
                .row("withdrawals", withdrawals, paid + " paid, the last batch reconciled is " + reconciled);
        for (int band = 0; band < reorgs.length; band++) {
            table.row("reorgs to depth " + (band * BAND + 1) + ".." + (band + 1) * BAND, reorgs[band], "");
        }
        restarts.forEach((process, count) -> table.row("killed and restarted: " + process, count, ""));
        table.row("takeovers", takeovers, "");
        samples.forEach((from, count) -> table.row("samples from " + from, count, ""));
        return table.row("greatest solvency gap", worst + " nano-USDC", "");
    }
}
