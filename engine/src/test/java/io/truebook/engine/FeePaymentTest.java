package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.Reason;
import org.junit.jupiter.api.Test;

/** Where collected fees go: only out of the fee account, only to somebody, only what is there. */
class FeePaymentTest {
    private final Market market = new Market();
    private final long collected = collect();

    /** A trade's fees. */
    private long collect() {
        market.place(16, Market.SELL, Market.MARK, 100);
        market.place(17, Market.BUY, Market.MARK, 100);
        return fees();
    }

    private long fees() {
        return market.account(FEE_ACCOUNT).collateral;
    }

    private Reason pay(long to, long amount) {
        market.trial.consume(Messages.payFees(to, amount));
        market.checkInvariants();
        return Reason.of(market.trial.cells().cursor().reason);
    }

    @Test
    void feesGoToAnAccountOrToTheInsuranceFund() {
        assertThat(collected).isPositive();
        assertThat(pay(19, 1)).isEqualTo(Reason.OK);
        assertThat(pay(INSURANCE_ACCOUNT, collected - 1)).isEqualTo(Reason.OK);
        assertThat(market.account(19).collateral).isEqualTo(Market.FUNDS + 1);
        assertThat(market.account(INSURANCE_ACCOUNT).collateral).isEqualTo(collected - 1);
        assertThat(fees()).isZero();
    }

    @Test
    void neitherMoreThanWasCollectedNorNothing() {
        for (long amount : new long[] {collected + 1, 0, -1, Long.MIN_VALUE}) {
            assertThat(pay(19, amount)).as("amount %d", amount).isEqualTo(Reason.BAD_GOVERNANCE);
        }
        assertThat(fees()).isEqualTo(collected);
    }

    @Test
    void nobodyIsPaidWhoDoesNotExist() {
        for (long to : new long[] {FEE_ACCOUNT, 2, 500, SUBACCOUNT_BASE, BACKSTOP_BASE, ACCOUNT_LIMIT, 0xffff_ffffL}) {
            assertThat(pay(to, 1)).as("to %d", to).isEqualTo(Reason.BAD_GOVERNANCE);
        }
        assertThat(fees()).isEqualTo(collected);
    }

    @Test
    void noBalanceLeavesItsBounds() {
        market.account(19).collateral = COLLATERAL_BOUND - 5;
        market.trial.consume(Messages.payFees(19, 6));
        assertThat(Reason.of(market.trial.cells().cursor().reason)).isEqualTo(Reason.BAD_GOVERNANCE);
        market.trial.consume(Messages.payFees(19, 5));
        assertThat(market.account(19).collateral).isEqualTo(COLLATERAL_BOUND);
    }
}
