package io.truebook.engine;

/** Takes changed cells as absolute values. */
@FunctionalInterface
public interface CellSink {
    /** @param words the cell's words; all zero when it is empty */
    void write(long address, byte[] words);
}
