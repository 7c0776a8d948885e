package io.truebook.engine;

import io.truebook.engine.protocol.BitmapCell;

/** One side of a market's book: the places of its bitmap's words, and its best tick while it is known. */
final class BookSide {
    private static final int UNKNOWN = -1;

    final BitmapCell top;
    private final int market;
    private final int side;
    private final BitmapCell[] middles = new BitmapCell[256];
    private final Leaf[][] leaves = new Leaf[256][];
    private int best = UNKNOWN;

    BookSide(int market, int side) {
        this.market = market;
        this.side = side;
        top = new BitmapCell(CellAddresses.topWord(market, side));
    }

    BitmapCell middle(int middle) {
        BitmapCell word = middles[middle];
        return word != null ? word : (middles[middle] = new BitmapCell(CellAddresses.middleWord(market, side, middle)));
    }

    Leaf leaf(int leaf) {
        Leaf[] row = leaves[leaf >>> 8];
        if (row == null) {
            row = leaves[leaf >>> 8] = new Leaf[256];
        }
        Leaf word = row[leaf & 255];
        return word != null ? word : (row[leaf & 255] = new Leaf(market, side, leaf));
    }

    Level level(int tick) {
        return leaf(tick >>> 8).level(market, side, tick);
    }

    /** True when the best tick is known. */
    boolean bestKnown() {
        return best != UNKNOWN;
    }

    /** The best tick, 0 when the side is empty. */
    int best() {
        return best;
    }

    /** Keeps a best tick that the bitmap gave. */
    void setBest(int tick) {
        best = tick;
    }

    /**
     * A tick's bit was set. A better tick than a known one lies in a word that was read for that one, or in one that was empty and for
     * which the words above were read: so knowing it reads no fewer cells.
     */
    void set(int tick) {
        if (best == 0 || best != UNKNOWN && (side == Book.BIDS ? tick > best : tick < best)) {
            best = tick;
        }
    }

    /** A tick's bit was cleared. */
    void cleared(int tick) {
        if (tick == best) {
            best = UNKNOWN;
        }
    }
}
