package io.truebook.tree;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What somebody says about a change of cells, with a proof.
 *
 * @param root of the state before, as all agree
 * @param rootAfter of the state after, as the plainest reckoning has it
 */
record Claim(
        String name, long[] addresses, byte[][] before, byte[][] after, byte[] proof, byte[] root, byte[] rootAfter) {

    /** The truth about a change. */
    static Claim of(String name, SortedMap<Long, byte[]> cells, Map<Long, byte[]> changes) {
        SparseTree tree = tree(cells);
        TreeMap<Long, byte[]> changed = new TreeMap<>(changes);
        long[] addresses = addresses(changed);
        byte[][] after = changed.values().toArray(byte[][]::new);
        NaiveTree now = new NaiveTree();
        cells.forEach(now::put);
        changed.forEach(now::put);
        return new Claim(
                name,
                addresses,
                Arrays.stream(addresses).mapToObj(cells::get).toArray(byte[][]::new),
                after,
                Multiproof.build(tree, addresses, MultiproofTest.emptyIn(addresses, after)),
                tree.root(),
                now.root());
    }

    static SparseTree tree(SortedMap<Long, byte[]> cells) {
        SparseTree tree = new SparseTree();
        tree.update(addresses(cells), cells.values().toArray(byte[][]::new));
        return tree;
    }

    private static long[] addresses(SortedMap<Long, byte[]> cells) {
        return cells.keySet().stream().mapToLong(Long::longValue).toArray();
    }

    Claim with(String lie, byte[] other) {
        return new Claim(name + ": " + lie, addresses, before, after, other, root, rootAfter);
    }

    /** The same proof and change of cells that are said to have been other ones. */
    Claim withBefore(String lie, byte[]... other) {
        return new Claim(name + ": " + lie, addresses, other, after, proof, root, rootAfter);
    }

    /** True when the proof leads to the root all agree on. */
    boolean convinces() {
        try {
            return Arrays.equals(roots().before(), root);
        } catch (Multiproof.MalformedProofException rejected) {
            return false;
        }
    }

    Multiproof.Roots roots() {
        return Multiproof.roots(addresses, before, after, proof);
    }
}
