package io.truebook.node;

import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "status",
        description = {
            "Shows how far the last items of an account have come, as the sequencer says: accepted, soft, posted, safe, final, or reverted.",
            "What L1 says of a receipt: `truebook receipt verify`."
        })
final class OrderStatusCommand implements Runnable {
    @Mixin
    private CommonOptions common;

    @Option(names = "--account", description = "account number (default: the first account of keys.trader)")
    private Long account;

    @Option(names = "--nonce", description = "only what was signed with this nonce")
    private Long nonce;

    @Option(names = "--limit", defaultValue = "20", description = "items at most (default: ${DEFAULT-VALUE})")
    private int limit;

    @Override
    public void run() {
        NodeConfig config = common.config();
        if (account == null) {
            try (TraderSession trader = new TraderSession(config)) {
                account = trader.account();
            }
        }
        try (GatewayClient gateway = new GatewayClient(config.gateway())) {
            String only = nonce == null ? "" : "&nonce=" + nonce;
            GatewayClient.Answer answer = gateway.get("/v1/accounts/" + account + "/items?limit=" + limit + only);
            if (!answer.ok()) {
                throw new CommandFailure(answer.text("message"));
            }
            System.out.print(table(answer.body().path("items")));
        }
    }

    private static Table table(JsonNode items) {
        Table table =
                new Table().row("item", "operation", "key", "nonce", "status", "batch", "reason", "taken back at");
        for (JsonNode item : items) {
            long revertedAt = item.path("revertedAt").asLong(0);
            table.row(
                    item.path("sequence").asString(""),
                    item.path("op").asString(""),
                    item.path("key").asString(""),
                    item.path("nonce").asString(""),
                    item.path("status").asString(""),
                    item.path("batch").asString(""),
                    item.path("reason").asString(""),
                    revertedAt == 0 ? "" : Instant.ofEpochMilli(revertedAt));
        }
        return table;
    }
}
