package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.OpenSubaccountItem;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.TransferItem;
import io.truebook.engine.protocol.WithdrawItem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Accounts of one owner, and collateral between them. */
class SubaccountTest {
    private static final long SUB = SUBACCOUNT_BASE;

    private final Market market = new Market();

    @AfterEach
    void everythingIsConserved() {
        market.checkInvariants();
    }

    private Reason open(long account) {
        return market.trial.execute(
                key(account), new OpenSubaccountItem(account, OWNER_KEY, market.nextNonce(account), market.expiry()));
    }

    private Reason transfer(long account, long to, long amount) {
        return market.trial.execute(
                key(16), new TransferItem(account, OWNER_KEY, market.nextNonce(account), to, amount, market.expiry()));
    }

    @Test
    void aSubaccountBelongsToItsOwnerAndTradesOnItsOwn() {
        assertThat(open(16)).isEqualTo(Reason.OK);
        assertThat(open(17)).isEqualTo(Reason.OK);
        assertThat(open(16)).isEqualTo(Reason.OK);
        assertThat(market.account(SUB).owner).isEqualTo(key(16).address());
        assertThat(market.account(SUB + 1).owner).isEqualTo(key(17).address());
        assertThat(market.account(SUB + 2).owner).isEqualTo(key(16).address());
        assertThat(market.account(16).collateral).isEqualTo(FUNDS - 2L * SUBACCOUNT_FEE);
        assertThat(market.account(FEE_ACCOUNT).collateral).isEqualTo(3L * SUBACCOUNT_FEE);
        assertThat(market.trial.cells().totals().subAccounts).isEqualTo(3);

        assertThat(transfer(16, SUB, 400_000_000_000L)).isEqualTo(Reason.OK);
        long expiry = market.expiry();
        PlaceItem order = new PlaceItem(SUB, OWNER_KEY, 0, 0, BUY, 50_000, 20, expiry);
        assertThat(market.trial.execute(key(17), order)).isEqualTo(Reason.BAD_SIGNATURE);
        assertThat(market.trial.execute(key(16), order)).isEqualTo(Reason.OK);
        // An own order of another account is not a self-trade: accounts are what the book knows.
        market.place(16, SELL, 50_000, 20);
        assertThat(market.position(SUB).lots).isEqualTo(20);
        assertThat(market.trial.execute(key(16), new WithdrawItem(SUB, OWNER_KEY, 1, 1_000_000, expiry)))
                .isEqualTo(Reason.OK);
        assertThat(market.trial.cells().withdrawal(0).recipient).isEqualTo(key(16).address());
    }

    @Test
    void aSubaccountCostsItsFeeAndTheMarginStays() {
        market.fund(20, SUBACCOUNT_FEE - 1);
        assertThat(open(20)).isEqualTo(Reason.INSUFFICIENT_MARGIN);
        market.fund(20, 1);
        assertThat(open(20)).isEqualTo(Reason.OK);
        assertThat(market.account(20).collateral).isZero();
        // 1,990 lots rest at 0.5 USDC of margin each: 995 of 1,000 USDC.
        market.place(16, BUY, 50_000, 1_990);
        for (int i = 0; i < 5; i++) {
            assertThat(open(16)).isEqualTo(Reason.OK);
        }
        assertThat(open(16)).isEqualTo(Reason.INSUFFICIENT_MARGIN);
        assertThat(market.account(16).collateral).isEqualTo(FUNDS - 5L * SUBACCOUNT_FEE);
    }

    @Test
    void subaccountsEndBeforeTheBackstops() {
        market.trial.cells().totals().subAccounts = BACKSTOP_BASE - SUBACCOUNT_BASE - 1;
        assertThat(open(16)).isEqualTo(Reason.OK);
        assertThat(market.account(BACKSTOP_BASE - 1).owner).isEqualTo(key(16).address());
        assertThat(open(16)).isEqualTo(Reason.BALANCE_BOUND);
        assertThat(market.account(BACKSTOP_BASE).owner).containsOnly(0);
        assertThat(market.account(16).collateral).isEqualTo(FUNDS - SUBACCOUNT_FEE);
    }

