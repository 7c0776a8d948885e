package io.truebook.sequencer.gateway;

import static io.truebook.sequencer.TestExchange.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.sequencer.BatchStatus;
import io.truebook.sequencer.RunningSequencer;
import io.truebook.sequencer.SequencerOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client is told when L1 cannot keep up. */
class BackPressureTest {
    private static final int BURST = 8_000;
    private static final long A_MINUTE = 60_000;

    @TempDir
    Path folder;

    @Test
    void aUsedUpDataRateIs429UntilTheBucketFillsAgain() throws Exception {
        SequencerOptions slow = options(1_000, BURST, 3_600_000);
        try (RunningExchange exchange = new RunningExchange(folder, GatewayOptions.DEFAULT, slow)) {
            int taken = 0;
            RunningExchange.Answer answer = exchange.post("/v1/items", place(0, 10, 0, MARK - 5, 1));
            while (answer.status() == 200) {
                taken++;
                answer = exchange.post("/v1/items", place(0, 10 + taken, 0, MARK - 5, 1));
            }
            assertThat(taken).isBetween(20, BURST / 92);
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.text("reason")).isEqualTo("DATA_RATE");
            assertThat(answer.number("code")).isEqualTo(1100);
            assertThat(answer.body().get("sequence")).isNull();

            exchange.running.now.addAndGet(1_000);
            // The refused one has not used its nonce.
            assertThat(exchange.post("/v1/items", place(0, 10 + taken, 0, MARK - 5, 1))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void anOldUnpostedItemStopsAllButCancelsUntilL1HasIt() throws Exception {
        SequencerOptions impatient = options(1_000_000, 1_000_000, A_MINUTE);
        try (RunningExchange exchange = new RunningExchange(folder, GatewayOptions.DEFAULT, impatient)) {
            assertThat(exchange.post("/v1/items", place(0, 10, 0, MARK - 5, 1)).status())
                    .isEqualTo(200);
            exchange.running.now.addAndGet(A_MINUTE + 1_000);
            RunningExchange.Answer refused = exchange.post("/v1/items", place(0, 11, 0, MARK - 5, 1));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.text("reason")).isEqualTo("POSTING_BEHIND");
            assertThat(refused.number("code")).isEqualTo(1101);
            assertThat(exchange.post("/v1/items", cancelAll(0, 12)).status()).isEqualTo(200);

            exchange.running.now.addAndGet(A_MINUTE);
            assertThat(exchange.post("/v1/items", cancelAll(0, 13)).text("reason"))
                    .isEqualTo("POSTING_BEHIND");

            List<Long> posted = new ArrayList<>();
            RunningSequencer.await(() -> {
                // Each look of the controller may have closed a batch: sealing is another thread's.
                for (long next = posted.size() + 1L;
                        next <= exchange.running.sequencer.sealedHeader().index();
                        next++) {
                    exchange.running.sequencer.advance(next, BatchStatus.POSTED);
                    posted.add(next);
                }
                return isAccepted(exchange, place(0, 11, 0, MARK - 5, 1));
            });
            assertThat(posted).isNotEmpty();
        }
    }

    private static boolean isAccepted(RunningExchange exchange, byte[] item) {
        try {
            return exchange.post("/v1/items", item).status() == 200;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static SequencerOptions options(long bytesPerSecond, long burst, long maxUnpostedMillis) {
        return new SequencerOptions(20_000, 10_000, 0, 100, 0, 1_000, bytesPerSecond, burst, maxUnpostedMillis);
    }
}
