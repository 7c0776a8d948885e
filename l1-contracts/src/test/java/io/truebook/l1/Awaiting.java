package io.truebook.l1;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something that another process is about to do, and fails when it does not. */
final class Awaiting {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    static void until(String what, BooleanSupplier happened) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("did not happen within " + LIMIT + ": " + what);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    private Awaiting() {}
}
