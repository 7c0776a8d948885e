package io.truebook.node;

import io.truebook.derivation.HeadSignature;
import io.truebook.engine.Eip712Domain;
import io.truebook.l1.BlockId;
import io.truebook.l1.Bytes32;
import io.truebook.l1.Deployment;
import io.truebook.l1.EthAddress;
import io.truebook.l1.MalformedEncodingException;
import io.truebook.l1.SignedHead;
import io.truebook.l1.Signer;
import io.truebook.prover.Challenger;
import io.truebook.prover.Equivocations;
import io.truebook.prover.Move;
import io.truebook.prover.Salts;
import io.truebook.sequencer.signing.NativeRecovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "equivocation",
        description = {
            "Takes the bond of a sequencer that signed two orders of items: two heads, or a head that a batch contradicts. Key: keys.challenger.",
            "Replays the chain, tries the evidence by eth_call, commits, waits a block, reveals."
        })
final class EquivocationCommand implements Runnable {
    @Mixin
    private CommonOptions common;

    @Option(
            names = "--head",
            required = true,
            arity = "1..2",
            paramLabel = "FILE",
            description =
                    "a signed head as JSON, as /v1/heads/latest gives it; a receipt that holds one as `head` will do")
    private List<Path> files;

    @Override
    public void run() {
        NodeConfig config = common.config();
        List<SignedHead> heads = files.stream().map(EquivocationCommand::read).toList();
        try (L1Session l1 = new L1Session(config)) {
            Deployment deployment = l1.deployment();
            heads.forEach(head -> requireBinding(l1, deployment, head));
            Signer signer = l1.signer(config.keys().challenger());
            Path folder = config.dataFolder().resolve("equivocation");
            try (FollowedChain followed = new FollowedChain(l1, deployment, folder, 0)) {
                followed.follow();
                Challenger challenger = new Challenger(
                        l1.client(), l1.sender(signer), new Salts(followed.store()), deployment.rollup());
                Equivocations equivocations = followed.equivocations(l1, deployment, challenger);
                followed.replayTo(followed.chain().batches().tip().index());
                heads.forEach(equivocations::offer);
                Pursuit.toItsEnd(config.watcher().pollInterval(), () -> next(followed, equivocations, heads.size()));
            }
            System.out.print(new Table()
                    .row("lease", heads.getFirst().leaseId().hex())
                    .row("item", heads.getFirst().sequence())
                    .row("result", "slashed"));
        }
    }

    private static Move next(FollowedChain followed, Equivocations equivocations, int heads) {
        followed.follow();
        List<Equivocations.Pursued> pursued = equivocations.step();
        if (pursued.isEmpty()) {
            throw new CommandFailure("nothing on L1 contradicts " + (heads == 1 ? "it" : "them"));
        }
        return pursued.getFirst().move();
    }

    /** Says what a head is worth before anything is made of it. */
    private static void requireBinding(L1Session l1, Deployment deployment, SignedHead head) {
        Bytes32 lease = head.leaseId();
        Optional<EthAddress> holder = l1.agree(deployment.sequencers().holderOf(lease, BlockId.LATEST));
        if (holder.isEmpty()) {
            throw new CommandFailure("L1 knows no lease " + lease.hex());
        }
        Eip712Domain domain = l1.domain(deployment);
        if (!HeadSignature.signer(head, domain, new NativeRecovery()).equals(holder)) {
            throw new CommandFailure("the head is not signed by " + holder.get() + ", who holds or held the lease");
        }
        if (!l1.agree(deployment.sequencers().isLiable(lease, BlockId.LATEST))) {
            throw new CommandFailure("the bond of " + holder.get() + " for this lease is gone already");
        }
    }

    private static SignedHead read(Path file) {
        try {
            return SignedHead.parse(Files.readAllBytes(file));
        } catch (MalformedEncodingException noHead) {
            throw new CommandFailure(file + " is no head: " + noHead.getMessage());
        } catch (IOException unreadable) {
            throw new CommandFailure(file + " cannot be read: " + unreadable.getMessage());
        }
    }
}
