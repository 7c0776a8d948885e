package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.BigEndian;
import java.util.Arrays;

/** Writes the operations of a bundle as short as they can be: lots take as many bytes as they need. */
public final class BundleBuilder {
    private static final int MAX_LOTS_LENGTH = 5;
    private static final int WIDE = 8;

    private byte[] bytes = new byte[64];
    private int length;
    private int count;

    /** A limit order. */
    public BundleBuilder place(int market, int flags, int tick, long lots) {
        begin(BUNDLE_PLACE, lotsLength(lots));
        put(1, market);
        put(1, flags);
        put(3, tick);
        put(lotsLength(lots), lots);
        return this;
    }

    /** Cancels one order; 16 bits of its placing nonce are enough to tell it from its slot's former orders. */
    public BundleBuilder cancel(int slot, long placingNonce) {
        begin(BUNDLE_CANCEL, 0);
        put(1, slot);
        put(2, placingNonce);
        return this;
    }

    /** Moves an order to another price, with as many lots as are left. */
    public BundleBuilder amend(int slot, long placingNonce, int tick) {
        begin(BUNDLE_AMEND, 0);
        put(1, slot);
        put(2, placingNonce);
        put(3, tick);
        return this;
    }

    /** Moves an order by some ticks, -32,768 to 32,767, with as many lots as are left. */
    public BundleBuilder move(int slot, long placingNonce, int ticks) {
        return putMove(slot, placingNonce, ticks, 0, 0);
    }

    /** Moves an order by some ticks, -32,768 to 32,767, and changes its remaining lots. */
    public BundleBuilder move(int slot, long placingNonce, int ticks, long lots) {
        return putMove(slot, placingNonce, ticks, lotsLength(lots), lots);
    }

    private BundleBuilder putMove(int slot, long placingNonce, int ticks, int lotsLength, long lots) {
        boolean wide = ticks != (byte) ticks;
        begin(BUNDLE_MOVE, (wide ? WIDE : 0) | lotsLength);
        put(1, slot);
        put(2, placingNonce);
        put(wide ? 2 : 1, ticks);
        put(lotsLength, lots);
        return this;
    }

    /** Cancels all orders of one market. */
    public BundleBuilder cancelAll(int market) {
        begin(BUNDLE_CANCEL_ALL, 0);
        put(1, market);
        return this;
    }

    /** Operations so far. */
    public int count() {
        return count;
    }

    /** The operations' bytes. */
    public byte[] operations() {
        return Arrays.copyOf(bytes, length);
    }

    private void begin(int operation, int sizes) {
        if (count == MAX_BUNDLE) {
            throw new IllegalStateException("a bundle has at most " + MAX_BUNDLE + " operations");
        }
        count++;
        put(1, sizes << 4 | operation);
    }

    private void put(int size, long value) {
        if (length + size > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        BigEndian.put(bytes, length, size, value);
        length += size;
    }

    private static int lotsLength(long lots) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(lots | 1);
        return Math.min((bits + 7) / 8, MAX_LOTS_LENGTH);
    }
}
