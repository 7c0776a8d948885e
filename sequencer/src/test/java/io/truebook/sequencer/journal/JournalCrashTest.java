package io.truebook.sequencer.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed, or whose disk is full, has reported nothing as durable that is not there afterwards. */
class JournalCrashTest {
    private static final long SEED = Long.getLong("truebook.seed", System.nanoTime());

    @TempDir
    Path folder;

    @Test
    void killedAtRandomMoments() throws Exception {
        System.out.println("seed " + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int kill = 0; kill < 5; kill++) {
            Process process = start("");
            long reported = readUntil(process, 1 + random.nextInt(200));
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            assertThat(recordsAfterwards()).isGreaterThanOrEqualTo(reported);
        }
    }

    @Test
    void aFullDiskIsReportedAndNothingLost() throws Exception {
        Process process = start("ulimit -f 700; ");
        long reported = readUntil(process, Integer.MAX_VALUE);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(3);
        assertThat(reported).isPositive();
        assertThat(recordsAfterwards()).isGreaterThanOrEqualTo(reported);
    }

    private Process start(String before) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String command = before + "exec " + java + " -cp '" + System.getProperty("java.class.path") + "' "
                + AppendingProcess.class.getName() + " '" + folder + "'";
        return new ProcessBuilder("bash", "-c", command)
                .redirectErrorStream(true)
                .start();
    }

    private static long readUntil(Process process, int lines) throws IOException {
        BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream()));
        long reported = 0;
        for (int i = 0; i < lines; i++) {
            String line = output.readLine();
            if (line == null || line.equals("failed")) {
                break;
            }
            reported = Long.parseLong(line);
        }
        return reported;
    }

    private long recordsAfterwards() {
        try (Journal journal = Journal.open(folder, Journal.Options.DEFAULT)) {
            long[] expected = {0};
            journal.replay(0, (number, record) -> {
                assertThat(number).isEqualTo(expected[0]++);
                assertThat(ByteBuffer.wrap(record).getLong()).isEqualTo(number);
            });
            assertThat(journal.next()).isEqualTo(expected[0]);
            return expected[0];
        }
    }
}
