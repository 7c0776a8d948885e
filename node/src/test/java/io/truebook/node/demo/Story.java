package io.truebook.node.demo;

import io.truebook.engine.Eip712Domain;
import io.truebook.l1.Deployment;
import io.truebook.node.CommandFailure;
import io.truebook.node.GatewayClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Trade, post, replay, lie, prove, slash, take over, withdraw: each step waits for its proof on L1 or fails. Everything but the order to
 * lie goes through doors that anybody may use.
 */
final class Story implements AutoCloseable {
    private static final int LIAR = 1;
    private static final int SUCCESSOR = 2;
    private static final int WATCHERS = 2;
    private static final long DEPOSIT_UNITS = 50_000_000_000L;
    private static final long WITHDRAWAL_NANO = 100_000_000_000L;
    private static final long NANO_PER_UNIT = 1_000;
    private static final Duration STARTING = Duration.ofSeconds(90);
    private static final Duration PROVING = Duration.ofSeconds(90);
    private static final Duration TAKING_OVER = Duration.ofSeconds(120);
    private static final Duration FINALITY = Duration.ofSeconds(180);
    private static final long PAUSE_MILLIS = 150;

    /**
     * @param seconds of trading before the lie; after it a third as long
     * @param seed of the order flow
     */
    record Plan(Path folder, Path config, int traders, int seconds, long seed) {}

    private final Plan plan;
    private final Consumer<String> progress;
    private final DemoL1 l1 = new DemoL1();
    private final Cluster cluster;
    private final List<NodeProcess> processes = new ArrayList<>();
    private final int[] ports = {0, Cluster.freePort(), Cluster.freePort()};
    private final int[] metricsPorts = {0, Cluster.freePort(), Cluster.freePort()};

    Story(Plan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
        cluster = new Cluster(plan.folder(), plan.config(), l1);
    }

    /** Tells the story; throws when any of it does not happen. */
    Outcome tell() {
        Deployment deployment = prepare();
        NodeProcess liar = start();
        List<Trader> traders = traders(deployment, liar);
        long accepted;
        try (OrderFlow flow = new OrderFlow(ports[LIAR], domain(deployment), traders, PAUSE_MILLIS)) {
            trade(flow, plan.seconds(), LIAR, liar);
            awaitHeads();
            order();
            progress.accept("sequencer 1 was told to lie in its next batch with a fill");
            awaitSlash(deployment, liar);
            accepted = flow.accepted();
        }
        long fills = fills(LIAR);
        NodeProcess successor = processes.get(1);
        successor.await("the takeover by sequencer 2", TAKING_OVER, () -> isActive(SUCCESSOR));
        progress.accept("sequencer 2 has taken over from the last good state");
        traders.forEach(Trader::forgetOrders);
        try (OrderFlow flow = new OrderFlow(ports[SUCCESSOR], domain(deployment), traders, PAUSE_MILLIS)) {
            trade(flow, Math.max(5, plan.seconds() / 3), SUCCESSOR, successor);
            accepted += flow.accepted();
        }
        fills += fills(SUCCESSOR);
        long paid = withdraw(deployment, traders.getFirst(), successor);
        awaitWatchers(deployment);
        String audit = cluster.command("audit", DemoKeys.DEPLOYER, List.of("audit"), Map.of());
        progress.accept(
                "audit: " + audit.lines().reduce((first, second) -> second).orElse(""));
        return new Ledger(l1, deployment).outcome(accepted, fills, replayed(), paid, gap());
    }

