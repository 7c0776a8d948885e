package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.Items;
import java.util.ArrayList;
import java.util.List;

/** Accounts with 16 positions below their margin, and what closes them. */
final class CostlyRisk {
    /** Per mill by which prices fall: equity stays above 0, below two thirds of maintenance margin; and below 0. */
    static final int POOR = 85;

    static final int BROKE = 150;

    /** Below maintenance margin, above two thirds of it, when one position is most of the account. */
    private static final int WORSE = 90;

    private static final int GROUPS = 4;
    private static final int MANY = 400;
    private static final int MOST = 5_000;
    private static final int MAKERS = 24;

    /** Equity that is left to an account, per mill of what its positions are worth; initial margin is 100. */
    private static final long LEFT = 110;

    /** Refused: accounts with 16 positions that are well. */
    static List<Runnable> healthy(Stage stage) {
        List<Runnable> work = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int market = 13 * i & 255;
            Scenario.fillPositions(stage, i, market, MAX_POSITIONS);
            byte[] item = Items.liquidate(stage.number(i), market);
            work.add(() -> stage.execute(item));
        }
        return work;
    }

    /** A liquidation that first removes orders which each stand between two of others. */
    static List<Runnable> cancelBetween(Stage stage) {
        hold(stage, 0, 99, 0, 3_000);
        for (int i = 0; i < 40; i++) {
            int market = 13 * (i % MAX_POSITIONS);
            int tick = Scenario.tick(stage);
            stage.place(1 + i, market, FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
            stage.place(0, market, FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
            stage.place(50 + i, market, FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
        }
        leave(stage, 0, 3_400);
        fall(stage, new int[] {0}, WORSE);
        return List.of(liquidate(stage, 0, 0));
    }

    /** An order at the zero price that sweeps makers with 16 positions, each alone at a level. */
    static List<Runnable> sweep(Stage stage) {
        for (int position = 0; position < MAX_POSITIONS; position++) {
            hold(stage, 0, 59, market(0, position), position == 0 ? MOST : 100);
        }
        leave(stage, 0, MOST + 100 * (MAX_POSITIONS - 1));
        bids(stage, Stage.MARK - Stage.MARK / 1_000 * WORSE, 12_000);
        fall(stage, new int[] {0}, WORSE);
        return List.of(liquidate(stage, 0, 0));
    }

    /** Closed out by the backstop, for there are no orders: accounts with 16 positions each, none in a market of another's. */
    static List<Runnable> backstop(Stage stage, int perMill) {
        List<Runnable> work = new ArrayList<>();
        int[] markets = new int[GROUPS * MAX_POSITIONS];
        for (int group = 0; group < GROUPS; group++) {
            for (int position = 0; position < MAX_POSITIONS; position++) {
                int market = market(group, position);
                hold(stage, group, GROUPS + group, market, MANY);
                markets[group * MAX_POSITIONS + position] = market;
            }
            leave(stage, group, MANY * MAX_POSITIONS);
            work.add(liquidate(stage, group, market(group, 5)));
        }
        fall(stage, markets, perMill);
        return work;
    }

    /** The backstop's position is traded away, to makers with 16 positions, each alone at a level. */
    static List<Runnable> unwind(Stage stage) {
        hold(stage, 0, 59, 0, MOST);
        leave(stage, 0, MOST);
        fall(stage, new int[] {0}, WORSE);
        liquidate(stage, 0, 0).run();
        bids(stage, Stage.MARK - Stage.MARK / 1_000 * WORSE, 700);
        return List.of(() -> stage.execute(Items.unwind(0)));
    }

    private static void bids(Stage stage, int below, int gap) {
        for (int i = 1; i <= MAKERS; i++) {
            Scenario.fillPositions(stage, i, 0, MAX_POSITIONS - 1);
            stage.place(i, 0, FLAG_TIF_GTT, below - gap * i, 200);
        }
    }

    private static void hold(Stage stage, int account, int other, int market, int lots) {
        stage.place(other, market, FLAG_SELL, Stage.MARK, lots);
        stage.place(account, market, FLAG_TIF_IOC, Stage.MARK, lots);
    }

    /** Withdraws all but little more than the initial margin of so many lots. */
    private static void leave(Stage stage, int account, long lots) {
        long worth = lots * Stage.MARK * 1_000;
        long amount = stage.collateral(account) - worth * LEFT / 1_000;
        stage.withdraw(account, amount / WITHDRAWAL_QUANTUM * WITHDRAWAL_QUANTUM);
    }

    private static void fall(Stage stage, int[] markets, int perMill) {
        stage.advance(20_000);
        for (int market : markets) {
            stage.price(market, Stage.MARK - Stage.MARK / 1_000 * perMill, 1);
        }
    }

    private static Runnable liquidate(Stage stage, int account, int market) {
        byte[] item = Items.liquidate(stage.number(account), market);
        return () -> stage.execute(item);
    }

    private static int market(int group, int position) {
        return MAX_POSITIONS * position + group;
    }

    private CostlyRisk() {}
}