    @Test
    void collateralMovesBetweenAccountsOfOneOwnerOnly() {
        open(16);
        assertThat(transfer(16, SUB, 600)).isEqualTo(Reason.OK);
        assertThat(transfer(SUB, 16, 100)).isEqualTo(Reason.OK);
        assertThat(market.account(SUB).collateral).isEqualTo(500);
        assertThat(market.account(16).collateral).isEqualTo(FUNDS - SUBACCOUNT_FEE - 500);
        for (long to : new long[] {16, 17, 99, SUB + 1, FEE_ACCOUNT, BACKSTOP_BASE, ACCOUNT_LIMIT}) {
            assertThat(transfer(16, to, 1)).as("to " + to).isEqualTo(Reason.NOT_OWN_ACCOUNT);
        }
        assertThat(transfer(17, SUB, 1)).isEqualTo(Reason.BAD_SIGNATURE);
    }

    @Test
    void noMoreThanTheCollateralMovesAndNothingNegative() {
        open(16);
        long all = market.account(16).collateral;
        for (long amount : new long[] {0, -1, Long.MIN_VALUE, all + 1}) {
            assertThat(transfer(16, SUB, amount)).as("amount " + amount).isEqualTo(Reason.BAD_AMOUNT);
        }
        assertThat(transfer(16, SUB, all)).isEqualTo(Reason.OK);
        assertThat(market.account(16).collateral).isZero();
        assertThat(market.account(SUB).collateral).isEqualTo(all);
    }

    @Test
    void anybodyMayGiveToTheInsuranceFund() {
        long before = market.account(17).collateral;
        assertThat(market.trial.execute(
                        key(17),
                        new TransferItem(17, OWNER_KEY, market.nextNonce(17), INSURANCE_ACCOUNT, 250, market.expiry())))
                .isEqualTo(Reason.OK);
        assertThat(market.account(INSURANCE_ACCOUNT).collateral).isEqualTo(250);
        assertThat(market.account(17).collateral).isEqualTo(before - 250);
    }

    @Test
    void aTransferLeavesTheMarginOfWhatIsOpenAndRests() {
        open(16);
        market.place(17, SELL, 50_000, 1_000);
        market.place(16, BUY, 50_000, 1_000);
        market.place(16, BUY, 49_000, 500);
        Health health = Margin.crossHealth(execution(), execution().cells.account(16));
        long free = health.equity() - health.initialMargin();
        assertThat(transfer(16, SUB, free + 1)).isEqualTo(Reason.INSUFFICIENT_MARGIN);
        assertThat(transfer(16, SUB, free)).isEqualTo(Reason.OK);
        assertThat(transfer(16, SUB, 1)).isEqualTo(Reason.INSUFFICIENT_MARGIN);
    }

    private Execution execution() {
        return new Execution(market.trial.cells(), market.trial.domain, market.trial.recovery, EngineListener.NONE);
    }

    @Test
    void aBalanceStaysWithinItsBound() {
        open(16);
        market.trial.cells().account(SUB).collateral = COLLATERAL_BOUND - 5;
        market.trial.cells().account(INSURANCE_ACCOUNT).collateral = -(COLLATERAL_BOUND - 5);
        market.trial.cells().changed(market.account(INSURANCE_ACCOUNT));
        market.trial.cells().changed(market.account(SUB));
        assertThat(transfer(16, SUB, 6)).isEqualTo(Reason.BALANCE_BOUND);
        assertThat(transfer(16, SUB, 5)).isEqualTo(Reason.OK);
        assertThat(market.account(SUB).collateral).isEqualTo(COLLATERAL_BOUND);
    }

    @Test
    void listenersHearOfBoth() {
        List<String> told = new ArrayList<>();
        Trial trial = new Trial(
                new EngineListener() {
                    @Override
                    public void transferred(long account, long to, long amount) {
                        told.add(account + " to " + to + ": " + amount);
                    }

                    @Override
                    public void subaccountOpened(long account, long opened) {
                        told.add(account + " opened " + opened);
                    }
                },
                new CurveRecovery());
        trial.consume(Messages.deposit(16, key(16).address(), FUNDS));
        long expiry = trial.now() / 1000 + 9;
        trial.execute(key(16), new OpenSubaccountItem(16, OWNER_KEY, 0, expiry));
        trial.execute(key(16), new TransferItem(16, OWNER_KEY, 1, SUB, 70, expiry));
        assertThat(told).containsExactly("16 opened " + SUB, "16 to " + SUB + ": 70");
    }
}