    private Deployment prepare() {
        List.of(DemoKeys.DEPLOYER, DemoKeys.sequencer(LIAR), DemoKeys.sequencer(SUCCESSOR))
                .forEach(l1::giveEther);
        for (int watcher = 1; watcher <= WATCHERS; watcher++) {
            l1.giveEther(DemoKeys.watcher(watcher));
        }
        progress.accept("L1 is at " + l1.url());
        Deployment deployment = cluster.deploy();
        progress.accept("contracts are deployed, rollup at " + deployment.rollupAddress());
        cluster.bond(LIAR);
        cluster.bond(SUCCESSOR);
        l1.fund(deployment, plan.traders(), DEPOSIT_UNITS);
        progress.accept(plan.traders() + " traders have deposited " + DEPOSIT_UNITS / 1_000_000 + " USDC each");
        l1.startTheClock();
        return deployment;
    }

    private NodeProcess start() {
        NodeProcess liar = cluster.sequencer(LIAR, ports[LIAR], true);
        processes.add(liar);
        liar.await("the lease of sequencer 1", STARTING, () -> isActive(LIAR));
        processes.add(cluster.sequencer(SUCCESSOR, ports[SUCCESSOR], false));
        for (int watcher = 1; watcher <= WATCHERS; watcher++) {
            processes.add(cluster.watcher(watcher, metricsPorts[watcher], Map.of("watcher.head-sources", gateways())));
        }
        progress.accept("two sequencers and two watchers run, sequencer 1 holds the lease");
        return liar;
    }

    private String gateways() {
        return "[\"" + gateway(LIAR) + "\",\"" + gateway(SUCCESSOR) + "\"]";
    }

    /** Signed heads reach the watchers over the gateways' WebSocket. */
    private void awaitHeads() {
        for (int watcher = 1; watcher <= WATCHERS; watcher++) {
            try (Metrics metrics = new Metrics(metricsPorts[watcher])) {
                processes
                        .get(1 + watcher)
                        .await(
                                "heads at watcher " + watcher,
                                PROVING,
                                () -> metrics.read("truebook_watcher_heads_known")
                                                .orElse(0)
                                        > 0);
            }
        }
    }

    private List<Trader> traders(Deployment deployment, NodeProcess sequencer) {
        List<Trader> traders = new ArrayList<>();
        try (GatewayClient gateway = new GatewayClient(gateway(LIAR))) {
            String last = "/v1/owners/" + DemoKeys.trader(plan.traders() - 1).address();
            sequencer.await(
                    "the last deposit", STARTING, () -> gateway.get(last).ok());
            for (int i = 0; i < plan.traders(); i++) {
                DemoKeys key = DemoKeys.trader(i);
                long account = gateway.get("/v1/owners/" + key.address()).number("account");
                traders.add(new Trader(key.signer(), domain(deployment), account));
            }
        }
        return traders;
    }

    private void trade(OrderFlow flow, int seconds, int sequencer, NodeProcess process) {
        flow.start(plan.seed() + sequencer);
        try (Metrics metrics = new Metrics(ports[sequencer])) {
            for (int second = 1; second <= seconds; second++) {
                Pause.of(Duration.ofSeconds(1));
                if (!process.isAlive()) {
                    throw new DemoFailure("sequencer " + sequencer + " has died");
                }
                if (second % 5 == 0 || second == seconds) {
                    progress.accept("%3d/%d s  %,d orders  %,d fills  batch %d"
                            .formatted(
                                    second,
                                    seconds,
                                    flow.accepted(),
                                    metrics.require("truebook_fills_total"),
                                    metrics.require("truebook_batch_sealed")));
                }
            }
        }
        if (!flow.refusals().isEmpty()) {
            progress.accept("refused: " + flow.refusals());
        }
        if (flow.accepted() == 0) {
            throw new DemoFailure("no order was accepted");
        }
    }

