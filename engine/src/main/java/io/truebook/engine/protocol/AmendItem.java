// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** AMEND: change price and remaining lots of an order. Fields have the widths of the protocol tables; wider bits are not written. */
public record AmendItem(long account, int key, long nonce, int slot, long placingNonce, int tick, long lots, long expiry) implements SignedItem {
    /** Bytes of the fields: the body without the signature. */
    public static final int FIELDS_LENGTH = 30;

    /** Bytes of each field, in order. */
    static final int[] WIDTHS = {4, 1, 6, 1, 6, 3, 5, 4};

    /** Reads the fields. */
    public static AmendItem decode(byte[] in, int at) {
        return new AmendItem(
                BigEndian.get(in, at + 0, 4),
                (int) BigEndian.get(in, at + 4, 1),
                BigEndian.get(in, at + 5, 6),
                (int) BigEndian.get(in, at + 11, 1),
                BigEndian.get(in, at + 12, 6),
                (int) BigEndian.get(in, at + 18, 3),
                BigEndian.get(in, at + 21, 5),
                BigEndian.get(in, at + 26, 4));
    }

    @Override
    public int type() {
        return Protocol.ITEM_AMEND;
    }

    @Override
    public void encode(byte[] out, int at) {
        BigEndian.put(out, at + 0, 4, account);
        BigEndian.put(out, at + 4, 1, key);
        BigEndian.put(out, at + 5, 6, nonce);
        BigEndian.put(out, at + 11, 1, slot);
        BigEndian.put(out, at + 12, 6, placingNonce);
        BigEndian.put(out, at + 18, 3, tick);
        BigEndian.put(out, at + 21, 5, lots);
        BigEndian.put(out, at + 26, 4, expiry);
    }
}
