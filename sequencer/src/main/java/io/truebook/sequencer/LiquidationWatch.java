package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.derivation.Bucket;
import io.truebook.derivation.Holding;
import io.truebook.engine.Cells;
import io.truebook.engine.Items;
import io.truebook.engine.Positions;
import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.RiskCell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds accounts below maintenance margin. Every position is kept with the price up to which its account is safe whatever its other
 * positions do ({@link SafePrices}); a new price therefore concerns only the accounts whose price it has passed. Each call looks at one
 * account, so that whoever trades waits for no more than that. For the writer's thread.
 */
final class LiquidationWatch {
    private static final int MARKETS = 256;

    /** An account that nobody would trade with is tried again after this; each try costs bytes on L1. */
    private static final long RETRY_MILLIS = 2_000;

    /** One that could not even be tried, because its market is halted or its price old, is looked at again after this. */
    private static final long BLOCKED_MILLIS = 250;

    /** What is to be put into the stream. */
    sealed interface Step {
        byte[] item();

        private static byte[] body(long account, int market) {
            byte[] body = new byte[5];
            BigEndian.put(body, 0, 4, account);
            BigEndian.put(body, 4, 1, market);
            return body;
        }

        /** @param sinceNanos when what made it necessary was executed */
        record Liquidate(long account, int market, long sinceNanos) implements Step {
            @Override
            public byte[] item() {
                return Items.liquidate(account, market);
            }
        }

        /** Closes a position in a settled market. */
        record Settle(long account, int market) implements Step {
            @Override
            public byte[] item() {
                return Items.frame(ITEM_SETTLE, Step.body(account, market));
            }
        }

        /** Closes the position of a market's backstop account. */
        record Unwind(int market) implements Step {
            @Override
            public byte[] item() {
                return Items.unwind(market);
            }
        }
    }

    /**
     * An account that is below maintenance margin and was not helped.
     *
     * @param atMillis when it is looked at again
     * @param tries how often in a row it was tried in vain; each turns to its next position
     */
    private record Waiting(long atMillis, int tries) {}

    private final SafePrices safe = new SafePrices();
    private final Map<Long, Long> due = new LinkedHashMap<>();
    private final Map<Long, Waiting> waiting = new HashMap<>();
    private final Map<Integer, Long> unwinding = new HashMap<>();
    private long nextWaiting = Long.MAX_VALUE;
    private int below;

    /** Begins anew with a state: every account with positions, or in debt, is looked at once. */
    void load(Cells cells, Accounts accounts) {
        safe.clear();
        due.clear();
        waiting.clear();
        unwinding.clear();
        long now = System.nanoTime();
        accounts.forEach(number -> {
            if (cells.account(number).collateral < 0 || hasPositions(cells, number)) {
                due.put(number, now);
            }
        });
        for (int market = 0; market < MARKETS; market++) {
            backstop(cells, market, 0);
        }
    }

    /** An account whose balance, positions or margin an item may have changed. */
    void touched(long account) {
        due.putIfAbsent(account, System.nanoTime());
    }

    void changed(Cells cells, MarketChanges.Change change) {
        if (change.price()) {
            safe.priced(change.market(), cells.risk(change.market()).mark, System.nanoTime());
        }
        if (change.terms()) {
            safe.reviseAll(change.market(), System.nanoTime());
        }
        backstop(cells, change.market(), 0);
    }

    /** Whether somebody is to be looked at now. */
    boolean hasWork(long nowMillis) {
        return !due.isEmpty() || safe.hasPassed() || nextWaiting <= nowMillis;
    }

    /** Accounts found below maintenance margin that are not above it again. */
    int below() {
        return waiting.size();
    }

    /**
     * What accounts owe beyond all they have, bucket by bucket, nano-USDC: of those found below maintenance margin, those still to be looked
     * at, and the backstops. An account above it has no such bucket.
     */
    long badDebt(Cells cells) {
        long debt = 0;
        for (long account : waiting.keySet()) {
            debt += badDebt(cells, account);
        }
        for (long account : due.keySet()) {
            debt += waiting.containsKey(account) ? 0 : badDebt(cells, account);
        }
        for (int market = 0; market < MARKETS; market++) {
            debt += badDebt(cells, BACKSTOP_BASE + market);
        }
        return debt;
    }

    private static long badDebt(Cells cells, long account) {
        long debt = 0;
        for (Bucket bucket : Bucket.of(cells, account)) {
            debt += Math.max(0, -bucket.equity());
        }
        return debt;
    }

    boolean isBelow(long account) {
        return waiting.containsKey(account);
    }

    /** Looks at the next account; what is to be done, {@code null} for nothing. */
    Step next(Cells cells, long nowMillis) {
        if (nextWaiting <= nowMillis) {
            wake(nowMillis);
        }
        Step unwind = unwind(cells, nowMillis);
        if (unwind != null) {
            return unwind;
        }
        SafePrices.Passed passed = due.isEmpty() ? safe.nextPassed() : null;
        if (passed != null) {
            return look(cells, passed.account(), passed.sinceNanos(), nowMillis);
        }
        Iterator<Map.Entry<Long, Long>> first = due.entrySet().iterator();
        if (!first.hasNext()) {
            return null;
        }
        Map.Entry<Long, Long> entry = first.next();
        first.remove();
        return look(cells, entry.getKey(), entry.getValue(), nowMillis);
    }

