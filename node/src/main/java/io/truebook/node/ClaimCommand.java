package io.truebook.node;

import io.truebook.derivation.LoggedBatch;
import io.truebook.engine.CellAddresses;
import io.truebook.engine.protocol.WithdrawalCell;
import io.truebook.l1.BatchStatus;
import io.truebook.l1.BlockId;
import io.truebook.l1.BridgeContract.Withdrawal;
import io.truebook.l1.Bytes32;
import io.truebook.l1.Deployment;
import io.truebook.l1.Receipt;
import io.truebook.l1.Signer;
import io.truebook.tree.Multiproof;
import io.truebook.tree.SparseTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "claim",
        description = {
            "Pays a withdrawal out on L1, proven against the newest final batch. Anybody may call it; the recipient is paid.",
            "Key: keys.trader, for the gas."
        })
final class ClaimCommand implements Runnable {
    @Mixin
    private CommonOptions common;

    @Option(
            names = "--number",
            required = true,
            paramLabel = "N",
            description = "number of the withdrawal, as `truebook withdraw` gave it")
    private long number;

    @Override
    public void run() {
        NodeConfig config = common.config();
        try (L1Session l1 = new L1Session(config)) {
            Deployment deployment = l1.deployment();
            Signer signer = l1.signer(config.keys().trader());
            if (l1.ask(deployment.bridge().isClaimed(number, BlockId.LATEST))) {
                System.out.println("withdrawal " + number + " has been paid already");
                return;
            }
            try (FollowedChain followed =
                    new FollowedChain(l1, deployment, config.dataFolder().resolve("claim"), 0)) {
                followed.follow();
                LoggedBatch batch = newestFinal(l1, deployment, followed);
                followed.replayTo(batch.index());
                WithdrawalCell cell = cell(followed, number);
                Receipt receipt = l1.send(
                        l1.sender(signer),
                        "claim-" + number,
                        deployment.bridge().claim(followed.replay().at().header(), proof(followed, cell, number)));
                System.out.print(new Table()
                        .row("withdrawal", number)
                        .row("paid", Units.usdc(cell.amount) + " USDC")
                        .row("block", receipt.blockNumber()));
            }
        }
    }

    private static LoggedBatch newestFinal(L1Session l1, Deployment deployment, FollowedChain followed) {
        BlockId block = BlockId.of(followed.chain().tip().number());
        for (long index = followed.chain().batches().tip().index(); index > 0; index--) {
            LoggedBatch batch = followed.batch(index);
            if (l1.agree(deployment.rollup().statusOf(index, batch.hash(), block)) == BatchStatus.FINAL) {
                return batch;
            }
        }
        throw new CommandFailure("no batch is final yet");
    }

    private static WithdrawalCell cell(FollowedChain followed, long number) {
        WithdrawalCell cell = new WithdrawalCell(CellAddresses.withdrawal(number));
        byte[] words = followed.store().read(cell.address);
        if (words == null) {
            throw new CommandFailure("withdrawal " + number + " is not in a final batch yet");
        }
        cell.decode(words, 0);
        return cell;
    }

    /** The cell and the 48 hashes beside its path, from the leaf upwards: the order of a multiproof of one cell. */
    static Withdrawal proof(FollowedChain followed, WithdrawalCell cell, long number) {
        byte[] words = new byte[64];
        cell.encode(words, 0);
        return new Withdrawal(
                number,
                Bytes32.of(Arrays.copyOf(words, 32)),
                siblings(followed.store().tree(), cell.address));
    }

    private static List<Bytes32> siblings(SparseTree tree, long address) {
        byte[] proof = Multiproof.build(tree, new long[] {address});
        int count = (proof[0] & 0xff) << 8 | proof[1] & 0xff;
        int at = 2 + (count + 7) / 8;
        List<Bytes32> siblings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean zero = (proof[2 + i / 8] & 0x80 >>> i % 8) != 0;
            siblings.add(zero ? Bytes32.ZERO : Bytes32.of(Arrays.copyOfRange(proof, at, at + 32)));
            at += zero ? 0 : 32;
        }
        return siblings;
    }
}
