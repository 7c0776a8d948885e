package io.truebook.node.demo;

import java.time.Duration;

/** Waiting between two looks at processes that run by themselves. */
final class Pause {
    static void of(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("interrupted");
        }
    }

    private Pause() {}
}