    private void order() {
        try {
            Files.createFile(cluster.lieFile(LIAR));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void awaitSlash(Deployment deployment, NodeProcess liar) {
        Ledger ledger = new Ledger(l1, deployment);
        liar.await("the slash", PROVING, () -> ledger.slash().isPresent());
        progress.accept("the lie is proven, sequencer 1 is slashed");
    }

    /** Takes money out to L1 by the way every user has: withdraw, wait for finality, claim. */
    private long withdraw(Deployment deployment, Trader trader, NodeProcess sequencer) {
        DemoKeys key = DemoKeys.trader(0);
        BigInteger before = l1.tokens(deployment, key.address());
        try (GatewayClient gateway = new GatewayClient(gateway(SUCCESSOR))) {
            GatewayClient.Answer answer = trader.withdraw(gateway, WITHDRAWAL_NANO);
            if (!answer.ok()) {
                throw new DemoFailure("the withdrawal was refused: " + answer.text("reason"));
            }
            long number = answer.number("withdrawal");
            String path = "/v1/transactions/" + answer.number("sequence");
            progress.accept("trader 0 withdraws 100 USDC, waiting for finality");
            sequencer.await(
                    "finality of the withdrawal",
                    FINALITY,
                    () -> gateway.get(path).text("status").equals("final"));
            cluster.command("claim", key, List.of("claim", "--number", Long.toString(number)), Map.of());
        }
        BigInteger got = l1.tokens(deployment, key.address()).subtract(before);
        if (!got.equals(BigInteger.valueOf(WITHDRAWAL_NANO / NANO_PER_UNIT))) {
            throw new DemoFailure("the withdrawal paid " + got + " units");
        }
        progress.accept("trader 0 has its 100 USDC on L1");
        l1.repeat(new Ledger(l1, deployment).claim());
        if (!l1.tokens(deployment, key.address()).subtract(before).equals(got)) {
            throw new DemoFailure("the withdrawal was paid twice");
        }
        progress.accept("the same claim once more paid nothing");
        return got.longValueExact();
    }

    private void awaitWatchers(Deployment deployment) {
        for (int watcher = 1; watcher <= WATCHERS; watcher++) {
            try (Metrics metrics = new Metrics(metricsPorts[watcher])) {
                long tip = new Ledger(l1, deployment).tip();
                processes
                        .get(1 + watcher)
                        .await(
                                "watcher " + watcher + " at batch " + tip,
                                PROVING,
                                () -> metrics.read("truebook_watcher_batch").orElse(-1) >= tip);
            }
        }
    }

    private long replayed() {
        try (Metrics metrics = new Metrics(metricsPorts[1])) {
            return metrics.require("truebook_watcher_segments_total");
        }
    }

    /** Of both watchers, each from L1 data alone. */
    private long gap() {
        long worst = 0;
        for (int watcher = 1; watcher <= WATCHERS; watcher++) {
            try (Metrics metrics = new Metrics(metricsPorts[watcher])) {
                worst = Math.max(worst, Math.abs(metrics.require("truebook_solvency_gap")));
            }
        }
        return worst;
    }

    /** Names of all metrics that the second sequencer and the first watcher show. */
    Set<String> metricNames() {
        try (Metrics sequencer = new Metrics(ports[SUCCESSOR]);
                Metrics watcher = new Metrics(metricsPorts[1])) {
            Set<String> names = new TreeSet<>(sequencer.names());
            names.addAll(watcher.names());
            return names;
        }
    }

    private long fills(int sequencer) {
        try (Metrics metrics = new Metrics(ports[sequencer])) {
            return metrics.require("truebook_fills_total");
        }
    }

    private boolean isActive(int sequencer) {
        try (GatewayClient gateway = new GatewayClient(gateway(sequencer))) {
            return gateway.get("/v1/status").text("mode").equals("ACTIVE");
        } catch (CommandFailure notUpYet) {
            return false;
        }
    }

    /** Of the sequencer that took over. */
    URI gateway() {
        return gateway(SUCCESSOR);
    }

    private URI gateway(int sequencer) {
        return URI.create("http://127.0.0.1:" + ports[sequencer]);
    }

    private static Eip712Domain domain(Deployment deployment) {
        return new Eip712Domain(deployment.chainId(), deployment.bridgeAddress().bytes());
    }

    @Override
    public void close() {
        processes.forEach(NodeProcess::close);
        l1.close();
    }
}
