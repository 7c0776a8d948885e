package io.truebook.l1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataChunksTest {
    private static final int CHUNK = DataChunks.CHUNK_LENGTH;

    private final RandomBytes random = new RandomBytes();

    @Test
    void noDataHasRootZero() {
        assertThat(DataChunks.root(new byte[0])).isEqualTo(Bytes32.ZERO);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_023, 1_024, 1_025, 2_048, 2_049, 5 * 1_024, 7 * 1_024 - 1, 33 * 1_024 + 5, 120_000})
    void rootIsThatOfTheTreeWrittenDownPlainlyAndEveryChunkIsProven(int length) {
        byte[] data = random.bytes(length);
        DataChunks chunks = new DataChunks(data);
        assertThat(chunks.root()).isEqualTo(plainRoot(leaves(data)));
        for (int index = 0; index < DataChunks.count(length); index++) {
            assertThat(proves(chunks, length, index, chunks.chunk(index), chunks.proof(index)))
                    .isTrue();
        }
    }

    @Test
    void aChunkInAnotherPlaceOrChangedOrWithOtherSiblingsIsRefused() {
        for (int round = 0; round < 200; round++) {
            int length = 1 + random.below(20 * CHUNK);
            DataChunks chunks = new DataChunks(random.bytes(length));
            int index = random.below(DataChunks.count(length));
            byte[] chunk = chunks.chunk(index);
            List<Bytes32> proof = chunks.proof(index);

            byte[] changed = chunk.clone();
            changed[random.below(changed.length)] ^= (byte) (1 << random.below(8));
            assertThat(proves(chunks, length, index, changed, proof)).isFalse();
            assertThat(proves(chunks, length, index, Arrays.copyOf(chunk, chunk.length - 1), proof))
                    .isFalse();
            for (int other = -1; other <= DataChunks.count(length); other++) {
                assertThat(other != index && proves(chunks, length, other, chunk, proof))
                        .isFalse();
            }
            List<Bytes32> longer = new ArrayList<>(proof);
            longer.add(random.word());
            assertThat(proves(chunks, length, index, chunk, longer)).isFalse();
            if (!proof.isEmpty()) {
                assertThat(proves(chunks, length, index, chunk, proof.subList(1, proof.size())))
                        .isFalse();
            }
        }
    }

    @Test
    void anInnerNodeIsNoChunk() {
        DataChunks chunks = new DataChunks(random.bytes(2 * CHUNK));
        byte[] node = new byte[64];
        chunks.proof(1).getFirst().copyTo(node, 0);
        chunks.proof(0).getFirst().copyTo(node, 32);
        assertThat(proves(chunks, node.length, 0, node, List.of())).isFalse();
    }

    @Test
    void siblingsOfSeveralChunksAreThoseOfEachThatNoOtherGives() {
        for (int round = 0; round < 200; round++) {
            int length = 1 + random.below(40 * CHUNK);
            DataChunks chunks = new DataChunks(random.bytes(length));
            int count = DataChunks.count(length);
            int[] all = IntStream.range(0, count).toArray();
            int[] some = IntStream.of(all).filter(i -> random.below(3) == 0).toArray();
            int one = random.below(count);
            assertThat(chunks.proof(all)).isEmpty();
            assertThat(chunks.proof(new int[] {one})).isEqualTo(chunks.proof(one));
            Set<Bytes32> ofEach = new HashSet<>();
            IntStream.of(some).forEach(i -> ofEach.addAll(chunks.proof(i)));
            assertThat(ofEach).containsAll(chunks.proof(some));
        }
    }

    private static boolean proves(DataChunks chunks, int length, int index, byte[] chunk, List<Bytes32> siblings) {
        return DataChunks.verify(chunks.root(), length, index, chunk, siblings);
    }

    private static List<Bytes32> leaves(byte[] data) {
        List<Bytes32> leaves = new ArrayList<>();
        for (int from = 0; from < data.length; from += CHUNK) {
            leaves.add(Keccak.hash(new byte[1], Arrays.copyOfRange(data, from, Math.min(from + CHUNK, data.length))));
        }
        return leaves;
    }

    /** Pairs left to right, the one left over is carried: a left part of the greatest power of two below the width. */
    private static Bytes32 plainRoot(List<Bytes32> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int left = Integer.highestOneBit(leaves.size() - 1);
        return Keccak.hash(
                new byte[] {1},
                plainRoot(leaves.subList(0, left)).bytes(),
                plainRoot(leaves.subList(left, leaves.size())).bytes());
    }
}
