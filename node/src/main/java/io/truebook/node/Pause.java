package io.truebook.node;

import java.time.Duration;

/** Waiting between two looks at L1. */
final class Pause {
    /** Ends early, as a failed command, when the process is told to stop. */
    static void of(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted");
        }
    }

    private Pause() {}
}
