// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** TWAP_SLICE: one slice of a time-weighted order; behind the signature stands which: slice u8. Fields have the widths of the protocol tables; wider bits are not written. */
public record TwapSliceItem(long account, int key, long nonce, int market, int flags, int slippagePpm, long sliceLots, int slices, long start, long interval, long expiry) implements SignedItem {
    /** Bytes of the fields: the body without the signature. */
    public static final int FIELDS_LENGTH = 34;

    /** Bytes of each field, in order. */
    static final int[] WIDTHS = {4, 1, 6, 1, 1, 3, 5, 1, 4, 4, 4};

    /** Reads the fields. */
    public static TwapSliceItem decode(byte[] in, int at) {
        return new TwapSliceItem(
                BigEndian.get(in, at + 0, 4),
                (int) BigEndian.get(in, at + 4, 1),
                BigEndian.get(in, at + 5, 6),
                (int) BigEndian.get(in, at + 11, 1),
                (int) BigEndian.get(in, at + 12, 1),
                (int) BigEndian.get(in, at + 13, 3),
                BigEndian.get(in, at + 16, 5),
                (int) BigEndian.get(in, at + 21, 1),
                BigEndian.get(in, at + 22, 4),
                BigEndian.get(in, at + 26, 4),
                BigEndian.get(in, at + 30, 4));
    }

    @Override
    public int type() {
        return Protocol.ITEM_TWAP_SLICE;
    }

    @Override
    public void encode(byte[] out, int at) {
        BigEndian.put(out, at + 0, 4, account);
        BigEndian.put(out, at + 4, 1, key);
        BigEndian.put(out, at + 5, 6, nonce);
        BigEndian.put(out, at + 11, 1, market);
        BigEndian.put(out, at + 12, 1, flags);
        BigEndian.put(out, at + 13, 3, slippagePpm);
        BigEndian.put(out, at + 16, 5, sliceLots);
        BigEndian.put(out, at + 21, 1, slices);
        BigEndian.put(out, at + 22, 4, start);
        BigEndian.put(out, at + 26, 4, interval);
        BigEndian.put(out, at + 30, 4, expiry);
    }
}
