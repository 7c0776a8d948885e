package io.truebook.sequencer;

/** Bytes that may still be accepted: fills at the rate L1 carries them, up to a burst. For one thread. */
final class DataRateBucket {
    private final long bytesPerSecond;
    private final long burst;
    private long available;
    private long at;

    /** @param nowMillis of the clock that is later given to {@link #take} */
    DataRateBucket(long bytesPerSecond, long burst, long nowMillis) {
        this.bytesPerSecond = bytesPerSecond;
        this.burst = burst;
        available = burst;
        at = nowMillis;
    }

    /** Takes bytes, or nothing when there are not enough. */
    boolean take(long bytes, long nowMillis) {
        long elapsed = Math.clamp(nowMillis - at, 0, 1_000_000L);
        long gained = elapsed * bytesPerSecond / 1000;
        if (gained > 0) {
            available = Math.min(burst, available + gained);
            at = nowMillis;
        }
        if (bytes > available) {
            return false;
        }
        available -= bytes;
        return true;
    }

    /** Takes bytes that cannot wait; those who ask afterwards pay for them. */
    void spend(long bytes) {
        available = Math.max(-burst, available - bytes);
    }

    long available() {
        return available;
    }
}
