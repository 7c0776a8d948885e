package io.truebook.node;

import io.truebook.derivation.Divergence;
import io.truebook.derivation.Judged;
import io.truebook.derivation.Verdict;
import io.truebook.l1.Deployment;
import io.truebook.prover.Evidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "prove",
        description = {
            "Writes the evidence that a batch is wrong to a file, for `truebook challenge --proof`.",
            "Whoever holds the file can challenge without replaying anything."
        })
final class ProveCommand implements Runnable {
    @Mixin
    private CommonOptions common;

    @Option(names = "--batch", required = true, paramLabel = "N", description = "index of the batch")
    private long index;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "where to write the evidence")
    private Path out;

    @Override
    public void run() {
        NodeConfig config = common.config();
        try (L1Session l1 = new L1Session(config)) {
            Evidence evidence = evidence(config, l1, l1.deployment(), index);
            Files.write(out, evidence.encode());
            System.out.print(new Table()
                    .row("batch", evidence.header().index())
                    .row("hash", evidence.batchHash().hex())
                    .row("segment", evidence.segment())
                    .row("proof", evidence.proof().length() + " bytes")
                    .row("written to", out));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Replays up to the batch and packs what is wrong with it. */
    static Evidence evidence(NodeConfig config, L1Session l1, Deployment deployment, long index) {
        try (FollowedChain followed =
                new FollowedChain(l1, deployment, config.dataFolder().resolve("verify"), 0)) {
            followed.follow();
            followed.batch(index);
            Optional<Judged> judged = followed.replayTo(index);
            return switch (judged.map(Judged::verdict).orElse(new Verdict.Valid())) {
                case Verdict.Valid() ->
                    throw new CommandFailure("batch " + index + " is right: there is nothing to prove");
                case Verdict.Unknown(String reason) ->
                    throw new CommandFailure("it is not known whether batch "
                            + judged.get().batch().index() + " is right: " + reason);
                case Verdict.Invalid(Divergence divergence) -> Evidence.of(divergence);
            };
        }
    }
}
