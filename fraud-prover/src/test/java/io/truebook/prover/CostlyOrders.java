package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;
import static io.truebook.prover.Scenario.fillPositions;
import static io.truebook.prover.Scenario.market;
import static io.truebook.prover.Scenario.tick;
import static io.truebook.prover.Scenario.tickAbove;

import io.truebook.prover.Stage.Order;
import java.util.List;

/** Orders that rest, go and trade, each far from the one before; accounts have some positions beside the one they act in. */
final class CostlyOrders {
    /** Post-only orders onto levels where others wait. */
    static List<Runnable> restBehind(Stage stage, int units, int positions) {
        return Scenario.units(units, i -> {
            int tick = tick(stage);
            fillPositions(stage, i, market(i), positions);
            stage.place(units + i, market(i), FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
            opposite(stage, 2 * units + i, market(i));
            return () -> stage.place(i, market(i), FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
        });
    }

    /** Post-only orders onto empty levels. */
    static List<Runnable> restAlone(Stage stage, int units, int positions) {
        return Scenario.units(units, i -> {
            int tick = tick(stage);
            fillPositions(stage, i, market(i), positions);
            opposite(stage, units + i, market(i));
            return () -> stage.place(i, market(i), FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
        });
    }

    /** Orders that may cross, look at the other side and rest. */
    static List<Runnable> lookAndRest(Stage stage, int units) {
        return Scenario.units(units, i -> {
            int tick = tick(stage);
            stage.place(units + i, market(i), FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
            opposite(stage, 2 * units + i, market(i));
            return () -> stage.place(i, market(i), FLAG_TIF_GTT, tick, Stage.LOTS);
        });
    }

    /** Immediate-or-cancel orders that find nothing. */
    static List<Runnable> takeNothing(Stage stage, int units) {
        return Scenario.units(units, i -> {
            opposite(stage, units + i, market(i));
            return () -> stage.place(i, market(i), FLAG_TIF_IOC, tick(stage), Stage.LOTS);
        });
    }

    /** Cancels between two orders of others. */
    static List<Runnable> cancelBetween(Stage stage, int units) {
        return Scenario.units(units, i -> {
            Order order = between(stage, i, units + i, 2 * units + i);
            return () -> stage.cancel(order);
        });
    }

    /** Amends that take an order from between two others and put it behind another one. */
    static List<Runnable> amendBetween(Stage stage, int units, int positions) {
        return Scenario.units(units, i -> {
            fillPositions(stage, i, market(i), positions);
            opposite(stage, 4 * units + i, market(i));
            int tick = tick(stage);
            stage.place(3 * units + i, market(i), FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
            Order order = between(stage, i, units + i, 2 * units + i);
            return () -> stage.amend(order, tick, Stage.LOTS);
        });
    }

    /** One cancel-all over orders that each stand between two of others. */
    static List<Runnable> cancelAllBetween(Stage stage, int orders) {
        for (int i = 0; i < orders; i++) {
            int tick = tick(stage);
            stage.place(1 + i, i % MAX_POSITIONS, FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
            stage.place(0, i % MAX_POSITIONS, FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
            stage.place(1 + orders + i, i % MAX_POSITIONS, FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
        }
        return List.of(() -> stage.cancelAll(0));
    }

    /** One cancel-all over orders that are each alone at their level. */
    static List<Runnable> cancelAllAlone(Stage stage, int orders) {
        for (int i = 0; i < orders; i++) {
            stage.place(0, i % MAX_POSITIONS, FLAG_TIF_POST_ONLY, tick(stage), Stage.LOTS);
        }
        return List.of(() -> stage.cancelAll(0));
    }

    /** A taker sweeps makers, each alone at a level of its own. */
    static List<Runnable> sweep(Stage stage, int makers, int takersPositions, int positions) {
        fillPositions(stage, 0, 0, takersPositions);
        for (int i = 1; i <= makers; i++) {
            fillPositions(stage, i, 0, positions);
            stage.place(i, 0, FLAG_SELL, levelAbove(i), Stage.LOTS);
        }
        return List.of(() -> stage.place(0, 0, FLAG_TIF_IOC, Stage.MAX_TICK, makers * Stage.LOTS));
    }

    /** Takers that each take one order of a maker before another's, in markets of their own. */
    static List<Runnable> takeOneEach(Stage stage, int units, int positions) {
        return Scenario.units(units, i -> {
            fillPositions(stage, i, market(i), positions);
            fillPositions(stage, units + i, market(i), positions);
            int tick = tickAbove(stage);
            stage.place(units + i, market(i), FLAG_SELL, tick, Stage.LOTS);
            stage.place(2 * units + i, market(i), FLAG_SELL, tick, Stage.LOTS);
            return () -> stage.place(i, market(i), FLAG_TIF_IOC, tick, Stage.LOTS);
        });
    }

    /** A taker that removes expired makers. */
    static List<Runnable> sweepExpired(Stage stage, int makers) {
        for (int i = 1; i <= makers; i++) {
            stage.place(i, 0, FLAG_SELL, levelAbove(i), Stage.LOTS, stage.time() / 1000 + 1);
        }
        stage.advance(10_000);
        return List.of(() -> stage.place(0, 0, FLAG_TIF_IOC, Stage.MAX_TICK, Stage.LOTS));
    }

    /** The same, each before another's order at its level, until it comes to that. */
    static List<Runnable> sweepExpiredBefore(Stage stage, int makers) {
        for (int i = 1; i <= makers; i++) {
            stage.place(i, 0, FLAG_SELL, levelAbove(i), Stage.LOTS, stage.time() / 1000 + 1);
            stage.place(makers + i, 0, FLAG_SELL, levelAbove(i), 1);
        }
        stage.advance(10_000);
        return List.of(() -> stage.place(0, 0, FLAG_TIF_IOC, Stage.MAX_TICK, makers));
    }

    private static Order between(Stage stage, int account, int first, int last) {
        int tick = tick(stage);
        stage.place(first, market(account), FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
        Order order = stage.place(account, market(account), FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
        stage.place(last, market(account), FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
        return order;
    }

    private static void opposite(Stage stage, int account, int market) {
        stage.place(account, market, FLAG_SELL | FLAG_TIF_POST_ONLY, tickAbove(stage), Stage.LOTS);
    }

    /** No two have a word of the bitmap in common but the top one. */
    private static int levelAbove(int i) {
        return Stage.MARK + 65_536 * i;
    }

    private CostlyOrders() {}
}
