package io.truebook.tree;

/** One side of a parting of ways, as checkpoint after checkpoint changes it: which node is topmost there, and its hash. */
final class Side {
    private final NodePages nodes;
    private final Hashing hashing;

    /** A branch as it was before the first checkpoint, when it may be overwritten before it is asked for. */
    private final byte[] slotBefore = new byte[NodePages.SLOT];

    private final byte[] hashBefore = new byte[Hashing.LENGTH];
    private int refBefore;
    private boolean kept;
    private boolean hashed;
    private boolean empty;
    private boolean inPair;

    /** Of the node as it was before, once they were read. */
    private int depthBefore;

    private long pathBefore;

    private Versions versions;

    /** The present version, -1 before the first. */
    private int version;

    private int next;
    private int end;

    Side(NodePages nodes, Hashing hashing) {
        this.nodes = nodes;
        this.hashing = hashing;
    }

    /**
     * Begins with a node, which is not read unless it has to be kept: mostly nobody needs to know what it is.
     *
     * @param ref NONE for an empty side
     * @param inPair whether the hashes of the parting of ways hold this side's already
     * @param keeps whether what the node is now may be asked for after it was changed, as when both sides change
     */
    void begin(int ref, boolean inPair, boolean keeps) {
        refBefore = ref;
        this.inPair = inPair;
        version = -1;
        empty = ref == NodePages.NONE;
        hashed = false;
        kept = keeps && !empty;
        if (kept) {
            readPlace();
            hashed = NodePages.isLeaf(ref);
            System.arraycopy(
                    nodes.page(ref),
                    nodes.at(ref),
                    hashed ? hashBefore : slotBefore,
                    0,
                    hashed ? Hashing.LENGTH : NodePages.SLOT);
        }
    }

    /** What becomes of it: the versions from one position to another. */
    void changes(Versions versions, int from, int to) {
        this.versions = versions;
        next = from;
        end = to;
    }

    /** The next checkpoint that changes it, {@link Integer#MAX_VALUE} when there is none. */
    int nextCheckpoint() {
        return next < end ? versions.checkpoint(next) : Integer.MAX_VALUE;
    }

    /** Goes on past a checkpoint, if that changes it. */
    void advanceTo(int checkpoint) {
        if (nextCheckpoint() == checkpoint) {
            version = next++;
            empty = versions.depth(version) == Versions.EMPTY;
            inPair = false;
        }
    }

    boolean isEmpty() {
        return empty;
    }

    /** Writes its hash at a depth at or above its node's into a pair of hashes, unless it stands there. */
    void writeTo(byte[] pair, int at, int wanted) {
        if (inPair) {
            return;
        }
        inPair = true;
        if (version >= 0) {
            versions.hashAt(version, wanted, hashing, pair, at);
        } else {
            readBefore();
            hashing.hashAt(hashBefore, 0, depthBefore, pathBefore, wanted, pair, at);
        }
    }

    /** Adds its node, alone, as a version of what is above. */
    void copyTo(Versions above, int checkpoint) {
        if (version >= 0) {
            above.add(checkpoint, versions, version);
        } else {
            readBefore();
            int added = above.add(checkpoint, depthBefore, pathBefore);
            System.arraycopy(hashBefore, 0, above.hashes(), Versions.at(added), Hashing.LENGTH);
        }
    }

    private void readBefore() {
        if (hashed) {
            return;
        }
        hashed = true;
        if (kept) {
            hashing.digest(slotBefore, 0, NodePages.SLOT, hashBefore, 0);
        } else {
            readPlace();
            nodes.hash(refBefore, hashing, hashBefore, 0);
        }
    }

    private void readPlace() {
        depthBefore = nodes.depth(refBefore);
        pathBefore = nodes.path(refBefore);
    }
}
