package io.truebook.sequencer.bench;

import io.truebook.sequencer.TestExchange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/**
 * Signed orders per second that the exchange confirms softly, durable on its disk, and how long one waits at half that rate; everything
 * through WebSockets of the public gateway, from this process to the exchange's. Every round meets a fresh exchange.
 */
final class GatewayBench {
    private static final int WARM_SECONDS = 20;
    private static final int TRIAL_SECONDS = 5;
    private static final int TRIAL_ITEMS = 600_000;
    private static final int FLOOR_SECONDS = 3;
    private static final int PROGRESS_SECONDS = 5;

    private final BenchArguments arguments;

    private GatewayBench(BenchArguments arguments) {
        this.arguments = arguments;
    }

    /** One measured span and the CPU both processes used, ms. */
    private record Round(Tally tally, long exchangeMillis, long ownMillis) {}

    public static void main(String[] args) throws Exception {
        BenchArguments arguments;
        try {
            arguments = BenchArguments.of(args);
        } catch (IllegalArgumentException usage) {
            System.err.println("gateway " + usage.getMessage());
            System.exit(2);
            return;
        }
        String machine = Machine.describe(arguments.folder());
        new GatewayBench(arguments).run();
        System.out.printf("machine                 %s%n", machine);
        System.exit(0);
    }

    private void run() throws Exception {
        int rate = arguments.rate();
        SignedFlow trial = sign(rate == 0 ? TRIAL_ITEMS : Math.multiplyExact(rate, WARM_SECONDS + arguments.seconds()));
        if (rate > 0) {
            latency(trial, rate);
            return;
        }
        progress("trying for %d s how much to sign", TRIAL_SECONDS);
        Round tried = windowed(trial, WARM_SECONDS / 2, TRIAL_SECONDS);
        long perSecond = tried.tally().confirmed() / TRIAL_SECONDS;
        // A fresh JVM tries before it is warm, so the rounds may need twice as many.
        SignedFlow flow = sign((int) (perSecond * 2 * (WARM_SECONDS + arguments.seconds())));
        latency(flow, throughput(flow) / 2);
    }

