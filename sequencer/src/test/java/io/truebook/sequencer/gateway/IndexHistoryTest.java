package io.truebook.sequencer.gateway;

import static io.truebook.sequencer.TestExchange.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is told of a market's index over time. */
class IndexHistoryTest {
    @TempDir
    Path folder;

    @Test
    void thePricesComeInTheirOrderAndNotTooClose() throws Exception {
        try (RunningExchange exchange = new RunningExchange(folder, GatewayOptions.DEFAULT)) {
            List<Long> expected = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                long at = exchange.running.now.addAndGet(10_000);
                assertThat(exchange.post("/v1/items", price(MARK + 1 + i, at)).text("reason"))
                        .isEqualTo("OK");
                expected.add(MARK + 1L + i);
                long tooSoon = exchange.running.now.addAndGet(1_000);
                assertThat(exchange.post("/v1/items", price(MARK + 50, tooSoon)).text("reason"))
                        .isEqualTo("OK");
            }
            JsonNode prices = exchange.get("/v1/markets/0/index").body().path("prices");
            List<JsonNode> last = prices.valueStream().skip(prices.size() - 4L).toList();
            assertThat(last.stream().map(row -> row.path(1).asLong())).isEqualTo(expected);
            for (int i = 1; i < prices.size(); i++) {
                assertThat(prices.path(i).path(0).asLong()
                                - prices.path(i - 1).path(0).asLong())
                        .isGreaterThanOrEqualTo(5_000);
            }
            assertThat(exchange.get("/v1/markets/9/index").status()).isEqualTo(404);
        }
    }
}
