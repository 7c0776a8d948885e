package io.truebook.node.demo;

import io.truebook.engine.Eip712Domain;
import io.truebook.l1.BlockId;
import io.truebook.l1.Deployment;
import io.truebook.l1.L1Event;
import io.truebook.l1.TransactionSender;
import io.truebook.node.CommandFailure;
import io.truebook.node.GatewayClient;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * An exchange in bad weather: trading, deposits, withdrawals and claims while L1 goes back up to 32 blocks and sequencers and watcher are
 * killed, one taking over from the other. All the while the books are compared: by the sequencers, by the watcher, by a derivation of the
 * run's own, and by new ones that begin at genesis. A gap is a failure, and so is anything that halts, dies by itself or is slashed.
 */
final class SolvencyRun implements AutoCloseable {
    private static final int TRADERS = 9;
    private static final long DEPOSIT_UNITS = 50_000_000_000L;
    private static final long MOST_WITHDRAWN_UNITS = 50_000_000;
    private static final long NANO_PER_UNIT = 1_000;
    private static final long PAUSE_MILLIS = 400;
    private static final int BLOCK_SECONDS = 1;
    private static final Duration STARTING = Duration.ofSeconds(240);
    private static final Duration TAKING_OVER = Duration.ofSeconds(300);
    private static final Duration ENDING = Duration.ofSeconds(300);
    private static final Duration SILENT = Duration.ofSeconds(120);
    private static final Duration BETWEEN_DERIVATIONS = Duration.ofSeconds(120);

    /** @param seed of all that is random here; processes and L1 keep their own time */
    record Plan(Path folder, Path config, Duration duration, long seed) {}

    private final Plan plan;
    private final Consumer<String> progress;
    private final SplittableRandom random;
    private final DemoL1 l1 = new DemoL1();
    private final Cluster cluster;
    private final SolvencyTally tally = new SolvencyTally();
    private final int[] ports = {0, Cluster.freePort(), Cluster.freePort()};
    private final int watcherPort = Cluster.freePort();
    private final GatewayClient[] gateways = {null, gateway(ports[1]), gateway(ports[2])};
    private final Metrics[] metrics = {new Metrics(watcherPort), new Metrics(ports[1]), new Metrics(ports[2])};
    private final NodeProcess[] sequencers = new NodeProcess[3];
    private final List<Trader> traders = new ArrayList<>();
    private NodeProcess watcher;
    private Deployment deployment;
    private TransactionSender patron;
    private TransactionSender claimant;
    private Derivation derivation;
    private OrderFlow flow;
    private int active;
    private boolean trading = true;
    private long firstBlock;
    private long began;
    private long told;
    private long flowsBefore;
    private int derivations;
    private long lastActive;

    SolvencyRun(Plan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
        random = new SplittableRandom(plan.seed());
        cluster = new Cluster(plan.folder(), plan.config(), l1);
    }

    /** Runs; throws when anything but trade and weather happens. */
    SolvencyTally run() {
        prepare();
        long end = began + plan.duration().toNanos();
        long reorg = after(15, 10);
        long restart = after(25, 15);
        long anew = began + BETWEEN_DERIVATIONS.toNanos();
        while (System.nanoTime() < end) {
            everyTurn();
            if (random.nextInt(3) == 0) {
                deposit();
            }
            if (random.nextInt(2) == 0) {
                withdraw();
            }
            if (System.nanoTime() > reorg) {
                reorganise();
                reorg = after(10, 20);
            }
            if (System.nanoTime() > restart) {
                restart(end);
                restart = after(15, 20);
            }
            if (System.nanoTime() > anew) {
                deriveAnew();
                anew = System.nanoTime() + BETWEEN_DERIVATIONS.toNanos();
            }
        }
        stopTrading();
        awaitPayments();
        deriveAnew();
        count();
        progress.accept(tally.line());
        return tally;
    }

    // ---- beginning and end ----

    private void prepare() {
        List.of(DemoKeys.DEPLOYER, DemoKeys.sequencer(1), DemoKeys.sequencer(2), DemoKeys.watcher(1))
                .forEach(l1::giveEther);
        deployment = cluster.deploy("drill");
        cluster.bond(1);
        cluster.bond(2);
        l1.fund(deployment, TRADERS, DEPOSIT_UNITS);
        DemoKeys giver = new DemoKeys("patron");
        patron = l1.sender(giver);
        claimant = l1.sender(new DemoKeys("claimant"));
        BigInteger much = BigInteger.TEN.pow(18);
        DemoL1.send(patron, "mint", deployment.token().mint(giver.address(), much));
        DemoL1.send(patron, "approve", deployment.token().approve(deployment.bridgeAddress(), much));
        firstBlock = l1.head().number();
        l1.startTheClock(BLOCK_SECONDS);
        sequencers[1] = startSequencer(1);
        sequencers[1].await("the lease of sequencer 1", STARTING, () -> "ACTIVE".equals(mode(1)));
        sequencers[2] = startSequencer(2);
        watcher = startWatcher();
        derivation = new Derivation(l1, deployment, plan.folder().resolve("derivation"));
        knowTraders();
        active = 1;
        began = System.nanoTime();
        lastActive = began;
        progress.accept("contracts, two sequencers and a watcher run, " + TRADERS + " traders");
    }

