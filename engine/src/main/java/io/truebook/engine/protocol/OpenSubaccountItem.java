// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** OPEN_SUBACCOUNT: open a sub-account of the same owner. Fields have the widths of the protocol tables; wider bits are not written. */
public record OpenSubaccountItem(long account, int key, long nonce, long expiry) implements SignedItem {
    /** Bytes of the fields: the body without the signature. */
    public static final int FIELDS_LENGTH = 15;

    /** Bytes of each field, in order. */
    static final int[] WIDTHS = {4, 1, 6, 4};

    /** Reads the fields. */
    public static OpenSubaccountItem decode(byte[] in, int at) {
        return new OpenSubaccountItem(
                BigEndian.get(in, at + 0, 4),
                (int) BigEndian.get(in, at + 4, 1),
                BigEndian.get(in, at + 5, 6),
                BigEndian.get(in, at + 11, 4));
    }

    @Override
    public int type() {
        return Protocol.ITEM_OPEN_SUBACCOUNT;
    }

    @Override
    public void encode(byte[] out, int at) {
        BigEndian.put(out, at + 0, 4, account);
        BigEndian.put(out, at + 4, 1, key);
        BigEndian.put(out, at + 5, 6, nonce);
        BigEndian.put(out, at + 11, 4, expiry);
    }
}
