package io.truebook.sequencer.gateway;

import static io.truebook.sequencer.TestExchange.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.sequencer.BatchStatus;
import io.truebook.sequencer.RunningSequencer;
import io.truebook.sequencer.SequencerOptions;
import java.nio.file.Path;
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

            RunningSequencer.await(() -> !exchange.running.sealed.isEmpty());
            long sealed = exchange.running.sequencer.sealedHeader().index();
            for (long index = 1; index <= sealed; index++) {
                exchange.running.sequencer.advance(index, BatchStatus.POSTED);
            }
            assertThat(exchange.post("/v1/items", place(0, 11, 0, MARK - 5, 1)).status())
                    .isEqualTo(200);
        }
    }

    private static SequencerOptions options(long bytesPerSecond, long burst, long maxUnpostedMillis) {
        return new SequencerOptions(20_000, 10_000, 0, 100, 0, 1_000, bytesPerSecond, burst, maxUnpostedMillis);
    }
}