    private NodeProcess startSequencer(int number) {
        return cluster.sequencer(
                number, ports[number], false, Map.of("deploy.profile", "drill", "sequencer.inbox-depth", "6"));
    }

    private NodeProcess startWatcher() {
        return cluster.watcher(1, watcherPort, Map.of("watcher.reconcile", "true"));
    }

    private void knowTraders() {
        String last = "/v1/owners/" + DemoKeys.trader(TRADERS - 1).address();
        sequencers[1].await(
                "the last deposit", STARTING, () -> gateways[1].get(last).ok());
        for (int i = 0; i < TRADERS; i++) {
            DemoKeys key = DemoKeys.trader(i);
            long account = gateways[1].get("/v1/owners/" + key.address()).number("account");
            traders.add(new Trader(key.signer(), domain(), account));
        }
    }

    private void stopTrading() {
        trading = false;
        endFlow();
        progress.accept("trading is over; what was withdrawn is paid out");
    }

    /** Until all that the state at the tip has withdrawn is paid: it has to become final and be reconciled first. */
    private void awaitPayments() {
        long end = System.nanoTime() + ENDING.toNanos();
        while (true) {
            Optional<Derivation.Sample> sample = everyTurn();
            if (sample.isPresent() && sample.get().unpaid() == 0 && tally.paid > 0) {
                return;
            }
            if (System.nanoTime() > end) {
                throw new DemoFailure("not all withdrawals were paid in " + ENDING.toSeconds() + " s: " + sample);
            }
        }
    }

    // ---- what happens ----

    private void deposit() {
        DemoKeys trader = DemoKeys.trader(random.nextInt(TRADERS));
        long units = random.nextLong(1_000_000, 100_000_000);
        patron.submit(deployment.bridge().depositFor(trader.address(), units).keyed("deposit-" + ++tally.deposits));
    }

    private void withdraw() {
        Trader trader = traders.get(random.nextInt(TRADERS));
        long amount = random.nextLong(1, MOST_WITHDRAWN_UNITS) * NANO_PER_UNIT;
        try {
            if (trader.withdraw(gateways[active], amount).ok()) {
                tally.withdrawals++;
            }
        } catch (CommandFailure away) {
            // Killed, or not yet back: the trader tries another time.
        }
    }

    /** To any depth, but not behind the start of the run. */
    private void reorganise() {
        long head = l1.head().number();
        int depth = 1 + random.nextInt(SolvencyTally.DEEPEST);
        if (head - depth > firstBlock) {
            l1.reorg(depth);
            tally.reorganised(depth);
        }
    }

    private void restart(long end) {
        int kind = random.nextInt(8);
        boolean time = System.nanoTime() + TAKING_OVER.toNanos() / 2 < end;
        if (kind < 3) {
            watcher.kill();
            watcher = startWatcher();
            tally.restarted("watcher");
        } else if (kind < 6 || !time) {
            kill(active);
            sequencers[active] = startSequencer(active);
            tally.restarted("sequencer with the lease");
        } else if (kind == 6) {
            kill(3 - active);
            sequencers[3 - active] = startSequencer(3 - active);
            tally.restarted("sequencer without the lease");
        } else {
            takeover();
        }
    }

    /** Orders under way are lost with it; trading begins anew with whoever has the lease then. */
    private void kill(int sequencer) {
        sequencers[sequencer].kill();
        if (sequencer == active) {
            endFlow();
        }
    }

    /** The holder stays away until the other one has the lease, and then comes back. */
    private void takeover() {
        int gone = active;
        kill(gone);
        sequencers[gone] = null;
        long end = System.nanoTime() + TAKING_OVER.toNanos();
        while (active == gone) {
            everyTurn();
            if (System.nanoTime() > end) {
                throw new DemoFailure(
                        "sequencer " + (3 - gone) + " has not taken over in " + TAKING_OVER.toSeconds() + " s");
            }
        }
        sequencers[gone] = startSequencer(gone);
        tally.takeovers++;
        tally.restarted("sequencer that had lost the lease");
    }

    // ---- what is looked at ----

