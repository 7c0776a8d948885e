package io.truebook.node;

import io.truebook.l1.BatchStatus;
import io.truebook.l1.Block;
import io.truebook.l1.BlockId;
import io.truebook.l1.BridgeContract;
import io.truebook.l1.Deployment;
import io.truebook.l1.L1Query;
import io.truebook.l1.RollupContract;
import io.truebook.l1.SequencersContract;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "status",
        description = {
            "Shows where the chain of batches stands on L1, who holds the lease, and how far ahead the sequencer is,",
            "then the markets with their funding, the insurance fund, and the health of accounts."
        })
final class StatusCommand implements Runnable {
    private static final String PREFIX = "truebook_";

    @Mixin
    private CommonOptions common;

    @Option(names = "--account", description = "shows equity, margin and health of this account too; may be repeated")
    private List<Long> accounts = new ArrayList<>();

    @Option(
            names = "--watch",
            description =
                    "draws the sequencer's divergence, delays, batches and mode again and again; a line each time when this is no terminal")
    private boolean watch;

    @Option(names = "--every", defaultValue = "PT1S", description = "with --watch: how often, default ${DEFAULT-VALUE}")
    private Duration every;

    @Option(names = "--times", defaultValue = "0", description = "with --watch: how many times, 0 until interrupted")
    private int times;

    @Override
    public void run() {
        NodeConfig config = common.config();
        if (watch) {
            try (GatewayClient gateway = new GatewayClient(config.gateway())) {
                new StatusWatch(gateway, Ansi.AUTO, System.out).run(every, times);
            }
            return;
        }
        try (L1Session l1 = new L1Session(config)) {
            Deployment deployment = l1.deployment();
            Block head = l1.ask(L1Query.block(BlockId.LATEST));
            BlockId block = BlockId.of(head.number());
            RollupContract.Tip tip = l1.ask(deployment.rollup().tip(block));
            SequencersContract.Lease lease = l1.ask(deployment.sequencers().lease(block));
            BridgeContract.Reconciliation reconciled =
                    l1.ask(deployment.bridge().reconciliation(block));
            System.out.print(new Table()
                    .row("L1 block", head.number())
                    .row("batch at the tip", tip.index())
                    .row("  hash", tip.batchHash().hex())
                    .row("  time behind L1", head.timestamp() - tip.time() + " s")
                    .row("newest final batch", newestFinal(l1, deployment, block, tip.index()))
                    .row("reconciled up to batch", reconciled.index())
                    .row("withdrawals paused", AuditCommand.paused(reconciled))
                    .row("inbox messages", l1.ask(deployment.bridge().inboxLength(block)))
                    .row("  consumed at the tip", tip.inboxEnd())
                    .row(
                            "lease " + lease.number(),
                            lease.holder().map(Object::toString).orElse("vacant"))
                    .row("  claimant", lease.claimant().map(Object::toString).orElse("none")));
        }
        try (GatewayClient gateway = new GatewayClient(config.gateway())) {
            System.out.println("\nsequencer at " + config.gateway());
            Table table = new Table();
            gateway.get("/v1/status")
                    .body()
                    .properties()
                    .forEach(field -> table.row(field.getKey(), field.getValue().asString()));
            gateway.text("/metrics").lines().filter(StatusCommand::isDivergence).forEach(line -> {
                int space = line.lastIndexOf(' ');
                table.row(line.substring(PREFIX.length(), space), plain(line.substring(space + 1)));
            });
            System.out.print(table);
            System.out.print("\ncontroller\n" + controller(gateway.get("/v1/controller")));
            System.out.print("\ndelays in seconds\n" + delays(gateway.get("/v1/delays")));
            System.out.print("\nmarkets\n" + markets(gateway.get("/v1/markets")));
            GatewayClient.Answer exchange = gateway.get("/v1/exchange");
            System.out.print("\n"
                    + new Table()
                            .row("fee account", Units.usdc(exchange.number("fees")) + " USDC")
                            .row("insurance fund", Units.usdc(exchange.number("insurance")) + " USDC"));
            for (long account : accounts) {
                System.out.print("\n" + AccountCommand.summary(gateway.get("/v1/accounts/" + account)));
            }
        }
    }

    private static Table controller(GatewayClient.Answer answer) {
        Table table = new Table()
                .row("level", answer.text("level"))
                .row("  since", Instant.ofEpochMilli(answer.number("since")) + ", " + answer.text("why"))
                .row("divergence from the posted state", Units.usdc(answer.number("divergence")) + " USDC")
                .row("oldest item not on L1", answer.number("unpostedAge") + " ms");
        answer.body().path("limits").properties().forEach(level -> {
            JsonNode limit = level.getValue();
            String divergence = limit.has("divergence")
                    ? Units.usdc(limit.path("divergence").asLong()) + " USDC"
                    : "any divergence";
            String age = limit.has("age") ? limit.path("age").asLong() + " ms" : "any age";
            long entered = answer.body().path("entered").path(level.getKey()).asLong();
            table.row("  " + level.getKey(), "from " + divergence + " or " + age + ", entered " + entered + " times");
        });
        return table;
    }

    private static Table delays(GatewayClient.Answer answer) {
        Table table = new Table().row("", "count", "p50", "p90", "p99", "p99.9", "max", "p99 of the last minutes");
        answer.body().properties().forEach(delay -> {
            JsonNode total = delay.getValue().path("total");
            table.row(
                    delay.getKey(),
                    total.path("count").asLong(),
                    seconds(total, "p50"),
                    seconds(total, "p90"),
                    seconds(total, "p99"),
                    seconds(total, "p999"),
                    seconds(total, "max"),
                    seconds(delay.getValue().path("interval"), "p99"));
        });
        return table;
    }

    private static String seconds(JsonNode delays, String figure) {
        return plain(BigDecimal.valueOf(delays.path(figure).asLong(), 6)
                .stripTrailingZeros()
                .toPlainString());
    }

    private static Table markets(GatewayClient.Answer answer) {
        Table table = new Table().row("", "status", "mark", "index", "funding of 8 hours", "open interest", "losses");
        for (JsonNode market : answer.body().path("markets")) {
            BigDecimal percent =
                    BigDecimal.valueOf(market.path("fundingRatePpb").asLong(), 7);
            table.row(
                    market.path("symbol").asString(),
                    market.path("status").asString(),
                    market.path("mark").asLong(),
                    market.path("index").asLong(),
                    percent.stripTrailingZeros().toPlainString() + " %",
                    market.path("openInterest").asLong(),
                    market.path("lossSpread").asLong() == 0 ? "" : "borne by winners");
        }
        return table;
    }

    private static boolean isDivergence(String line) {
        return line.startsWith(PREFIX + "solvency")
                || line.startsWith(PREFIX + "liabilities")
                || line.startsWith(PREFIX + "divergence")
                || line.startsWith(PREFIX + "unposted");
    }

    /** Without an exponent, to three decimals. */
    private static String plain(String number) {
        BigDecimal value = new BigDecimal(number);
        return value.setScale(Math.clamp(value.stripTrailingZeros().scale(), 0, 3), RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    /** Finality only moves forward along the chain, so it is found by halving. */
    private static long newestFinal(L1Session l1, Deployment deployment, BlockId block, long tip) {
        long low = 0;
        long high = tip;
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            RollupContract.BatchRecord record = l1.ask(deployment.rollup().batch(middle, block));
            boolean isFinal =
                    l1.ask(deployment.rollup().statusOf(middle, record.batchHash(), block)) == BatchStatus.FINAL;
            low = isFinal ? middle : low;
            high = isFinal ? high : middle - 1;
        }
        return low;
    }
}
