package io.truebook.sequencer.gateway;

import io.truebook.engine.Cells;
import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.Protocol;
import io.truebook.l1.Bytes32;
import io.truebook.sequencer.AccountReport;
import io.truebook.sequencer.BatchLog;
import io.truebook.sequencer.Completion;
import io.truebook.sequencer.DivergenceJson;
import io.truebook.sequencer.ExchangeReport;
import io.truebook.sequencer.Json;
import io.truebook.sequencer.MarketReport;
import io.truebook.sequencer.Sequencer;
import io.truebook.sequencer.divergence.Base;
import io.truebook.sequencer.divergence.Ledger;
import io.truebook.sequencer.lifecycle.ItemName;
import io.truebook.sequencer.lifecycle.ItemReport;
import io.truebook.sequencer.market.MarketData;
import io.truebook.sequencer.market.Subscriber;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;

/** What each resource answers. Paths are listed in {@link Router}. */
final class Api {
    /** How far back an item of an account is looked for by its nonce. */
    private static final int SEARCHED = 10_000;

    private final Sequencer sequencer;
    private final MarketData marketData;
    private final VerificationPool verification;
    private final Deployment deployment;
    private final Supplier<String> metrics;

    /** What a client needs for signing, and cannot guess. */
    record Deployment(long chainId, byte[] bridge) {}

    Api(
            Sequencer sequencer,
            MarketData marketData,
            VerificationPool verification,
            Deployment deployment,
            Supplier<String> metrics) {
        this.sequencer = sequencer;
        this.marketData = marketData;
        this.verification = verification;
        this.deployment = deployment;
        this.metrics = metrics;
    }

    /** An operation as JSON. */
    CompletableFuture<Response> operation(String operation, byte[] body, int connection) {
        Fields fields = Fields.of(body);
        String name = ItemJson.clientOrderId(operation, fields);
        return item(ItemJson.item(operation, fields), connection, name);
    }

    /** A framed item as bytes. */
    CompletableFuture<Response> item(byte[] item, int connection) {
        return item(item, connection, null);
    }

    private CompletableFuture<Response> item(byte[] item, int connection, String clientOrderId) {
        CompletableFuture<Response> response = new CompletableFuture<>();
        long account = accountOf(item);
        submit(item, connection, clientOrderId, outcome -> response.complete(OutcomeJson.response(outcome, account)));
        return response;
    }

    void submit(byte[] item, int connection, String clientOrderId, Completion completion) {
        verification.submit(connection, item, clientOrderId, completion);
    }

    /** The account a framed item names, 0 when it names none. */
    static long accountOf(byte[] item) {
        return item.length < Protocol.FRAME_LENGTH + 4 ? 0 : BigEndian.get(item, Protocol.FRAME_LENGTH, 4);
    }

    CompletableFuture<Response> account(long number) {
        return ofAccount(number, cells -> AccountReport.of(cells, sequencer.accounts(), number), ReportJson::account);
    }

    CompletableFuture<Response> orders(long number) {
        if (!sequencer.accounts().exists(number)) {
            return now(ApiError.notFound("no account " + number).response());
        }
        CompletableFuture<Response> response = new CompletableFuture<>();
        sequencer.orders(
                number,
                orders -> response.complete(ReportJson.orders(number, orders)),
                refusal -> response.complete(ApiError.of(refusal).response()));
        return response;
    }

    CompletableFuture<Response> triggers(long number) {
        if (!sequencer.accounts().exists(number)) {
            return now(ApiError.notFound("no account " + number).response());
        }
        CompletableFuture<Response> response = new CompletableFuture<>();
        sequencer.waitingOrders(
                number,
                orders -> response.complete(ReportJson.waiting(number, orders)),
                refusal -> response.complete(ApiError.of(refusal).response()));
        return response;
    }

    CompletableFuture<Response> owner(String address) {
        byte[] owner = address(address);
        Long number = sequencer.accounts().of(owner);
        if (number == null) {
            return now(ApiError.notFound("no account of " + address).response());
        }
        return account(number);
    }

    CompletableFuture<Response> markets() {
        return ask(MarketReport::all, ReportJson::markets);
    }

