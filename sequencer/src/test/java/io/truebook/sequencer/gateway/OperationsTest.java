package io.truebook.sequencer.gateway;

import static io.truebook.engine.protocol.Protocol.*;
import static io.truebook.sequencer.TestExchange.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.AmendItem;
import io.truebook.engine.protocol.MarketOrderItem;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.sequencer.Json;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every operation as JSON over HTTP, from its fields to the engine's doing. */
class OperationsTest {
    @TempDir
    Path folder;

    private RunningExchange exchange;

    @BeforeEach
    void open() throws Exception {
        exchange = new RunningExchange(folder, GatewayOptions.DEFAULT);
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void anAmendKeepsTheSlotAndRenamesTheOrder() throws Exception {
        long slot = exchange.post("/v1/orders", GatewayTest.order(0, 5, "buy", MARK, 10))
                .number("slot");
        AmendItem amend = new AmendItem(account(0), OWNER_KEY, 6, (int) slot, 5, MARK, 4, FAR);
        String fields = "'slot':%d,'placingNonce':5,'tick':%d,'lots':4".formatted(slot, MARK);
        RunningExchange.Answer answer = post("/v1/orders/amend", 0, 6, fields, amend);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        var order = exchange.get("/v1/accounts/16/orders").body().get("orders").get(0);
        assertThat(order.get("slot").longValue()).isEqualTo(slot);
        assertThat(order.get("lots").longValue()).isEqualTo(4);
        assertThat(order.get("placingNonce").longValue()).isEqualTo(6);
    }

    @Test
    void aMarketOrderTakesWhatLiesWithinItsSlippage() throws Exception {
        exchange.post("/v1/orders", GatewayTest.order(0, 5, "sell", MARK + 10, 5));
        exchange.post("/v1/orders", GatewayTest.order(0, 6, "sell", MARK + 200, 5));
        MarketOrderItem buy = new MarketOrderItem(account(1), OWNER_KEY, 5, MARKET, 0, 10_000, 8, FAR);
        String fields = "'market':0,'side':'buy','slippagePpm':10000,'lots':8";
        RunningExchange.Answer answer = post("/v1/orders/market", 1, 5, fields, buy);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("reason")).isEqualTo("IOC_REMAINDER");
        assertThat(answer.number("filledLots")).isEqualTo(5);
    }

    @Test
    void cancelAndCancelAllEmptyTheBook() throws Exception {
        long slot = exchange.post("/v1/orders", GatewayTest.order(0, 5, "buy", MARK, 1))
                .number("slot");
        byte[] cancel = cancel(0, 6, (int) slot, 5);
        String fields = "'slot':%d,'placingNonce':5".formatted(slot);
        assertThat(post("/v1/orders/cancel", 0, 6, fields, cancel).status()).isEqualTo(200);
        assertThat(post("/v1/orders/cancel", 0, 7, fields, cancel(0, 7, (int) slot, 5))
                        .text("reason"))
                .isEqualTo("UNKNOWN_ORDER");
        exchange.post("/v1/orders", GatewayTest.order(0, 8, "buy", MARK, 1));
        exchange.post("/v1/orders", GatewayTest.order(0, 9, "buy", MARK - 1, 1));
        assertThat(post("/v1/orders/cancel-all", 0, 10, null, cancelAll(0, 10)).status())
                .isEqualTo(200);
        assertThat(exchange.get("/v1/accounts/16/orders").body().get("orders")).isEmpty();
    }

    @Test
    void aWithdrawalLeavesTheCollateralAndHasANumber() throws Exception {
        long before = exchange.get("/v1/accounts/18").number("collateral");
        byte[] withdraw = withdraw(2, 5, 7_000);
        RunningExchange.Answer answer = post("/v1/withdrawals", 2, 5, "'amount':'7000'", withdraw);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.number("withdrawal")).isZero();
        assertThat(exchange.get("/v1/accounts/18").number("collateral")).isEqualTo(before - 7_000);
        RunningExchange.Answer uneven = post("/v1/withdrawals", 2, 6, "'amount':1", withdraw(2, 6, 1));
        assertThat(uneven.text("reason")).isEqualTo("BAD_AMOUNT");
    }

    @Test
    void aPriceMovesTheMark() throws Exception {
        exchange.running.now.addAndGet(5_000);
        long published = exchange.running.now.get() - 200;
        // Engine time has to reach what the publisher signed.
        exchange.post("/v1/orders", GatewayTest.order(0, 5, "buy", MARK, 1));
        byte[] item = price(MARK + 3, published);
        String body = "{'market':0,'publishTime':%d,'prices':[{'publisher':0,'tick':%d,'signature':'%s'}]}"
                .formatted(published, MARK + 3, signature(item));
        RunningExchange.Answer answer =
                exchange.post("/v1/prices", body.replace('\'', '"').getBytes(UTF_8));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        var market = exchange.get("/v1/markets").body().get("markets").get(0);
        assertThat(market.get("mark").intValue()).isEqualTo(MARK + 3);
        assertThat(market.get("publishTime").longValue()).isEqualTo(published);
    }

    private RunningExchange.Answer post(String path, int trader, long nonce, String fields, SignedItem item)
            throws Exception {
        return post(path, trader, nonce, fields, sign(trader, item));
    }

    /** The same operation as JSON, with the signature of the framed item. */
    private RunningExchange.Answer post(String path, int trader, long nonce, String fields, byte[] item)
            throws Exception {
        String body = "{'account':%d,'nonce':%d,'expiry':%d,%s'signature':'%s'}"
                .formatted(account(trader), nonce, FAR, fields == null ? "" : fields + ",", signature(item));
        return exchange.post(path, body.replace('\'', '"').getBytes(UTF_8));
    }

    private static String signature(byte[] item) {
        return Json.hex(Arrays.copyOfRange(item, item.length - 64, item.length));
    }
}
