// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** TRIGGER_ORDER: stop or take-profit: an order that counts once the mark has reached its trigger. Fields have the widths of the protocol tables; wider bits are not written. */
public record TriggerOrderItem(long account, int key, long nonce, int market, int flags, int tick, int slippagePpm, long lots, int triggerTick, int above, long expiry) implements SignedItem {
    /** Bytes of the fields: the body without the signature. */
    public static final int FIELDS_LENGTH = 32;

    /** Bytes of each field, in order. */
    static final int[] WIDTHS = {4, 1, 6, 1, 1, 3, 3, 5, 3, 1, 4};

    /** Reads the fields. */
    public static TriggerOrderItem decode(byte[] in, int at) {
        return new TriggerOrderItem(
                BigEndian.get(in, at + 0, 4),
                (int) BigEndian.get(in, at + 4, 1),
                BigEndian.get(in, at + 5, 6),
                (int) BigEndian.get(in, at + 11, 1),
                (int) BigEndian.get(in, at + 12, 1),
                (int) BigEndian.get(in, at + 13, 3),
                (int) BigEndian.get(in, at + 16, 3),
                BigEndian.get(in, at + 19, 5),
                (int) BigEndian.get(in, at + 24, 3),
                (int) BigEndian.get(in, at + 27, 1),
                BigEndian.get(in, at + 28, 4));
    }

    @Override
    public int type() {
        return Protocol.ITEM_TRIGGER_ORDER;
    }

    @Override
    public void encode(byte[] out, int at) {
        BigEndian.put(out, at + 0, 4, account);
        BigEndian.put(out, at + 4, 1, key);
        BigEndian.put(out, at + 5, 6, nonce);
        BigEndian.put(out, at + 11, 1, market);
        BigEndian.put(out, at + 12, 1, flags);
        BigEndian.put(out, at + 13, 3, tick);
        BigEndian.put(out, at + 16, 3, slippagePpm);
        BigEndian.put(out, at + 19, 5, lots);
        BigEndian.put(out, at + 24, 3, triggerTick);
        BigEndian.put(out, at + 27, 1, above);
        BigEndian.put(out, at + 28, 4, expiry);
    }
}