    CompletableFuture<Response> exchange() {
        return ask(ExchangeReport::of, ReportJson::exchange);
    }

    CompletableFuture<Response> divergence() {
        return divergence(Ledger::figures, DivergenceJson::figures);
    }

    CompletableFuture<Response> divergenceByMarket(Base since) {
        return divergence(
                ledger -> ledger.byMarket(since),
                (json, breakdown) -> DivergenceJson.byMarket(
                        json, since, breakdown, sequencer.clock().getAsLong()));
    }

    CompletableFuture<Response> divergenceByAccount(Base since, int top) {
        return divergence(
                ledger -> ledger.byAccount(since, top),
                (json, breakdown) -> DivergenceJson.byAccount(json, since, breakdown));
    }

    private <T> CompletableFuture<Response> divergence(
            Function<Ledger, T> question, BiConsumer<JsonGenerator, T> fields) {
        CompletableFuture<Response> response = new CompletableFuture<>();
        sequencer.divergence(
                question,
                found -> response.complete(ReportJson.ok(json -> fields.accept(json, found))),
                refusal -> response.complete(ApiError.of(refusal).response()));
        return response;
    }

    CompletableFuture<Response> book(int market, int depth) {
        return ofListed(market, marketData.snapshot(market, depth));
    }

    CompletableFuture<Response> indexHistory(int market) {
        return ofListed(market, marketData.indexHistory(market));
    }

    private static CompletableFuture<Response> ofListed(int market, CompletableFuture<byte[]> json) {
        return json.thenApply(found -> found == null
                ? ApiError.notFound("market " + market + " is not listed").response()
                : new Response(200, found));
    }

    CompletableFuture<Response> batch(String index) {
        BatchLog log = sequencer.batches();
        BatchLog.Entry entry = index.equals("latest") ? log.latest() : log.get(Router.number(index));
        return now(entry == null ? ApiError.notFound("no batch " + index).response() : ReportJson.batch(entry));
    }

    CompletableFuture<Response> transaction(long sequence, String chainHash) {
        return now(sequencer
                .items()
                .find(sequence, chainHash == null ? null : bytes32(chainHash))
                .map(ReportJson::item)
                .orElseGet(() -> ApiError.notFound("no transaction " + sequence).response()));
    }

    /** The last items of an account, what waits among them; with a key and nonce those that it names. */
    CompletableFuture<Response> items(long number, int most, String key, String nonce) {
        // An account may have been taken back with its items.
        if (!sequencer.accounts().exists(number)
                && sequencer.items().ofAccount(number, 1).isEmpty()) {
            return now(ApiError.notFound("no account " + number).response());
        }
        long wantedKey = key == null ? -1 : Router.number(key);
        long wantedNonce = nonce == null ? -1 : Router.number(nonce);
        CompletableFuture<Response> response = new CompletableFuture<>();
        sequencer.waitingOrders(
                number,
                waiting -> {
                    List<ItemReport> all = new ArrayList<>();
                    waiting.forEach(order -> all.add(ItemReport.waiting(ItemName.of(order))));
                    all.addAll(sequencer.items().ofAccount(number, nonce == null && key == null ? most : SEARCHED));
                    response.complete(ReportJson.items(
                            number,
                            all.stream()
                                    .filter(item -> wantedKey < 0 || item.name().key() == wantedKey)
                                    .filter(item ->
                                            wantedNonce < 0 || item.name().nonce() == wantedNonce)
                                    .limit(most)
                                    .toList()));
                },
                refusal -> response.complete(ApiError.of(refusal).response()));
        return response;
    }

    CompletableFuture<Response> receipt(long sequence) {
        CompletableFuture<Response> response = new CompletableFuture<>();
        sequencer.receipt(
                sequence,
                receipt -> response.complete(receipt.map(ReportJson::receipt)
                        .orElseGet(() -> ApiError.notFound("no receipt of " + sequence
                                        + ": it is not known, not this sequencer's, or final and on L1")
                                .response())));
        return response;
    }

