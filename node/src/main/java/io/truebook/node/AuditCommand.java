package io.truebook.node;

import io.truebook.derivation.LoggedBatch;
import io.truebook.derivation.Solvency;
import io.truebook.l1.BlockId;
import io.truebook.l1.BridgeContract;
import io.truebook.l1.Deployment;
import java.math.BigInteger;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "audit",
        description = {
            "Adds up every account of the state and compares it with the Bridge: books, liabilities, token balance.",
            "Bad debt is what accounts owe beyond all they have, at the marks; it is no part of the equality.",
            "Exit status: 0 solvent, 3 a gap."
        })
final class AuditCommand implements Callable<Integer> {
    private static final int GAP = 3;
    private static final BigInteger NANO_PER_UNIT = BigInteger.valueOf(1_000);

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() {
        NodeConfig config = common.config();
        try (L1Session l1 = new L1Session(config)) {
            Deployment deployment = l1.deployment();
            try (FollowedChain followed =
                    new FollowedChain(l1, deployment, config.dataFolder().resolve("verify"), 0)) {
                followed.follow();
                followed.replayTo(followed.chain().batches().tip().index());
                return report(l1, deployment, followed);
            }
        }
    }

    private static int report(L1Session l1, Deployment deployment, FollowedChain followed) {
        LoggedBatch at = followed.replay().at();
        Solvency state = Solvency.of(followed.store()::read);
        BlockId block = BlockId.of(followed.chain().tip().number());
        BridgeContract.Books books = l1.agree(deployment.bridge().books(block));
        BigInteger held = books.credited().subtract(books.claimed());
        BigInteger balance = l1.agree(
                        deployment.token().balanceOf(deployment.bridge().address(), block))
                .multiply(NANO_PER_UNIT);
        BigInteger surplus = balance.subtract(held);
        BridgeContract.Reconciliation reconciled = l1.agree(deployment.bridge().reconciliation(block));
        System.out.print(new Table()
                .row("batch", at.index())
                .row("accounts", state.accounts())
                .row("deposits consumed", Units.usdc(state.credited()) + " USDC")
                .row("withdrawals written", Units.usdc(state.withdrawn()) + " USDC")
                .row("liabilities", Units.usdc(state.liabilities()) + " USDC")
                .row("  accounts", Units.usdc(state.users()) + " USDC")
                .row("  fee account", Units.usdc(state.fees()) + " USDC")
                .row("  insurance fund", Units.usdc(state.insurance()) + " USDC")
                .row("  backstops", Units.usdc(state.backstops()) + " USDC")
                .row("  suspense", Units.usdc(state.suspense()) + " USDC")
                .row("  counted write by write", Units.usdc(state.counted()) + " USDC")
                .row("solvency gap", Units.usdc(state.gap()) + " USDC")
                .row("bad debt", Units.usdc(state.badDebt()) + " USDC")
                .row("bridge: deposited less paid", Units.usdc(held) + " USDC")
                .row("bridge: token balance", Units.usdc(balance) + " USDC")
                .row("surplus of tokens", Units.usdc(surplus) + " USDC")
                .row("reconciled up to batch", reconciled.index())
                .row("withdrawals paused", paused(reconciled)));
        boolean solvent = state.gap() == 0
                && state.counted() == state.liabilities()
                && surplus.signum() >= 0
                && books.credited().compareTo(BigInteger.valueOf(state.credited())) >= 0;
        System.out.println(solvent ? "solvent" : "NOT SOLVENT");
        return solvent ? 0 : GAP;
    }

    /** Whether a batch could not be reconciled when that was last tried. */
    static String paused(BridgeContract.Reconciliation reconciled) {
        return reconciled.pausedIndex() == 0 ? "no" : "of batch " + reconciled.pausedIndex();
    }
}
