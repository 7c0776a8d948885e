package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.derivation.Bucket;
import io.truebook.engine.Cells;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.RiskCell;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The watch on made-up accounts: what it finds is what looking at everybody finds, and it looks at few. */
class LiquidationWatchTest {
    private static final long SEED = Long.getLong("truebook.seed", System.nanoTime());
    private static final int MARKETS = 3;
    private static final long MULTIPLIER = 1_000_000;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Cells cells = new Cells(address -> null);
    private final Accounts accounts = new Accounts();
    private final LiquidationWatch watch = new LiquidationWatch();
    private final MarketChanges markets = new MarketChanges();
    private long now = 1_000_000;
    private long looks;

    @Test
    void findsExactlyWhoIsBelowMaintenanceMarginWhateverPricesAndPaymentsDo() {
        System.out.println("seed " + SEED);
        open(200);
        int found = 0;
        for (int round = 0; round < 400; round++) {
            for (int market = 0; market < MARKETS; market++) {
                RiskCell risk = cells.risk(market);
                if (random.nextInt(3) == 0) {
                    risk.publishTime++;
                    risk.mark = Math.clamp(risk.mark + random.nextInt(-800, 801), 1, 1_000_000);
                }
                if (random.nextInt(20) == 0) {
                    long paid = random.nextLong(-3_000_000_000L, 3_000_000_000L);
                    risk.longIndex += paid;
                    risk.shortIndex -= paid;
                }
                if (random.nextInt(60) == 0) {
                    risk.mmrPpm = random.nextInt(1_000, 60_000);
                }
            }
            if (random.nextInt(3) == 0) {
                long account = account(random.nextInt(200));
                cells.account(account).collateral += random.nextLong(-20_000_000_000L, 20_000_000_000L);
                watch.touched(account);
            }
            Set<Long> tried = lookAtAll();
            for (int i = 0; i < 200; i++) {
                boolean below = isBelow(account(i));
                assertThat(watch.isBelow(account(i)) || !below)
                        .as("account " + account(i))
                        .isTrue();
                found += below && tried.contains(account(i)) ? 1 : 0;
            }
            now += 10;
        }
        assertThat(found).isPositive();
        now += 2_000;
        lookAtAll();
        for (int i = 0; i < 200; i++) {
            assertThat(watch.isBelow(account(i))).as("account " + account(i)).isEqualTo(isBelow(account(i)));
        }
    }

    @Test
    void aPriceAsksAfterThoseItHasPassedOnly() {
        open(20_000);
        RiskCell risk = cells.risk(0);
        looks = 0;
        for (int step = 0; step < 50; step++) {
            risk.publishTime++;
            risk.mark += random.nextInt(-3, 4);
            lookAtAll();
        }
        System.out.println(looks + " looks for 50 small moves over 20,000 accounts");
        assertThat(looks).isLessThan(20_000);
    }

    @Test
    void whoCannotBeHelpedIsTriedAgainAfterAWhileAndNotBefore() {
        open(1);
        long account = account(0);
        cells.account(account).collateral = -1_000_000_000_000_000L;
        watch.touched(account);
        assertThat(lookAtAll()).containsExactly(account);
        assertThat(watch.hasWork(now)).isFalse();
        now += 2_000;
        assertThat(watch.hasWork(now)).isTrue();
        assertThat(lookAtAll()).containsExactly(account);
        cells.account(account).collateral = 1_000_000_000_000_000L;
        now += 2_000;
        assertThat(lookAtAll()).isEmpty();
        assertThat(watch.below()).isZero();
    }

    @Test
    void aPositionThatNobodyBuysDoesNotKeepTheOthersFromBeingTried() {
        open(1);
        long account = account(0);
        position(account, 1, 3);
        position(account, 2, 1).isolated = 1;
        cells.position(account, 2).margin = -1_000_000_000L;
        cells.account(account).collateral = -1_000_000_000_000_000L;
        watch.touched(account);
        Set<Integer> tried = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            tried.add(((LiquidationWatch.Step.Liquidate) next()).market());
            assertThat(next()).isNull();
            now += 2_000;
        }
        assertThat(tried).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void whoWasHelpedIsLookedAtAgainAtOnce() {
        open(1);
        long account = account(0);
        cells.account(account).collateral = -1_000_000_000_000_000L;
        watch.touched(account);
        LiquidationWatch.Step step = next();
        watch.tried(cells, step, true, now);
        assertThat(watch.hasWork(now)).isTrue();
        assertThat(next()).isEqualTo(step);
    }

    @Test
    void nothingIsTriedWhileThePriceIsOldOrJumpingAndAllOfItAfterwards() {
        open(1);
        long account = account(0);
        for (int market = 0; market < MARKETS; market++) {
            cells.risk(market).jumping = 1;
        }
        cells.account(account).collateral = -1_000_000_000_000_000L;
        watch.touched(account);
        assertThat(lookAtAll()).isEmpty();
        assertThat(watch.isBelow(account)).isTrue();
        for (int market = 0; market < MARKETS; market++) {
            cells.risk(market).jumping = 0;
        }
        now += 250;
        assertThat(lookAtAll()).containsExactly(account);
    }

    @Test
    void aSettledMarketsPositionsAreClosed() {
        open(1);
        cells.risk(0).status = STATUS_SETTLED;
        changes();
        LiquidationWatch.Step step = next();
        assertThat(step).isEqualTo(new LiquidationWatch.Step.Settle(account(0), 0));
    }

