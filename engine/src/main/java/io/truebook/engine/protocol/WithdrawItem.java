// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** WITHDRAW: withdraw collateral to the owner's address on L1. Fields have the widths of the protocol tables; wider bits are not written. */
public record WithdrawItem(long account, int key, long nonce, long amount, long expiry) implements SignedItem {
    /** Bytes of the fields: the body without the signature. */
    public static final int FIELDS_LENGTH = 23;

    /** Bytes of each field, in order. */
    static final int[] WIDTHS = {4, 1, 6, 8, 4};

    /** Reads the fields. */
    public static WithdrawItem decode(byte[] in, int at) {
        return new WithdrawItem(
                BigEndian.get(in, at + 0, 4),
                (int) BigEndian.get(in, at + 4, 1),
                BigEndian.get(in, at + 5, 6),
                BigEndian.get(in, at + 11, 8),
                BigEndian.get(in, at + 19, 4));
    }

    @Override
    public int type() {
        return Protocol.ITEM_WITHDRAW;
    }

    @Override
    public void encode(byte[] out, int at) {
        BigEndian.put(out, at + 0, 4, account);
        BigEndian.put(out, at + 4, 1, key);
        BigEndian.put(out, at + 5, 6, nonce);
        BigEndian.put(out, at + 11, 8, amount);
        BigEndian.put(out, at + 19, 4, expiry);
    }
}
