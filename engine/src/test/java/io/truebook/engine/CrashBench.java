package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.CancelAllItem;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.engine.protocol.TransferItem;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A price that falls by 40 % within a minute, on 10,000 accounts at up to 25 times leverage, with a thin book. After each price a liquidator
 * asks for the liquidation of whoever is below maintenance margin, and for the backstop's position to be unwound. Fails when somebody lost
 * lots who was not below maintenance margin, or when money or lots are not conserved.
 */
public final class CrashBench implements EngineListener {
    private static final int ACCOUNTS = 10_000;
    private static final int MAKERS = 20;
    private static final int DONOR = ACCOUNTS + MAKERS;
    private static final int PUBLISHER = DONOR + 1;
    private static final int TICKS = 60;
    private static final int FROM = 50_000;
    private static final double TO = 0.6;
    private static final int[] LEVERAGES = {1, 2, 3, 5, 10, 15, 20, 24};
    private static final long INSURANCE_USDC = 100_000;
    private static final long NANO_PER_TICK = 100_000;

    private final SplittableRandom random;
    private final CellMap state = CellMap.genesis(Trial.GENESIS);
    private final Engine engine = new Engine(new Cells(state), BenchSigners.DOMAIN, new BenchSigners(), this);
    private final Execution reading =
            new Execution(engine.cells(), BenchSigners.DOMAIN, new BenchSigners(), EngineListener.NONE);
    private final long[] nonces = new long[PUBLISHER + 1];
    private final long[] lots = new long[ACCOUNTS];
    private final BitSet liquidatable = new BitSet();
    private final BitSet everLiquidated = new BitSet();
    private LiveBatch batch;
    private long time = Trial.GENESIS * 1000 + 1_000;
    private boolean liquidating;

    private int liquidations;
    private int partial;
    private int backstops;
    private int bankrupt;
    private int refused;
    private int unwindings;
    private int items;
    private long bookLots;
    private long backstopLots;
    private long insuranceReceived;
    private long insurancePaid;
    private long lossSpread;
    private long paidForBackstop;
    private int wronged;

    private CrashBench(long seed) {
        random = new SplittableRandom(seed);
    }

