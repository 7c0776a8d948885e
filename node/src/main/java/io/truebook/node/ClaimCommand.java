package io.truebook.node;

import io.truebook.derivation.LoggedBatch;
import io.truebook.derivation.StateProofs;
import io.truebook.l1.BatchStatus;
import io.truebook.l1.BlockId;
import io.truebook.l1.BridgeContract;
import io.truebook.l1.BridgeContract.StateBooks;
import io.truebook.l1.BridgeContract.Withdrawal;
import io.truebook.l1.Deployment;
import io.truebook.l1.Receipt;
import io.truebook.l1.TransactionSender;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "claim",
        description = {
            "Pays a withdrawal out on L1, proven against the newest final batch. Anybody may call it; the recipient is paid.",
            "Has the batch reconciled with the Bridge's books first when nobody has; one that cannot be is passed over.",
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
            TransactionSender sender = l1.sender(l1.signer(config.keys().trader()));
            if (l1.ask(deployment.bridge().isClaimed(number, BlockId.LATEST))) {
                System.out.println("withdrawal " + number + " has been paid already");
                return;
            }
            try (FollowedChain followed =
                    new FollowedChain(l1, deployment, config.dataFolder().resolve("claim"), 0)) {
                followed.follow();
                followed.replayTo(newestFinal(l1, deployment, followed).index());
                if (withdrawal(followed).isEmpty()) {
                    throw new CommandFailure("withdrawal " + number + " is not in a final batch yet");
                }
                reconcile(l1, deployment, followed, sender);
                Withdrawal withdrawal = withdrawal(followed)
                        .orElseThrow(() -> new CommandFailure("withdrawal " + number
                                + " is paused: its batch cannot be reconciled with the Bridge's books"));
                Receipt receipt = l1.send(
                        sender,
                        "claim-" + number,
                        deployment.bridge().claim(followed.replay().at().header(), withdrawal));
                System.out.print(new Table()
                        .row("withdrawal", number)
                        .row("paid", Units.usdc(withdrawal.amount()) + " USDC")
                        .row("batch", followed.replay().at().index())
                        .row("block", receipt.blockNumber()));
            }
        }
    }

    private Optional<Withdrawal> withdrawal(FollowedChain followed) {
        return StateProofs.withdrawal(followed.store(), followed.store().tree(), number);
    }

    /** Goes back to the newest state that the Bridge pays by, reconciling its batch when nobody has yet. */
    private static void reconcile(
            L1Session l1, Deployment deployment, FollowedChain followed, TransactionSender sender) {
        BridgeContract bridge = deployment.bridge();
        long reconciled = l1.agree(bridge.reconciliation(BlockId.LATEST)).index();
        for (LoggedBatch at = followed.replay().at();
                at.index() > reconciled;
                at = followed.replay().at()) {
            StateBooks books =
                    StateProofs.books(followed.store(), followed.store().tree());
            if (l1.agree(bridge.reconciles(at.header(), books, BlockId.LATEST))) {
                Receipt receipt = l1.send(
                        sender,
                        "reconcile-" + at.index() + "-" + at.hash().hex(),
                        bridge.reconcile(at.header(), books));
                System.out.print(new Table().row("reconciled batch", at.index()).row("block", receipt.blockNumber()));
                return;
            }
            System.out.println("batch " + at.index()
                    + " cannot be reconciled with the Bridge's books: its withdrawals are paused");
            followed.replay().goBackTo(at.index() - 1);
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
}
