package io.truebook.node;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "receipt",
        description = "Receipts: the sequencer's signed promise of an item's place, to be kept and compared with L1.",
        subcommands = {ReceiptCommand.Fetch.class, ReceiptVerifyCommand.class},
        synopsisSubcommandLabel = "COMMAND")
final class ReceiptCommand {
    @Command(name = "fetch", description = "Fetches receipts of items that are not final from the sequencer.")
    static final class Fetch implements Runnable {
        @Mixin
        private CommonOptions common;

        @Parameters(arity = "1..*", paramLabel = "SEQUENCE", description = "places of the items")
        private List<Long> sequences;

        @Option(
                names = "--out",
                paramLabel = "FOLDER",
                defaultValue = ".",
                description = "where they are kept, as SEQUENCE.json (default: ${DEFAULT-VALUE})")
        private Path folder;

        @Override
        public void run() {
            try (GatewayClient gateway = new GatewayClient(common.config().gateway())) {
                for (long sequence : sequences) {
                    System.out.println(ReceiptFile.save(gateway, sequence, folder));
                }
            }
        }
    }
}
