// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** SET_AGENT: give a signer slot to an agent key, or take it away with address 0. Fields have the widths of the protocol tables; wider bits are not written. */
public record SetAgentItem(long account, int key, long nonce, int slot, java.math.BigInteger agent, int scope, long agentExpiry, long expiry) implements SignedItem {
    /** Bytes of the fields: the body without the signature. */
    public static final int FIELDS_LENGTH = 41;

    /** Bytes of each field, in order. */
    static final int[] WIDTHS = {4, 1, 6, 1, 20, 1, 4, 4};

    /** Reads the fields. */
    public static SetAgentItem decode(byte[] in, int at) {
        return new SetAgentItem(
                BigEndian.get(in, at + 0, 4),
                (int) BigEndian.get(in, at + 4, 1),
                BigEndian.get(in, at + 5, 6),
                (int) BigEndian.get(in, at + 11, 1),
                BigEndian.wide(in, at + 12, 20),
                (int) BigEndian.get(in, at + 32, 1),
                BigEndian.get(in, at + 33, 4),
                BigEndian.get(in, at + 37, 4));
    }

    @Override
    public int type() {
        return Protocol.ITEM_SET_AGENT;
    }

    @Override
    public void encode(byte[] out, int at) {
        BigEndian.put(out, at + 0, 4, account);
        BigEndian.put(out, at + 4, 1, key);
        BigEndian.put(out, at + 5, 6, nonce);
        BigEndian.put(out, at + 11, 1, slot);
        BigEndian.put(out, at + 12, 20, agent);
        BigEndian.put(out, at + 32, 1, scope);
        BigEndian.put(out, at + 33, 4, agentExpiry);
        BigEndian.put(out, at + 37, 4, expiry);
    }
}