    /** Prints the median and returns it. */
    private int throughput(SignedFlow flow) throws Exception {
        List<Double> floors = new ArrayList<>();
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < arguments.rounds(); i++) {
            floors.add(RecoveryFloor.perSecond(flow, FLOOR_SECONDS));
            progress("throughput, round %d of %d", i + 1, arguments.rounds());
            rounds.add(windowed(flow, WARM_SECONDS, arguments.seconds()));
        }
        Round median = median(rounds, round -> round.tally().confirmed());
        double perSecond = (double) median.tally().confirmed() / arguments.seconds();
        double floor = median(floors, Function.identity());
        print(
                "soft-confirmed",
                "%,.0f signed orders/s for %d s (median of %s)",
                perSecond,
                arguments.seconds(),
                rates(rounds));
        print(
                "sent",
                "by %d accounts on a WebSocket each, one order a frame, %d on their way each",
                flow.traders(),
                arguments.window());
        print(
                "floor",
                "%,.0f bare signature recoveries/s on the same cores: %.1f of them per order",
                floor,
                floor / perSecond);
        outcomes(rounds);
        cpu(median);
        return (int) perSecond;
    }

    private void latency(SignedFlow flow, int rate) throws Exception {
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < arguments.rounds(); i++) {
            progress("latency at %,d orders/s, round %d of %d", rate, i + 1, arguments.rounds());
            rounds.add(paced(flow, rate));
        }
        Round median = median(rounds, round -> round.tally().latency().getValueAtPercentile(99));
        Histogram micros = median.tally().latency();
        print(
                "latency at " + rate + "/s",
                "p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, most %.2f ms, from the intended sending (round of median p99, of %d)",
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getValueAtPercentile(99.9) / 1e3,
                micros.getMaxValue() / 1e3,
                rounds.size());
        outcomes(rounds);
        cpu(median);
    }

    private Round windowed(SignedFlow flow, int warmSeconds, int seconds) throws Exception {
        return round(flow, clients -> {
            WindowedLoad load = new WindowedLoad(clients, flow, arguments.window(), warmSeconds, seconds);
            return Map.entry(load.tally(), load.run());
        });
    }

    private Round paced(SignedFlow flow, int rate) throws Exception {
        return round(flow, clients -> {
            PacedLoad load = new PacedLoad(clients, flow, rate, WARM_SECONDS, arguments.seconds());
            return Map.entry(load.tally(), load.run());
        });
    }

    private Round round(SignedFlow flow, Function<Clients, Map.Entry<Tally, CompletableFuture<Void>>> load)
            throws Exception {
        try (ExchangeHost exchange = new ExchangeHost(arguments.folder(), flow.traders(), arguments.jvm());
                Clients opening = new Clients(exchange.port(), 1)) {
            setPrice(opening);
            try (Clients clients = new Clients(exchange.port(), flow.traders())) {
                long exchangeBefore = exchange.cpuMillis();
                long ownBefore = ownCpuMillis();
                Map.Entry<Tally, CompletableFuture<Void>> running = load.apply(clients);
                await(running.getValue(), running.getKey(), clients);
                return new Round(running.getKey(), exchange.cpuMillis() - exchangeBefore, ownCpuMillis() - ownBefore);
            }
        }
    }

    /** Nothing trades before the market has a price, and the engine takes none from its future. */
    private static void setPrice(Clients clients) throws Exception {
        for (int attempt = 0; attempt < 20; attempt++) {
            CompletableFuture<Ack> answer = new CompletableFuture<>();
            clients.listen((trader, ack) -> answer.complete(ack));
            byte[] price = TestExchange.price(TestExchange.MARK, System.currentTimeMillis() - 1_000);
            clients.thread().execute(() -> {
                clients.write(0, price);
                clients.flush(0);
            });
            Ack ack = answer.get(10, TimeUnit.SECONDS);
            if (ack.sequenced() && ack.reason().equals("OK")) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new IllegalStateException("the exchange took no price");
    }

    private void await(CompletableFuture<Void> ended, Tally tally, Clients clients) throws Exception {
        long before = 0;
        long waited = 0;
        while (true) {
            try {
                ended.get(PROGRESS_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException running) {
                clients.requireOpen();
                waited += PROGRESS_SECONDS;
                long now = tally.confirmed();
                progress("  %3d s: %,d orders/s", waited, (now - before) / PROGRESS_SECONDS);
                before = now;
                if (waited > arguments.seconds() + 120) {
                    throw new IllegalStateException("the answers do not come");
                }
            }
        }
    }

    private SignedFlow sign(int items) {
        progress("signing %,d orders of %d accounts, seed %d", items, arguments.accounts(), arguments.seed());
        int each = (items + arguments.accounts() - 1) / arguments.accounts();
        return SignedFlow.sign(arguments.accounts(), each, arguments.seed());
    }

    private static void outcomes(List<Round> rounds) {
        Map<String, Long> refused = new TreeMap<>();
        Map<String, Long> rejected = new TreeMap<>();
        for (Round round : rounds) {
            round.tally().refused().forEach((reason, count) -> refused.merge(reason, count, Long::sum));
            round.tally().rejected().forEach((reason, count) -> rejected.merge(reason, count, Long::sum));
        }
        print("errors", "%s, all rounds", refused.isEmpty() ? "none" : refused);
        print("other reasons", "%s, all rounds, with a place in the chain", rejected);
    }

    private static void cpu(Round round) {
        print(
                "CPU",
                "exchange %d %%, load generator %d %% of what both used",
                round.exchangeMillis() * 100 / (round.exchangeMillis() + round.ownMillis()),
                round.ownMillis() * 100 / (round.exchangeMillis() + round.ownMillis()));
    }

    private String rates(List<Round> rounds) {
        return String.join(
                ", ",
                rounds.stream()
                        .map(round ->
                                String.format(Locale.ROOT, "%,d", round.tally().confirmed() / arguments.seconds()))
                        .toList());
    }

    private static <T, C extends Comparable<C>> T median(List<T> values, Function<T, C> order) {
        return values.stream().sorted(Comparator.comparing(order)).toList().get((values.size() - 1) / 2);
    }

    private static long ownCpuMillis() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
    }

    private static void progress(String format, Object... values) {
        System.err.printf(Locale.ROOT, format + "%n", values);
    }

    private static void print(String name, String format, Object... values) {
        System.out.printf(Locale.ROOT, "%-23s ", name);
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
