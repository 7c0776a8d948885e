package io.truebook.derivation;

import io.truebook.engine.CellAddresses;
import io.truebook.l1.BridgeContract.StateBooks;
import io.truebook.l1.BridgeContract.Withdrawal;
import io.truebook.l1.Bytes32;
import io.truebook.tree.CellReader;
import io.truebook.tree.Multiproof;
import io.truebook.tree.SparseTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What the Bridge is shown of a state: cells with the hashes beside their path. */
public final class StateProofs {
    /** The books stand in the four cells of a subtree of this height. */
    private static final int BOOKS_HEIGHT = 2;

    /** A withdrawal; empty when the state does not have it. */
    public static Optional<Withdrawal> withdrawal(CellReader state, SparseTree tree, long number) {
        long address = CellAddresses.withdrawal(number);
        byte[] words = state.read(address);
        return words == null
                ? Optional.empty()
                : Optional.of(new Withdrawal(
                        number, Bytes32.of(Arrays.copyOf(words, Bytes32.LENGTH)), siblings(tree, address)));
    }

    /** Deposits, withdrawals and liabilities. */
    public static StateBooks books(CellReader state, SparseTree tree) {
        List<Bytes32> siblings = siblings(tree, CellAddresses.cursor());
        Collections.fill(siblings.subList(0, BOOKS_HEIGHT), Bytes32.ZERO);
        return new StateBooks(
                words(state, CellAddresses.cursor()),
                words(state, CellAddresses.config()).getFirst(),
                words(state, CellAddresses.totals()).getFirst(),
                words(state, CellAddresses.listed()).getFirst(),
                siblings);
    }

    private static List<Bytes32> words(CellReader state, long address) {
        byte[] bytes = state.read(address);
        List<Bytes32> words = new ArrayList<>();
        for (int i = 0; i < CellAddresses.words(address); i++) {
            int at = i * Bytes32.LENGTH;
            words.add(bytes == null ? Bytes32.ZERO : Bytes32.of(Arrays.copyOfRange(bytes, at, at + Bytes32.LENGTH)));
        }
        return words;
    }

    /** The 48 hashes beside a cell's path, from the leaf upwards: the order of a multiproof of one cell. */
    private static List<Bytes32> siblings(SparseTree tree, long address) {
        byte[] proof = Multiproof.build(tree, new long[] {address});
        int count = (proof[0] & 0xff) << 8 | proof[1] & 0xff;
        int at = 2 + (count + 7) / 8;
        List<Bytes32> siblings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean zero = (proof[2 + i / 8] & 0x80 >>> i % 8) != 0;
            siblings.add(zero ? Bytes32.ZERO : Bytes32.of(Arrays.copyOfRange(proof, at, at + Bytes32.LENGTH)));
            at += zero ? 0 : Bytes32.LENGTH;
        }
        return siblings;
    }

    private StateProofs() {}
}
