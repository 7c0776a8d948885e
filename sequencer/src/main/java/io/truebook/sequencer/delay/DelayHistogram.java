package io.truebook.sequencer.delay;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** One delay since the node was made, and over the last minute or two. */
final class DelayHistogram {
    static final int DIGITS = 3;

    private static final long WINDOW_NANOS = 60_000_000_000L;

    private final Histogram total;
    private Histogram window = new Histogram(DIGITS);
    private Histogram windowBefore = new Histogram(DIGITS);
    private long windowBegan = System.nanoTime();

    /** @param encoded by {@link #encode}; {@code null} to begin with nothing */
    DelayHistogram(byte[] encoded) {
        total = encoded == null ? new Histogram(DIGITS) : decode(encoded);
    }

    synchronized void addToTotal(Histogram delays) {
        total.add(delays);
    }

    /** What is no longer so is not counted any more; the last minute keeps it. */
    synchronized void takeBack(Histogram delays) {
        total.subtract(delays);
    }

    synchronized void addToInterval(long micros) {
        turn();
        window.recordValue(micros);
    }

    synchronized void addToInterval(Histogram delays) {
        turn();
        window.add(delays);
    }

    synchronized DelaySummary total() {
        return DelaySummary.of(total);
    }

    /** Over the minute before this one and what there is of this one. */
    synchronized DelaySummary interval() {
        turn();
        Histogram both = window.copy();
        both.add(windowBefore);
        return DelaySummary.of(both);
    }

    synchronized byte[] encode() {
        ByteBuffer buffer = ByteBuffer.allocate(total.getNeededByteBufferCapacity());
        int length = total.encodeIntoCompressedByteBuffer(buffer);
        return Arrays.copyOf(buffer.array(), length);
    }

    private void turn() {
        long passed = System.nanoTime() - windowBegan;
        if (passed >= WINDOW_NANOS) {
            windowBefore = passed >= 2 * WINDOW_NANOS ? new Histogram(DIGITS) : window;
            window = new Histogram(DIGITS);
            windowBegan += passed - passed % WINDOW_NANOS;
        }
    }

    private static Histogram decode(byte[] encoded) {
        try {
            Histogram histogram = Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(encoded), 0);
            histogram.setAutoResize(true);
            return histogram;
        } catch (DataFormatException broken) {
            throw new IllegalStateException("a stored histogram cannot be read", broken);
        }
    }
}
