package io.truebook.tree;

/**
 * A point at which the stored state is whole.
 *
 * @param number strictly ascending, 0 for the empty store
 * @param root state root at this point, 32 bytes
 * @param position what the caller needs to go on from here; opaque
 */
public record Boundary(long number, byte[] root, byte[] position) {}
