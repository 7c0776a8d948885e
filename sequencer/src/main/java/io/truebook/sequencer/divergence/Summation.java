package io.truebook.sequencer.divergence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Adds up what is not what it was at the end of a batch, account by account. */
final class Summation {
    private static final int MARKETS = 256;

    /** One market, over the accounts so far, and of the account that is being added. */
    private static final class Row {
        private final int market;
        private final Terms terms;
        private long value;
        private long signed;
        private long gained;
        private long lost;
        private long worth;
        private long lots;
        private boolean entered;

        private Row(int market, Terms terms) {
            this.market = market;
            this.terms = terms;
        }
    }

    private final long batch;
    private final IntFunction<Terms> terms;
    private final Row[] rows = new Row[MARKETS];
    private final List<Row> ofAccount = new ArrayList<>();
    private long value;
    private long signed;
    private long collateralValue;
    private long collateralSigned;
    private int accounts;

    /** @param batch at whose end accounts held what they are compared with */
    Summation(long batch, IntFunction<Terms> terms) {
        this.batch = batch;
        this.terms = terms;
    }

    void add(Holder holder) {
        long collateral = holder.collateralSince(batch);
        boolean differs = collateral != 0;
        for (int left = holder.kept(); left != 0; left &= left - 1) {
            int slot = Integer.numberOfTrailingZeros(left);
            KeptStake stake = holder.stake(slot);
            if (!stake.isAsAt(batch)) {
                differs = true;
                enter(holder.market(slot), stake.now(), 1);
                enter(holder.marketAt(batch, slot), stake.at(batch), -1);
            }
        }
        if (!differs) {
            return;
        }
        accounts++;
        long equity = collateral;
        for (Row row : ofAccount) {
            equity += row.worth;
            row.value = Saturating.sum(row.value, Saturating.abs(row.worth));
            row.signed = Saturating.sum(row.signed, row.worth);
            row.gained = Saturating.sum(row.gained, Math.max(0, row.lots));
            row.lost = Saturating.sum(row.lost, Math.max(0, -row.lots));
            row.worth = 0;
            row.lots = 0;
            row.entered = false;
        }
        ofAccount.clear();
        collateralValue = Saturating.sum(collateralValue, Saturating.abs(collateral));
        collateralSigned = Saturating.sum(collateralSigned, collateral);
        value = Saturating.sum(value, Saturating.abs(equity));
        signed = Saturating.sum(signed, equity);
    }

    DivergenceFigures.Change total(long payments) {
        long openNotional = 0;
        for (Row row : rows) {
            if (row != null) {
                openNotional = Saturating.sum(openNotional, openNotional(row));
            }
        }
        return new DivergenceFigures.Change(value, signed, accounts, openNotional, payments);
    }

    /** What is not what it was in a market, {@code null} when no position in it has changed and nothing became due. */
    MarketChange market(int market, long payments) {
        Row row = rows[market];
        if (row == null) {
            return payments == 0 ? null : new MarketChange(market, 0, 0, 0, 0, payments);
        }
        return new MarketChange(market, row.value, row.signed, openLots(row), openNotional(row), payments);
    }

    /** Collateral of all accounts, without its sign account by account. */
    long collateralValue() {
        return collateralValue;
    }

    long collateralSigned() {
        return collateralSigned;
    }

    private void enter(int market, Stake stake, int sign) {
        if (market < 0) {
            return;
        }
        Row row = rows[market];
        if (row == null) {
            row = rows[market] = new Row(market, terms.apply(market));
        }
        if (!row.entered) {
            row.entered = true;
            ofAccount.add(row);
        }
        row.worth += sign * row.terms.worth(stake);
        row.lots += sign * stake.lots();
    }

    /** What some have gained others have lost, but where positions are closed one by one in a settled market. */
    private static long openLots(Row row) {
        return Math.max(row.gained, row.lost);
    }

    private static long openNotional(Row row) {
        return Saturating.product(openLots(row), row.terms.unit());
    }
}
