package io.truebook.engine;

/** Where the engine loads cells from: a store, an overlay over one, or a witness. */
@FunctionalInterface
public interface CellSource {
    /**
     * The words of a cell, or {@code null} when it is empty.
     *
     * @throws MissingCellException when this source does not know the cell; an empty cell is known
     */
    byte[] read(long address);
}
