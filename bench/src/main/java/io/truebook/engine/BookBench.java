package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.FIRST_USER_ACCOUNT;

import exchange.core2.collections.objpool.ObjectsPool;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.cmd.OrderCommandType;
import exchange.core2.core.common.config.LoggingConfiguration;
import exchange.core2.core.orderbook.OrderBookDirectImpl;
import exchange.core2.core.orderbook.OrderBookEventsHelper;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * The order book of exchange-core 0.5.3, bare, beside ours bare and beside our engine with all its rules and margin checks but without
 * hashing: the same commands, in turns, in one run.
 */
public final class BookBench {
    private static final int MESSAGES = 1_000_000;
    private static final int WARM_UP = 3;
    private static final int ROUNDS = 9;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** The size of exchange-core's own published test, and a larger one. */
    private static final int[][] SIZES = {{1_000, 1_000}, {10_000, 20_000}};

    /** What one round cost, ns. */
    private record Cost(long wall, long cpu) {}

    /** The measured part of a round. */
    private interface Work {
        void run();
    }

    private interface Run {
        /** Fills the book and returns what then is measured. */
        Work opened(Fills fills);
    }

    public static void main(String[] args) {
        long seed = args.length == 0 ? 1 : Long.parseLong(args[0]);
        System.out.printf(Locale.ROOT, "%,d messages, seed %d; medians of %d rounds%n", MESSAGES, seed, ROUNDS);
        System.out.println("mix: " + StreamGenerator.MIX);
        for (int[] size : SIZES) {
            measure(StreamGenerator.of(seed, size[0], size[1], MESSAGES), size[0], size[1]);
        }
        System.out.printf(
                Locale.ROOT,
                "machine: %d cores, Java %s%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
    }

    private static void measure(CommandStream stream, int accounts, int live) {
        List<byte[]> items =
                IntStream.range(0, stream.length).mapToObj(stream::item).toList();
        Run[] runs = {
            fills -> exchangeCore(stream, fills),
            fills -> bare(stream, fills),
            fills -> decoded(stream, fills),
            fills -> engine(stream, items, fills)
        };
        String[] names = {
            "exchange-core 0.5.3, book alone",
            "Truebook, book alone",
            "Truebook, every rule, decoded",
            "Truebook, items without hashing"
        };
        Cost[][] costs = new Cost[runs.length][ROUNDS];
        Fills[] fills = new Fills[runs.length];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (int i = 0; i < runs.length; i++) {
                fills[i] = new Fills();
                costs[i][Math.max(round, 0)] = cost(runs[i].opened(fills[i]));
                if (fills[i].fills != fills[0].fills || fills[i].lots != fills[0].lots) {
                    throw new IllegalStateException(names[i] + " filled other orders than " + names[0]);
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%n%,d accounts, about %,d live orders, %,d fills%n%-32s %14s %8s %14s %8s%n",
                accounts,
                live,
                fills[0].fills,
                "messages/s",
                "wall",
                "times",
                "CPU time",
                "times");
        long wall = median(costs[0], Cost::wall);
        long cpu = median(costs[0], Cost::cpu);
        for (int i = 0; i < runs.length; i++) {
            System.out.printf(
                    Locale.ROOT,
                    "%-32s %,14.0f %8.2f %,14.0f %8.2f%n",
                    names[i],
                    MESSAGES * 1e9 / median(costs[i], Cost::wall),
                    (double) wall / median(costs[i], Cost::wall),
                    MESSAGES * 1e9 / median(costs[i], Cost::cpu),
                    (double) cpu / median(costs[i], Cost::cpu));
        }
    }

    private static Cost cost(Work work) {
        System.gc();
        long cpu = THREADS.getCurrentThreadCpuTime();
        long wall = System.nanoTime();
        work.run();
        return new Cost(System.nanoTime() - wall, THREADS.getCurrentThreadCpuTime() - cpu);
    }

    private static long median(Cost[] costs, ToLongFunction<Cost> part) {
        long[] sorted = Arrays.stream(costs).mapToLong(part).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static Work bare(CommandStream stream, Fills fills) {
        BareBook book = new BareBook(fills);
        bare(stream, book, 0, stream.opening);
        return () -> bare(stream, book, stream.opening, stream.length);
    }

    private static void bare(CommandStream s, BareBook book, int from, int to) {
        for (int n = from; n < to; n++) {
            long account = FIRST_USER_ACCOUNT + s.accounts[n];
            switch (s.kinds[n]) {
                case CommandStream.REST -> book.place(account, s.sides[n], s.ticks[n], s.lots[n], s.orders[n], true);
                case CommandStream.TAKE -> book.place(account, s.sides[n], s.ticks[n], s.lots[n], s.orders[n], false);
                case CommandStream.CANCEL -> book.cancel(account, s.slots[n], s.orders[n]);
                case CommandStream.REDUCE -> book.reduce(account, s.slots[n], s.orders[n], s.lots[n]);
                default -> book.move(account, s.slots[n], s.orders[n], s.ticks[n]);
            }
        }
    }

    private static Work decoded(CommandStream stream, Fills fills) {
        DecodedEngine engine = new DecodedEngine(stream.accountsUsed, fills);
        engine.execute(stream, 0, stream.opening);
        return () -> engine.execute(stream, stream.opening, stream.length);
    }

    private static Work engine(CommandStream stream, List<byte[]> items, Fills fills) {
        NoHash.install();
        StreamEngine engine = new StreamEngine(stream.accountsUsed, fills, _ -> {});
        NoHash.restore();
        engine.execute(items.subList(0, stream.opening));
        return () -> engine.execute(items.subList(stream.opening, stream.length));
    }

    private static Work exchangeCore(CommandStream stream, Fills fills) {
        OrderBookDirectImpl book = new OrderBookDirectImpl(
                CoreSymbolSpecification.builder()
                        .symbolId(1)
                        .type(SymbolType.FUTURES_CONTRACT)
                        .baseCurrency(1)
                        .quoteCurrency(2)
                        .baseScaleK(1)
                        .quoteScaleK(1)
                        .build(),
                new ObjectsPool(poolsOfItsMatchingEngine()),
                OrderBookEventsHelper.NON_POOLED_EVENTS_HELPER,
                LoggingConfiguration.DEFAULT);
        OrderCommand command = new OrderCommand();
        exchangeCore(stream, book, command, fills, 0, stream.opening);
        return () -> exchangeCore(stream, book, command, fills, stream.opening, stream.length);
    }

    private static void exchangeCore(
            CommandStream s, OrderBookDirectImpl book, OrderCommand command, Fills fills, int from, int to) {
        for (int n = from; n < to; n++) {
            command.orderId = s.orders[n];
            command.uid = s.accounts[n];
            command.matcherEvent = null;
            switch (s.kinds[n]) {
                case CommandStream.REST, CommandStream.TAKE -> {
                    command.command = OrderCommandType.PLACE_ORDER;
                    command.orderType = s.kinds[n] == CommandStream.REST ? OrderType.GTC : OrderType.IOC;
                    command.action = s.sides[n] == 0 ? OrderAction.BID : OrderAction.ASK;
                    command.price = s.ticks[n];
                    command.reserveBidPrice = s.ticks[n];
                    command.size = s.lots[n];
                    book.newOrder(command);
                    count(command, fills);
                }
                case CommandStream.CANCEL -> {
                    command.command = OrderCommandType.CANCEL_ORDER;
                    book.cancelOrder(command);
                }
                case CommandStream.REDUCE -> {
                    command.command = OrderCommandType.REDUCE_ORDER;
                    command.size = s.less[n];
                    book.reduceOrder(command);
                }
                default -> {
                    command.command = OrderCommandType.MOVE_ORDER;
                    command.price = s.ticks[n];
                    book.moveOrder(command);
                }
            }
        }
    }

    private static void count(OrderCommand command, Fills fills) {
        for (MatcherTradeEvent event = command.matcherEvent; event != null; event = event.nextEvent) {
            if (event.eventType == MatcherEventType.TRADE) {
                fills.fills++;
                fills.lots += event.size;
            }
        }
    }

    /** As its matching engine fills them. */
    private static Map<Integer, Integer> poolsOfItsMatchingEngine() {
        Map<Integer, Integer> pools = new HashMap<>();
        pools.put(ObjectsPool.DIRECT_ORDER, 1024 * 1024);
        pools.put(ObjectsPool.DIRECT_BUCKET, 1024 * 64);
        pools.put(ObjectsPool.ART_NODE_4, 1024 * 32);
        pools.put(ObjectsPool.ART_NODE_16, 1024 * 16);
        pools.put(ObjectsPool.ART_NODE_48, 1024 * 8);
        pools.put(ObjectsPool.ART_NODE_256, 1024 * 4);
        return pools;
    }

    private BookBench() {}
}
