package io.truebook.node;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "account",
        description = {
            "Shows an account as the sequencer sees it: equity, margin, health, positions, orders that wait, agents.",
            "Without a number that of keys.trader."
        })
final class AccountCommand implements Runnable {
    @Mixin
    private CommonOptions common;

    @Parameters(index = "0", arity = "0..1", description = "account number")
    private Long number;

    @Override
    public void run() {
        NodeConfig config = common.config();
        if (number == null) {
            try (TraderSession trader = new TraderSession(config)) {
                number = trader.account();
            }
        }
        try (GatewayClient gateway = new GatewayClient(config.gateway())) {
            GatewayClient.Answer account = gateway.get("/v1/accounts/" + number);
            if (!account.ok()) {
                throw new CommandFailure(account.text("message"));
            }
            System.out.print(summary(account));
            print("positions", positions(account));
            JsonNode waiting =
                    gateway.get("/v1/accounts/" + number + "/triggers").body().path("triggers");
            print("orders that wait", waiting(waiting));
            print("agents", agents(account));
        }
    }

    static Table summary(GatewayClient.Answer account) {
        return new Table()
                .row("account", account.number("account"))
                .row("owner", account.text("owner"))
                .row("health", account.text("health"))
                .row("collateral", Units.usdc(account.number("collateral")) + " USDC")
                .row("equity", Units.usdc(account.number("equity")) + " USDC")
                .row("initial margin", Units.usdc(account.number("initialMargin")) + " USDC")
                .row("maintenance margin", Units.usdc(account.number("maintenanceMargin")) + " USDC")
                .row("equity with isolated positions", Units.usdc(account.number("totalEquity")) + " USDC")
                .row("fee tier", account.number("feeTier"))
                .row("accounts of this owner", account.body().path("accounts"));
    }

    private static Table positions(GatewayClient.Answer account) {
        Table table = new Table();
        for (JsonNode p : account.body().path("positions")) {
            boolean isolated = p.path("isolated").asBoolean();
            table.row(
                    "market " + p.path("market").asInt(),
                    p.path("lots").asLong() + " lots",
                    Units.usdc(p.path("value").asLong()) + " USDC",
                    "pending " + Units.usdc(p.path("pending").asLong()) + " USDC",
                    isolated
                            ? "isolated, margin " + Units.usdc(p.path("margin").asLong()) + " USDC, "
                                    + p.path("health").asString()
                            : "cross");
        }
        return table;
    }

    private static Table waiting(JsonNode triggers) {
        Table table = new Table();
        for (JsonNode t : triggers) {
            boolean twap = t.path("kind").asString().equals("twap");
            table.row(
                    t.path("kind").asString(),
                    "nonce " + t.path("nonce").asLong(),
                    "market " + t.path("market").asInt(),
                    t.path("side").asString(),
                    twap
                            ? t.path("nextSlice").asInt() + " of "
                                    + t.path("slices").asInt() + " slices sent"
                            : t.path("when").asString() + " "
                                    + t.path("triggerTick").asInt());
        }
        return table;
    }

    private static Table agents(GatewayClient.Answer account) {
        Table table = new Table();
        for (JsonNode agent : account.body().path("agents")) {
            table.row(
                    "key " + agent.path("key").asInt(),
                    agent.path("address").asString(),
                    agent.path("trade").asBoolean() ? "trades" : "",
                    agent.path("cancel").asBoolean() ? "cancels" : "",
                    "until " + agent.path("expiry").asLong());
        }
        return table;
    }

    private static void print(String title, Table table) {
        String text = table.toString();
        if (!text.isEmpty()) {
            System.out.print("\n" + title + "\n" + text);
        }
    }
}
