package io.truebook.tree;

import java.util.Optional;

/**
 * What a node hash costs on this machine and JVM. Without the processor's SHA extensions, or with the JVM's use of them switched off,
 * a root takes several times as long, and a node falls behind for a reason nothing else shows.
 */
public final class HashSpeed {
    /** Above this many nanoseconds a node the intrinsics are missing: with them it takes about 100. */
    static final long SLOW_NANOS = 300;

    private static final int NODES = 2_000;
    private static final long BUDGET_NANOS = 600_000_000;

    /** Nanoseconds for one SHA-256 over the 64 bytes of a node: the fastest of many rounds, of which the first ones warm up. */
    static long nanosPerNode() {
        return fastest(0);
    }

    /** Stops as soon as a round is fast enough; a JVM just started needs some tenths of a second to compile. */
    private static long fastest(long enough) {
        Hashing hashing = new Hashing();
        byte[] pair = new byte[NodePages.SLOT];
        long fastest = Long.MAX_VALUE;
        long begin = System.nanoTime();
        long start = begin;
        while (fastest > enough && start - begin < BUDGET_NANOS) {
            for (int node = 0; node < NODES; node++) {
                hashing.digest(pair, 0, NodePages.SLOT, pair, node % 2 * Hashing.LENGTH);
            }
            long end = System.nanoTime();
            fastest = Math.min(fastest, (end - start) / NODES);
            start = end;
        }
        return fastest;
    }

    /** What to tell the operator at start; empty when all is well. */
    public static Optional<String> warning() {
        long nanos = fastest(SLOW_NANOS);
        return nanos <= SLOW_NANOS
                ? Optional.empty()
                : Optional.of("SHA-256 takes " + nanos
                        + " ns a tree node where about 100 are normal: this processor has no SHA"
                        + " extensions, or the JVM does not use them (see -XX:+UseSHA256Intrinsics)");
    }

    private HashSpeed() {}
}
