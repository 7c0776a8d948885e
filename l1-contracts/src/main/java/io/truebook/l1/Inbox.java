package io.truebook.l1;

/**
 * The Bridge's hash accumulator over inbox messages: a batch that names it after message n has named every message before, and an
 * L1 reorg that swaps one cannot keep it.
 *
 * @param length messages so far
 * @param accumulator hash over all of them, zero for none
 */
public record Inbox(long length, Bytes32 accumulator) {
    public static final int MAX_MESSAGES_PER_BATCH = 256;
    public static final Inbox EMPTY = new Inbox(0, Bytes32.ZERO);

    public Inbox after(byte[] message) {
        return new Inbox(
                length + 1,
                Keccak.hash(accumulator.bytes(), Keccak.hash(message).bytes()));
    }

    public Inbox after(InboxMessage message) {
        return after(message.encode());
    }
}
