// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** SCHEDULE_CANCEL: cancel all orders at a time, unless moved before; 0 calls it off. Fields have the widths of the protocol tables; wider bits are not written. */
public record ScheduleCancelItem(long account, int key, long nonce, long cancelAt, long expiry) implements SignedItem {
    /** Bytes of the fields: the body without the signature. */
    public static final int FIELDS_LENGTH = 19;

    /** Bytes of each field, in order. */
    static final int[] WIDTHS = {4, 1, 6, 4, 4};

    /** Reads the fields. */
    public static ScheduleCancelItem decode(byte[] in, int at) {
        return new ScheduleCancelItem(
                BigEndian.get(in, at + 0, 4),
                (int) BigEndian.get(in, at + 4, 1),
                BigEndian.get(in, at + 5, 6),
                BigEndian.get(in, at + 11, 4),
                BigEndian.get(in, at + 15, 4));
    }

    @Override
    public int type() {
        return Protocol.ITEM_SCHEDULE_CANCEL;
    }

    @Override
    public void encode(byte[] out, int at) {
        BigEndian.put(out, at + 0, 4, account);
        BigEndian.put(out, at + 4, 1, key);
        BigEndian.put(out, at + 5, 6, nonce);
        BigEndian.put(out, at + 11, 4, cancelAt);
        BigEndian.put(out, at + 15, 4, expiry);
    }
}
