// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** SET_MARGIN: isolate a position, add to or take from its own margin, or join it to the others again. Fields have the widths of the protocol tables; wider bits are not written. */
public record SetMarginItem(long account, int key, long nonce, int market, int action, long amount, long expiry) implements SignedItem {
    /** Bytes of the fields: the body without the signature. */
    public static final int FIELDS_LENGTH = 25;

    /** Bytes of each field, in order. */
    static final int[] WIDTHS = {4, 1, 6, 1, 1, 8, 4};

    /** Reads the fields. */
    public static SetMarginItem decode(byte[] in, int at) {
        return new SetMarginItem(
                BigEndian.get(in, at + 0, 4),
                (int) BigEndian.get(in, at + 4, 1),
                BigEndian.get(in, at + 5, 6),
                (int) BigEndian.get(in, at + 11, 1),
                (int) BigEndian.get(in, at + 12, 1),
                BigEndian.get(in, at + 13, 8),
                BigEndian.get(in, at + 21, 4));
    }

    @Override
    public int type() {
        return Protocol.ITEM_SET_MARGIN;
    }

    @Override
    public void encode(byte[] out, int at) {
        BigEndian.put(out, at + 0, 4, account);
        BigEndian.put(out, at + 4, 1, key);
        BigEndian.put(out, at + 5, 6, nonce);
        BigEndian.put(out, at + 11, 1, market);
        BigEndian.put(out, at + 12, 1, action);
        BigEndian.put(out, at + 13, 8, amount);
        BigEndian.put(out, at + 21, 4, expiry);
    }
}
