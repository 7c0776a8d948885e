package io.truebook.tree;

import java.util.concurrent.RecursiveTask;

/**
 * One thread's part of an update: subtrees that no other thread changes meanwhile. Each subtree goes through all checkpoints before what is
 * above it does, so that it is in the processor's cache for all of them; nodes in memory are those after the last one. Where both sides of a
 * branch have much to do, another thread takes one of them. What comes out does not depend on who did it: a node's hash is made of its
 * children's.
 */
final class SubtreeUpdate {
    /** Changed cells that are worth another thread: some hundred microseconds. Their nodes fit the fast part of a processor's cache. */
    private static final int FORKED_CELLS = 256;

    /** A side of a branch that another thread may take. */
    private static final class Fork extends RecursiveTask<SubtreeUpdate> {
        private static final long serialVersionUID = 1;

        private final transient SparseTree tree;
        private final transient CheckpointCells change;
        private final int ref;
        private final int low;
        private final int high;

        private Fork(SparseTree tree, CheckpointCells change, int ref, int low, int high) {
            this.tree = tree;
            this.change = change;
            this.ref = ref;
            this.low = low;
            this.high = high;
        }

        @Override
        protected SubtreeUpdate compute() {
            SubtreeUpdate part = tree.take();
            part.run(change, ref, low, high);
            return part;
        }
    }

    /** Where two ways part: both sides and their hashes. */
    private static final class Parting {
        private final byte[] pair = new byte[NodePages.SLOT];
        private final Side left;
        private final Side right;

        private Parting(NodePages nodes, Hashing hashing) {
            left = new Side(nodes, hashing);
            right = new Side(nodes, hashing);
        }
    }

    private final SparseTree tree;
    private final NodePages nodes;
    private final NodePages.Lane lane;
    private final ReadAhead readAhead;
    private final Hashing hashing = new Hashing();
    private final Versions versions = new Versions();
    private final Parting[] partings = new Parting[CellAddress.DEPTH];
    private final int[] way = new int[CellAddress.DEPTH];

    private CheckpointCells change;
    private int top;

    SubtreeUpdate(SparseTree tree, NodePages nodes) {
        this.tree = tree;
        this.nodes = nodes;
        lane = nodes.lane();
        readAhead = new ReadAhead(nodes);
    }

    /** SHA-256 runs since it was made. */
    long hashesRun() {
        return hashing.runs();
    }

    /**
     * Updates a subtree with some of the changed cells, all of them below it.
     *
     * @param ref the topmost node, or NONE
     */
    void run(CheckpointCells wanted, int ref, int low, int high) {
        change = wanted;
        versions.clear();
        top = update(ref, low, high);
        change = null;
    }

    /** The topmost node now, or NONE. */
    int top() {
        return top;
    }

    /** What was topmost after each checkpoint. */
    Versions versions() {
        return versions;
    }

    /** Writes the root after a version of the whole tree. */
    void root(int version, byte[] out) {
        versions.hashAt(version, 0, hashing, out, 0);
    }

    private int update(int ref, int low, int high) {
        if (high - low < FORKED_CELLS) {
            readAhead.read(ref, change.addresses, low, high);
        }
        return updateRead(ref, low, high);
    }

    /** Adds the versions of a subtree to those there are, and returns what is topmost in the end. */
    private int updateRead(int ref, int low, int high) {
        if (high - low == 1 && ref != NodePages.NONE && replaceLeaf(ref, low)) {
            return ref;
        }
        long[] addresses = change.addresses;
        long first = addresses[low];
        long path = ref == NodePages.NONE ? first : nodes.path(ref);
        int here = ref == NodePages.NONE ? CellAddress.DEPTH : nodes.depth(ref);
        int parts = Math.min(
                here,
                Math.min(
                        CellAddress.firstDifference(first, addresses[high - 1]),
                        CellAddress.firstDifference(first, path)));
        if (parts == CellAddress.DEPTH) {
            return setLeaf(ref, low, high);
        }
        int middle = CellAddress.split(addresses, low, high, parts);
        if (parts == here) {
            return updateSides(ref, nodes.child(ref, false), nodes.child(ref, true), parts, low, middle, high);
        }
        boolean refIsRight = CellAddress.turnsRight(path, parts);
        int left = refIsRight ? NodePages.NONE : ref;
        int right = refIsRight ? ref : NodePages.NONE;
        return updateSides(NodePages.NONE, left, right, parts, low, middle, high);
    }

