package io.truebook.tree;

/** Where cells are read from. */
@FunctionalInterface
public interface CellReader {
    /** The words of the cell at an address, {@code null} when it is empty. */
    byte[] read(long address);
}
