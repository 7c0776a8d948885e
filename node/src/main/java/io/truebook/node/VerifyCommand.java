package io.truebook.node;

import io.truebook.derivation.Divergence;
import io.truebook.derivation.Judged;
import io.truebook.derivation.LoggedBatch;
import io.truebook.derivation.Replay;
import io.truebook.derivation.Verdict;
import io.truebook.l1.Bytes32;
import io.truebook.l1.Deployment;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description = {
            "Says whether a batch is right, by replaying the chain from L1 data alone.",
            "Batch 0 is genesis: its root is computed and compared.",
            "Exit status: 0 right, 3 wrong, 4 unknown."
        })
final class VerifyCommand implements Callable<Integer> {
    private static final int WRONG = 3;
    private static final int UNKNOWN = 4;

    @Mixin
    private CommonOptions common;

    @Option(names = "--batch", required = true, paramLabel = "N", description = "index of the batch")
    private long index;

    @Override
    public Integer call() {
        NodeConfig config = common.config();
        try (L1Session l1 = new L1Session(config)) {
            Deployment deployment = l1.deployment();
            if (index == 0) {
                return genesis(deployment);
            }
            try (FollowedChain followed =
                    new FollowedChain(l1, deployment, config.dataFolder().resolve("verify"), 0)) {
                followed.follow();
                Optional<Judged> judged = followed.replayTo(index);
                return report(followed.batch(index), judged);
            }
        }
    }

    private static int genesis(Deployment deployment) {
        Bytes32 computed = Replay.genesisRoot(deployment.genesisTime());
        boolean right = computed.equals(deployment.genesisRoot());
        System.out.print(new Table()
                .row("batch", 0)
                .row("verdict", right ? "right" : "WRONG")
                .row("root of the deployment", deployment.genesisRoot().hex())
                .row("root computed", computed.hex()));
        return right ? 0 : WRONG;
    }

    private static int report(LoggedBatch batch, Optional<Judged> judged) {
        Table table = new Table()
                .row("batch", batch.index())
                .row("hash", batch.hash().hex())
                .row("L1 block", batch.at().block())
                .row("segments", batch.header().segments());
        Verdict verdict = judged.map(Judged::verdict).orElse(new Verdict.Valid());
        int status = switch (verdict) {
            case Verdict.Valid() -> {
                table.row("verdict", "right");
                yield 0;
            }
            case Verdict.Unknown(String reason) -> {
                table.row("verdict", "UNKNOWN").row("reason", reason);
                yield UNKNOWN;
            }
            case Verdict.Invalid(Divergence divergence) -> {
                wrong(table, batch, divergence);
                yield WRONG;
            }
        };
        System.out.print(table);
        return status;
    }

    private static void wrong(Table table, LoggedBatch batch, Divergence divergence) {
        long first = divergence.header().index();
        table.row("verdict", first == batch.index() ? "WRONG" : "stands on batch " + first + ", which is WRONG")
                .row("first wrong segment", divergence.segment())
                .row("root claimed", divergence.claimed().hex())
                .row(
                        "root computed",
                        divergence.invalid()
                                ? "none: the number of segments is wrong"
                                : divergence.computed().hex());
    }
}