    /** Notes what a step has done: who was helped is looked at again at once, who was not waits. */
    void tried(Cells cells, Step step, boolean helped, long nowMillis) {
        switch (step) {
            case Step.Liquidate(long account, int market, long sinceNanos) -> {
                again(account, helped, sinceNanos, nowMillis);
                backstop(cells, market, nowMillis);
            }
            case Step.Settle(long account, int market) -> {
                if (account >= BACKSTOP_BASE) {
                    backstop(cells, market, nowMillis + RETRY_MILLIS);
                } else {
                    again(account, helped, System.nanoTime(), nowMillis);
                }
            }
            case Step.Unwind(int market) -> backstop(cells, market, nowMillis + RETRY_MILLIS);
        }
    }

    private void again(long account, boolean helped, long sinceNanos, long nowMillis) {
        if (helped) {
            waiting.remove(account);
            due.put(account, sinceNanos);
        }
    }

    private Step look(Cells cells, long account, long sinceNanos, long nowMillis) {
        safe.forget(account);
        Waiting before = waiting.remove(account);
        List<Holding> holdings = Holding.of(cells, account);
        List<Holding> below = new ArrayList<>();
        boolean healthy = true;
        for (Bucket bucket : Bucket.of(cells.account(account).collateral, holdings)) {
            if (bucket.healthy()) {
                safe.keep(account, bucket, cells);
            } else {
                healthy = false;
                below.addAll(bucket.holdings());
            }
        }
        for (Holding holding : holdings) {
            if (holding.lots() != 0 && cells.risk(holding.market()).status == STATUS_SETTLED) {
                await(account, new Waiting(nowMillis + RETRY_MILLIS, 0));
                return new Step.Settle(account, holding.market());
            }
        }
        if (healthy) {
            return null;
        }
        int tries = before == null ? 0 : before.tries;
        if (tries > 0 && before.atMillis > nowMillis) {
            await(account, before);
            return null;
        }
        int market = marketToTrade(cells, account, below, tries);
        // The step may be answered by tried(); without that answer the account must not be lost.
        await(
                account,
                market < 0
                        ? new Waiting(nowMillis + BLOCKED_MILLIS, 0)
                        : new Waiting(nowMillis + RETRY_MILLIS, tries + 1));
        return market < 0 ? null : new Step.Liquidate(account, market, sinceNanos);
    }

    /** That of the position that binds most margin, of those that can be traded now; after tries in vain that of the next one. */
    private static int marketToTrade(Cells cells, long account, List<Holding> below, int tries) {
        List<Holding> tradable = below.stream()
                .filter(holding -> holding.lots() != 0 && tradable(cells, holding.market()))
                .sorted(Comparator.comparingLong(Holding::maintenanceMargin).reversed())
                .toList();
        if (!tradable.isEmpty()) {
            return tradable.get(tries % tradable.size()).market();
        }
        boolean insurable = !hasPositions(cells, account) && cells.account(INSURANCE_ACCOUNT).collateral > 0;
        return insurable ? anyMarket(cells) : -1;
    }

    private Step unwind(Cells cells, long nowMillis) {
        for (Map.Entry<Integer, Long> entry : unwinding.entrySet()) {
            int market = entry.getKey();
            boolean over = cells.risk(market).status == STATUS_SETTLED;
            boolean holds = holdsLots(cells, BACKSTOP_BASE + market);
            if (entry.getValue() <= nowMillis && (over || !holds || tradable(cells, market))) {
                entry.setValue(nowMillis + RETRY_MILLIS);
                nextWaiting = Math.min(nextWaiting, nowMillis + RETRY_MILLIS);
                return over && holds ? new Step.Settle(BACKSTOP_BASE + market, market) : new Step.Unwind(market);
            }
        }
        return null;
    }

    /** Keeps in mind that a market's backstop has a position, or money of a position it had, or forgets it. */
    private void backstop(Cells cells, int market, long at) {
        long number = BACKSTOP_BASE + market;
        if (cells.account(number).collateral > 0 || holdsLots(cells, number)) {
            if (unwinding.putIfAbsent(market, at) == null) {
                nextWaiting = Math.min(nextWaiting, at);
            }
        } else {
            unwinding.remove(market);
        }
    }

    private void await(long account, Waiting entry) {
        waiting.put(account, entry);
        nextWaiting = Math.min(nextWaiting, entry.atMillis);
    }

    private void wake(long nowMillis) {
        nextWaiting = Long.MAX_VALUE;
        waiting.forEach((account, entry) -> {
            if (entry.atMillis <= nowMillis) {
                due.putIfAbsent(account, System.nanoTime());
            } else {
                nextWaiting = Math.min(nextWaiting, entry.atMillis);
            }
        });
        for (long at : unwinding.values()) {
            nextWaiting = Math.min(nextWaiting, Math.max(at, nowMillis + BLOCKED_MILLIS));
        }
    }

    /** Whether the engine lets a liquidation trade there now. */
    private static boolean tradable(Cells cells, int market) {
        RiskCell risk = cells.risk(market);
        return open(risk)
                && risk.jumping == 0
                && risk.publishTime + cells.market(market).oracleMaxAge >= cells.cursor().time;
    }

    private static int anyMarket(Cells cells) {
        for (int market = 0; market < MARKETS; market++) {
            if (cells.risk(market).status != STATUS_UNLISTED) {
                return market;
            }
        }
        return -1;
    }

    private static boolean open(RiskCell risk) {
        return risk.status == STATUS_ACTIVE || risk.status == STATUS_REDUCE_ONLY;
    }

    private static boolean holdsLots(Cells cells, long number) {
        return hasPositions(cells, number)
                && Holding.of(cells, number).stream().anyMatch(holding -> holding.lots() != 0);
    }

    private static boolean hasPositions(Cells cells, long number) {
        return Positions.used(cells.account(number)) > 0;
    }
}