    public static void main(String[] args) {
        long seed = args.length == 0 ? 1 : Long.parseLong(args[0]);
        CrashBench bench = new CrashBench(seed);
        bench.open();
        long before = bench.openInterest();
        long started = System.nanoTime();
        for (int tick = 1; tick <= TICKS; tick++) {
            bench.tick(tick);
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        bench.settleEverybody();
        boolean conserved = bench.conserved();
        bench.print(seed, before, seconds, conserved);
        if (!conserved || bench.wronged > 0) {
            System.exit(1);
        }
    }

    private void open() {
        batch = newBatch();
        // 25 times leverage, 2 % maintenance, 1 % liquidation fee, 5 % a second.
        Messages.Listing listing = new Messages.Listing(
                        0,
                        NANO_PER_TICK,
                        1_000_000,
                        1_000_000,
                        1_000_000,
                        1,
                        500,
                        200,
                        40_000,
                        20_000,
                        60_000,
                        50_000,
                        "CRASH-PERP")
                .withFees(500, 200, 0, 10_000);
        batch.consume(List.of(Messages.list(listing), Messages.publisher(0, BenchSigners.address(PUBLISHER))));
        for (int i = 0; i < ACCOUNTS; i++) {
            // From 100 to 50,000 USDC, as many between 100 and 1,000 as between 1,000 and 10,000.
            fund(i, (long) (100 * Math.pow(500, random.nextDouble())));
        }
        for (int i = ACCOUNTS; i < DONOR; i++) {
            fund(i, 20_000_000);
        }
        fund(DONOR, INSURANCE_USDC);
        price(FROM);
        execute(
                DONOR,
                new TransferItem(
                        number(DONOR), OWNER_KEY, nonces[DONOR]++, INSURANCE_ACCOUNT, INSURANCE_USDC * USDC, expiry()));
        for (int i = 0; i < ACCOUNTS; i += 2) {
            trade(i, i + 1);
        }
        remember();
    }

    /** One opens long, at a leverage of its own, against the other. */
    private void trade(int buyer, int seller) {
        long carried = Math.min(carried(buyer), carried(seller));
        if (random.nextBoolean()) {
            int other = buyer;
            buyer = seller;
            seller = other;
        }
        place(seller, FLAG_SELL, FROM, carried);
        place(buyer, FLAG_TIF_IOC, FROM, carried);
    }

    private long carried(int i) {
        int leverage = LEVERAGES[random.nextInt(LEVERAGES.length)];
        return Math.max(1, engine.cells().account(number(i)).collateral * leverage / (FROM * NANO_PER_TICK));
    }

    private void tick(int tick) {
        int falling = (int) (FROM * Math.pow(TO, (double) tick / TICKS));
        quote(falling);
        time += 1_000;
        price(tick == TICKS ? falling : falling + random.nextInt(-200, 201));
        liquidateAll();
        unwindings += batch.execute(Items.unwind(0)) == Reason.NOTHING_TO_UNWIND ? 0 : 1;
        items++;
        judge();
        if (tick % 10 == 0) {
            batch.close(time / 1000 + 1);
            batch = newBatch();
        }
    }

    /** A thin book: each maker bids and asks for some 5,000 USDC at three prices around the last one. */
    private void quote(int price) {
        for (int i = ACCOUNTS; i < DONOR; i++) {
            execute(i, new CancelAllItem(number(i), OWNER_KEY, nonces[i]++, ALL_MARKETS, expiry()));
            for (int level = 1; level <= 3; level++) {
                int away = price * (level + random.nextInt(3)) / 400;
                place(i, FLAG_TIF_POST_ONLY, price - away, 1_000);
                place(i, FLAG_SELL | FLAG_TIF_POST_ONLY, price + away, 1_000);
            }
        }
    }

    private void liquidateAll() {
        liquidatable.clear();
        liquidating = true;
        boolean found = true;
        // A loss that is spread may put the next one below its margin, so it looks until it finds nobody.
        while (found) {
            found = false;
            for (int i = 0; i < ACCOUNTS; i++) {
                found |= liquidate(i);
            }
        }
        liquidating = false;
    }

    /** True when something could be done about an account. */
    private boolean liquidate(int i) {
        if (Positions.lotsOf(reading, reading.cells.account(number(i)), 0) == 0 || !belowMaintenance(i)) {
            return false;
        }
        liquidatable.set(i);
        everLiquidated.set(i);
        long lotsBefore = Positions.lotsOf(reading, reading.cells.account(number(i)), 0);
        Reason reason = batch.execute(Items.liquidate(number(i), 0));
        items++;
        if (reason == Reason.TAKER_BOUND) {
            refused++;
        }
        return Positions.lotsOf(reading, reading.cells.account(number(i)), 0) != lotsBefore;
    }

    private boolean belowMaintenance(int i) {
        Health health = Margin.health(reading, reading.cells.account(number(i)), 0);
        return health.equity() < health.maintenanceMargin();
    }

    /** Asks for everybody else, too, and looks at whose lots have changed. */
    private void judge() {
        for (int i = random.nextInt(97); i < ACCOUNTS; i += 97) {
            if (!belowMaintenance(i)) {
                batch.execute(Items.liquidate(number(i), 0));
                items++;
            }
        }
        for (int i = 0; i < ACCOUNTS; i++) {
            long now = Positions.lotsOf(reading, reading.cells.account(number(i)), 0);
            if (now != lots[i] && !liquidatable.get(i)) {
                wronged++;
            }
            lots[i] = now;
        }
    }

    private void remember() {
        for (int i = 0; i < ACCOUNTS; i++) {
            lots[i] = Positions.lotsOf(reading, reading.cells.account(number(i)), 0);
        }
    }

    private void settleEverybody() {
        for (int i = 0; i < DONOR; i++) {
            batch.execute(Items.settle(number(i), 0));
        }
        batch.execute(Items.settle(BACKSTOP_BASE, 0));
        batch.close(time / 1000 + 1);
    }

    /** Every invariant of the state, and nothing left in suspense once all have paid. */
    private boolean conserved() {
        try {
            Invariants.check(state);
        } catch (AssertionError broken) {
            System.err.println(broken.getMessage());
            return false;
        }
        return engine.cells().activity(0).suspense == 0;
    }

    private long openInterest() {
        return engine.cells().activity(0).openInterest;
    }

    private long badDebt() {
        long debt = 0;
        for (int i = 0; i < DONOR; i++) {
            debt += Math.max(
                    0,
                    -Margin.crossHealth(reading, reading.cells.account(number(i)))
                            .equity());
        }
        return debt
                + Math.max(
                        0,
                        -Margin.crossHealth(reading, reading.cells.account(BACKSTOP_BASE))
                                .equity());
    }

    private void print(long seed, long before, double seconds, boolean conserved) {
        System.out.printf(
                Locale.ROOT,
                "%,d accounts, leverage 1 to 24, %d makers; the price falls from %,d to %,d in %d s; seed %d%n",
                ACCOUNTS,
                MAKERS,
                FROM,
                engine.cells().risk(0).mark,
                TICKS,
                seed);
        row("accounts liquidated", everLiquidated.cardinality(), "");
        row("liquidation orders", liquidations, "");
        row("  of a fifth of a position", partial, "");
        row("  lots that the book took", bookLots, "lots");
        row("backstops", backstops, "");
        row("  of bankrupt accounts", bankrupt, "");
        row("  lots that the backstop took", backstopLots, "lots");
        row("  refused at a bound", refused, "");
        row("unwindings", unwindings, "");
        row("insurance at first", INSURANCE_USDC, "USDC");
        row("  received", insuranceReceived / USDC, "USDC");
        row("  used", insurancePaid / USDC, "USDC");
        row("  at last", engine.cells().account(INSURANCE_ACCOUNT).collateral / USDC, "USDC");
        row("  of it for the backstop's losses", paidForBackstop / USDC, "USDC");
        row("loss spread over winners", lossSpread / USDC, "USDC");
        long moved = before * (FROM - engine.cells().risk(0).mark) * NANO_PER_TICK;
        System.out.printf(
                Locale.ROOT,
                "%-36s %,16.2f %% of what the price moved%n",
                "  their share (ADL)",
                100.0 * lossSpread / moved);
        row("bad debt at last", badDebt() / USDC, "USDC");
        row("open interest at first", before, "lots");
        row("  at last", openInterest(), "lots");
        row("  the backstop's", Math.abs(Positions.lotsOf(reading, reading.cells.account(BACKSTOP_BASE), 0)), "lots");
        System.out.printf(Locale.ROOT, "%-36s %,16.2f s for %,d liquidator's items%n", "duration", seconds, items);
        row("lost lots and was not below margin", wronged, "accounts");
        System.out.printf(Locale.ROOT, "%-36s %16s%n", "conserved, suspense at 0", conserved ? "yes" : "NO");
    }

    private static void row(String name, long value, String unit) {
        System.out.printf(Locale.ROOT, "%-36s %,16d %s%n", name, value, unit);
    }

    private void price(int tick) {
        batch.execute(Items.time(time));
        Items.Price price = new Items.Price(0, tick, BenchSigners.signature(PUBLISHER, time));
        expect(batch.execute(Items.oracle(0, time, List.of(price))));
    }

    private void fund(int i, long usdc) {
        batch.consume(List.of(Messages.deposit(number(i), BenchSigners.address(i), usdc * USDC)));
    }

    private void place(int i, int flags, int tick, long size) {
        execute(i, new PlaceItem(number(i), OWNER_KEY, nonces[i]++, 0, flags, tick, size, expiry()));
    }

    private void execute(int i, SignedItem item) {
        batch.execute(Items.signed(item, BenchSigners.signature(i, item.nonce())));
    }

    private static void expect(Reason reason) {
        if (reason != Reason.OK) {
            throw new IllegalStateException("refused: " + reason);
        }
    }

    private long expiry() {
        return time / 1000 + 3_600;
    }

    private static long number(int i) {
        return FIRST_USER_ACCOUNT + i;
    }

    private LiveBatch newBatch() {
        return new LiveBatch(
                engine,
                engine.cells().cursor().batch + 1,
                new byte[32],
                end -> engine.cells().drain(state));
    }

    @Override
    public void liquidated(long account, int market, int zeroTick, long position, long part) {
        liquidations++;
        partial += part < Math.abs(position) ? 1 : 0;
    }

    @Override
    public void filled(
            int market,
            int tick,
            long filled,
            long maker,
            int makerSlot,
            long makerNonce,
            long makerLotsLeft,
            long taker,
            long takerNonce,
            int takerSide,
            long makerFee,
            long takerFee) {
        if (liquidating) {
            bookLots += filled;
            insuranceReceived += takerFee;
        }
    }

    @Override
    public void backstopped(long account, int market, long position, int mark, long share) {
        backstops++;
        backstopLots += Math.abs(position);
        bankrupt += share < 0 ? 1 : 0;
        insuranceReceived += Math.max(share, 0);
    }

    @Override
    public void insurancePaid(long account, long amount) {
        insurancePaid += amount;
        paidForBackstop += account >= BACKSTOP_BASE ? amount : 0;
    }

    @Override
    public void lossSpread(int market, int side, long perLot, long winners, long covered) {
        lossSpread += covered;
    }
}
