package io.truebook.sequencer.gateway;

import static io.truebook.engine.protocol.Protocol.*;
import static io.truebook.sequencer.TestExchange.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.BundleBuilder;
import io.truebook.engine.Digests;
import io.truebook.engine.Items;
import io.truebook.engine.protocol.AmendItem;
import io.truebook.engine.protocol.MarketOrderItem;
import io.truebook.engine.protocol.OpenSubaccountItem;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.ScheduleCancelItem;
import io.truebook.engine.protocol.SetAgentItem;
import io.truebook.engine.protocol.SetMarginItem;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.engine.protocol.TransferItem;
import io.truebook.engine.protocol.TriggerOrderItem;
import io.truebook.engine.protocol.TwapSliceItem;
import io.truebook.engine.protocol.VoidNonceItem;
import io.truebook.engine.protocol.WithdrawItem;
import io.truebook.sequencer.Json;
import io.truebook.sequencer.signing.Signer;
import java.math.BigInteger;
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

    @Test
    void aSubAccountIsOpenedFundedAndFoundByItsOwner() throws Exception {
        OpenSubaccountItem open = new OpenSubaccountItem(account(0), OWNER_KEY, 5, FAR);
        RunningExchange.Answer opened = post("/v1/subaccounts", 0, 5, null, open);
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(200);
        assertThat(opened.number("opened")).isEqualTo(SUBACCOUNT_BASE);
        long amount = 7_000_000_001L;
        TransferItem transfer = new TransferItem(account(0), OWNER_KEY, 6, SUBACCOUNT_BASE, amount, FAR);
        String fields = "'to':%d,'amount':%d".formatted(SUBACCOUNT_BASE, amount);
        assertThat(post("/v1/transfers", 0, 6, fields, transfer).status()).isEqualTo(200);
        RunningExchange.Answer sub = exchange.get("/v1/accounts/" + SUBACCOUNT_BASE);
        assertThat(sub.number("collateral")).isEqualTo(amount);
        assertThat(sub.body().get("accounts").toString()).isEqualTo("[16," + SUBACCOUNT_BASE + "]");
        String owner = Json.hex(trader(0).address());
        assertThat(exchange.get("/v1/owners/" + owner).number("account")).isEqualTo(16);
        assertThat(exchange.get("/v1/accounts/" + (SUBACCOUNT_BASE + 1)).status())
                .isEqualTo(404);
        // The new account trades like any other.
        PlaceItem place = new PlaceItem(SUBACCOUNT_BASE, OWNER_KEY, 1, MARKET, 0, MARK, 1, FAR);
        assertThat(exchange.post("/v1/items", sign(0, place)).text("reason")).isEqualTo("OK");
        // Another owner's account takes nothing.
        TransferItem astray = new TransferItem(account(0), OWNER_KEY, 7, account(1), 1, FAR);
        assertThat(post("/v1/transfers", 0, 7, "'to':17,'amount':1", astray).text("reason"))
                .isEqualTo("NOT_OWN_ACCOUNT");
    }

    @Test
    void anAgentTradesForItsOwnerUntilItIsTakenAway() throws Exception {
        Signer agent = key(900);
        assertThat(appoint(agent, 5).status()).isEqualTo(200);
        var listed = exchange.get("/v1/accounts/16").body().get("agents").get(0);
        assertThat(listed.get("key").intValue()).isEqualTo(2);
        assertThat(listed.get("address").stringValue()).isEqualTo(Json.hex(agent.address()));
        assertThat(listed.get("trade").booleanValue()).isTrue();
        assertThat(listed.get("cancel").booleanValue()).isFalse();
        PlaceItem place = new PlaceItem(account(0), 2, 1, MARKET, 0, MARK, 1, FAR);
        byte[] byAgent = Items.signed(place, agent.sign(Digests.item(DOMAIN, place)));
        assertThat(exchange.post("/v1/items", byAgent).text("reason")).isEqualTo("OK");
        WithdrawItem withdraw = new WithdrawItem(account(0), 2, 2, 1_000, FAR);
        byte[] stolen = Items.signed(withdraw, agent.sign(Digests.item(DOMAIN, withdraw)));
        RunningExchange.Answer refused = exchange.post("/v1/items", stolen);
        assertThat(refused.text("reason")).isEqualTo("OUT_OF_SCOPE");
        assertThat(refused.body().get("sequence")).isNull();
        assertThat(appoint(null, 6).status()).isEqualTo(200);
        assertThat(exchange.post("/v1/items", byAgent).text("reason")).isEqualTo("UNKNOWN_KEY");
        assertThat(exchange.get("/v1/accounts/16").body().get("agents")).isEmpty();
    }

    private RunningExchange.Answer appoint(Signer agent, long nonce) throws Exception {
        byte[] address = agent == null ? new byte[20] : agent.address();
        SetAgentItem item =
                new SetAgentItem(account(0), OWNER_KEY, nonce, 2, new BigInteger(1, address), SCOPE_TRADE, FAR, FAR);
        String fields = "'slot':2,'agent':'%s','scope':1,'agentExpiry':%d".formatted(Json.hex(address), FAR);
        return post("/v1/agents", 0, nonce, fields, item);
    }

    @Test
    void marginIsSetApartAndJoinedAgain() throws Exception {
        SetMarginItem isolate = new SetMarginItem(account(0), OWNER_KEY, 5, MARKET, 0, 9_000, FAR);
        String fields = "'market':0,'action':'ISOLATE','amount':9000";
        RunningExchange.Answer answer = post("/v1/margins", 0, 5, fields, isolate);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        var position = exchange.get("/v1/accounts/16").body().get("positions").get(0);
        assertThat(position.get("isolated").booleanValue()).isTrue();
        assertThat(position.get("margin").longValue()).isEqualTo(9_000);
        assertThat(position.get("equity").longValue()).isEqualTo(9_000);
        assertThat(position.get("health").stringValue()).isEqualTo("HEALTHY");
        SetMarginItem join = new SetMarginItem(account(0), OWNER_KEY, 6, MARKET, 3, 0, FAR);
        assertThat(post("/v1/margins", 0, 6, "'market':0,'action':'JOIN','amount':0", join)
                        .status())
                .isEqualTo(200);
        assertThat(exchange.get("/v1/accounts/16").body().get("positions")).isEmpty();
    }

    @Test
    void aTriggerIsKeptListedAndCalledOff() throws Exception {
        TriggerOrderItem stop = new TriggerOrderItem(
                account(0), OWNER_KEY, 5, MARKET, FLAG_SELL | FLAG_REDUCE_ONLY, 0, 20_000, 3, MARK - 50, 0, FAR);
        String fields =
                "'market':0,'side':'sell','reduceOnly':true,'slippagePpm':20000,'lots':3,'triggerTick':%d,'when':'BELOW'"
                        .formatted(MARK - 50);
        RunningExchange.Answer kept = post("/v1/orders/trigger", 0, 5, fields, stop);
        assertThat(kept.status()).as(kept.body().toString()).isEqualTo(200);
        assertThat(kept.text("status")).isEqualTo("accepted");
        assertThat(kept.body().get("sequence")).isNull();
        TwapSliceItem later =
                new TwapSliceItem(account(0), OWNER_KEY, 60, MARKET, 0, 1_000, 2, 4, 3_000_000_000L, 60, FAR);
        String slices =
                "'market':0,'side':'buy','slippagePpm':1000,'sliceLots':2,'slices':4,'start':3000000000,'interval':60";
        RunningExchange.Answer twap = post("/v1/orders/twap", 0, 60, slices, sign(0, later));
        assertThat(twap.text("status")).isEqualTo("accepted");
        var listed = exchange.get("/v1/accounts/16/triggers").body().get("triggers");
        assertThat(listed).hasSize(2);
        assertThat(listed.get(0).get("trigger").stringValue()).isEqualTo(kept.text("trigger"));
        assertThat(listed.get(0).get("triggerTick").intValue()).isEqualTo(MARK - 50);
        assertThat(listed.get(1).get("nextSlice").intValue()).isZero();
        assertThat(listed.get(1).get("dueAt").longValue()).isEqualTo(3_000_000_000_000L);
        VoidNonceItem off = new VoidNonceItem(account(0), OWNER_KEY, 5, FAR);
        assertThat(post("/v1/nonces/void", 0, 5, null, off).text("reason")).isEqualTo("OK");
        assertThat(exchange.get("/v1/accounts/16/triggers").body().get("triggers"))
                .hasSize(1);
        byte[] forged = sign(1, stop);
        assertThat(post("/v1/orders/trigger", 0, 5, fields, forged).text("reason"))
                .isEqualTo("BAD_SIGNATURE");
    }

    @Test
    void theSwitchFiresAndAnybodyRemovesTheOrders() throws Exception {
        long slot = exchange.post("/v1/orders", GatewayTest.order(0, 5, "buy", MARK, 1))
                .number("slot");
        long at = exchange.running.now.get() / 1000 + 10;
        ScheduleCancelItem schedule = new ScheduleCancelItem(account(0), OWNER_KEY, 6, at, FAR);
        assertThat(post("/v1/orders/schedule-cancel", 0, 6, "'cancelAt':" + at, schedule)
                        .status())
                .isEqualTo(200);
        String expire = "{'account':16,'slot':%d}".formatted(slot);
        assertThat(json("/v1/orders/expire", expire).text("reason")).isEqualTo("NOT_DUE");
        exchange.running.now.addAndGet(20_000);
        exchange.post("/v1/orders", GatewayTest.order(1, 5, "buy", 1, 1));
        assertThat(json("/v1/orders/expire", expire).text("reason")).isEqualTo("OK");
        assertThat(json("/v1/orders/expire", expire).text("reason")).isEqualTo("UNKNOWN_ORDER");
    }

    @Test
    void aBundleSaysWhatEachOfItsOperationsDid() throws Exception {
        exchange.post("/v1/orders", GatewayTest.order(1, 5, "sell", MARK, 4));
        byte[] operations = new BundleBuilder()
                .place(MARKET, 0, MARK, 10)
                .place(MARKET, FLAG_TIF_POST_ONLY, MARK - 1, 3)
                .cancel(77, 1)
                .operations();
        byte[] signature = trader(0).sign(Digests.bundle(DOMAIN, account(0), OWNER_KEY, 5, FAR, operations));
        String body = ("{'account':16,'nonce':5,'expiry':%d,'signature':'%s','operations':["
                        + "{'op':'place','market':0,'side':'buy','tick':%d,'lots':10},"
                        + "{'op':'place','market':0,'side':'buy','tick':%d,'lots':3,'timeInForce':'POST_ONLY'},"
                        + "{'op':'cancel','slot':77,'placingNonce':1}]}")
                .formatted(FAR, Json.hex(signature), MARK, MARK - 1);
        RunningExchange.Answer answer = json("/v1/bundles", body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        var done = answer.body().get("operations");
        assertThat(done).hasSize(3);
        assertThat(done.get(0).get("filledLots").longValue()).isEqualTo(4);
        assertThat(done.get(0).get("restingLots").longValue()).isEqualTo(6);
        assertThat(done.get(1).get("slot").longValue())
                .isNotEqualTo(done.get(0).get("slot").longValue());
        assertThat(done.get(2).get("reason").stringValue()).isEqualTo("UNKNOWN_ORDER");
        assertThat(json("/v1/bundles", body).text("reason")).isEqualTo("NONCE_USED");
        assertThat(json("/v1/bundles", body.replace("'lots':3", "'lots':4")).text("reason"))
                .isEqualTo("BAD_SIGNATURE");
    }

    @Test
    void aBundleMovesOrdersByTicks() throws Exception {
        exchange.post("/v1/orders", GatewayTest.order(0, 5, "buy", MARK - 9, 4));
        byte[] operations = new BundleBuilder()
                .move(0, 5, -3)
                .move(0, 6, 400, 7)
                .move(0, 6, -5_000, 9)
                .operations();
        byte[] signature = trader(0).sign(Digests.bundle(DOMAIN, account(0), OWNER_KEY, 6, FAR, operations));
        String body = ("{'account':16,'nonce':6,'expiry':%d,'signature':'%s','operations':["
                        + "{'op':'move','slot':0,'placingNonce':5,'ticks':-3},"
                        + "{'op':'move','slot':0,'placingNonce':6,'ticks':400,'lots':7},"
                        + "{'op':'move','slot':0,'placingNonce':6,'ticks':-5000,'lots':'9'}]}")
                .formatted(FAR, Json.hex(signature));
        RunningExchange.Answer answer = json("/v1/bundles", body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        var orders = exchange.get("/v1/accounts/16/orders").body().get("orders");
        assertThat(orders).hasSize(1);
        assertThat(orders.get(0).get("tick").intValue()).isEqualTo(MARK - 12 + 400 - 5_000);
        assertThat(orders.get(0).get("lots").longValue()).isEqualTo(9);
        assertThat(json("/v1/bundles", body.replace("-5000", "-32769")).status())
                .isEqualTo(400);
    }

    @Test
    void selfTradePreventionIsChosenByTheTaker() throws Exception {
        exchange.post("/v1/orders", GatewayTest.order(0, 5, "sell", MARK, 4));
        PlaceItem buy = new PlaceItem(account(0), OWNER_KEY, 6, MARKET, FLAG_STP_CANCEL_TAKER, MARK, 2, FAR);
        String fields = "'market':0,'side':'buy','tick':%d,'lots':2,'selfTrade':'CANCEL_TAKER'".formatted(MARK);
        assertThat(post("/v1/orders", 0, 6, fields, buy).text("reason")).isEqualTo("SELF_TRADE_TAKER");
        assertThat(exchange.get("/v1/accounts/16/orders").body().get("orders")).hasSize(1);
    }

    @Test
    void whatNeedsNoSignatureGetsAPlaceOnlyWhenItWouldDoSomething() throws Exception {
        exchange.post("/v1/orders", GatewayTest.order(1, 5, "sell", MARK, 4));
        exchange.post("/v1/orders", GatewayTest.order(0, 5, "buy", MARK, 4));
        assertThat(json("/v1/settlements", "{'account':16,'market':0}").text("reason"))
                .isEqualTo("NOTHING_TO_SETTLE");
        assertThat(json("/v1/liquidations", "{'account':16,'market':0}").text("reason"))
                .isEqualTo("NOT_LIQUIDATABLE");
        assertThat(json("/v1/unwinds", "{'market':0}").text("reason")).isEqualTo("NOTHING_TO_UNWIND");
    }

    @Test
    void whatTheExchangeHoldsForAllIsTold() throws Exception {
        exchange.post("/v1/orders", GatewayTest.order(1, 5, "sell", MARK, 4));
        exchange.post("/v1/orders", GatewayTest.order(0, 5, "buy", MARK, 4));
        RunningExchange.Answer all = exchange.get("/v1/exchange");
        assertThat(all.number("fees")).isEqualTo(4L * MARK * 1_000 * 700 / 1_000_000);
        assertThat(all.number("insurance")).isZero();
        assertThat(all.body().get("backstops")).hasSize(1);
        var market = exchange.get("/v1/markets").body().get("markets").get(0);
        assertThat(market.get("status").stringValue()).isEqualTo("ACTIVE");
        assertThat(market.get("openInterest").longValue()).isEqualTo(4);
        assertThat(market.get("index").intValue()).isEqualTo(MARK);
        assertThat(market.get("nextFunding").longValue() % 3_600_000).isZero();
    }

    private RunningExchange.Answer json(String path, String body) throws Exception {
        return exchange.post(path, body.replace('\'', '"').getBytes(UTF_8));
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
        int behind = item[0] == ITEM_TWAP_SLICE ? item.length - FRAME_LENGTH - 98 : 0;
        return Json.hex(Arrays.copyOfRange(item, item.length - 64 - behind, item.length - behind));
    }
}
