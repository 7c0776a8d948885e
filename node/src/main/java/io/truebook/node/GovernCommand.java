package io.truebook.node;

import picocli.CommandLine.Command;

@Command(
        name = "govern",
        description = {
            "Governance: a change is announced on L1, stands there for the public delay, and then anybody may carry it out.",
            "It reaches the engine through the inbox."
        },
        subcommands = {SetMarketCommand.class, ProposalsCommand.class, ExecuteProposalCommand.class},
        synopsisSubcommandLabel = "COMMAND")
final class GovernCommand {}
