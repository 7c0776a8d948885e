package io.truebook.tree;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Changes that move branches and edges, and the lies they tempt to. The state of most: a branch at depth 40 over the leaves A and B, each at
 * the end of an edge from depth 41, and far away at the end of an edge from depth 1 a branch at depth 47 over two neighbours.
 */
final class Claims {
    static final long A = 0x10;
    static final long B = 0x91;
    static final long PAIR = 0xffL << 40;
    static final byte[] ONE = word(1);
    static final byte[] TWO = word(2);
    static final byte[] NOTHING = word(0);

    /** Count and zero bits beside one cell. */
    static final int BITS = 2 + 6;

    static List<Claim> honest() {
        List<Claim> all = new ArrayList<>();
        all.add(Claim.of("the first cell of an empty tree", new TreeMap<>(), Map.of(A, ONE)));
        all.add(Claim.of("a read of an empty tree", new TreeMap<>(), Map.of(A, NOTHING)));
        all.add(Claim.of("the last cell goes", new TreeMap<>(Map.of(B, ONE)), Map.of(B, NOTHING)));
        all.add(of("everything goes", Map.of(A, NOTHING, B, NOTHING, PAIR, NOTHING, PAIR + 1, NOTHING)));
        all.add(of("all but one goes", Map.of(A, NOTHING, PAIR, NOTHING, PAIR + 1, NOTHING)));
        all.add(of("an edge to a leaf is split", Map.of(A + 0x20, TWO)));
        all.add(of("an edge to a branch is split", Map.of(PAIR + 0x100, TWO)));
        all.add(of("an edge that others hang from is split", Map.of(1L << 20, TWO)));
        all.add(of("a leaf gets a neighbour", Map.of(A + 1, TWO)));
        all.add(of("a branch gets a neighbour", Map.of(PAIR + 2, TWO)));
        all.add(goes("a neighbour of a leaf goes", A + 1));
        all.add(goes("a neighbour of a branch goes", PAIR + 2));
        all.add(goes("one beside an edge to a branch goes", PAIR + 0x100));
        all.add(of("one beside an edge to a leaf goes", Map.of(B, NOTHING)));
        all.add(of("two go together", Map.of(PAIR, NOTHING, PAIR + 1, NOTHING)));
        all.add(of("a read in the middle of an edge to a leaf", Map.of(A + 0x20, NOTHING)));
        all.add(of("a read in the middle of an edge to a branch", Map.of(PAIR + 0x100, NOTHING)));
        all.add(of("a read beside a branch", Map.of(PAIR + 2, NOTHING)));
        all.add(of("a cell is written", Map.of(B, ONE)));
        all.add(of("one goes, its neighbour comes", Map.of(A, NOTHING, A + 1, ONE)));
        all.add(of("one comes, its neighbour stays absent", Map.of(PAIR + 2, ONE, PAIR + 3, NOTHING)));
        all.add(of("one goes, one comes, one stays absent", Map.of(B, NOTHING, B + 4, TWO, B + 8, NOTHING)));
        return all;
    }

    static List<Claim> lies() {
        List<Claim> all = new ArrayList<>();
        besideAnEdge(all, of("beside an edge, a deletion", Map.of(B, NOTHING)), 41, A);
        besideAnEdge(all, of("beside an edge, a read", Map.of(A + 0x20, NOTHING)), 43, A);
        besideAnEdge(all, of("beside an edge, an insertion", Map.of(A + 0x20, TWO)), 43, A);
        besideABranch(all, goes("beside a branch, a deletion", PAIR + 2));
        besideABranch(all, of("beside a branch, a read", Map.of(PAIR + 2, NOTHING)));
        aboutCells(all);
        Claim written = of("a cell is written", Map.of(B, ONE));
        all.add(written.with("an opening nobody needs", opened(written, 32, edge(48, A, leaf(ONE)))));
        all.add(written.with("the leaf instead of the edge", opened(written, 32, leaf(ONE))));
        for (Claim claim : honest()) {
            byte[] more = Arrays.copyOf(claim.proof(), claim.proof().length + 33);
            all.add(claim.with("bytes left over", Arrays.copyOf(more, more.length - 32)));
            all.add(claim.with("a sibling left over", more));
            byte[] count = claim.proof().clone();
            count[1]++;
            all.add(claim.with("a sibling announced", count));
            all.add(claim.with("a byte less", Arrays.copyOf(more, more.length - 34)));
        }
        return all;
    }

