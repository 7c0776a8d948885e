package io.truebook.l1;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A message that L1 puts before the engine: {@code kind u8 ‖ enqueuedAt u48 ‖ body}, at most 1,024 bytes. */
public sealed interface InboxMessage {
    int MAX_LENGTH = 1_024;
    int HEAD_LENGTH = 7;
    int DEPOSIT = 1;
    int FORCED = 2;
    int GOVERNANCE = 3;

    /** L1 time at which it was enqueued, seconds. */
    long enqueuedAt();

    byte[] encode();

    /**
     * Collateral that came in.
     *
     * @param amount nano-USDC, unsigned 64 bits on the wire and below 2^63 by the Bridge's cap
     */
    record Deposit(long enqueuedAt, long account, EthAddress owner, long amount) implements InboxMessage {
        private static final int BODY_LENGTH = 32;

        public Deposit {
            requireRange("account", account, 32);
            requireRange("amount", amount, 63);
        }

        @Override
        public byte[] encode() {
            ByteBuffer body = ByteBuffer.allocate(BODY_LENGTH);
            body.putInt((int) account).put(owner.bytes()).putLong(amount);
            return InboxMessage.join(DEPOSIT, enqueuedAt, body.array());
        }

        private static Deposit decode(long enqueuedAt, byte[] body) {
            if (body.length != BODY_LENGTH) {
                throw new MalformedEncodingException("a deposit's body has 32 bytes, not " + body.length);
            }
            ByteBuffer in = ByteBuffer.wrap(body);
            long account = Integer.toUnsignedLong(in.getInt());
            byte[] owner = new byte[EthAddress.LENGTH];
            in.get(owner);
            return new Deposit(enqueuedAt, account, EthAddress.of(owner), in.getLong());
        }
    }

    /** A framed item that anybody forces past the sequencer; any bytes, because the engine is total. */
    record Forced(long enqueuedAt, byte[] item) implements InboxMessage {
        @Override
        public byte[] encode() {
            return InboxMessage.join(FORCED, enqueuedAt, item);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Forced that && enqueuedAt == that.enqueuedAt && Arrays.equals(item, that.item);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(enqueuedAt) ^ Arrays.hashCode(item);
        }
    }

    /** A change of parameters that has stood in public for the governance delay. */
    record Governance(long enqueuedAt, byte[] body) implements InboxMessage {
        @Override
        public byte[] encode() {
            return InboxMessage.join(GOVERNANCE, enqueuedAt, body);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Governance that && enqueuedAt == that.enqueuedAt && Arrays.equals(body, that.body);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(enqueuedAt) ^ Arrays.hashCode(body);
        }
    }

    /** Reads a message that the Bridge has enqueued; other bytes are malformed. */
    static InboxMessage decode(byte[] message) {
        if (message.length < HEAD_LENGTH || message.length > MAX_LENGTH) {
            throw new MalformedEncodingException("an inbox message of " + message.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(message);
        int kind = Byte.toUnsignedInt(in.get());
        long enqueuedAt = Short.toUnsignedLong(in.getShort()) << 32 | Integer.toUnsignedLong(in.getInt());
        byte[] body = Arrays.copyOfRange(message, HEAD_LENGTH, message.length);
        return switch (kind) {
            case DEPOSIT -> Deposit.decode(enqueuedAt, body);
            case FORCED -> new Forced(enqueuedAt, body);
            case GOVERNANCE -> new Governance(enqueuedAt, body);
            default -> throw new MalformedEncodingException("inbox message of unknown kind " + kind);
        };
    }

    private static byte[] join(int kind, long enqueuedAt, byte[] body) {
        requireRange("enqueuedAt", enqueuedAt, 48);
        if (HEAD_LENGTH + body.length > MAX_LENGTH) {
            throw new MalformedEncodingException("an inbox message of " + (HEAD_LENGTH + body.length) + " bytes");
        }
        return ByteBuffer.allocate(HEAD_LENGTH + body.length)
                .put((byte) kind)
                .putShort((short) (enqueuedAt >>> 32))
                .putInt((int) enqueuedAt)
                .put(body)
                .array();
    }

    private static void requireRange(String field, long value, int bits) {
        if (value < 0 || value >>> bits != 0) {
            throw new MalformedEncodingException(field + " out of range: " + value);
        }
    }
}
