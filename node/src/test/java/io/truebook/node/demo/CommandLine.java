package io.truebook.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.l1.Deployment;
import io.truebook.node.CommandFailure;
import io.truebook.node.GatewayClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The command line as people use it: each command a process, against an L1 and one sequencer. */
final class CommandLine implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final DemoL1 l1;
    private final Deployment deployment;
    final Path folder;
    private final int port = Cluster.freePort();
    private final Map<String, String> gateway = Map.of("gateway", "http://127.0.0.1:" + port);
    private final Cluster cluster;
    private NodeProcess sequencer;
    private final AtomicInteger commands = new AtomicInteger();

    /** Deploys the contracts and bonds the sequencer, which does not run yet. */
    CommandLine(DemoL1 l1, Path folder, DemoKeys... users) {
        this.l1 = l1;
        this.folder = folder;
        cluster = new Cluster(folder, Path.of("../node.conf").toAbsolutePath(), l1);
        Stream.of(DemoKeys.DEPLOYER, DemoKeys.sequencer(1)).forEach(l1::giveEther);
        Stream.of(users).forEach(l1::giveEther);
        deployment = cluster.deploy();
        cluster.bond(1);
    }

    /** Pays in for traders, and starts the sequencer, which lies when it is told to; returns when the last of them has an account. */
    void open(boolean dishonest, DemoKeys... traders) {
        for (DemoKeys trader : traders) {
            assertThat(says(trader, "deposit 1000 --mint")).contains("1000 USDC");
        }
        l1.startTheClock();
        sequencer = cluster.sequencer(1, port, dishonest);
        try (GatewayClient client = client()) {
            await("the deposits", () -> {
                try {
                    return client.get("/v1/owners/" + traders[traders.length - 1].address())
                            .ok();
                } catch (CommandFailure notUpYet) {
                    return false;
                }
            });
        }
    }

    /** The next batch that has a fill is posted with that fill paid to somebody else. */
    void lie() throws IOException {
        Files.createFile(cluster.lieFile(1));
    }

    GatewayClient client() {
        return new GatewayClient(URI.create(url()));
    }

    String url() {
        return gateway.get("gateway");
    }

    /** What a command prints that has to succeed, with single spaces. */
    String says(DemoKeys key, String command) {
        NodeProcess.Finished finished = run(key, command);
        assertThat(finished.status()).as(finished.said()).isZero();
        return finished.said().replaceAll(" +", " ");
    }

    /** What a command prints that has to fail. */
    String fails(DemoKeys key, String command) {
        NodeProcess.Finished finished = run(key, command);
        assertThat(finished.status()).as(finished.said()).isEqualTo(1);
        return finished.said();
    }

    NodeProcess.Finished run(DemoKeys key, String command) {
        List<String> words = Arrays.asList(command.split(" "));
        NodeProcess.Finished finished = cluster.run("command-" + commands.incrementAndGet(), key, words, gateway);
        System.out.println("truebook " + command + "\n" + finished.said());
        return finished;
    }

    /** Waits while the sequencer lives. */
    void await(String what, BooleanSupplier holds) {
        sequencer.await(what, PATIENCE, holds);
    }

    Ledger ledger() {
        return new Ledger(l1, deployment);
    }

    void awaitBatch(long index) {
        Ledger ledger = ledger();
        await("batch " + index, () -> ledger.tip() >= index);
    }

    @Override
    public void close() {
        if (sequencer != null) {
            sequencer.close();
        }
    }
}
