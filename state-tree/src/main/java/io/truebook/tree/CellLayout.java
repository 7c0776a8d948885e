package io.truebook.tree;

/** How many 32-byte words the cell at an address has: a fixed function of the address, 1 to 7. */
@FunctionalInterface
public interface CellLayout {
    int words(long address);
}
