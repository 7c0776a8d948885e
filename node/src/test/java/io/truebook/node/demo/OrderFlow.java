package io.truebook.node.demo;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.Digests;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.Items;
import io.truebook.node.CommandFailure;
import io.truebook.node.GatewayClient;
import io.truebook.sequencer.signing.Signer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Signed orders through the public door: a third of the traders quote around a moving oracle price, the others take. Each trader is a
 * thread that waits for the answer to one order before it sends the next.
 */
final class OrderFlow implements AutoCloseable {
    private static final int MARKETS = 2;
    private static final int[] OPENING_TICKS = {600_000, 30_000};
    private static final int ORDERS_KEPT = 12;
    private static final Duration PRICE_INTERVAL = Duration.ofMillis(500);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    private final URI address;
    private final Eip712Domain domain;
    private final Signer publisher;
    private final List<Trader> traders;
    private final long pauseMillis;
    private final int[] ticks = OPENING_TICKS.clone();
    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, AtomicLong> refusals = new ConcurrentHashMap<>();
    private final AtomicLong accepted = new AtomicLong();
    private volatile boolean stopping;

    /** @param pauseMillis of a trader between two orders */
    OrderFlow(int port, Eip712Domain domain, List<Trader> traders, long pauseMillis) {
        address = URI.create("http://127.0.0.1:" + port);
        this.domain = domain;
        this.traders = traders;
        this.pauseMillis = pauseMillis;
        publisher = DemoKeys.PUBLISHER.signer();
    }

    /** Starts with a first price of each market, without which nothing trades. */
    void start(long seed) {
        try (GatewayClient gateway = new GatewayClient(address)) {
            publish(gateway);
        }
        threads.add(Thread.ofVirtual().start(() -> run(gateway -> movePrices(gateway, new SplittableRandom(seed)))));
        for (int i = 0; i < traders.size(); i++) {
            Trader trader = traders.get(i);
            boolean maker = i % 3 == 0;
            SplittableRandom random = new SplittableRandom(seed + 1 + i);
            threads.add(Thread.ofVirtual().start(() -> run(gateway -> trade(gateway, trader, maker, random))));
        }
    }

    /** Orders and cancels that were confirmed and did what they said. */
    long accepted() {
        return accepted.get();
    }

    /** How often each reason was given. */
    Map<String, Long> refusals() {
        Map<String, Long> sorted = new TreeMap<>();
        refusals.forEach((reason, count) -> sorted.put(reason, count.get()));
        return sorted;
    }

    @Override
    public void close() {
        stopping = true;
        threads.forEach(thread -> {
            try {
                thread.join(STOP_PATIENCE);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private interface Turn {
        void take(GatewayClient gateway) throws InterruptedException;
    }

    /** A gateway that is away for a while is no reason to stop trading. */
    private void run(Turn turn) {
        try (GatewayClient gateway = new GatewayClient(address)) {
            while (!stopping) {
                try {
                    turn.take(gateway);
                } catch (CommandFailure unreachable) {
                    count("UNREACHABLE");
                    Thread.sleep(PRICE_INTERVAL);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void movePrices(GatewayClient gateway, SplittableRandom random) throws InterruptedException {
        for (int market = 0; market < MARKETS; market++) {
            int step = Math.max(1, ticks[market] / 2_000);
            ticks[market] += random.nextInt(-step, step + 1);
        }
        publish(gateway);
        Thread.sleep(PRICE_INTERVAL);
    }

    private void publish(GatewayClient gateway) {
        for (int market = 0; market < MARKETS; market++) {
            long now = System.currentTimeMillis();
            byte[] signature = publisher.sign(Digests.price(domain, market, ticks[market], now));
            note(
                    gateway.submit(Items.oracle(market, now, List.of(new Items.Price(0, ticks[market], signature)))),
                    false);
        }
    }

    private void trade(GatewayClient gateway, Trader trader, boolean maker, SplittableRandom random)
            throws InterruptedException {
        int market = random.nextInt(MARKETS);
        boolean sell = random.nextBoolean();
        int distance = Math.max(1, ticks[market] / 10_000) * (1 + random.nextInt(10));
        long lots = 1 + random.nextInt(maker ? 40 : 25);
        int side = sell ? FLAG_SELL : 0;
        if (maker && trader.restingOrders() >= ORDERS_KEPT) {
            note(trader.cancelOldest(gateway), true);
        } else if (maker) {
            int tick = ticks[market] + (sell ? distance : -distance);
            note(trader.place(gateway, market, side | FLAG_TIF_POST_ONLY, tick, lots), true);
        } else {
            int tick = ticks[market] + (sell ? -distance : distance);
            note(trader.place(gateway, market, side | FLAG_TIF_IOC, tick, lots), true);
        }
        Thread.sleep(random.nextLong(pauseMillis / 2, pauseMillis * 3 / 2 + 1));
    }

    private void note(GatewayClient.Answer answer, boolean order) {
        if (!answer.ok()) {
            count(answer.text("reason"));
        } else if (order) {
            accepted.incrementAndGet();
        }
    }

    private void count(String reason) {
        refusals.computeIfAbsent(reason, key -> new AtomicLong()).incrementAndGet();
    }
}
