package io.truebook.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MultiproofTest {
    private static final long SEED = Long.getLong("truebook.seed", 2L);

    private final RandomCells random = new RandomCells(SEED);
    private final SparseTree tree = new SparseTree();
    private final NaiveTree naive = new NaiveTree();
    private long[] present;

    @BeforeEach
    void fill() {
        present = random.addresses(200);
        byte[][] cells = new byte[present.length][];
        for (int i = 0; i < present.length; i++) {
            cells[i] = random.cell();
            naive.put(present[i], cells[i]);
        }
        tree.update(present, cells);
    }

    @Test
    void givesTheRootsBeforeAndAfterForAnySetOfCells() {
        for (int round = 0; round < 400; round++) {
            long[] addresses = chosen();
            byte[][] before = before(addresses);
            byte[][] after = after(addresses);
            byte[] oldRoot = tree.root();
            byte[] proof = Multiproof.build(tree, addresses, emptyIn(addresses, after));
            byte[] newRoot = tree.update(addresses, after);
            for (int i = 0; i < addresses.length; i++) {
                naive.put(addresses[i], after[i]);
            }
            assertThat(newRoot).isEqualTo(naive.root());
            Multiproof.Roots roots = Multiproof.roots(addresses, before, after, proof);
            assertThat(roots.before()).as("round %d", round).isEqualTo(oldRoot);
            assertThat(roots.after()).as("round %d", round).isEqualTo(newRoot);
        }
    }

    @Test
    void provesAllCellsAtOnceAndASingleCellOfAnEmptyTree() {
        byte[] all = Multiproof.build(tree, present);
        assertThat(Multiproof.roots(present, before(present), before(present), all)
                        .before())
                .isEqualTo(tree.root());
        long[] one = {5};
        byte[] proof = Multiproof.build(new SparseTree(), one);
        assertThat(proof).hasSize(2 + 6);
        assertThat(Multiproof.roots(one, new byte[1][], new byte[1][], proof).after())
                .isEqualTo(new byte[32]);
    }

    @Test
    void everyFlippedBitIsRejectedOrGivesAnotherRoot() {
        long[] addresses = Arrays.copyOf(present, 3);
        byte[][] cells = before(addresses);
        byte[] proof = Multiproof.build(tree, addresses);
        for (int bit = 0; bit < proof.length * 8; bit++) {
            byte[] lie = proof.clone();
            lie[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(provesTheRoot(addresses, cells, lie)).as("bit %d", bit).isFalse();
        }
    }

    @Test
    void aLieAboutACellGivesAnotherRootOrNone() {
        long[] addresses = Arrays.copyOf(present, 8);
        byte[] proof = Multiproof.build(tree, addresses);
        for (int i = 0; i < addresses.length; i++) {
            byte[][] cells = before(addresses);
            cells[i] = new byte[] {42};
            assertThat(provesTheRoot(addresses, cells, proof)).isFalse();
        }
    }

    @Test
    void aProofCutShortOrTooLongIsRejected() {
        long[] addresses = Arrays.copyOf(present, 5);
        byte[][] cells = before(addresses);
        byte[] proof = Multiproof.build(tree, addresses);
        for (int length = 0; length <= proof.length + 33; length++) {
            if (length != proof.length) {
                byte[] cut = Arrays.copyOf(proof, length);
                assertThatThrownBy(() -> Multiproof.roots(addresses, cells, cells, cut))
                        .isInstanceOf(Multiproof.MalformedProofException.class);
            }
        }
    }

    static LongPredicate emptyIn(long[] addresses, byte[][] cells) {
        return address -> Hashing.isEmpty(cells[Arrays.binarySearch(addresses, address)]);
    }

    private boolean provesTheRoot(long[] addresses, byte[][] cells, byte[] proof) {
        try {
            return Arrays.equals(
                    Multiproof.roots(addresses, cells, cells, proof).before(), tree.root());
        } catch (Multiproof.MalformedProofException rejected) {
            return false;
        }
    }

    private long[] chosen() {
        long[] fresh = random.addresses(1 + random.below(6));
        long[] known = new long[1 + random.below(6)];
        Arrays.setAll(known, _ -> present[random.below(present.length)]);
        return java.util.stream.LongStream.concat(Arrays.stream(fresh), Arrays.stream(known))
                .sorted()
                .distinct()
                .toArray();
    }

    private byte[][] before(long[] addresses) {
        return Arrays.stream(addresses).mapToObj(naive::get).toArray(byte[][]::new);
    }

    private byte[][] after(long[] addresses) {
        return Arrays.stream(addresses).mapToObj(_ -> random.cell()).toArray(byte[][]::new);
    }
}
