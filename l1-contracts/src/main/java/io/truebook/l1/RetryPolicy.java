package io.truebook.l1;

import java.time.Duration;

/** How often a question is put again before it counts as unanswered; the pause doubles each time up to a bound. */
public record RetryPolicy(int attempts, Duration firstPause, Duration longestPause) {
    public static final RetryPolicy STANDARD = new RetryPolicy(4, Duration.ofMillis(100), Duration.ofSeconds(2));

    /** Waits before attempt {@code attempt} (from 1); false when interrupted. */
    boolean pauseBefore(int attempt) {
        long pause = firstPause.toMillis() << Math.min(attempt - 1, 16);
        try {
            Thread.sleep(Math.min(pause, longestPause.toMillis()));
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
