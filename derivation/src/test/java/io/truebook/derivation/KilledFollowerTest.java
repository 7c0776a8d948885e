package io.truebook.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.CurveRecovery;
import io.truebook.engine.Seeds;
import io.truebook.l1.BatchHeader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A follower killed at any moment goes on from an exact batch and comes to the same verdict. */
class KilledFollowerTest {
    private static final int KILLS = 6;
    private static final int BATCHES = 30;

    @TempDir
    Path folder;

    @Test
    void itGoesOnFromABatchItHadReported() throws IOException, InterruptedException {
        long seed = Seeds.next("killed follower");
        SplittableRandom random = new SplittableRandom(seed);
        CurveRecovery recovery = new CurveRecovery();
        ScriptedL1 l1 = script(seed, recovery);
        long reported = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start(seed);
            try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
                int lines = random.nextInt(1, 4);
                String line = out.readLine();
                for (int i = 0; i < lines && line != null; i++) {
                    reported = Math.max(reported, Long.parseLong(line));
                    line = out.readLine();
                }
                LockSupport.parkNanos(random.nextInt(3_000_000));
                process.toHandle().destroyForcibly();
                for (; line != null && !line.isEmpty(); line = out.readLine()) {
                    reported = Math.max(reported, Long.parseLong(line));
                }
            }
            process.waitFor();
            try (Follower follower = new Follower(folder, l1, recovery)) {
                BatchHeader at = follower.replay.at().header();
                assertThat(at.index()).isIn(reported, reported + 1);
                assertThat(follower.store.tree().root())
                        .isEqualTo(at.finalRoot().bytes());
            }
        }
        try (Follower follower = new Follower(folder, l1, recovery)) {
            Optional<Judged> stopped = follower.settle();
            assertThat(stopped.orElseThrow().batch().index()).isEqualTo(BATCHES + 1);
            Follower.assertProves(((Verdict.Invalid) stopped.get().verdict()).divergence(), recovery);
        }
    }

    /** Right batches, then a wrong one: the same for a seed in every process. */
    private static ScriptedL1 script(long seed, CurveRecovery recovery) {
        Producer producer = new Producer(seed, recovery);
        ScriptedL1 l1 = new ScriptedL1(Producer.GENESIS);
        producer.opening().forEach(l1::enqueue);
        l1.mine();
        for (int batch = 0; batch <= BATCHES; batch++) {
            Producer.Built built = producer.build(
                    l1.batches().getLast(),
                    l1.messages(),
                    5,
                    batch < BATCHES ? Producer.Lie.NONE : Producer.Lie.FALSE_ROOT);
            l1.append(built.header(), built.data());
            l1.mine();
        }
        return l1;
    }

    /** The child: follows block by block and reports each batch that is committed. */
    public static void main(String[] arguments) {
        CurveRecovery recovery = new CurveRecovery();
        ScriptedL1 l1 = script(Long.parseLong(arguments[1]), recovery);
        try (Follower follower = new Follower(Path.of(arguments[0]), l1, recovery)) {
            for (long block = follower.chain.tip().number();
                    block <= l1.latest().number();
                    block++) {
                l1.show(block);
                follower.settle();
                System.out.println(follower.replay.at().index());
            }
        }
    }

    private Process start(long seed) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledFollowerTest.class.getName(),
                        folder.toString(),
                        Long.toString(seed))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