    @Test
    void theBackstopsPositionIsTradedAwayNowAndThen() {
        open(1);
        position(BACKSTOP_BASE + 1, 1, 500);
        cells.risk(1).publishTime++;
        changes();
        LiquidationWatch.Step step = next();
        assertThat(step).isEqualTo(new LiquidationWatch.Step.Unwind(1));
        watch.tried(cells, step, false, now);
        assertThat(next()).isNull();
        now += 2_000;
        assertThat(watch.hasWork(now)).isTrue();
        assertThat(next()).isEqualTo(step);
        cells.position(BACKSTOP_BASE + 1, 1).lots = 0;
        watch.tried(cells, step, true, now);
        now += 10_000;
        assertThat(next()).isNull();
    }

    @Test
    void aMarketThatIsOverClosesItsBackstopAndSendsItsMoneyToInsurance() {
        open(1);
        cells.account(account(0)).positionMarkets0 = 0;
        position(BACKSTOP_BASE + 1, 1, 500);
        cells.risk(1).status = STATUS_SETTLED;
        changes();
        LiquidationWatch.Step settle = new LiquidationWatch.Step.Settle(BACKSTOP_BASE + 1, 1);
        while (watch.hasWork(now)) {
            LiquidationWatch.Step step = next();
            assertThat(step == null || step.equals(settle)).as("" + step).isTrue();
        }
        cells.position(BACKSTOP_BASE + 1, 1).lots = 0;
        cells.account(BACKSTOP_BASE + 1).collateral = 7;
        watch.tried(cells, settle, true, now);
        now += 2_000;
        assertThat(next()).isEqualTo(new LiquidationWatch.Step.Unwind(1));
        cells.account(BACKSTOP_BASE + 1).collateral = 0;
        watch.tried(cells, new LiquidationWatch.Step.Unwind(1), true, now);
        now += 10_000;
        assertThat(next()).isNull();
    }

    @Test
    void insurancePaysForWhoHasNothingLeft() {
        open(1);
        long account = account(0);
        cells.account(account).positionMarkets0 = 0;
        cells.account(account).collateral = -5;
        watch.touched(account);
        assertThat(lookAtAll()).isEmpty();
        cells.account(INSURANCE_ACCOUNT).collateral = 3;
        now += 250;
        assertThat(lookAtAll()).containsExactly(account);
    }

    /** Lists markets, and gives each account a random portfolio that is healthy more often than not. */
    private void open(int count) {
        for (int market = 0; market < MARKETS; market++) {
            cells.listed().markets[0] |= Long.MIN_VALUE >>> market;
            cells.market(market).oracleMaxAge = Integer.MAX_VALUE;
            RiskCell risk = cells.risk(market);
            risk.status = STATUS_ACTIVE;
            risk.mark = 20_000 + 10_000 * market;
            risk.multiplier = MULTIPLIER;
            risk.imrPpm = 50_000;
            risk.mmrPpm = 25_000;
            risk.tierBound1 = 500;
            risk.tierMmr1 = 400;
        }
        for (int i = 0; i < count; i++) {
            long account = account(i);
            cells.account(account).owner[0] = 1;
            cells.account(account).owner[1] = (byte) i;
            cells.account(account).owner[2] = (byte) (i >>> 8);
            cells.account(account).collateral = random.nextLong(100_000_000_000L);
            int positions = count == 1 ? 0 : 1 + random.nextInt(MARKETS);
            for (int market = 0; market < positions; market++) {
                PositionCell position = position(account, market, random.nextInt(-40, 41));
                if (random.nextInt(4) == 0) {
                    position.isolated = 1;
                    position.margin = random.nextLong(50_000_000_000L);
                }
            }
            if (count == 1) {
                position(account, 0, 7);
                cells.account(account).collateral = 50_000_000_000L;
            }
        }
        accounts.load(cells);
        markets.load(cells);
        watch.load(cells, accounts);
        lookAtAll();
    }

    private PositionCell position(long account, int market, long lots) {
        cells.account(account).positionMarkets0 |= (long) (market + 1) << 48 - 16 * market;
        PositionCell position = cells.position(account, market);
        position.lots = lots;
        position.quote = -lots * cells.risk(market).mark * MULTIPLIER;
        return position;
    }

    private void changes() {
        for (MarketChanges.Change change : markets.since(cells, event -> {})) {
            watch.changed(cells, change);
        }
    }

    private LiquidationWatch.Step next() {
        looks++;
        return watch.next(cells, now);
    }

    /** Lets the watch look until it is done; nobody is helped. */
    private Set<Long> lookAtAll() {
        changes();
        Set<Long> tried = new HashSet<>();
        while (watch.hasWork(now)) {
            LiquidationWatch.Step step = next();
            if (step instanceof LiquidationWatch.Step.Liquidate liquidate) {
                assertThat(tried.add(liquidate.account())).as("twice in a row").isTrue();
                watch.tried(cells, step, false, now);
            }
        }
        return tried;
    }

    private boolean isBelow(long account) {
        return Bucket.of(cells, account).stream().anyMatch(bucket -> !bucket.healthy());
    }

    private static long account(int number) {
        return FIRST_USER_ACCOUNT + number;
    }
}
