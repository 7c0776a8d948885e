package io.truebook.node;

import io.truebook.derivation.Families;
import io.truebook.l1.Deployment;
import io.truebook.l1.Signer;
import io.truebook.prover.Challenger;
import io.truebook.prover.Evidence;
import io.truebook.prover.Salts;
import io.truebook.tree.CellStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "challenge",
        description = {
            "Proves a batch wrong on L1: commits to the proof, waits a block, reveals it. Key: keys.challenger.",
            "The proof is tried by eth_call first; a false one is not sent."
        })
final class ChallengeCommand implements Runnable {
    static final class What {
        @Option(names = "--batch", paramLabel = "N", description = "replay the chain and prove this batch wrong")
        private Long index;

        @Option(names = "--proof", paramLabel = "FILE", description = "evidence written by `truebook prove`")
        private Path file;
    }

    @Mixin
    private CommonOptions common;

    @ArgGroup(multiplicity = "1")
    private What what;

    @Override
    public void run() {
        NodeConfig config = common.config();
        try (L1Session l1 = new L1Session(config)) {
            Deployment deployment = l1.deployment();
            Evidence evidence = what.file != null
                    ? Evidence.decode(Files.readAllBytes(what.file))
                    : ProveCommand.evidence(config, l1, deployment, what.index);
            Signer signer = l1.signer(config.keys().challenger());
            try (CellStore store = Families.open(config.dataFolder().resolve("challenge"), Salts.FAMILY)) {
                Challenger challenger =
                        new Challenger(l1.client(), l1.sender(signer), new Salts(store), deployment.rollup());
                Pursuit.toItsEnd(config.watcher().pollInterval(), () -> challenger.pursue(evidence));
            }
            System.out.print(new Table()
                    .row("batch", evidence.header().index())
                    .row("hash", evidence.batchHash().hex())
                    .row("result", "deleted"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (IllegalArgumentException noEvidence) {
            throw new CommandFailure(what.file + ": " + noEvidence.getMessage());
        }
    }
}