    /** What stands beside is an edge to the leaf at an address. */
    private static void besideAnEdge(List<Claim> all, Claim claim, int depth, long address) {
        int honest = 1 + 6 + 32;
        byte[] leaf = leaf(ONE);
        byte[] hash = edgeHash(leaf, depth, 48, address);
        byte[] half = edgeHash(leaf, depth + 1, 48, address);
        long place = CellAddress.prefix(address, depth);
        Map<String, byte[]> forms = new TreeMap<>();
        forms.put("given plain", hash);
        forms.put("given as a node", join(new byte[] {(byte) depth}, hash));
        forms.put("given as a branch", join(new byte[] {(byte) depth}, hash, hash));
        forms.put("the leaf given as a node", join(new byte[] {(byte) depth}, leaf));
        forms.put("the leaf given as a branch", join(new byte[] {(byte) depth}, leaf, leaf));
        forms.put("an edge of an edge", edge(depth + 1, CellAddress.prefix(address, depth + 1), half));
        forms.put("an edge of itself", edge(48, address, hash));
        forms.put("end too shallow", edge(47, CellAddress.prefix(address, 47), leaf));
        forms.put("end too deep", edge(49, address, leaf));
        forms.put("end above", edge(depth - 1, CellAddress.prefix(address, depth - 1), leaf));
        forms.put("leads elsewhere", edge(48, address ^ 2, leaf));
        forms.put("starts elsewhere", edge(48, address ^ 1L << 48 - depth, leaf));
        forms.put("starts far away", edge(48, address | 1L << 40, leaf));
        forms.put("path too long", edge(47, address | 1, leaf));
        forms.put("path too short", edge(48, place, leaf));
        forms.put("another leaf", edge(48, address, leaf(TWO)));
        forms.put("no leaf", edge(48, address, new byte[32]));
        forms.forEach((lie, form) -> all.add(claim.with(lie, opened(claim, honest, form))));
    }

    /** What stands beside is the branch of the two neighbours. */
    private static void besideABranch(List<Claim> all, Claim claim) {
        boolean deletion = claim.before()[0] != null;
        int honest = deletion ? 1 + 64 : 1 + 32;
        byte[] branch = sha256(join(leaf(ONE), leaf(TWO)));
        byte[] end = {47};
        Map<String, byte[]> forms = new TreeMap<>();
        forms.put("given plain", branch);
        forms.put("given the other way", deletion ? join(end, branch) : join(end, leaf(ONE), leaf(TWO)));
        forms.put("swapped", join(end, leaf(TWO), leaf(ONE)));
        forms.put("half of it", join(end, leaf(ONE), new byte[32]));
        forms.put("the other half", join(end, new byte[32], leaf(TWO)));
        forms.put("given as an edge", edge(48, PAIR, branch));
        forms.put("an edge to one of both", edge(48, PAIR, leaf(ONE)));
        forms.put("an edge to the other", edge(48, PAIR + 1, leaf(TWO)));
        forms.put("an edge from above", join(new byte[] {46}, branch));
        forms.forEach((lie, form) -> all.add(claim.with(lie, opened(claim, honest, form))));
    }

    private static void aboutCells(List<Claim> all) {
        Claim absent = of("a read in the middle of an edge", Map.of(A + 0x20, NOTHING));
        all.add(absent.withBefore("said to be there", ONE));
        TreeMap<Long, byte[]> with = cells();
        with.put(A + 0x20, ONE);
        all.add(claimed(
                absent, "said to be there, by a state that has it", Claim.of("", with, Map.of(A + 0x20, NOTHING))));
        Claim present = of("a cell", Map.of(A, NOTHING));
        all.add(present.withBefore("said to be absent", new byte[1][]));
        TreeMap<Long, byte[]> without = cells();
        without.remove(A);
        Claim gone = Claim.of("", without, Map.of(A, NOTHING));
        all.add(claimed(present, "said to be absent, by a state that lacks it", gone));
        // The cell itself, shown as what stands beside it: at its own place, and moved to the other side.
        int end = 1 + 6 + 32;
        byte[] inside = opened(gone, end, edge(48, A, leaf(ONE)));
        all.add(claimed(present, "said to be absent, it stands beside itself", gone.with("", inside)));
        byte[] aside = opened(gone, end, edge(48, A | 0x80, leaf(ONE)));
        all.add(claimed(present, "said to be absent, it stands on the other side", gone.with("", aside)));
    }

    /** Said of one state, proven by another. */
    private static Claim claimed(Claim of, String lie, Claim by) {
        return new Claim(
                of.name() + ": " + lie, by.addresses(), by.before(), by.after(), by.proof(), of.root(), of.rootAfter());
    }

    private static Claim of(String name, Map<Long, byte[]> changes) {
        return Claim.of(name, cells(), changes);
    }

    private static Claim goes(String name, long address) {
        TreeMap<Long, byte[]> cells = cells();
        cells.put(address, TWO);
        return Claim.of(name, cells, Map.of(address, NOTHING));
    }

    static TreeMap<Long, byte[]> cells() {
        return new TreeMap<>(Map.of(A, ONE, B, TWO, PAIR, ONE, PAIR + 1, TWO));
    }

    /** The proof of one cell with another form of the sibling that comes first. */
    private static byte[] opened(Claim claim, int length, byte[] form) {
        byte[] proof = claim.proof();
        return join(Arrays.copyOf(proof, BITS), form, Arrays.copyOfRange(proof, BITS + length, proof.length));
    }

    private static byte[] edge(int end, long path, byte[] node) {
        return join(new byte[] {(byte) end}, BoundaryCodec.key(path), node);
    }

    private static byte[] edgeHash(byte[] node, int depth, int end, long path) {
        return sha256(join(node, new byte[] {(byte) depth, (byte) end}, BoundaryCodec.key(path)));
    }

    static byte[] leaf(byte[] words) {
        return sha256(words);
    }

    private static byte[] sha256(byte[] bytes) {
        byte[] hash = new byte[32];
        new Hashing().digest(bytes, 0, bytes.length, hash, 0);
        return hash;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] word(int value) {
        byte[] word = new byte[32];
        word[31] = (byte) value;
        return word;
    }

    private Claims() {}
}
