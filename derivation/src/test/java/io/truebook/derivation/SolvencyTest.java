package io.truebook.derivation;

import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.CellAddresses;
import io.truebook.engine.CellMap;
import io.truebook.engine.Cells;
import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.ActivityCell;
import io.truebook.engine.protocol.Cell;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.RiskCell;
import io.truebook.engine.protocol.TotalsCell;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** States made by hand: where money may lie, and that none of these places is left out. */
class SolvencyTest {
    private static final int MARKET = 3;
    private static final int MULTIPLIER = 1_000;

    private final CellMap state = CellMap.genesis(1_700_000_000L);

    @Test
    void everyPlaceThatHoldsMoneyIsALine() {
        account(FIRST_USER_ACCOUNT, 1_000_000);
        account(FIRST_USER_ACCOUNT + 1, 2_000_000);
        account(SUBACCOUNT_BASE, 30_000);
        account(SUBACCOUNT_BASE + 1, 40_000);
        account(FEE_ACCOUNT, 500);
        account(INSURANCE_ACCOUNT, 600);
        account(BACKSTOP_BASE + MARKET, 70);
        account(BACKSTOP_BASE + 255, 7);
        position(FIRST_USER_ACCOUNT, 0, p -> p.quote = -900);
        position(FIRST_USER_ACCOUNT + 1, 2, p -> {
            p.isolated = 1;
            p.margin = 11_000;
            p.quote = 900;
        });
        write(new ActivityCell(CellAddresses.activity(MARKET)), a -> a.suspense = -80);
        totals(t -> t.subAccounts = 2);

        Solvency owed = Solvency.of(state);
        assertThat(owed.users()).isEqualTo(3_000_000 + 70_000 + 11_000);
        assertThat(owed.fees()).isEqualTo(500);
        assertThat(owed.insurance()).isEqualTo(600);
        assertThat(owed.backstops()).isEqualTo(77);
        assertThat(owed.suspense()).isEqualTo(-80);
        assertThat(owed.accounts()).isEqualTo(4);
        totals(t -> {
            t.subAccounts = 2;
            t.credited = owed.liabilities() + 5;
            t.withdrawn = 5;
        });
        assertThat(Solvency.of(state).gap()).isZero();
        assertThat(owed.gap()).isNotZero();
    }

    @Test
    void moneyMadeOutOfNothingIsAGapWhereverItLies() {
        account(FIRST_USER_ACCOUNT, 1_000);
        totals(t -> t.credited = 1_000);
        assertThat(Solvency.of(state).gap()).isZero();
        for (long number : new long[] {FEE_ACCOUNT, INSURANCE_ACCOUNT, 7, BACKSTOP_BASE, BACKSTOP_BASE + 200}) {
            account(number, 1);
            assertThat(Solvency.of(state).gap()).as("account " + number).isEqualTo(-1);
            account(number, 0);
        }
        write(new ActivityCell(CellAddresses.activity(255)), a -> a.suspense = 1);
        assertThat(Solvency.of(state).gap()).isEqualTo(-1);
    }

    @Test
    void badDebtIsWhatABucketOwesBeyondAllItHas() {
        write(new RiskCell(CellAddresses.risk(MARKET)), r -> {
            r.status = STATUS_ACTIVE;
            r.mark = 100;
            r.multiplier = MULTIPLIER;
            r.longIndex = 40;
        });
        account(FIRST_USER_ACCOUNT, 1_000);
        account(FIRST_USER_ACCOUNT + 1, 5_000_000);
        // Cross: 1,000 − 1,500,000 + 10 · 100 · 1,000 − 10 · (40 − 10) = −499,300
        position(FIRST_USER_ACCOUNT, 0, p -> {
            p.lots = 10;
            p.quote = -1_500_000;
            p.entryIndex = 10;
        });
        // Isolated: 200,000 + 600,000 − 10 · 100 · 1,000; the account's collateral is not asked.
        position(FIRST_USER_ACCOUNT + 1, 0, p -> {
            p.lots = -10;
            p.quote = 600_000;
            p.isolated = 1;
            p.margin = 200_000;
        });
        assertThat(Solvency.of(state).badDebt()).isEqualTo(499_300 + 200_000);
    }

