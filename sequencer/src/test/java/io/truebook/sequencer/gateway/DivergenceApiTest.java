package io.truebook.sequencer.gateway;

import static io.truebook.engine.protocol.Protocol.*;
import static io.truebook.sequencer.TestExchange.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.sequencer.BatchStatus;
import io.truebook.sequencer.RunningSequencer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DivergenceApiTest {
    private static final long NOTIONAL = 10L * MARK * 1_000;
    private static final long TAKER_FEE = NOTIONAL * 500 / 1_000_000;
    private static final long MAKER_FEE = NOTIONAL * 200 / 1_000_000;

    @TempDir
    Path folder;

    private RunningExchange exchange;

    @BeforeEach
    void postAndTrade() throws Exception {
        exchange = new RunningExchange(folder, GatewayOptions.DEFAULT);
        exchange.running.now.addAndGet(2_000_000);
        RunningSequencer.await(() -> !exchange.running.sealed.isEmpty());
        exchange.running.sequencer.advance(1, BatchStatus.POSTED);
        exchange.running.submit(place(0, 2, 0, MARK, 10));
        exchange.running.submit(place(1, 1, FLAG_SELL | FLAG_TIF_IOC, MARK, 10));
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void figuresAreOfTheOpenBatchToo() throws Exception {
        JsonNode figures = exchange.get("/v1/divergence").body();
        JsonNode posted = figures.get("sincePosted");
        assertThat(posted.get("value").longValue()).isEqualTo(2 * (TAKER_FEE + MAKER_FEE));
        assertThat(posted.get("signed").longValue()).isZero();
        assertThat(posted.get("accounts").longValue()).isEqualTo(3);
        assertThat(posted.get("openNotional").longValue()).isEqualTo(NOTIONAL);
        assertThat(figures.get("sinceFinal").get("value").longValue()).isGreaterThan(8_000_000_000_000_000L - 1);
        assertThat(figures.get("unposted").get("batches").longValue()).isEqualTo(1);
        assertThat(figures.get("unposted").get("tradedNotional").longValue()).isEqualTo(NOTIONAL);
        assertThat(figures.get("books").get("gap").longValue()).isZero();
        assertThat(figures.get("books").get("badDebt").longValue()).isZero();
        assertThat(figures.get("sequence").longValue())
                .isEqualTo(exchange.running.number(cells -> cells.cursor().sequence));
    }

    @Test
    void breakDownsAddUp() throws Exception {
        JsonNode byMarket = exchange.get("/v1/divergence?by=market").body();
        assertThat(byMarket.get("since").stringValue()).isEqualTo("posted");
        assertThat(byMarket.get("collateral").get("value").longValue()).isEqualTo(2 * (TAKER_FEE + MAKER_FEE));
        assertThat(byMarket.get("markets")).hasSize(1);
        JsonNode market = byMarket.get("markets").get(0);
        assertThat(market.get("value").longValue()).isZero();
        assertThat(market.get("openLots").longValue()).isEqualTo(10);

        JsonNode byAccount = exchange.get("/v1/divergence?by=account&top=2").body();
        assertThat(byAccount.get("accounts")).hasSize(2);
        JsonNode fees = byAccount.get("accounts").get(0);
        assertThat(fees.get("account").longValue()).isEqualTo(FEE_ACCOUNT);
        assertThat(fees.get("equity").longValue()).isEqualTo(TAKER_FEE + MAKER_FEE);
        JsonNode taker = byAccount.get("accounts").get(1);
        assertThat(taker.get("account").longValue()).isEqualTo(account(1));
        assertThat(taker.get("equity").longValue()).isEqualTo(-TAKER_FEE);
        JsonNode position = taker.get("positions").get(0);
        assertThat(position.get("lotsThen").longValue()).isZero();
        assertThat(position.get("lotsNow").longValue()).isEqualTo(-10);
        assertThat(position.get("money").longValue()).isEqualTo(NOTIONAL);
        assertThat(position.get("worth").longValue()).isZero();

        JsonNode all = exchange.get("/v1/divergence?by=account&since=final").body();
        assertThat(all.get("accounts").size()).isEqualTo(9);
    }

    @Test
    void whatIsNotUnderstoodIsNamed() throws Exception {
        for (String query : List.of("by=owner", "by=market&since=now", "by=account&top=-1", "by=account&top=many")) {
            assertThat(exchange.get("/v1/divergence?" + query).status())
                    .as(query)
                    .isEqualTo(400);
        }
        assertThat(exchange.post("/v1/divergence", new byte[0]).status()).isEqualTo(405);
    }

    @Test
    void theChannelTellsChangesAndIsSilentWithoutThem() throws Exception {
        try (WebSocketClient client = new WebSocketClient(exchange.http, exchange.uri("ws", "/v1/ws"))) {
            client.send("{'op':'subscribe','channel':'divergence','id':1}");
            client.next("subscribed");
            JsonNode first = client.next("divergence");
            while (first.get("sincePosted").get("value").longValue() == 0) {
                first = client.next("divergence");
            }
            exchange.running.submit(place(0, 3, 0, MARK, 10));
            exchange.running.submit(place(1, 2, FLAG_SELL | FLAG_TIF_IOC, MARK, 10));
            JsonNode second = client.next("divergence");
            while (second.get("sincePosted").get("value").longValue() != 4 * (TAKER_FEE + MAKER_FEE)) {
                second = client.next("divergence");
            }
            assertThat(client.messages.poll(2_500, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    /** What only a watcher or a link to L1 shows is checked with those: StoryTest, PriceFeedsTest. */
    @Test
    void theBoardAndTheAlertsAskForWhatIsShown() throws Exception {
        assertThat(exchange.post("/v1/items", place(0, 9, 0, MARK - 5, 10)).status())
                .isEqualTo(200);
        String shown = exchange.text("/metrics");
        Set<String> names = new TreeSet<>();
        for (String file : List.of("grafana-dashboard.json", "alerts.yml")) {
            Matcher name = Pattern.compile("truebook_(?!l1_|feed_|watcher_|bridge_|liabilities_miscounted)[a-z0-9_]+")
                    .matcher(Files.readString(Path.of("../monitoring", file)));
            while (name.find()) {
                names.add(name.group());
            }
        }
        assertThat(names).hasSizeGreaterThan(12);
        for (String name : names) {
            assertThat(shown).containsPattern("(?m)^" + name + "[ {]");
        }
    }
}
