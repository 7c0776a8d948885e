package io.truebook.node;

import io.truebook.l1.BlockId;
import io.truebook.l1.Deployment;
import io.truebook.l1.GovernanceProposal;
import io.truebook.l1.L1Query;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Shows what was announced, and what of it waits. Needs no key.")
final class ProposalsCommand implements Runnable {
    @Mixin
    private CommonOptions common;

    @Override
    public void run() {
        try (L1Session l1 = new L1Session(common.config())) {
            Deployment deployment = l1.deployment();
            Table table = new Table().row("proposal", "state", "executable from", "message");
            for (GovernanceProposal proposal : all(l1, deployment)) {
                boolean waits = l1.agree(deployment.bridge().isProposed(proposal.number(), BlockId.LATEST));
                table.row(
                        proposal.number(),
                        waits ? "waits" : "executed or cancelled",
                        Instant.ofEpochSecond(proposal.executableAt()),
                        HexFormat.of().formatHex(proposal.body().bytes()));
            }
            System.out.print(table);
        }
    }

    static List<GovernanceProposal> all(L1Session l1, Deployment deployment) {
        long last = l1.ask(L1Query.block(BlockId.LATEST)).number();
        return l1.agree(GovernanceProposal.between(deployment, deployment.block(), last));
    }
}
