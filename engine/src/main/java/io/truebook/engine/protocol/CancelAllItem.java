// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** CANCEL_ALL: cancel all orders of one market or of all. Fields have the widths of the protocol tables; wider bits are not written. */
public record CancelAllItem(long account, int key, long nonce, int market, long expiry) implements SignedItem {
    /** Bytes of the fields: the body without the signature. */
    public static final int FIELDS_LENGTH = 17;

    /** Bytes of each field, in order. */
    static final int[] WIDTHS = {4, 1, 6, 2, 4};

    /** Reads the fields. */
    public static CancelAllItem decode(byte[] in, int at) {
        return new CancelAllItem(
                BigEndian.get(in, at + 0, 4),
                (int) BigEndian.get(in, at + 4, 1),
                BigEndian.get(in, at + 5, 6),
                (int) BigEndian.get(in, at + 11, 2),
                BigEndian.get(in, at + 13, 4));
    }

    @Override
    public int type() {
        return Protocol.ITEM_CANCEL_ALL;
    }

    @Override
    public void encode(byte[] out, int at) {
        BigEndian.put(out, at + 0, 4, account);
        BigEndian.put(out, at + 4, 1, key);
        BigEndian.put(out, at + 5, 6, nonce);
        BigEndian.put(out, at + 11, 2, market);
        BigEndian.put(out, at + 13, 4, expiry);
    }
}
