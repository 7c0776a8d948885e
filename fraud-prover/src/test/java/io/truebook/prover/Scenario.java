package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Batches that repeat one kind of work at its costliest: every account, market and price level far from the one before, accounts with
 * 16 positions, orders whose neighbours belong to others.
 */
enum Scenario {
    REST_BEHIND_OTHERS(60, stage -> CostlyOrders.restBehind(stage, 20, 15)),
    REST_BEHIND_OTHERS_SMALL(90, stage -> CostlyOrders.restBehind(stage, 30, 0)),
    REST_ALONE(40, stage -> CostlyOrders.restAlone(stage, 20, 15)),
    LOOK_AND_REST_SMALL(90, stage -> CostlyOrders.lookAndRest(stage, 30)),
    TAKE_NOTHING(80, stage -> CostlyOrders.takeNothing(stage, 40)),
    CANCEL_BETWEEN(90, stage -> CostlyOrders.cancelBetween(stage, 30)),
    AMEND_BETWEEN(100, stage -> CostlyOrders.amendBetween(stage, 20, 15)),
    AMEND_BETWEEN_SMALL(100, stage -> CostlyOrders.amendBetween(stage, 20, 0)),
    CANCEL_ALL_BETWEEN(100, stage -> CostlyOrders.cancelAllBetween(stage, 40)),
    CANCEL_ALL_ALONE(10, stage -> CostlyOrders.cancelAllAlone(stage, 60)),
    SWEEP(40, stage -> CostlyOrders.sweep(stage, 24, 15, 15)),
    SWEEP_SMALL_MAKERS(40, stage -> CostlyOrders.sweep(stage, 34, 0, 0)),
    TAKE_ONE_EACH(60, stage -> CostlyOrders.takeOneEach(stage, 12, 15)),
    TAKE_ONE_EACH_SMALL(90, stage -> CostlyOrders.takeOneEach(stage, 30, 0)),
    SWEEP_EXPIRED(50, stage -> CostlyOrders.sweepExpired(stage, 49)),
    SWEEP_EXPIRED_BEFORE(100, stage -> CostlyOrders.sweepExpiredBefore(stage, 45)),
    WITHDRAW(40, stage -> CostlyAccounts.withdraw(stage, 20, MAX_POSITIONS)),
    WITHDRAW_SMALL(40, stage -> CostlyAccounts.withdraw(stage, 40, 0)),
    ORACLE(1, stage -> CostlyMinutes.prices(stage, MAX_PUBLISHERS)),
    DEPOSIT(30, stage -> CostlyBytes.deposits(stage, 60)),
    FORCED_GARBAGE(1, stage -> CostlyBytes.forcedGarbage(stage, 60)),
    GARBAGE(1, stage -> CostlyBytes.garbage(stage, 25)),
    EMPTY_ITEMS(1, stage -> CostlyBytes.emptyItems(stage, 60)),
    DUE(1, CostlyMinutes::due),
    SAMPLE(8, CostlyMinutes::sample),
    ORACLE_BOOK(80, stage -> CostlyMinutes.pricesOverBooks(stage, MAX_PUBLISHERS)),
    ORACLE_BOOK_ONE(80, stage -> CostlyMinutes.pricesOverBooks(stage, 1)),
    SET_MARKET(1, CostlyMinutes::setMarket),
    SET_FEE_TIERS(1, CostlyMinutes::setFeeTiers),
    PAY_FEES(40, CostlyMinutes::payFees),
    TRANSFER(40, stage -> CostlyAccounts.transfer(stage, 20, MAX_POSITIONS)),
    TRANSFER_SMALL(40, stage -> CostlyAccounts.transfer(stage, 40, 0)),
    OPEN_SUBACCOUNT(40, CostlyAccounts::openSubaccount),
    SET_AGENT(40, CostlyAccounts::setAgent),
    SET_MARGIN(40, CostlyAccounts::setMargin),
    VOID_NONCE(40, CostlyAccounts::voidNonce),
    SCHEDULE_CANCEL(40, CostlyAccounts::scheduleCancel),
    EXPIRE_BETWEEN(150, stage -> CostlyAccounts.expireBetween(stage, false)),
    FORCED_EXPIRE_BETWEEN(150, stage -> CostlyAccounts.expireBetween(stage, true)),
    FORCED_CANCEL_BETWEEN(150, CostlyAccounts::forcedCancel),
    FORCED_AMEND_BETWEEN_SMALL(160, CostlyAccounts::forcedAmend),
    SETTLE(90, stage -> CostlyAccounts.settle(stage, false)),
    SETTLE_CLOSE(90, stage -> CostlyAccounts.settle(stage, true)),
    TRIGGER_BEHIND_OTHERS(60, CostlyAccounts::trigger),
    SLICE_ONE_EACH(60, CostlyAccounts::slice),
    SWEEP_ISOLATED(40, CostlyAccounts::sweepIsolated),
    BUNDLE_CANCEL_BETWEEN(200, stage -> CostlyBundles.cancelBetween(stage, MAX_POSITIONS)),
    BUNDLE_CANCEL_BETWEEN_SMALL(200, stage -> CostlyBundles.cancelBetween(stage, 1)),
    BUNDLE_AMEND_BETWEEN(260, stage -> CostlyBundles.amendBetween(stage, MAX_POSITIONS)),
    BUNDLE_AMEND_BETWEEN_SMALL(260, stage -> CostlyBundles.amendBetween(stage, 1)),
    BUNDLE_PLACE_BEHIND(70, stage -> CostlyBundles.placeBehind(stage, MAX_POSITIONS)),
    BUNDLE_PLACE_BEHIND_SMALL(70, stage -> CostlyBundles.placeBehind(stage, 1)),
    BUNDLE_TAKE(70, CostlyBundles::take),
    LIQUIDATE_HEALTHY(40, CostlyRisk::healthy),
    LIQUIDATE_CANCEL_BETWEEN(100, CostlyRisk::cancelBetween),
    LIQUIDATE_SWEEP(60, CostlyRisk::sweep),
    BACKSTOP(20, stage -> CostlyRisk.backstop(stage, CostlyRisk.POOR)),
    BACKSTOP_LOSS(20, stage -> CostlyRisk.backstop(stage, CostlyRisk.BROKE)),
    UNWIND(60, CostlyRisk::unwind);

