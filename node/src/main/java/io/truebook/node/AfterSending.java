package io.truebook.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What a command does when its item has been sent: keeps the receipt, and waits until it has come far enough. */
final class AfterSending {
    /** How far an item may be waited for. */
    enum Goal {
        SOFT,
        POSTED,
        SAFE,
        FINAL
    }

    private static final List<String> ORDER = List.of("accepted", "soft", "posted", "safe", "final");
    private static final Duration POLL = Duration.ofMillis(250);

    @Option(
            names = "--receipt",
            paramLabel = "FILE",
            description = "keeps the item's receipt in this file, or in this folder as SEQUENCE.json")
    private Path receipt;

    @Option(
            names = "--wait",
            paramLabel = "STATUS",
            description =
                    "waits until the sequencer says it is ${COMPLETION-CANDIDATES}, and fails when it is taken back")
    private Goal goal;

    /** @param sent what the gateway answered */
    void follow(GatewayClient gateway, GatewayClient.Answer sent) {
        if (sent.text("status").equals("accepted")) {
            if (receipt != null || goal != null) {
                System.out.println(
                        "it has no place yet: see `truebook order status`, and `truebook receipt fetch` once it has");
            }
            return;
        }
        if (receipt != null) {
            Path file = ReceiptFile.save(gateway, sent.number("sequence"), receipt);
            System.out.println("receipt in " + file + "; check it with `truebook receipt verify " + file + "`");
        }
        if (goal != null) {
            await(gateway, sent);
        }
    }

    private void await(GatewayClient gateway, GatewayClient.Answer sent) {
        String path = "/v1/transactions/" + sent.number("sequence") + "?chainHash=" + sent.text("chainHash");
        String wanted = goal.name().toLowerCase(Locale.ROOT);
        while (true) {
            GatewayClient.Answer answer = gateway.get(path);
            String status = answer.text("status");
            if (status.equals("reverted")) {
                throw new CommandFailure("it was taken back with batch " + answer.number("batch"));
            }
            if (answer.ok() && ORDER.indexOf(status) >= ORDER.indexOf(wanted)) {
                System.out.println("status " + status + ", batch " + answer.number("batch"));
                return;
            }
            Pause.of(POLL);
        }
    }
}
