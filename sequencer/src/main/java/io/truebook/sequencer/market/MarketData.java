package io.truebook.sequencer.market;

import io.truebook.engine.Cells;
import io.truebook.l1.SignedHead;
import io.truebook.sequencer.Feed;
import io.truebook.sequencer.Outcome;
import io.truebook.sequencer.divergence.DivergenceFigures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Books and channels, on a thread of their own so that whoever watches never slows down who trades. All that is told is durable. What
 * waits is taken together: one delta a market for all items that came since the last.
 */
public final class MarketData implements Feed, AutoCloseable {
    private static final int TAKEN_TOGETHER = 1_024;
    private static final int NAMES_KEPT = 1_000_000;

    /** An order, or what is left of it, by what names it in the protocol. */
    private record Order(long account, long nonce) {}

    private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final Subscriptions subscriptions = new Subscriptions();
    private final Thread thread = new Thread(this::run, "market-data");
    private DivergenceFigures diverged;
    private BookView[] books = new BookView[256];
    private final IndexHistory[] indices = new IndexHistory[256];
    private final Map<Order, String> names = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Order, String> eldest) {
            return size() > NAMES_KEPT;
        }
    };
    private volatile boolean stopping;

    public MarketData() {
        thread.start();
    }

    @Override
    public void startsFrom(Cells cells) {
        BookView[] loaded = BookLoader.load(cells);
        queue.add(() -> books = loaded);
    }

    @Override
    public void named(long account, long nonce, String clientOrderId) {
        queue.add(() -> names.put(new Order(account, nonce), clientOrderId));
    }

    @Override
    public void happened(Outcome.Sequenced item) {
        if (!item.events().isEmpty()) {
            queue.add(() -> item.events().forEach(event -> tell(item.sequence(), event)));
        }
    }

    @Override
    public void signed(SignedHead head) {
        queue.add(() -> subscriptions.send(new Channel.Heads(), () -> MarketJson.head(head)));
    }

    @Override
    public void reverted(long sequence) {
        queue.add(() -> subscriptions.sendToAll(MarketJson.reverted(sequence)));
    }

    @Override
    public void diverged(DivergenceFigures figures) {
        queue.add(() -> {
            diverged = figures;
            subscriptions.send(new Channel.Divergence(), () -> MarketJson.divergence(figures));
        });
    }

    /** Begins to send a channel; a book's snapshot comes first, and every delta after it follows without a gap. */
    public void subscribe(Channel channel, Subscriber subscriber) {
        queue.add(() -> {
            publishDeltas();
            if (channel instanceof Channel.Book(int market) && books[market] != null) {
                subscriber.send(MarketJson.snapshot(market, books[market].snapshot(Integer.MAX_VALUE)));
            }
            if (channel instanceof Channel.Divergence && diverged != null) {
                subscriber.send(MarketJson.divergence(diverged));
            }
            subscriptions.add(channel, subscriber);
        });
    }

    public void unsubscribe(Channel channel, Subscriber subscriber) {
        queue.add(() -> subscriptions.remove(channel, subscriber));
    }

    public void unsubscribeAll(Subscriber subscriber) {
        queue.add(() -> subscriptions.removeAll(subscriber));
    }

    /** A book as JSON with the version of the last delta, {@code null} when the market is not listed. */
    public CompletableFuture<byte[]> snapshot(int market, int depth) {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        queue.add(() -> {
            publishDeltas();
            BookView book = books[market];
            answer.complete(book == null ? null : MarketJson.snapshot(market, book.snapshot(depth)));
        });
        return answer;
    }

    /** The index prices of a market as JSON, {@code null} when it is not listed. */
    public CompletableFuture<byte[]> indexHistory(int market) {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        queue.add(() -> answer.complete(
                books[market] == null
                        ? null
                        : MarketJson.indexHistory(
                                market, indices[market] == null ? List.of() : indices[market].prices())));
        return answer;
    }

    @Override
    public void close() {
        stopping = true;
        queue.add(() -> {});
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                Runnable next = queue.poll(1, TimeUnit.SECONDS);
                for (int i = 0; next != null && i < TAKEN_TOGETHER; i++) {
                    next.run();
                    next = queue.poll();
                }
                if (next != null) {
                    next.run();
                }
                publishDeltas();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void publishDeltas() {
        for (int market = 0; market < books.length; market++) {
            BookView.Delta delta = books[market] == null ? null : books[market].takeDelta();
            if (delta != null) {
                int number = market;
                subscriptions.send(new Channel.Book(market), () -> MarketJson.delta(number, delta));
            }
        }
    }

    private void tell(long sequence, EngineEvent event) {
        switch (event) {
            case EngineEvent.Rested e -> {
                book(sequence, e.market()).rested(e.account(), e.slot(), e.side(), e.tick(), e.lots());
                order(
                        "resting",
                        sequence,
                        e.account(),
                        e.slot(),
                        e.market(),
                        e.side(),
                        e.tick(),
                        e.lots(),
                        e.nonce(),
                        null);
            }
            case EngineEvent.Amended e -> {
                book(sequence, e.market()).amended(e.account(), e.slot(), e.side(), e.tick(), e.lots());
                order(
                        "amended",
                        sequence,
                        e.account(),
                        e.slot(),
                        e.market(),
                        e.side(),
                        e.tick(),
                        e.lots(),
                        e.nonce(),
                        null);
            }
            case EngineEvent.Removed e -> {
                book(sequence, e.market()).removed(e.account(), e.slot(), e.side(), e.tick(), e.lots());
                String reason = e.reason().name();
                order(
                        "removed",
                        sequence,
                        e.account(),
                        e.slot(),
                        e.market(),
                        e.side(),
                        e.tick(),
                        e.lots(),
                        e.nonce(),
                        reason);
            }
            case EngineEvent.Filled e -> {
                int side = e.takerSide() ^ 1;
                book(sequence, e.market())
                        .filled(e.maker(), e.makerSlot(), side, e.tick(), e.lots(), e.makerLotsLeft());
                subscriptions.send(new Channel.Trades(e.market()), () -> MarketJson.trade(sequence, e));
                subscriptions.send(
                        new Channel.Account(e.maker()),
                        () -> MarketJson.fill(sequence, e, true, name(e.maker(), e.makerNonce())));
                subscriptions.send(
                        new Channel.Account(e.taker()),
                        () -> MarketJson.fill(sequence, e, false, name(e.taker(), e.takerNonce())));
            }
            case EngineEvent.Deposited e ->
                subscriptions.send(
                        new Channel.Account(e.account()),
                        () -> MarketJson.money("deposit", sequence, e.account(), e.amount()));
            case EngineEvent.Withdrew e ->
                subscriptions.send(
                        new Channel.Account(e.account()),
                        () -> MarketJson.money("withdrawal", sequence, e.account(), e.amount()));
            case EngineEvent.Priced e -> subscriptions.send(new Channel.Prices(), () -> MarketJson.price(sequence, e));
            case EngineEvent.Marked e -> {
                index(e.market()).add(e.publishTime(), e.index());
                subscriptions.send(new Channel.Markets(), () -> MarketJson.mark(sequence, e));
            }
            case EngineEvent.Funded e ->
                subscriptions.send(new Channel.Markets(), () -> MarketJson.funding(sequence, e));
            case EngineEvent.LossSpread e ->
                subscriptions.send(new Channel.Markets(), () -> MarketJson.lossSpread(sequence, e));
            case EngineEvent.Liquidating e -> {
                subscriptions.send(new Channel.Trades(e.market()), () -> MarketJson.liquidation(sequence, e));
                subscriptions.send(new Channel.Account(e.account()), () -> MarketJson.liquidation(sequence, e));
            }
            case EngineEvent.Backstopped e -> {
                subscriptions.send(new Channel.Trades(e.market()), () -> MarketJson.backstop(sequence, e));
                subscriptions.send(new Channel.Account(e.account()), () -> MarketJson.backstop(sequence, e));
            }
            case EngineEvent.InsurancePaid e ->
                subscriptions.send(
                        new Channel.Account(e.account()),
                        () -> MarketJson.money("insurance", sequence, e.account(), e.amount()));
            case EngineEvent.Transferred e -> {
                subscriptions.send(new Channel.Account(e.account()), () -> MarketJson.transfer(sequence, e));
                subscriptions.send(new Channel.Account(e.to()), () -> MarketJson.transfer(sequence, e));
            }
            case EngineEvent.SubaccountOpened e ->
                subscriptions.send(new Channel.Account(e.account()), () -> MarketJson.subaccount(sequence, e));
            case EngineEvent.Named e -> names.put(new Order(e.account(), e.nonce()), e.clientOrderId());
            case EngineEvent.OperationFinished e -> {}
            case EngineEvent.Liquidated e -> {}
            case EngineEvent.Listed e -> books[e.market()] = new BookView(sequence);
        }
    }

    private BookView book(long sequence, int market) {
        books[market].changedBy(sequence);
        return books[market];
    }

    private IndexHistory index(int market) {
        if (indices[market] == null) {
            indices[market] = new IndexHistory();
        }
        return indices[market];
    }

    private String name(long account, long nonce) {
        return names.get(new Order(account, nonce));
    }

    private void order(
            String state,
            long sequence,
            long account,
            int slot,
            int market,
            int side,
            int tick,
            long lots,
            long nonce,
            String reason) {
        subscriptions.send(
                new Channel.Account(account),
                () -> MarketJson.order(
                        state, sequence, account, slot, market, side, tick, lots, nonce, name(account, nonce), reason));
    }
}
