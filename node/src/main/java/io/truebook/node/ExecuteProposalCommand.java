package io.truebook.node;

import io.truebook.l1.BlockId;
import io.truebook.l1.Deployment;
import io.truebook.l1.GovernanceProposal;
import io.truebook.l1.L1Query;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "execute",
        description =
                "Carries out what was announced, once its time has come: puts it into the inbox. Anybody may; key: keys.governor.")
final class ExecuteProposalCommand implements Runnable {
    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "PROPOSAL", description = "its number")
    private long number;

    @Override
    public void run() {
        NodeConfig config = common.config();
        try (L1Session l1 = new L1Session(config)) {
            Deployment deployment = l1.deployment();
            GovernanceProposal proposal = ProposalsCommand.all(l1, deployment).stream()
                    .filter(announced -> announced.number() == number)
                    .findFirst()
                    .orElseThrow(() -> new CommandFailure("there is no proposal " + number));
            if (!l1.agree(deployment.bridge().isProposed(number, BlockId.LATEST))) {
                throw new CommandFailure("proposal " + number + " was executed or cancelled");
            }
            long now = l1.ask(L1Query.block(BlockId.LATEST)).timestamp();
            if (now < proposal.executableAt()) {
                throw new CommandFailure("proposal " + number + " may be executed from "
                        + Instant.ofEpochSecond(proposal.executableAt()) + " on, in "
                        + (proposal.executableAt() - now) + " s");
            }
            l1.send(
                    l1.sender(l1.signer(config.keys().governor())),
                    "execute-" + number,
                    deployment.bridge().executeGovernance(number, proposal.body()));
            System.out.println("proposal " + number + " is in the inbox");
        }
    }
}
