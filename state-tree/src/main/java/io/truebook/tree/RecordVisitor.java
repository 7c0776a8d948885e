package io.truebook.tree;

/** Sees records in the ascending order of their keys. */
@FunctionalInterface
public interface RecordVisitor {
    /** Returns whether to go on. */
    boolean visit(byte[] key, byte[] value);
}
