// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** PLACE: limit order. Fields have the widths of the protocol tables; wider bits are not written. */
public record PlaceItem(long account, int key, long nonce, int market, int flags, int tick, long lots, long expiry) implements SignedItem {
    /** Bytes of the fields: the body without the signature. */
    public static final int FIELDS_LENGTH = 25;

    /** Bytes of each field, in order. */
    static final int[] WIDTHS = {4, 1, 6, 1, 1, 3, 5, 4};

    /** Reads the fields. */
    public static PlaceItem decode(byte[] in, int at) {
        return new PlaceItem(
                BigEndian.get(in, at + 0, 4),
                (int) BigEndian.get(in, at + 4, 1),
                BigEndian.get(in, at + 5, 6),
                (int) BigEndian.get(in, at + 11, 1),
                (int) BigEndian.get(in, at + 12, 1),
                (int) BigEndian.get(in, at + 13, 3),
                BigEndian.get(in, at + 16, 5),
                BigEndian.get(in, at + 21, 4));
    }

    @Override
    public int type() {
        return Protocol.ITEM_PLACE;
    }

    @Override
    public void encode(byte[] out, int at) {
        BigEndian.put(out, at + 0, 4, account);
        BigEndian.put(out, at + 4, 1, key);
        BigEndian.put(out, at + 5, 6, nonce);
        BigEndian.put(out, at + 11, 1, market);
        BigEndian.put(out, at + 12, 1, flags);
        BigEndian.put(out, at + 13, 3, tick);
        BigEndian.put(out, at + 16, 5, lots);
        BigEndian.put(out, at + 21, 4, expiry);
    }
}
