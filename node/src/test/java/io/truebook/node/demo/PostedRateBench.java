package io.truebook.node.demo;

import io.truebook.engine.Eip712Domain;
import io.truebook.l1.Deployment;
import io.truebook.l1.L1Event;
import io.truebook.node.CommandFailure;
import io.truebook.node.GatewayClient;
import io.truebook.node.Table;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rate that L1 carries: more orders than fit are offered, the sequencer accepts what its data rate allows, and what stands on L1 is
 * counted, block by block. Arguments: seconds (60), data rate in bytes a second (63000: one transaction of six blobs in each
 * slot of Ethereum).
 */
final class PostedRateBench {
    private static final int TRADERS = 64;
    private static final int WARM_UP_SECONDS = 15;
    private static final long DEPOSIT_UNITS = 50_000_000_000L;
    private static final long PAUSE_MILLIS = 40;
    private static final long BURST_BYTES = 100_000;
    private static final Duration STARTING = Duration.ofSeconds(90);

    private final DemoL1 l1;
    private final Cluster cluster;
    private final long rate;
    private final int port = Cluster.freePort();

    private PostedRateBench(DemoL1 l1, Path folder, long rate) {
        this.l1 = l1;
        this.rate = rate;
        cluster = new Cluster(folder, Path.of("node.conf").toAbsolutePath(), l1);
    }

    public static void main(String[] arguments) throws IOException {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
        long rate = arguments.length > 1 ? Long.parseLong(arguments[1]) : 63_000;
        Path folder = Files.createTempDirectory("truebook-posted");
        System.out.println("logs are in " + folder);
        try (DemoL1 l1 = new DemoL1()) {
            System.out.print(new PostedRateBench(l1, folder, rate).measure(seconds));
        }
    }

    private Table measure(int seconds) {
        List.of(DemoKeys.DEPLOYER, DemoKeys.sequencer(1)).forEach(l1::giveEther);
        Deployment deployment = cluster.deploy();
        cluster.bond(1);
        l1.fund(deployment, TRADERS, DEPOSIT_UNITS);
        l1.startTheClock();
        Map<String, String> settings =
                Map.of("sequencer.data-rate", Long.toString(rate), "sequencer.data-burst", Long.toString(BURST_BYTES));
        try (NodeProcess sequencer = cluster.sequencer(1, port, false, settings)) {
            Eip712Domain domain = new Eip712Domain(
                    deployment.chainId(), deployment.bridgeAddress().bytes());
            List<Trader> traders = traders(sequencer, domain);
            try (OrderFlow flow = new OrderFlow(port, domain, traders, PAUSE_MILLIS)) {
                flow.start(1);
                Pause.of(Duration.ofSeconds(WARM_UP_SECONDS));
                long before = flow.accepted();
                long firstBlock = l1.head().number();
                long oldest = watch(seconds);
                long lastBlock = l1.head().number();
                return report(deployment, flow, flow.accepted() - before, firstBlock, lastBlock, oldest);
            }
        }
    }

    private Table report(
            Deployment deployment, OrderFlow flow, long accepted, long firstBlock, long lastBlock, long oldest) {
        List<L1Event.BatchAppended> batches = new Ledger(l1, deployment)
                .batches().stream()
                        .filter(batch -> batch.log().blockNumber() > firstBlock
                                && batch.log().blockNumber() <= lastBlock)
                        .toList();
        long seconds = l1.block(lastBlock).timestamp() - l1.block(firstBlock).timestamp();
        DemoL1.Cost cost = l1.cost(batches);
        long items = batches.stream().mapToLong(Ledger::signedItems).sum();
        return new Table()
                .row("measured over", seconds + " s", lastBlock - firstBlock + " L1 blocks")
                .row("signed items posted", "%,d".formatted(items), "%,d /s".formatted(items / seconds))
                .row("calldata posted", "%,d bytes".formatted(cost.bytes()), "%,d /s".formatted(cost.bytes() / seconds))
                .row(
                        "data rate set",
                        "%,d bytes/s".formatted(rate),
                        "posted/set %.2f".formatted(cost.bytes() / (double) seconds / rate))
                .row("batches", batches.size(), "%,d gas each".formatted(cost.gas() / Math.max(1, batches.size())))
                .row("accepted meanwhile", "%,d".formatted(accepted), "%,d /s".formatted(accepted / seconds))
                .row("oldest unposted item", oldest + " ms", "the longest seen")
                .row("refused since the start", flow.refusals(), "");
    }

    /** Shows progress; returns the greatest age of what was not yet on L1, ms. */
    private long watch(int seconds) {
        long oldest = 0;
        try (Metrics metrics = new Metrics(port)) {
            for (int second = 1; second <= seconds; second++) {
                Pause.of(Duration.ofSeconds(1));
                oldest = Math.max(oldest, metrics.require("truebook_unposted_age_milliseconds"));
                if (second % 10 == 0) {
                    System.out.printf(
                            "%3d/%d s  batch %d sealed, %d on L1%n",
                            second,
                            seconds,
                            metrics.require("truebook_batch_sealed"),
                            metrics.require("truebook_l1_batch"));
                }
            }
        }
        return oldest;
    }

    private List<Trader> traders(NodeProcess sequencer, Eip712Domain domain) {
        List<Trader> traders = new ArrayList<>();
        try (GatewayClient gateway = new GatewayClient(URI.create("http://127.0.0.1:" + port))) {
            String last = "/v1/owners/" + DemoKeys.trader(TRADERS - 1).address();
            sequencer.await("the last deposit", STARTING, () -> {
                try {
                    return gateway.get(last).ok();
                } catch (CommandFailure notUpYet) {
                    return false;
                }
            });
            for (int i = 0; i < TRADERS; i++) {
                DemoKeys key = DemoKeys.trader(i);
                long account = gateway.get("/v1/owners/" + key.address()).number("account");
                traders.add(new Trader(key.signer(), domain, account));
            }
        }
        return traders;
    }
}