    @Test
    void pendingIsCutAtItsBoundAndItsDifferenceWraps() {
        RiskCell risk = new RiskCell(CellAddresses.risk(MARKET));
        risk.longIndex = Long.MIN_VALUE + 4;
        risk.shortIndex = -7;
        assertThat(Holding.pending(risk, 3, Long.MAX_VALUE - 5)).isEqualTo(3 * 10);
        assertThat(Holding.pending(risk, -3, 2)).isEqualTo(-27);
        assertThat(Holding.pending(risk, 0, 2)).isZero();
        risk.longIndex = 1L << 40;
        assertThat(Holding.pending(risk, 1L << 40, 0)).isEqualTo(PENDING_BOUND);
        assertThat(Holding.pending(risk, 1L << 16, 0)).isEqualTo(PENDING_BOUND);
        assertThat(Holding.pending(risk, 1L << 14, 0)).isEqualTo(1L << 54);
        assertThat(Holding.pending(risk, 1L << 40, 1L << 41)).isEqualTo(-PENDING_BOUND);
        assertThat(Holding.pending(risk, 1L << 16, 1L << 41)).isEqualTo(-PENDING_BOUND);
    }

    @Test
    void aHigherTierCountsForWhatLiesAboveItsBoundOnly() {
        write(new RiskCell(CellAddresses.risk(MARKET)), r -> {
            r.mark = 1_000;
            r.multiplier = 1_000_000;
            r.imrPpm = 50_000;
            r.mmrPpm = 25_000;
            r.tierBound1 = 10;
            r.tierImr1 = 1_000;
            r.tierMmr1 = 500;
            r.tierBound2 = 20;
            r.tierImr2 = 2_000;
            r.tierMmr2 = 1_000;
        });
        account(FIRST_USER_ACCOUNT, 1);
        position(FIRST_USER_ACCOUNT, 0, p -> {
            p.lots = -25;
            p.restingAskLots = 5;
        });
        Holding holding = Holding.of(new Cells(state), FIRST_USER_ACCOUNT).getFirst();
        // 25 USDC: 2.5 % of 25, and 2.5 % more of 15, and 5 % more of 5; exposure 30 USDC alike.
        assertThat(holding.maintenanceMargin()).isEqualTo(625_000_000 + 375_000_000 + 250_000_000);
        assertThat(holding.initialMargin()).isEqualTo(1_500_000_000L + 1_000_000_000 + 1_000_000_000);
        List<Bucket> buckets = Bucket.of(new Cells(state), FIRST_USER_ACCOUNT);
        assertThat(buckets).singleElement().matches(bucket -> !bucket.healthy() && !bucket.isolated());
    }

    private void account(long number, long collateral) {
        write(new AccountCell(CellAddresses.account(number)), a -> {
            a.owner[3] = (byte) (collateral == 0 ? 0 : 9);
            a.collateral = collateral;
        });
    }

    private void position(long number, int slot, Consumer<PositionCell> fields) {
        AccountCell account = new AccountCell(CellAddresses.account(number));
        account.decode(state.read(account.address), 0);
        account.owner[3] = 9;
        account.positionMarkets(
                slot >>> 2, account.positionMarkets(slot >>> 2) | (long) (MARKET + 1) << 48 - 16 * (slot & 3));
        write(account, _ -> {});
        write(new PositionCell(CellAddresses.position(number, slot)), fields);
    }

    private void totals(Consumer<TotalsCell> fields) {
        write(new TotalsCell(CellAddresses.totals()), fields);
    }

    private <T extends Cell> void write(T cell, Consumer<T> fields) {
        fields.accept(cell);
        byte[] words = new byte[32 * cell.words()];
        cell.encode(words, 0);
        state.write(cell.address, words);
    }
}
