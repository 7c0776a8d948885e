package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.ConfigCell;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.Reason;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A price that falls by 40 % on 200 accounts at up to ten times leverage and an empty book: looked at after each micro-step. */
class MassLiquidationTest {
    private static final int ACCOUNTS = 200;
    private static final long FIRST = 100;

    private int steps;
    private final Trial trial = new Trial(EngineListener.NONE, new CurveRecovery(), this::look);
    private final Map<Reason, Integer> outcomes = new EnumMap<>(Reason.class);

    @Test
    void everyMicroStepConservesAndInTheEndNobodyOwes() {
        open();
        // From here on each micro-step ends a segment.
        ConfigCell config = trial.cells().config();
        config.workLimit = 1;
        trial.cells().changed(config);
        for (int percent = 96; percent >= 60; percent -= 6) {
            trial.time(trial.now() + 10_000);
            assertThat(trial.price(0, MARK * percent / 100, 0, PUBLISHER)).isEqualTo(Reason.OK);
            liquidateAll();
            trial.execute(Items.unwind(0));
        }
        System.out.println(steps + " micro-steps, liquidations: " + outcomes);
        assertThat(outcomes.get(Reason.BACKSTOPPED)).isGreaterThan(30);
        assertThat(outcomes.get(Reason.NOT_LIQUIDATABLE)).isGreaterThan(500);
        assertThat(trial.cells().activity(0).lossSpread).isPositive();
        for (int i = 0; i < ACCOUNTS; i++) {
            trial.execute(Items.settle(FIRST + i, 0));
            assertThat(Margin.crossHealth(reading(), reading().cells.account(FIRST + i))
                            .equity())
                    .isNotNegative();
        }
        trial.execute(Items.settle(BACKSTOP_BASE, 0));
        assertThat(Margin.crossHealth(reading(), reading().cells.account(BACKSTOP_BASE))
                        .equity())
                .isNotNegative();
        assertThat(trial.cells().activity(0).suspense).isZero();
    }

    private void look() {
        if (trial != null && trial.cells().config().workLimit == 1) {
            steps++;
            Invariants.check(trial.state);
            assertThat(trial.cells().account(INSURANCE_ACCOUNT).collateral).isNotNegative();
        }
    }

    private void open() {
        trial.consume(Messages.list(Messages.Listing.usual(0)), Messages.publisher(0, PUBLISHER.address()));
        for (int i = 0; i < ACCOUNTS; i++) {
            trial.consume(Messages.deposit(FIRST + i, key(FIRST + i).address(), 100L * USDC));
        }
        trial.time(trial.now() + 1_000);
        trial.price(0, MARK, 0, PUBLISHER);
        for (int i = 0; i < ACCOUNTS; i += 2) {
            // 100 USDC carry 200 lots at ten times leverage; each pair has its own.
            long lots = 30 + 160L * i / ACCOUNTS;
            place(FIRST + i, SELL, lots);
            place(FIRST + i + 1, BUY | FLAG_TIF_IOC, lots);
        }
    }

    private void place(long account, int flags, long lots) {
        long expiry = trial.now() / 1000 + 10_000;
        assertThat(trial.execute(key(account), new PlaceItem(account, OWNER_KEY, 0, 0, flags, MARK, lots, expiry)))
                .isEqualTo(Reason.OK);
    }

    /** Everybody is asked for; who was healthy has what it had. */
    private void liquidateAll() {
        for (int i = 0; i < ACCOUNTS; i++) {
            Health before = Margin.health(reading(), reading().cells.account(FIRST + i), 0);
            long lots = Positions.lotsOf(reading(), reading().cells.account(FIRST + i), 0);
            Reason reason = trial.execute(Items.liquidate(FIRST + i, 0));
            outcomes.merge(reason, 1, Integer::sum);
            if (before.equity() >= before.maintenanceMargin()) {
                assertThat(reason).isEqualTo(Reason.NOT_LIQUIDATABLE);
                assertThat(Positions.lotsOf(reading(), reading().cells.account(FIRST + i), 0))
                        .isEqualTo(lots);
                assertThat(Margin.health(reading(), reading().cells.account(FIRST + i), 0))
                        .isEqualTo(before);
            }
        }
    }

    private Execution reading() {
        return new Execution(trial.cells(), trial.domain, trial.recovery, EngineListener.NONE);
    }
}
