package io.truebook.sequencer.frontier;

/**
 * Gas of the transaction that appends a batch. Little data pays for what is done with it; much data pays the floor of EIP-7623 for its bytes, and nothing
 * beside it.
 */
final class AppendGas {
    /** l1-contracts/snapshots/L1.json, "append 3 bytes". */
    static final long SMALL = 106_194;

    /** Of a byte of batch data at the floor, as scripts/demo measures it. */
    static final long FLOOR_BYTE = 38;

    private static final long TRANSACTION = 21_000;
    private static final long CALLDATA_BYTE = 16;

    static long of(long bytes) {
        return Math.max(SMALL + CALLDATA_BYTE * bytes, TRANSACTION + FLOOR_BYTE * bytes);
    }

    private AppendGas() {}
}