    /** Where the items of an account or one item stand, from now on. */
    void subscribe(StatusTopic topic, Subscriber subscriber) {
        switch (topic) {
            case StatusTopic.OfAccount(long account) -> sequencer.items().subscribeToAccount(account, subscriber);
            case StatusTopic.OfItem(long sequence) -> sequencer.items().subscribeToItem(sequence, subscriber);
            case StatusTopic.Receipts(long account) -> sequencer.receiptFeed().subscribe(account, subscriber);
        }
    }

    void unsubscribe(StatusTopic topic, Subscriber subscriber) {
        switch (topic) {
            case StatusTopic.OfAccount(long account) -> sequencer.items().unsubscribeFromAccount(account, subscriber);
            case StatusTopic.OfItem(long sequence) -> sequencer.items().unsubscribeFromItem(sequence, subscriber);
            case StatusTopic.Receipts(long account) -> sequencer.receiptFeed().unsubscribe(account, subscriber);
        }
    }

    void unsubscribeAll(Subscriber subscriber) {
        sequencer.items().unsubscribeAll(subscriber);
        sequencer.receiptFeed().unsubscribeAll(subscriber);
        marketData.unsubscribeAll(subscriber);
    }

    CompletableFuture<Response> head() {
        return now(
                sequencer.latestHead() == null
                        ? ApiError.notFound("no head has been signed yet").response()
                        : ReportJson.head(sequencer.latestHead()));
    }

    CompletableFuture<Response> status() {
        return now(ReportJson.ok(json -> {
            json.writeStringProperty("mode", sequencer.standing().mode().name());
            json.writeStringProperty("reason", sequencer.standing().reason());
            json.writeNumberProperty("accounts", sequencer.accounts().count());
            json.writeNumberProperty("queued", sequencer.queued());
            json.writeNumberProperty("sealedBatch", sequencer.sealedHeader().index());
            json.writeNumberProperty("inboxNext", sequencer.inboxNext());
        }));
    }

    CompletableFuture<Response> controller() {
        return now(ControllerJson.controller(sequencer.controller()));
    }

    CompletableFuture<Response> delays() {
        return now(DelayJson.delays(sequencer.delays()));
    }

    CompletableFuture<Response> deployment() {
        return now(ReportJson.ok(json -> {
            json.writeStringProperty("name", "Truebook");
            json.writeStringProperty("version", Integer.toString(Protocol.PROTOCOL_VERSION));
            json.writeNumberProperty("chainId", deployment.chainId());
            json.writeStringProperty("verifyingContract", Json.hex(deployment.bridge()));
        }));
    }

    CompletableFuture<Response> metrics() {
        return now(Response.text(metrics.get()));
    }

    private <T> CompletableFuture<Response> ofAccount(
            long number, Function<Cells, T> question, Function<T, Response> answer) {
        if (!sequencer.accounts().exists(number)) {
            return now(ApiError.notFound("no account " + number).response());
        }
        return ask(question, answer);
    }

    private <T> CompletableFuture<Response> ask(Function<Cells, T> question, Function<T, Response> answer) {
        CompletableFuture<T> value = new CompletableFuture<>();
        CompletableFuture<Response> response = new CompletableFuture<>();
        sequencer.query(
                question,
                value::complete,
                refusal -> response.complete(ApiError.of(refusal).response()));
        value.thenAccept(found -> response.complete(answer.apply(found)));
        return response;
    }

    private static CompletableFuture<Response> now(Response response) {
        return CompletableFuture.completedFuture(response);
    }

    private static byte[] address(String hex) {
        return bytes(hex, 20, "an address");
    }

    private static Bytes32 bytes32(String hex) {
        return Bytes32.of(bytes(hex, 32, "chainHash"));
    }

    private static byte[] bytes(String hex, int length, String what) {
        try {
            byte[] bytes = HexFormat.of().parseHex(hex.startsWith("0x") ? hex.substring(2) : hex);
            if (bytes.length == length) {
                return bytes;
            }
        } catch (IllegalArgumentException notHex) {
            throw new BadRequestException(what + " must be hexadecimal");
        }
        throw new BadRequestException(what + " has " + length + " bytes");
    }
}
