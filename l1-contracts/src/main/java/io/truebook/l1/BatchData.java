package io.truebook.l1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a batch carries: K − 1 interior roots, then the transactions. Every root stands in exactly one place. */
public record BatchData(List<Bytes32> interiorRoots, byte[] transactions) {
    public static final int MAX_LENGTH = 120_000;
    public static final int MAX_SEGMENTS = 2_048;

    public BatchData {
        interiorRoots = List.copyOf(interiorRoots);
        transactions = transactions.clone();
        int length = interiorRoots.size() * Bytes32.LENGTH + transactions.length;
        if (interiorRoots.size() >= MAX_SEGMENTS || length > MAX_LENGTH) {
            throw new MalformedEncodingException(
                    interiorRoots.size() + " interior roots and " + length + " bytes do not fit a batch");
        }
    }

    /** Takes apart the data of a batch of {@code segments} segments. */
    public static BatchData split(byte[] data, int segments) {
        int rootsLength = (segments - 1) * Bytes32.LENGTH;
        if (segments < 1 || segments > MAX_SEGMENTS || rootsLength > data.length) {
            throw new MalformedEncodingException(segments + " segments do not fit " + data.length + " bytes of data");
        }
        List<Bytes32> roots = new ArrayList<>(segments - 1);
        for (int at = 0; at < rootsLength; at += Bytes32.LENGTH) {
            roots.add(Bytes32.at(data, at));
        }
        return new BatchData(roots, Arrays.copyOfRange(data, rootsLength, data.length));
    }

    public int segments() {
        return interiorRoots.size() + 1;
    }

    public byte[] encode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        interiorRoots.forEach(root -> out.writeBytes(root.bytes()));
        out.writeBytes(transactions);
        return out.toByteArray();
    }

    /** Transactions are not copied: a batch holds up to 120,000 bytes of them. Not to be written to. */
    @Override
    public byte[] transactions() {
        return transactions;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BatchData that
                && interiorRoots.equals(that.interiorRoots)
                && Arrays.equals(transactions, that.transactions);
    }

    @Override
    public int hashCode() {
        return 31 * interiorRoots.hashCode() + Arrays.hashCode(transactions);
    }
}
