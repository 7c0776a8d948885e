package io.truebook.l1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The bytes of docs/segment-proof.md written out by hand; that the contract takes them is the differential test's business. */
class SegmentProofTest {
    private static final byte[] MULTIPROOF = {0, 1, (byte) 0x80};

    @Test
    void emptyCellsHaveNoWordsAndTheOthersFollowTheirBits() {
        TreeMap<Long, byte[]> cells = new TreeMap<>();
        cells.put(0x010000000001L, new byte[32]);
        cells.put(0x020000000010L, word(5));
        cells.put(0x030000000101L, null);
        assertThat(hex(new SegmentProof(
                                header(new byte[0], 1),
                                0,
                                cells,
                                MULTIPROOF,
                                new DataChunks(new byte[0]),
                                0,
                                0,
                                List.of(),
                                List.of())
                        .encode()))
                .isEqualTo("0003" + "010000000001" + "020000000010" + "030000000101" + "a0" + hex(word(5)) + "00"
                        + "0000" + "000180");
    }

    @Test
    void chunksOfBothRootsAndOfTheBytesReadComeOnceAndInOrder() {
        byte[] data = new RandomBytes().bytes(40 * 1_024);
        DataChunks chunks = new DataChunks(data);
        int segments = 100;
        // Roots 31 and 32 lie in chunks 0 and 1; transaction byte 0 is data byte 3,168, in chunk 3.
        byte[] proof = new SegmentProof(
                        header(data, segments), 32, new TreeMap<>(), MULTIPROOF, chunks, 0, 1_000, List.of(), List.of())
                .encode();
        assertThat(hex(proof)).startsWith("0000" + "04" + "00010304" + hex(chunks.chunk(0)) + hex(chunks.chunk(1)));
        assertThat(proof)
                .hasSize(2
                        + 1
                        + 4
                        + 4 * 1_024
                        + 32 * chunks.proof(new int[] {0, 1, 3, 4}).size()
                        + 2
                        + MULTIPROOF.length);
    }

    @Test
    void messagesComeWithTheirLengthAndThoseAfterThemByTheirHash() {
        Bytes32 later = Keccak.hash(new byte[] {9});
        byte[] proof = new SegmentProof(
                        header(new byte[0], 1),
                        0,
                        new TreeMap<>(),
                        MULTIPROOF,
                        new DataChunks(new byte[0]),
                        0,
                        0,
                        List.of(new byte[] {1, 2, 3}),
                        List.of(later))
                .encode();
        assertThat(hex(proof))
                .isEqualTo("0000" + "00" + "0001" + "0003010203" + "0001" + hex(later.bytes()) + "000180");
    }

    private static BatchHeader header(byte[] data, int segments) {
        return new BatchHeader(
                BatchHeader.VERSION,
                Bytes32.ZERO,
                1,
                0,
                0,
                Bytes32.ZERO,
                Bytes32.ZERO,
                data.length,
                segments,
                DataChunks.root(data),
                Bytes32.ZERO);
    }

    private static byte[] word(int value) {
        byte[] word = new byte[32];
        word[31] = (byte) value;
        return word;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