    /** Sets the stage. */
    interface Story {
        List<Runnable> told(Stage stage);
    }

    final int accounts;
    private final Story story;

    Scenario(int accounts, Story story) {
        this.accounts = accounts;
        this.story = story;
    }

    /** Sets the stage; what is returned is the batch to measure. */
    List<Runnable> prepare(Stage stage) {
        return story.told(stage);
    }

    /** Gives an account positions in markets other than one, by resting orders: no two accounts in the same markets. */
    static void fillPositions(Stage stage, int account, int notMarket, int positions) {
        int market = stage.random.nextInt(256);
        for (int i = 0; i < positions; i++) {
            do {
                market = market + 7 & 255;
            } while (market == notMarket);
            stage.place(account, market, FLAG_TIF_POST_ONLY, tick(stage), Stage.LOTS);
        }
    }

    /** Work whose units are made one after another, before any is done. */
    static List<Runnable> units(int count, IntFunction<Runnable> unit) {
        List<Runnable> work = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            work.add(unit.apply(i));
        }
        return work;
    }

    static int market(int i) {
        return 13 * i & 255;
    }

    static int tick(Stage stage) {
        return 1 + stage.random.nextInt(Stage.MARK - 1);
    }

    static int tickAbove(Stage stage) {
        return Stage.MARK + 1 + stage.random.nextInt(Stage.MAX_TICK - Stage.MARK - 1);
    }
}
