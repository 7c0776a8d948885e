package io.truebook.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.derivation.HeadSignature;
import io.truebook.derivation.ItemChain;
import io.truebook.derivation.Receipt;
import io.truebook.engine.Eip712Domain;
import io.truebook.l1.Bytes;
import io.truebook.l1.Deployment;
import io.truebook.l1.SignedHead;
import io.truebook.node.CommandFailure;
import io.truebook.node.GatewayClient;
import io.truebook.node.Truebook;
import io.truebook.sequencer.Json;
import io.truebook.sequencer.lifecycle.ReceiptJson;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The command line as people use it: each command a process, against a real L1 and a running sequencer that lies in the end. */
class CommandsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int WRONG = 3;
    private static final int INVALID = 4;

    private final int port = Cluster.freePort();
    private final Map<String, String> gateway = Map.of("gateway", "http://127.0.0.1:" + port);
    private Cluster cluster;
    private int commands;

    @Test
    void tradeAndChallengeByHand(@TempDir Path folder) throws Exception {
        try (DemoL1 l1 = new DemoL1()) {
            cluster = new Cluster(folder, Path.of("../node.conf").toAbsolutePath(), l1);
            DemoKeys alice = DemoKeys.trader(0);
            DemoKeys bob = DemoKeys.trader(1);
            Stream.of(DemoKeys.DEPLOYER, DemoKeys.sequencer(1), DemoKeys.watcher(1), alice, bob)
                    .forEach(l1::giveEther);
            Deployment deployment = cluster.deploy();
            cluster.bond(1);
            assertThat(says(alice, "deposit 1000 --mint")).contains("1000 USDC");
            assertThat(says(bob, "deposit 1000 --mint")).contains("1000 USDC");
            l1.startTheClock();
            try (NodeProcess sequencer = cluster.sequencer(1, port, true)) {
                awaitAccount(sequencer, bob);
                // Early: its public delay passes beside all that follows.
                String proposal = propose();
                says(DemoKeys.PUBLISHER, "price 0 600000");
                assertThat(says(alice, "order sell 0 5 --tick 600000")).contains("restingLots 5");
                assertThat(says(bob, "order buy 0 2 --tick 600000 --time-in-force ioc"))
                        .contains("filledLots 2");
                assertThat(fails(bob, "order buy 0 1000000000 --tick 600000")).contains("rejected");
                says(alice, "cancel --all");
                assertThat(says(alice, "withdraw 10")).contains("withdrawal 0");
                assertThat(says(alice, "status")).contains("lease").contains("solvency_gap 0");
                assertThat(says(alice, "status --watch --times 2 --every PT0.2S"))
                        .containsPattern("(ACTIVE since posted \\S+ since final \\S+ not on L1 .* gap 0 .*\\s+){2}");
                completeExchange(alice, bob);
                gapRisk();
                execute(sequencer, proposal);
                receipts(alice, folder);
                awaitBatch(sequencer, l1, deployment, 1);
                assertThat(says(alice, "verify --batch 1")).contains("right");
                assertThat(fails(DemoKeys.watcher(1), "challenge --batch 1")).contains("nothing to prove");
                assertThat(says(alice, "audit"))
                        .contains("solvent")
                        .contains("insurance fund")
                        .contains("bad debt 0 USDC");

                Files.createFile(cluster.lieFile(1));
                says(alice, "order sell 0 5 --tick 600000");
                says(DemoKeys.PUBLISHER, "price 0 600001");
                says(bob, "order buy 0 1 --tick 600000");
                Path doomed = folder.resolve("doomed");
                says(bob, "cancel --all --receipt " + doomed);
                long taken = ReceiptJson.read(Files.readAllBytes(doomed)).sequence();
                long lie = awaitLie(sequencer, l1, deployment, folder);

                NodeProcess.Finished verdict = run(alice, "verify --batch " + lie);
                assertThat(verdict.status()).isEqualTo(WRONG);
                assertThat(verdict.said()).contains("WRONG");
                Path proof = folder.resolve("proof");
                says(DemoKeys.watcher(1), "prove --batch " + lie + " --out " + proof);
                assertThat(says(DemoKeys.watcher(1), "challenge --proof " + proof))
                        .contains("deleted");
                assertThat(new Ledger(l1, deployment).slash()).isPresent();
                assertThat(says(bob, "receipt verify " + doomed)).contains(taken + " reverted");
                sequencer.await(
                        "the revert", PATIENCE, () -> says(bob, "order status").contains("reverted"));
                assertThat(says(bob, "order status")).containsPattern(taken + " cancelAll 1 \\d+ reverted");
            }
        }
    }

    /** The bond goes by what a user kept: the receipt, and the promise of something else. */
    @Test
    void takeTheBondByHand(@TempDir Path folder) throws Exception {
        try (DemoL1 l1 = new DemoL1()) {
            cluster = new Cluster(folder, Path.of("../node.conf").toAbsolutePath(), l1);
            DemoKeys alice = DemoKeys.trader(0);
            DemoKeys watcher = DemoKeys.watcher(1);
            Stream.of(DemoKeys.DEPLOYER, DemoKeys.sequencer(1), watcher, alice).forEach(l1::giveEther);
            Deployment deployment = cluster.deploy();
            cluster.bond(1);
            says(alice, "deposit 1000 --mint");
            l1.startTheClock();
            try (NodeProcess sequencer = cluster.sequencer(1, port, false)) {
                awaitAccount(sequencer, alice);
                Path kept = folder.resolve("receipt");
                says(alice, "cancel --all --wait posted --receipt " + kept);
                Receipt good = ReceiptJson.read(Files.readAllBytes(kept));
                Path promise = folder.resolve("promise");
                Files.write(promise, Json.object(json -> ReceiptJson.write(json, promiseOfAnother(good))));

                Path unsigned = folder.resolve("unsigned");
                Files.writeString(
                        unsigned, Files.readString(promise).replace("\"leaseId\":\"0x", "\"leaseId\":\"0x00"));
                assertThat(fails(watcher, "equivocation --head " + unsigned)).contains("is no head");
                Files.writeString(
                        unsigned,
                        Files.readString(promise)
                                .replace(
                                        good.head().inboxAcc().hex(),
                                        good.head().leaseId().hex()));
                assertThat(fails(watcher, "equivocation --head " + unsigned)).contains("is not signed by");
                assertThat(fails(watcher, "equivocation --head " + kept)).contains("nothing on L1 contradicts it");
                assertThat(new Ledger(l1, deployment).slash()).isEmpty();
                assertThat(says(watcher, "equivocation --head " + kept + " " + promise))
                        .contains("item " + good.head().sequence())
                        .contains("result slashed");
                assertThat(fails(watcher, "equivocation --head " + promise)).contains("is gone already");
            }
        }
    }

    /** What a user keeps, compared with L1 alone: a posted item, a file that was tampered with, and a sequencer that promised something else. */
    private void receipts(DemoKeys alice, Path folder) throws Exception {
        Path file = folder.resolve("receipt");
        says(DemoKeys.PUBLISHER, "price 0 600000");
        assertThat(says(alice, "order sell 0 1 --tick 700000 --wait posted --receipt " + file))
                .contains("status posted");
        assertThat(says(alice, "receipt verify " + file)).contains(" posted ").contains("slashable");
        Receipt good = ReceiptJson.read(Files.readAllBytes(file));

        Path bad = folder.resolve("tampered");
        Files.writeString(bad, Files.readString(file).replaceFirst("\"sequence\":\\d+", "\"sequence\":1"));
        NodeProcess.Finished invalid = run(alice, "receipt verify " + bad + " " + file);
        assertThat(invalid.status()).isEqualTo(INVALID);
        assertThat(invalid.said()).contains("PATH_LENGTH").contains(" posted ");

        Receipt lie = promiseOfAnother(good);
        Path promise = folder.resolve("promise");
        Files.write(promise, Json.object(json -> ReceiptJson.write(json, lie)));
        NodeProcess.Finished contradicted = run(alice, "receipt verify --json " + promise);
        assertThat(contradicted.status()).isEqualTo(WRONG);
        assertThat(contradicted.said()).contains("\"CONTRADICTED\"");
        assertThat(SignedHead.parse(Files.readAllBytes(folder.resolve("promise.contradiction"))))
                .isEqualTo(lie.head());
        NodeProcess.Finished both = run(alice, "receipt verify " + file + " " + promise);
        assertThat(both.status()).isEqualTo(WRONG);
        assertThat(both.said()).contains("by the head in " + promise).contains("--head " + file + " " + promise);
    }

    /** What the sequencer would have given for another item in the place of a receipt's, had it promised both. */
    private static Receipt promiseOfAnother(Receipt good) {
        List<Bytes> frames = new ArrayList<>(good.frames());
        byte[] other = good.item();
        other[other.length - 1] ^= 1;
        frames.set(0, Bytes.of(other));
        ItemChain end = new ItemChain(good.sequence() - 1, good.previousHash())
                .after(frames.stream().map(Bytes::bytes).toList());
        Eip712Domain domain =
                new Eip712Domain(good.chainId(), good.verifyingContract().bytes());
        byte[] digest = HeadSignature.digest(
                domain,
                good.head().leaseId(),
                end.sequence(),
                end.hash(),
                good.head().inboxAcc());
        return new Receipt(
                good.version(),
                good.chainId(),
                good.verifyingContract(),
                good.sequence(),
                good.previousHash(),
                frames,
                new SignedHead(
                        good.head().leaseId(),
                        end.sequence(),
                        end.hash(),
                        good.head().inboxAcc(),
                        Bytes.of(DemoKeys.sequencer(1).signer().sign(digest))));
    }

    /** Everything but plain orders: sub-accounts, agents, margin, orders that wait, and what needs no key. */
    private void completeExchange(DemoKeys alice, DemoKeys bob) {
        long sub = 1L << 30;
        assertThat(says(alice, "subaccount")).contains("opened " + sub);
        assertThat(says(alice, "transfer " + sub + " 20")).contains("reason OK");
        assertThat(says(alice, "margin isolate 0 5 --account " + sub)).contains("reason OK");
        assertThat(says(alice, "account " + sub))
                .contains("isolated, margin 5 USDC, HEALTHY")
                .contains("HEALTHY");
        assertThat(says(alice, "agent 2 " + bob.address() + " --trade")).contains("reason OK");
        // Commands take their time, and the price must not be too old for an order.
        says(DemoKeys.PUBLISHER, "price 0 600000");
        assertThat(says(bob, "order buy 0 1 --tick 500000 --account 16 --key 2"))
                .contains("restingLots 1");
        assertThat(fails(bob, "withdraw 1 --account 16 --key 2")).contains("OUT_OF_SCOPE");
        assertThat(says(alice, "agent 2")).contains("reason OK");
        assertThat(fails(bob, "order buy 0 1 --tick 500000 --account 16 --key 2"))
                .contains("UNKNOWN_KEY");
        // What waits is still there when the same key has signed on: its commands number one by one.
        String waits = says(bob, "trigger sell 0 2 --below 500000 --reduce-only");
        assertThat(waits).contains("status accepted");
        String nonce = waits.replaceAll("(?s).*nonce (\\d+) names the trigger.*", "$1");
        assertThat(says(bob, "twap buy 0 1 --slices 3 --interval 1000")).contains("status accepted");
        assertThat(says(bob, "cancel --all")).contains("reason OK");
        assertThat(says(bob, "cancel --all")).contains("reason OK");
        assertThat(says(bob, "account")).contains("trigger nonce " + nonce + " market 0 sell BELOW 500000");
        assertThat(says(bob, "order status --nonce " + nonce)).contains("trigger 1 " + nonce + " accepted");
        assertThat(says(bob, "void " + nonce)).contains("reason OK");
        assertThat(says(bob, "account")).doesNotContain("trigger nonce " + nonce + " market");
        assertThat(says(bob, "schedule-cancel 3600")).contains("reason OK");
        assertThat(says(bob, "schedule-cancel 0")).contains("reason OK");
        assertThat(fails(bob, "liquidate 16 0")).contains("NOT_LIQUIDATABLE");
        assertThat(fails(bob, "settle " + sub + " 0")).contains("NOTHING_TO_SETTLE");
        assertThat(fails(bob, "expire 16 0")).contains("NOT_DUE");
        assertThat(fails(bob, "unwind 0")).contains("NOTHING_TO_UNWIND");
        assertThat(says(alice, "status --account 16"))
                .contains("ACTIVE 600000 600000")
                .contains("insurance fund")
                .contains("health HEALTHY");
    }

    /** From what the sequencer has measured so far: the margins of its market and its prices. */
    private void gapRisk() throws Exception {
        String from = gateway.get("gateway");
        assertThat(Truebook.run("risk", "--from", from, "--market", "7", "--delay", "60"))
                .isEqualTo(1);
        for (int price = 600_000; price < 600_004; price++) {
            says(DemoKeys.PUBLISHER, "price 0 " + price);
            Pause.of(Duration.ofSeconds(5));
        }
        assertThat(Truebook.run("risk", "--from", from, "--delay", "60")).isZero();
        assertThat(Truebook.run("risk", "--from", "http://127.0.0.1:1", "--delay", "60"))
                .isEqualTo(1);
    }

    /** The margins that gap risk might ask for, announced. The deployer is the governor. */
    private String propose() {
        DemoKeys governor = DemoKeys.DEPLOYER;
        assertThat(fails(governor, "govern set-market --market 0 --mmr 60000 --yes"))
                .contains("the engine would not take it");
        assertThat(fails(governor, "govern set-market --market 0 --mmr 25000 --yes"))
                .contains("has these margins already");
        assertThat(fails(governor, "govern set-market --market 9 --mmr 30000 --yes"))
                .contains("does not list market 9");
        assertThat(fails(governor, "govern set-market --market 0 --mmr 30000"))
                .contains("announce it on L1? yes or no")
                .contains("nothing was sent");
        assertThat(fails(DemoKeys.trader(0), "govern set-market --market 0 --mmr 30000 --yes"))
                .contains("NotGovernor");
        String said = says(governor, "govern set-market --market 0 --mmr 30000 --imr 120000 --yes");
        assertThat(said)
                .contains("imrPpm 50000 120000")
                .contains("mmrPpm 25000 30000")
                .contains("above 1000000 USDC, imrPpm 100000 120000");
        String proposal = said.replaceAll("(?s).*proposal (\\d+)\\s.*", "$1");
        assertThat(fails(governor, "govern execute " + proposal)).contains("may be executed from");
        assertThat(fails(governor, "govern execute 99")).contains("there is no proposal 99");
        return proposal;
    }

    /** Its time has come: anybody carries it out, and the market has the margins. */
    private void execute(NodeProcess sequencer, String proposal) {
        DemoKeys anybody = DemoKeys.trader(1);
        sequencer.await(
                "the public delay",
                PATIENCE.multipliedBy(3),
                () -> run(anybody, "govern execute " + proposal).status() == 0);
        assertThat(fails(anybody, "govern execute " + proposal)).contains("was executed or cancelled");
        assertThat(says(anybody, "govern list")).contains(proposal + " executed or cancelled");
        try (GatewayClient client = new GatewayClient(URI.create(gateway.get("gateway")))) {
            sequencer.await("the new margins", PATIENCE, () -> {
                JsonNode market = client.get("/v1/markets").body().at("/markets/0");
                return market.path("baseImrPpm").asInt() == 120_000
                        && market.path("mmrPpm").asInt() == 30_000
                        && market.at("/tiers/0/imrPpm").asInt() == 120_000;
            });
        }
        // The delay has outlasted the last one.
        says(DemoKeys.PUBLISHER, "price 0 600000");
    }

    private String says(DemoKeys key, String command) {
        NodeProcess.Finished finished = run(key, command);
        assertThat(finished.status()).as(finished.said()).isZero();
        return finished.said().replaceAll(" +", " ");
    }

    private String fails(DemoKeys key, String command) {
        NodeProcess.Finished finished = run(key, command);
        assertThat(finished.status()).as(finished.said()).isEqualTo(1);
        return finished.said();
    }

    private NodeProcess.Finished run(DemoKeys key, String command) {
        List<String> words = Arrays.asList(command.split(" "));
        NodeProcess.Finished finished = cluster.run("command-" + ++commands, key, words, gateway);
        System.out.println("truebook " + command + "\n" + finished.said());
        return finished;
    }

    private void awaitAccount(NodeProcess sequencer, DemoKeys trader) {
        try (GatewayClient client = new GatewayClient(URI.create(gateway.get("gateway")))) {
            sequencer.await("the deposits", PATIENCE, () -> {
                try {
                    return client.get("/v1/owners/" + trader.address()).ok();
                } catch (CommandFailure notUpYet) {
                    return false;
                }
            });
        }
    }

    private static void awaitBatch(NodeProcess sequencer, DemoL1 l1, Deployment deployment, long index) {
        Ledger ledger = new Ledger(l1, deployment);
        sequencer.await("batch " + index, PATIENCE, () -> ledger.tip() >= index);
    }

    /** The number of the lying batch, as the liar itself gives it, once it is on L1. */
    private static long awaitLie(NodeProcess sequencer, DemoL1 l1, Deployment deployment, Path folder)
            throws Exception {
        Path log = folder.resolve("sequencer-1.log");
        sequencer.await("the lie", PATIENCE, () -> lieIn(log) > 0);
        long lie = lieIn(log);
        awaitBatch(sequencer, l1, deployment, lie);
        return lie;
    }

    private static long lieIn(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("LYING in batch "))
                    .mapToLong(line -> Long.parseLong(line.replaceAll(".*LYING in batch (\\d+),.*", "$1")))
                    .findFirst()
                    .orElse(0);
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
