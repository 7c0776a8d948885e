package io.truebook.derivation;

import io.truebook.engine.CellAddresses;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.l1.Bytes;

/**
 * The cursor of a state, as it can be shown to L1.
 *
 * @param words of the cell
 * @param multiproof its siblings in the state, docs/multiproof.md
 */
public record ProvenCursor(Bytes words, Bytes multiproof) {
    public CursorCell cell() {
        CursorCell cursor = new CursorCell(CellAddresses.cursor());
        cursor.decode(words.bytes(), 0);
        return cursor;
    }
}