    /** One look at everything. */
    private Optional<Derivation.Sample> everyTurn() {
        Pause.of(Duration.ofMillis(500));
        patron.poll();
        requireAlive();
        trade();
        for (int number = 1; number <= 2; number++) {
            if (sequencers[number] != null) {
                sampled("sequencer " + number, metrics[number], "truebook_solvency_gap");
            }
        }
        sampled("watcher", metrics[0], "truebook_solvency_gap");
        sampled("watcher, counted", metrics[0], "truebook_liabilities_miscounted");
        Optional<Derivation.Sample> sample = derivation.sample();
        sample.ifPresent(each -> {
            tally.batches = each.batch();
            sampled("L1, derived", each);
        });
        derivation.claim(claimant);
        tally.seconds = (System.nanoTime() - began) / 1_000_000_000L;
        if (tally.seconds / 10 > told) {
            told = tally.seconds / 10;
            count();
            progress.accept(tally.line());
        }
        return sample;
    }

    private void sampled(String from, Metrics page, String metric) {
        page.read(metric).ifPresent(gap -> {
            tally.sampled(from, (long) gap);
            requireNone(from, (long) gap, metric);
        });
    }

    private void sampled(String from, Derivation.Sample sample) {
        tally.sampled(from, sample.worst());
        requireNone(from, sample.worst(), sample.toString());
    }

    private static void requireNone(String from, long gap, String what) {
        if (gap != 0) {
            throw new DemoFailure("a gap of " + gap + " nano-USDC, seen by " + from + ": " + what);
        }
    }

    private void deriveAnew() {
        try (Derivation anew = new Derivation(l1, deployment, plan.folder().resolve("anew-" + ++derivations))) {
            anew.sample().ifPresent(sample -> sampled("L1, derived from genesis", sample));
        }
    }

    private void requireAlive() {
        if (!watcher.isAlive()) {
            throw new DemoFailure("the watcher has died; see " + plan.folder());
        }
        for (int number = 1; number <= 2; number++) {
            if (sequencers[number] != null && !sequencers[number].isAlive()) {
                throw new DemoFailure("sequencer " + number + " has died; see " + plan.folder());
            }
            if (sequencers[number] != null && "HALTED".equals(mode(number))) {
                throw new DemoFailure("sequencer " + number + " has halted; see " + plan.folder());
            }
        }
    }

    /** Keeps the traders at the sequencer that has the lease. */
    private void trade() {
        for (int number = 1; number <= 2; number++) {
            if (sequencers[number] != null && "ACTIVE".equals(mode(number))) {
                lastActive = System.nanoTime();
                if (flow == null && trading || number != active) {
                    active = number;
                    startFlow();
                }
            }
        }
        if (sequencers[1] != null && sequencers[2] != null && System.nanoTime() - lastActive > SILENT.toNanos()) {
            throw new DemoFailure("no sequencer has been active for " + SILENT.toSeconds() + " s");
        }
    }

    private void startFlow() {
        endFlow();
        if (!trading) {
            return;
        }
        traders.forEach(Trader::forgetOrders);
        OrderFlow next = new OrderFlow(ports[active], domain(), traders, PAUSE_MILLIS);
        try {
            next.start(random.nextLong());
            flow = next;
        } catch (CommandFailure away) {
            next.close();
        }
    }

    private void endFlow() {
        if (flow != null) {
            flow.close();
            flowsBefore += flow.accepted();
            flow = null;
        }
    }

    private void count() {
        List<L1Event> events = l1.events(deployment);
        if (events.stream().anyMatch(L1Event.Slashed.class::isInstance)) {
            throw new DemoFailure("somebody was slashed");
        }
        if (events.stream().anyMatch(L1Event.WithdrawalsPaused.class::isInstance)) {
            throw new DemoFailure("withdrawals were paused");
        }
        tally.paid = events.stream()
                .filter(L1Event.WithdrawalClaimed.class::isInstance)
                .count();
        tally.reconciled =
                l1.ask(deployment.bridge().reconciliation(BlockId.LATEST)).index();
        tally.blocks = l1.head().number();
        tally.orders = flowsBefore + (flow == null ? 0 : flow.accepted());
    }

    private String mode(int sequencer) {
        try {
            return gateways[sequencer].get("/v1/status").text("mode");
        } catch (CommandFailure notUpYet) {
            return "";
        }
    }

    private static GatewayClient gateway(int port) {
        return new GatewayClient(URI.create("http://127.0.0.1:" + port));
    }

    private Eip712Domain domain() {
        return new Eip712Domain(deployment.chainId(), deployment.bridgeAddress().bytes());
    }

    /** Seconds from now: so many, and at most so many more. */
    private long after(int seconds, int more) {
        return System.nanoTime() + (seconds + random.nextInt(more)) * 1_000_000_000L;
    }

    @Override
    public void close() {
        endFlow();
        for (NodeProcess process : sequencers) {
            if (process != null) {
                process.close();
            }
        }
        if (watcher != null) {
            watcher.close();
        }
        if (derivation != null) {
            derivation.close();
        }
        gateways[1].close();
        gateways[2].close();
        for (Metrics page : metrics) {
            page.close();
        }
        l1.close();
    }
}
