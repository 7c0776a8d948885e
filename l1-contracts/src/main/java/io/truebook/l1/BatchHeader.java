package io.truebook.l1;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * What the Rollup contract hashes of a batch. Content only: submitter and posting block stand beside the hash, so that the same
 * batch posted by anybody has the same hash.
 *
 * @param time seconds since the Unix epoch
 * @param inboxEnd number of inbox messages consumed when this batch ends
 * @param dataLength bytes of roots and transactions
 * @param segments K; the data begins with K − 1 roots
 */
public record BatchHeader(
        int version,
        Bytes32 parentHash,
        long index,
        long time,
        long inboxEnd,
        Bytes32 inboxAcc,
        Bytes32 leaseId,
        int dataLength,
        int segments,
        Bytes32 dataRoot,
        Bytes32 finalRoot) {
    public static final int VERSION = 1;
    public static final int WORDS = 11;
    public static final int ENCODED_LENGTH = WORDS * Bytes32.LENGTH;

    public BatchHeader {
        requireWidth("version", version, 16);
        requireWidth("index", index, 48);
        requireWidth("time", time, 48);
        requireWidth("inboxEnd", inboxEnd, 48);
        requireWidth("dataLength", dataLength, 31);
        requireWidth("segments", segments, 16);
    }

    /** The batch before the first: no data, no lease, the root that the constructor of Rollup is given. */
    public static BatchHeader genesis(long time, Bytes32 root) {
        return new BatchHeader(VERSION, Bytes32.ZERO, 0, time, 0, Bytes32.ZERO, Bytes32.ZERO, 0, 0, Bytes32.ZERO, root);
    }

    /** Solidity's {@code abi.encode(header)}: eleven words. */
    public byte[] abiEncode() {
        byte[] out = new byte[ENCODED_LENGTH];
        putNumber(out, 0, version);
        parentHash.copyTo(out, 32);
        putNumber(out, 2, index);
        putNumber(out, 3, time);
        putNumber(out, 4, inboxEnd);
        inboxAcc.copyTo(out, 5 * 32);
        leaseId.copyTo(out, 6 * 32);
        putNumber(out, 7, dataLength);
        putNumber(out, 8, segments);
        dataRoot.copyTo(out, 9 * 32);
        finalRoot.copyTo(out, 10 * 32);
        return out;
    }

    public Bytes32 hash() {
        return Keccak.hash(abiEncode());
    }

    /** The inverse of {@link #abiEncode}; refuses any other length and any number wider than its field. */
    public static BatchHeader decode(byte[] encoded) {
        if (encoded.length != ENCODED_LENGTH) {
            throw new MalformedEncodingException("a header has " + ENCODED_LENGTH + " bytes, not " + encoded.length);
        }
        return new BatchHeader(
                (int) number(encoded, 0, 16),
                Bytes32.at(encoded, 32),
                number(encoded, 2, 48),
                number(encoded, 3, 48),
                number(encoded, 4, 48),
                Bytes32.at(encoded, 5 * 32),
                Bytes32.at(encoded, 6 * 32),
                (int) number(encoded, 7, 31),
                (int) number(encoded, 8, 16),
                Bytes32.at(encoded, 9 * 32),
                Bytes32.at(encoded, 10 * 32));
    }

    /** Bytes of the transactions, which follow the interior roots. */
    public int transactionLength() {
        return segments == 0 ? 0 : dataLength - Bytes32.LENGTH * (segments - 1);
    }

    private static void putNumber(byte[] out, int word, long value) {
        ByteBuffer.wrap(out).putLong(word * Bytes32.LENGTH + 24, value);
    }

    private static long number(byte[] encoded, int word, int bits) {
        BigInteger value = new BigInteger(1, encoded, word * Bytes32.LENGTH, Bytes32.LENGTH);
        if (value.bitLength() > bits) {
            throw new MalformedEncodingException("word " + word + " of the header is wider than " + bits + " bits");
        }
        return value.longValue();
    }

    private static void requireWidth(String field, long value, int bits) {
        if (value < 0 || value >>> bits != 0) {
            throw new MalformedEncodingException(field + " out of range: " + value);
        }
    }
}
