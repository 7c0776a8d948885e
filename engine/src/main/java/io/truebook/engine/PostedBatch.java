package io.truebook.engine;

import java.util.List;

/**
 * A batch as it stands on L1.
 *
 * @param leaseId 32 bytes
 * @param time header time, seconds
 * @param transactions all transaction bytes, without the roots before them
 * @param firstMessage number of the first of {@code messages}: the parent's inboxEnd
 * @param messages inbox messages up to the header's inboxEnd
 */
public record PostedBatch(
        long index, byte[] leaseId, long time, byte[] transactions, long firstMessage, List<byte[]> messages)
        implements BatchInput {

    @Override
    public long inboxEnd() {
        return firstMessage + messages.size();
    }

    @Override
    public int transactionLength() {
        return transactions.length;
    }

    @Override
    public byte[] bytes() {
        return transactions;
    }

    @Override
    public int at(int offset, int length) {
        if (offset < 0 || length < 0 || offset + length > transactions.length) {
            throw new MissingDataException("bytes " + offset + " + " + length + " of " + transactions.length);
        }
        return offset;
    }

    @Override
    public byte[] message(long number) {
        if (number < firstMessage || number >= inboxEnd()) {
            throw new MissingDataException(
                    "message " + number + " is not one of " + firstMessage + " to " + (inboxEnd() - 1));
        }
        return messages.get((int) (number - firstMessage));
    }
}
