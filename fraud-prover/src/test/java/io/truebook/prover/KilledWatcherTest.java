package io.truebook.prover;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.derivation.BlockRef;
import io.truebook.derivation.Families;
import io.truebook.derivation.L1Chain;
import io.truebook.derivation.Producer;
import io.truebook.derivation.Replay;
import io.truebook.derivation.RpcSource;
import io.truebook.engine.CurveRecovery;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.EngineListener;
import io.truebook.engine.Seeds;
import io.truebook.l1.Agreement;
import io.truebook.l1.BatchStatus;
import io.truebook.l1.BlockId;
import io.truebook.l1.Deployment;
import io.truebook.l1.FeePolicy;
import io.truebook.l1.FileOutbox;
import io.truebook.l1.JsonRpcEndpoint;
import io.truebook.l1.L1Client;
import io.truebook.l1.RetryPolicy;
import io.truebook.l1.Signer;
import io.truebook.l1.TransactionSender;
import io.truebook.tree.CellStore;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A watcher process killed at any moment, again and again, still has every lie deleted and is paid for each. */
class KilledWatcherTest {
    private static final int WATCHER = 10;
    private static final int KILLS = Integer.getInteger("truebook.kills", 20);
    private static final String READY = "ready";
    private static final int LONGEST_STEP_NANOS = 600_000_000;

    @TempDir
    Path folder;

    @Test
    void everyLieIsDeletedAndPaidForWhateverMomentItIsKilledAt() throws IOException, InterruptedException {
        long seed = Seeds.next("killed watcher");
        SplittableRandom random = new SplittableRandom(seed);
        int kills = 0;
        int lies = 0;
        int betweenCommitmentAndProof = 0;
        try (Truebook truebook = new Truebook(seed, folder.resolve("sequencer"))) {
            truebook.deployment.write(folder.resolve("deployment.json"));
            truebook.sender(WATCHER);
            while (kills < KILLS) {
                truebook.post(60, Producer.Lie.NONE);
                Producer.Built lie = truebook.post(60, Producer.Lie.FALSE_CELL);
                commitAndDie(truebook);
                kills++;
                while (truebook.status(lie.header()) == BatchStatus.PENDING) {
                    betweenCommitmentAndProof += truebook.transactions(WATCHER) % 2 == 1 ? 1 : 0;
                    runAndKill(truebook, random);
                    kills++;
                    assertThat(kills).as("seed %d: no progress", seed).isLessThan(KILLS + 40);
                }
                lies++;
                assertThat(truebook.status(lie.header())).isEqualTo(BatchStatus.DELETED);
                truebook.rebond();
            }
            assertThat(betweenCommitmentAndProof).isGreaterThanOrEqualTo(lies);
            assertThat(truebook.transactions(WATCHER))
                    .as("a commitment and a proof for each lie, seed %d", seed)
                    .isEqualTo(2L * lies);
            BigInteger half = truebook.parameters.bond().shiftRight(1);
            assertThat(truebook.reward(WATCHER)).isEqualTo(half.multiply(BigInteger.valueOf(lies)));
            System.out.println(kills + " kills, " + betweenCommitmentAndProof
                    + " of them between commitment and proof, " + lies + " lies deleted");
        }
    }

    /** Killed as soon as it has said that it took its first step, which is to commit. */
    private void commitAndDie(Truebook truebook) throws IOException, InterruptedException {
        Process process = start(truebook.anvil.url());
        try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII);
                BufferedWriter in = process.outputWriter(StandardCharsets.US_ASCII)) {
            assertThat(out.readLine()).isEqualTo(READY);
            step(in);
            assertThat(out.readLine()).isEqualTo("Challenging");
            process.toHandle().destroyForcibly();
            process.waitFor();
        }
        truebook.anvil.mine(1);
    }

    private void runAndKill(Truebook truebook, SplittableRandom random) throws IOException, InterruptedException {
        Process process = start(truebook.anvil.url());
        try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII);
                BufferedWriter in = process.outputWriter(StandardCharsets.US_ASCII)) {
            assertThat(out.readLine()).isEqualTo(READY);
            for (int whole = random.nextInt(2); whole > 0; whole--) {
                step(in);
                assertThat(out.readLine()).isNotNull();
                truebook.anvil.mine(1);
            }
            step(in);
            LockSupport.parkNanos(random.nextInt(LONGEST_STEP_NANOS));
            process.toHandle().destroyForcibly();
            process.waitFor();
        } catch (IOException pipeOfTheKilled) {
            assertThat(process.waitFor()).isNotZero();
        }
    }

    private static void step(BufferedWriter in) throws IOException {
        in.newLine();
        in.flush();
    }

    /** The child: a watcher that takes a step for each line it reads. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Deployment deployment = Deployment.read(folder.resolve("deployment.json"));
        JsonRpcEndpoint endpoint = new JsonRpcEndpoint(URI.create(arguments[1]), Duration.ofSeconds(20));
        try (L1Client client = new L1Client(List.of(endpoint), 1, RetryPolicy.STANDARD);
                CellStore store = Families.open(folder.resolve("watcher"), Salts.FAMILY)) {
            RpcSource source = new RpcSource(client, deployment, BlockId.LATEST, 0);
            BlockRef origin = ((Agreement.Agreed<BlockRef>) source.origin(deployment)).value();
            L1Chain chain = new L1Chain(store, source, origin, deployment.genesis());
            Eip712Domain domain = new Eip712Domain(
                    deployment.chainId(), deployment.bridge().address().bytes());
            Replay replay = new Replay(store, chain, domain, new CurveRecovery(), EngineListener.NONE);
            TransactionSender sender = new TransactionSender(
                    client,
                    Signer.of(Truebook.key(WATCHER)),
                    new FileOutbox(folder.resolve("outbox")),
                    FeePolicy.STANDARD,
                    deployment.chainId());
            Challenger challenger = new Challenger(client, sender, new Salts(store), deployment.rollup());
            Watcher watcher = new Watcher(chain, replay, challenger, WatcherListener.NONE);
            System.out.println(READY);
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
            while (in.readLine() != null) {
                System.out.println(watcher.step().getClass().getSimpleName());
            }
        }
    }

    private Process start(URI url) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWatcherTest.class.getName(),
                        folder.toString(),
                        url.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
