package io.truebook.l1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Everything that one segment reads, as the verifier takes it. Bytes: docs/segment-proof.md.
 *
 * @param segment k
 * @param cells words before the segment by address; {@code null} or all zero for an empty cell
 * @param multiproof the siblings of these cells
 * @param fromOffset first transaction byte that the segment reads
 * @param toOffset one past the last, equal to {@code fromOffset} when it reads none
 * @param messages the inbox messages it consumes
 * @param laterMessages hashes of the messages after them up to the header's inboxEnd
 */
public record SegmentProof(
        BatchHeader header,
        int segment,
        SortedMap<Long, byte[]> cells,
        byte[] multiproof,
        DataChunks data,
        int fromOffset,
        int toOffset,
        List<byte[]> messages,
        List<Bytes32> laterMessages) {
    public static final int MAX_LENGTH = 120_000;

    private static final int ADDRESS_LENGTH = 6;

    public byte[] encode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        putCells(out);
        putData(out);
        putInbox(out);
        out.writeBytes(multiproof);
        return out.toByteArray();
    }

    private void putCells(ByteArrayOutputStream out) {
        put(out, cells.size(), 2);
        cells.keySet().forEach(address -> put(out, address, ADDRESS_LENGTH));
        byte[] empty = new byte[(cells.size() + 7) / 8];
        ByteArrayOutputStream words = new ByteArrayOutputStream();
        int i = 0;
        for (byte[] cell : cells.values()) {
            if (isEmpty(cell)) {
                empty[i / 8] |= (byte) (0x80 >>> i % 8);
            } else {
                words.writeBytes(cell);
            }
            i++;
        }
        out.writeBytes(empty);
        out.writeBytes(words.toByteArray());
    }

    private void putData(ByteArrayOutputStream out) {
        int[] chunks = neededChunks();
        put(out, chunks.length, 1);
        for (int chunk : chunks) {
            put(out, chunk, 1);
        }
        for (int chunk : chunks) {
            out.writeBytes(data.chunk(chunk));
        }
        data.proof(chunks).forEach(sibling -> out.writeBytes(sibling.bytes()));
    }

    private void putInbox(ByteArrayOutputStream out) {
        put(out, messages.size(), 2);
        if (messages.isEmpty()) {
            return;
        }
        for (byte[] message : messages) {
            put(out, message.length, 2);
            out.writeBytes(message);
        }
        put(out, laterMessages.size(), 2);
        laterMessages.forEach(hash -> out.writeBytes(hash.bytes()));
    }

    private int[] neededChunks() {
        TreeSet<Integer> chunks = new TreeSet<>();
        if (segment > 0) {
            addChunks(chunks, Bytes32.LENGTH * (segment - 1), Bytes32.LENGTH);
        }
        if (segment < header.segments() - 1) {
            addChunks(chunks, Bytes32.LENGTH * segment, Bytes32.LENGTH);
        }
        int rootsLength = header.dataLength() - header.transactionLength();
        addChunks(chunks, rootsLength + fromOffset, toOffset - fromOffset);
        return chunks.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void addChunks(TreeSet<Integer> chunks, int from, int length) {
        if (length == 0) {
            return;
        }
        for (int chunk = from / DataChunks.CHUNK_LENGTH; chunk * DataChunks.CHUNK_LENGTH < from + length; chunk++) {
            chunks.add(chunk);
        }
    }

    private static boolean isEmpty(byte[] words) {
        return words == null || Arrays.equals(words, new byte[words.length]);
    }

    private static void put(ByteArrayOutputStream out, long number, int bytes) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            out.write((int) (number >>> shift));
        }
    }
}
