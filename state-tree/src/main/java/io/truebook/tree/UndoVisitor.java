package io.truebook.tree;

/** Sees what boundaries have overwritten. */
@FunctionalInterface
public interface UndoVisitor {
    /**
     * @param number of the boundary
     * @param addresses of the cells it overwrote, ascending
     * @param before their values before it, {@code null} for empty ones
     */
    void visit(long number, long[] addresses, byte[][] before);
}
