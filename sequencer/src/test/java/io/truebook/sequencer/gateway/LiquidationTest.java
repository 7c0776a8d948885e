package io.truebook.sequencer.gateway;

import static io.truebook.engine.protocol.Protocol.*;
import static io.truebook.sequencer.TestExchange.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.Items;
import io.truebook.sequencer.RunningSequencer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A whole exchange: prices fall, and nobody has to ask for what follows. */
class LiquidationTest {
    private static final long LOTS = 1_000_000;

    @TempDir
    Path folder;

    private RunningExchange exchange;

    @BeforeEach
    void open() throws Exception {
        exchange = new RunningExchange(folder, GatewayOptions.DEFAULT);
        // Trader 0 keeps 1,000 USDC and buys for 10,000 of trader 1.
        exchange.running.submit(withdraw(0, 5, 999_000_000_000_000L));
        exchange.running.submit(place(1, 5, FLAG_SELL, MARK, LOTS));
        exchange.post("/v1/orders", GatewayTest.order(0, 6, "buy", MARK, LOTS));
        assertThat(lots(0)).isEqualTo(LOTS);
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void aFallLiquidatesIntoTheBookAndTheTradesSayWhatTheyAre() throws Exception {
        exchange.running.submit(place(2, 5, 0, MARK * 92 / 100, LOTS));
        try (WebSocketClient watcher = client()) {
            watcher.send("{'op':'subscribe','channel':'trades','market':0}");
            watcher.send("{'op':'subscribe','channel':'markets'}");
            watcher.next("subscribed");
            watcher.next("subscribed");
            fallTo(MARK * 92 / 100);
            JsonNode mark = watcher.next("mark");
            assertThat(mark.get("mark").intValue()).isEqualTo(MARK * 92 / 100);
            assertThat(mark.get("status").stringValue()).isEqualTo("ACTIVE");
            JsonNode liquidation = watcher.next("liquidation");
            assertThat(liquidation.get("account").longValue()).isEqualTo(account(0));
            assertThat(liquidation.get("position").longValue()).isEqualTo(LOTS);
            JsonNode trade = watcher.next("trade");
            assertThat(trade.get("kind").stringValue()).isEqualTo("LIQUIDATION");
            assertThat(trade.get("takerSide").stringValue()).isEqualTo("sell");
        }
        RunningSequencer.await(() -> lots(0) == 0);
        assertThat(lots(2)).isEqualTo(LOTS);
        RunningExchange.Answer account = exchange.get("/v1/accounts/16");
        assertThat(account.text("health")).isEqualTo("HEALTHY");
        assertThat(account.number("equity")).isBetween(0L, 230_000_000_000L);
        assertThat(exchange.get("/v1/delays")
                        .body()
                        .at("/liquidation/interval/count")
                        .longValue())
                .isEqualTo(1);
        assertThat(exchange.text("/metrics")).contains("truebook_solvency_gap 0.0");
    }

    @Test
    void withoutABookTheBackstopTakesWhatIsFarBelowAndTradesItAwayWhenSomebodyBuys() throws Exception {
        fallTo(MARK * 91 / 100);
        RunningSequencer.await(() -> lots(0) == 0);
        JsonNode backstop = exchange.get("/v1/exchange").body().get("backstops").get(0);
        assertThat(backstop.get("lots").longValue()).isEqualTo(LOTS);
        assertThat(exchange.get("/v1/exchange").number("insurance")).isPositive();
        exchange.running.submit(place(2, 5, 0, MARK * 91 / 100, LOTS));
        exchange.running.now.addAndGet(3_000);
        RunningSequencer.await(() -> lots(2) == LOTS);
        exchange.running.now.addAndGet(2_000_000);
        RunningSequencer.await(() -> !exchange.running.sealed.isEmpty());
        assertThat(exchange.text("/metrics")).contains("truebook_solvency_gap 0.0");
    }

    @Test
    void whoIsHealthyIsLeftAloneAndNobodysAskingChangesThat() throws Exception {
        fallTo(MARK * 97 / 100);
        exchange.running.submit(place(2, 5, 0, MARK - 1, 1));
        assertThat(lots(0)).isEqualTo(LOTS);
        RunningExchange.Answer refused = exchange.post("/v1/items", Items.liquidate(account(0), MARKET));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("reason")).isEqualTo("NOT_LIQUIDATABLE");
        assertThat(exchange.post("/v1/items", Items.liquidate(9_999_999, MARKET))
                        .text("reason"))
                .isEqualTo("UNKNOWN_ACCOUNT");
        assertThat(exchange.post("/v1/items", Items.unwind(MARKET)).text("reason"))
                .isEqualTo("NOTHING_TO_UNWIND");
        assertThat(exchange.post("/v1/items", Items.unwind(7)).text("reason")).isEqualTo("UNKNOWN_MARKET");
        assertThat(exchange.post("/v1/items", Items.expire(account(1), 0)).text("reason"))
                .isEqualTo("UNKNOWN_ORDER");
        assertThat(exchange.post("/v1/items", Items.expire(account(2), 0)).text("reason"))
                .isEqualTo("NOT_DUE");
    }

    private void fallTo(int tick) throws Exception {
        exchange.running.now.addAndGet(5_000);
        exchange.running.submit(place(3, exchange.running.now.get() % 1_000_000, 0, 1, 1));
        exchange.running.submit(price(tick, exchange.running.now.get()));
    }

    private long lots(int trader) {
        try {
            return exchange.running.number(cells -> cells.position(account(trader), 0).lots);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private WebSocketClient client() {
        return new WebSocketClient(exchange.http, exchange.uri("ws", "/v1/ws"));
    }
}
