package io.truebook.node.demo;

import io.truebook.node.Table;
import io.truebook.node.Units;

/**
 * What the story came to, read from L1 and from the public figures of the processes.
 *
 * @param accepted orders and cancels that the gateways confirmed
 * @param onL1 signed items in batches that stand
 * @param bytes of calldata of those batches
 * @param gas of those batches
 * @param segments replayed by one watcher
 * @param lieBlock L1 block of the false batch
 * @param slashBlock L1 block of the slash
 * @param slashSeconds between the two
 * @param paid token units of the withdrawal
 * @param gap of solvency, nano-USDC, the worst that a watcher found
 */
record Outcome(
        long accepted,
        long fills,
        long batches,
        long onL1,
        long bytes,
        long gas,
        long segments,
        long lieBlock,
        long slashBlock,
        long slashSeconds,
        long proofBytes,
        long proofGas,
        long claimGas,
        long paid,
        long gap) {
    private static final long NANO_PER_UNIT = 1_000;

    Table table() {
        return new Table()
                .row("orders and cancels accepted", "%,d".formatted(accepted))
                .row("fills", "%,d".formatted(fills))
                .row("batches on L1", "%,d".formatted(batches))
                .row("signed items on L1", "%,d".formatted(onL1))
                .row("calldata per signed item", "%,d bytes".formatted(bytes / onL1))
                .row("gas per signed item", "%,d gas".formatted(gas / onL1))
                .row("segments replayed by a watcher", "%,d".formatted(segments))
                .row("lie in L1 block", "%d".formatted(lieBlock))
                .row("slash after", "%d blocks".formatted(slashBlock - lieBlock))
                .row("slash after", "%d s".formatted(slashSeconds))
                .row("proof gas", "%,d gas".formatted(proofGas))
                .row("proof calldata", "%,d bytes".formatted(proofBytes))
                .row("claim gas", "%,d gas".formatted(claimGas))
                .row("withdrawal paid", Units.usdc(paid * NANO_PER_UNIT) + " USDC")
                .row("solvency gap", gap + " nano-USDC");
    }
}
