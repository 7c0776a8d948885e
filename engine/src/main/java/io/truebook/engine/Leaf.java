package io.truebook.engine;

import io.truebook.engine.protocol.BitmapCell;

/** A lowest word of a side's bitmap, and the places of the levels that its bits stand for. */
final class Leaf extends BitmapCell {
    private final Level[] levels = new Level[256];

    Leaf(int market, int side, int leaf) {
        super(CellAddresses.leafWord(market, side, leaf));
    }

    Level level(int market, int side, int tick) {
        Level level = levels[tick & 255];
        return level != null ? level : (levels[tick & 255] = new Level(market, side, tick));
    }
}
