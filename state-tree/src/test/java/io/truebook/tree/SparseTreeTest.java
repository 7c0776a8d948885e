package io.truebook.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparseTreeTest {
    private static final long SEED = Long.getLong("truebook.seed", 1L);

    @Test
    void rootEqualsTheNaiveTreesAfterEveryRandomBatch() {
        RandomCells random = new RandomCells(SEED);
        SparseTree tree = new SparseTree();
        NaiveTree naive = new NaiveTree();
        for (int round = 0; round < 1500; round++) {
            long[] addresses = random.addresses(1 + random.below(12));
            byte[][] cells = new byte[addresses.length][];
            for (int i = 0; i < addresses.length; i++) {
                cells[i] = random.cell();
                naive.put(addresses[i], cells[i]);
            }
            assertThat(tree.update(addresses, cells)).as("round %d", round).isEqualTo(naive.root());
        }
    }

    /** Enough cells for several threads, that come, change and go, far apart and side by side. */
    @Test
    void rootEqualsTheNaiveTreesWhenThreadsShareTheWork() {
        RandomCells random = new RandomCells(SEED + 1);
        SparseTree tree = new SparseTree();
        NaiveTree naive = new NaiveTree();
        for (int round = 0; round < 60; round++) {
            long[] addresses = random.addresses(1 + random.below(400));
            byte[][] cells = new byte[addresses.length][];
            for (int i = 0; i < addresses.length; i++) {
                cells[i] = round % 7 == 6 ? null : random.cell();
                naive.put(addresses[i], cells[i]);
            }
            assertThat(tree.update(addresses, cells)).as("round %d", round).isEqualTo(naive.root());
        }
    }

    /** Cells that come, change and go and come again within one batch of checkpoints; every root, whoever made it. */
    @Test
    void everyRootOfABatchOfCheckpointsEqualsTheNaiveTrees() {
        System.out.println("checkpoints seed: replay with -Dtruebook.seed=" + SEED);
        RandomCells random = new RandomCells(SEED + 2);
        SparseTree tree = new SparseTree();
        NaiveTree naive = new NaiveTree();
        for (int round = 0; round < 50; round++) {
            // Few addresses change often, many are enough for several threads.
            long[] all = random.addresses(1 + random.below(round % 3 == 0 ? 8 : 300));
            List<CellChange> changes = new ArrayList<>();
            List<byte[]> roots = new ArrayList<>();
            int checkpoints = random.below(40);
            for (int checkpoint = 0; checkpoint < checkpoints; checkpoint++) {
                long[] some = java.util.Arrays.stream(all)
                        .filter(_ -> random.below(4) == 0)
                        .toArray();
                byte[][] cells = new byte[some.length][];
                for (int i = 0; i < some.length; i++) {
                    cells[i] = random.below(3) == 0 ? null : random.cell();
                    naive.put(some[i], cells[i]);
                }
                changes.add(new CellChange(some, cells));
                roots.add(naive.root());
            }
            assertThat(tree.update(changes)).as("round %d", round).containsExactlyElementsOf(roots);
            assertThat(tree.root()).isEqualTo(naive.root());
        }
    }

    @Test
    void removingEverythingGivesTheEmptyRootAndFreedNodesServeAgain() {
        RandomCells random = new RandomCells(SEED);
        SparseTree tree = new SparseTree();
        List<byte[]> roots = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            NaiveTree naive = new NaiveTree();
            long[] addresses = random.addresses(300);
            byte[][] cells = new byte[addresses.length][];
            for (int i = 0; i < addresses.length; i++) {
                cells[i] = new byte[] {(byte) (round + 1)};
                naive.put(addresses[i], cells[i]);
            }
            assertThat(tree.update(addresses, cells)).isEqualTo(naive.root());
            roots.add(tree.update(addresses, new byte[addresses.length][]));
        }
        assertThat(roots).allMatch(root -> java.util.Arrays.equals(root, new byte[32]));
    }

    @Test
    void theOrderInWhichCellsComeAndGoLeavesNoTrace() {
        RandomCells random = new RandomCells(SEED);
        NaiveTree naive = new NaiveTree();
        long[] all = random.addresses(400);
        SparseTree one = new SparseTree();
        SparseTree many = new SparseTree();
        byte[][] cells = new byte[all.length][];
        for (int i = 0; i < all.length; i++) {
            cells[i] = new byte[] {(byte) (1 + i % 255)};
            naive.put(all[i], cells[i]);
        }
        one.update(all, cells);
        for (int round = 0; round < 2000; round++) {
            int i = random.below(all.length);
            many.update(new long[] {all[i]}, new byte[][] {random.cell()});
        }
        for (int i = all.length - 1; i >= 0; i--) {
            many.update(new long[] {all[i]}, new byte[][] {cells[i]});
        }
        assertThat(many.root()).isEqualTo(one.root()).isEqualTo(naive.root());
    }

    @Test
    void memoryIsBoundedForEachCellWhereverCellsLieAndFreedNodesAreUsedAgain() {
        SparseTree tree = new SparseTree();
        long[] addresses = new java.util.SplittableRandom(SEED)
                .longs(100_000, 0, CellAddress.MAX + 1)
                .sorted()
                .distinct()
                .toArray();
        byte[][] cells = new byte[addresses.length][];
        java.util.Arrays.fill(cells, new byte[] {1});
        for (int round = 0; round < 3; round++) {
            tree.update(addresses, cells);
            assertThat(tree.memory() / addresses.length).isLessThan(176);
            tree.update(addresses, new byte[addresses.length][]);
            assertThat(tree.root()).isEqualTo(new byte[32]);
        }
    }

    @Test
    void addressesThatDoNotAscendAreRefused() {
        SparseTree tree = new SparseTree();
        assertThatThrownBy(() -> tree.update(new long[] {2, 2}, new byte[2][]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.update(new long[] {CellAddress.MAX + 1}, new byte[1][]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(tree.root()).isEqualTo(new byte[32]);
    }
}
