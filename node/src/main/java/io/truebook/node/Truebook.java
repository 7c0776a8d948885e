package io.truebook.node;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The truebook command. */
@Command(
        name = "truebook",
        mixinStandardHelpOptions = true,
        version = "Truebook 0.1.0",
        description = {
            "An optimistic rollup for a perpetual-futures exchange.",
            "",
            "A sequencer orders and matches; watchers replay every batch from L1 and prove a wrong one in one transaction."
        },
        footer = {
            "",
            "A first look:  scripts/demo",
            "By hand:       truebook key, deploy, bond, sequencer, watcher; then deposit, order, status"
        },
        subcommands = {
            KeyCommand.class,
            DeployCommand.class,
            BondCommand.class,
            DepositCommand.class,
            OrderCommand.class,
            CancelCommand.class,
            TriggerCommand.class,
            TwapCommand.class,
            VoidCommand.class,
            ScheduleCancelCommand.class,
            MarginCommand.class,
            AccountCommand.class,
            TransferCommand.class,
            SubaccountCommand.class,
            AgentCommand.class,
            WithdrawCommand.class,
            ClaimCommand.class,
            PriceCommand.class,
            LiquidateCommand.class,
            UnwindCommand.class,
            ExpireCommand.class,
            SettleCommand.class,
            StatusCommand.class,
            SequencerCommand.class,
            WatcherCommand.class,
            VerifyCommand.class,
            ReceiptCommand.class,
            ProveCommand.class,
            ChallengeCommand.class,
            EquivocationCommand.class,
            AuditCommand.class,
            GovernCommand.class,
            RiskCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Truebook {
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs a command; 0 when it did what it was asked, 1 when it could not, 2 for a wrong command line or configuration. */
    public static int run(String... args) {
        return new CommandLine(new Truebook())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    switch (failure) {
                        case CommandFailure expected -> command.getErr().println(expected.getMessage());
                        case InvalidConfigException invalid -> {
                            command.getErr().println(invalid.getMessage());
                            return WRONG_USE;
                        }
                        default -> failure.printStackTrace(command.getErr());
                    }
                    return FAILED;
                })
                .execute(args);
    }

    private Truebook() {}
}
