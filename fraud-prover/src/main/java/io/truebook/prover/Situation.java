package io.truebook.prover;

import io.truebook.l1.BatchStatus;
import java.util.OptionalLong;

/**
 * What a challenger knows when it decides, all of it read at one block.
 *
 * @param status the Rollup's word on the batch
 * @param check whether L1 itself finds the proof good
 * @param committedAt block that holds this challenger's own commitment; empty when none does
 */
public record Situation(BatchStatus status, Check check, OptionalLong committedAt) {
    /** What {@code eth_call} of the proof gave. */
    public enum Check {
        /** The proof would delete the batch. */
        GOOD,
        /** The contract refuses it: Java and Solidity differ, or the batch is right. */
        REFUSED,
        /** No agreed answer, or not asked. */
        UNKNOWN
    }
}
