package io.truebook.tree;

import java.util.Arrays;

/**
 * A point at which the stored state is whole. Compared by content; its arrays are copies.
 *
 * @param number strictly ascending, 0 for the empty store
 * @param root state root at this point, 32 bytes
 * @param position what the caller needs to go on from here; opaque
 */
public record Boundary(long number, byte[] root, byte[] position) {
    public Boundary {
        root = root.clone();
        position = position.clone();
    }

    @Override
    public byte[] root() {
        return root.clone();
    }

    @Override
    public byte[] position() {
        return position.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Boundary that
                && number == that.number
                && Arrays.equals(root, that.root)
                && Arrays.equals(position, that.position);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number) ^ Arrays.hashCode(root);
    }
}