    /** @param branch where the two sides part, NONE when there is none yet */
    private int updateSides(int branch, int leftBefore, int rightBefore, int parts, int low, int middle, int high) {
        boolean isBranch = branch != NodePages.NONE;
        Parting parting = parting(parts);
        boolean both = low < middle && middle < high;
        parting.left.begin(leftBefore, isBranch, both);
        parting.right.begin(rightBefore, isBranch, both);
        int from = versions.size();
        int left;
        int right;
        SubtreeUpdate other = null;
        if (middle - low >= FORKED_CELLS && high - middle >= FORKED_CELLS) {
            Fork fork = new Fork(tree, change, rightBefore, middle, high);
            fork.fork();
            try {
                left = update(leftBefore, low, middle);
            } finally {
                other = fork.join();
            }
            right = other.top;
            parting.left.changes(versions, from, versions.size());
            parting.right.changes(other.versions, 0, other.versions.size());
        } else {
            boolean read = high - low < FORKED_CELLS;
            left = side(leftBefore, low, middle, read);
            int between = versions.size();
            right = side(rightBefore, middle, high, read);
            parting.left.changes(versions, from, between);
            parting.right.changes(versions, between, versions.size());
        }
        byte[] pair = isBranch ? nodes.page(branch) : parting.pair;
        int at = isBranch ? nodes.at(branch) : 0;
        join(parting, parts, change.addresses[low], pair, at, from);
        if (other != null) {
            tree.giveBack(other);
        }
        if (left == NodePages.NONE || right == NodePages.NONE) {
            if (isBranch) {
                lane.free(branch);
            }
            return left == NodePages.NONE ? right : left;
        }
        int parted = isBranch ? branch : newBranch(change.addresses[low], parts, pair);
        nodes.link(parted, left, right);
        return parted;
    }

    private int side(int ref, int low, int high, boolean read) {
        if (low == high) {
            return ref;
        }
        return read ? updateRead(ref, low, high) : update(ref, low, high);
    }

    private int newBranch(long path, int depth, byte[] pair) {
        int branch = lane.branch(path, depth);
        System.arraycopy(pair, 0, nodes.page(branch), nodes.at(branch), NodePages.SLOT);
        return branch;
    }

    /**
     * Makes the versions of what is above two sides out of theirs: a branch while both are there, else what is left.
     *
     * @param pair holds the hashes of both sides from {@code at} on
     * @param from where the versions of both sides begin, which those of what is above replace
     */
    private void join(Parting parting, int parts, long path, byte[] pair, int at, int from) {
        Side left = parting.left;
        Side right = parting.right;
        int end = versions.size();
        while (true) {
            int checkpoint = Math.min(left.nextCheckpoint(), right.nextCheckpoint());
            if (checkpoint == Integer.MAX_VALUE) {
                break;
            }
            left.advanceTo(checkpoint);
            right.advanceTo(checkpoint);
            if (!left.isEmpty() && !right.isEmpty()) {
                left.writeTo(pair, at, parts + 1);
                right.writeTo(pair, at + Hashing.LENGTH, parts + 1);
                int version = versions.add(checkpoint, parts, path);
                hashing.digest(pair, at, NodePages.SLOT, versions.hashes(), Versions.at(version));
            } else if (left.isEmpty() && right.isEmpty()) {
                versions.add(checkpoint, Versions.EMPTY, 0);
            } else {
                (left.isEmpty() ? right : left).copyTo(versions, checkpoint);
            }
        }
        versions.moveDown(end, from);
    }

    /** Sets one cell that is there before and after, so that no node comes or goes; false, and nothing done, when it is not. */
    private boolean replaceLeaf(int ref, int cell) {
        long address = change.addresses[cell];
        byte[] words = change.cells[cell];
        int levels = 0;
        int at = ref;
        while (!NodePages.isLeaf(at)) {
            way[levels++] = at;
            at = nodes.child(at, CellAddress.turnsRight(address, nodes.depth(at)));
        }
        if (nodes.path(at) != address || Hashing.isEmpty(words)) {
            return false;
        }
        int version = versions.add(change.checkpoints[cell], CellAddress.DEPTH, address);
        hashing.digest(words, 0, words.length, nodes.page(at), nodes.at(at));
        System.arraycopy(nodes.page(at), nodes.at(at), versions.hashes(), Versions.at(version), Hashing.LENGTH);
        while (levels > 0) {
            int branch = way[--levels];
            int depth = nodes.depth(branch);
            byte[] page = nodes.page(branch);
            int slot = nodes.at(branch);
            int half = CellAddress.turnsRight(address, depth) ? slot + Hashing.LENGTH : slot;
            versions.hashAt(version, depth + 1, hashing, page, half);
            versions.set(version, depth);
            hashing.digest(page, slot, NodePages.SLOT, versions.hashes(), Versions.at(version));
        }
        return true;
    }

    private int setLeaf(int ref, int low, int high) {
        long address = change.addresses[low];
        int version = 0;
        for (int cell = low; cell < high; cell++) {
            byte[] words = change.cells[cell];
            boolean empty = Hashing.isEmpty(words);
            version = versions.add(change.checkpoints[cell], empty ? Versions.EMPTY : CellAddress.DEPTH, address);
            if (!empty) {
                hashing.digest(words, 0, words.length, versions.hashes(), Versions.at(version));
            }
        }
        if (versions.depth(version) == Versions.EMPTY) {
            if (ref != NodePages.NONE) {
                lane.free(ref);
            }
            return NodePages.NONE;
        }
        int leaf = ref == NodePages.NONE ? lane.leaf(address) : ref;
        System.arraycopy(versions.hashes(), Versions.at(version), nodes.page(leaf), nodes.at(leaf), Hashing.LENGTH);
        return leaf;
    }

    private Parting parting(int depth) {
        Parting parting = partings[depth];
        return parting != null ? parting : (partings[depth] = new Parting(nodes, hashing));
    }
}
