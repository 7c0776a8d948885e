package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.BundleBuilder;
import java.util.ArrayList;
import java.util.List;

/** Bundles of one account whose operations all lie far from each other. */
final class CostlyBundles {
    /** One bundle that cancels as many orders as it can, each between two of others. */
    static List<Runnable> cancelBetween(Stage stage, int markets) {
        BundleBuilder bundle = new BundleBuilder();
        ordersBetween(stage, markets).forEach(order -> bundle.cancel(order.slot(), order.nonce()));
        return List.of(() -> stage.bundle(0, bundle));
    }

    /** One bundle that takes orders from between others and puts each behind another one. */
    static List<Runnable> amendBetween(Stage stage, int markets) {
        BundleBuilder bundle = new BundleBuilder();
        int i = 0;
        for (Stage.Order order : ordersBetween(stage, markets)) {
            int tick = Scenario.tick(stage);
            stage.place(150 + i, market(i, markets), FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
            bundle.amend(order.slot(), order.nonce(), tick);
            i++;
        }
        return List.of(() -> stage.bundle(0, bundle));
    }

    /** One bundle of post-only orders behind orders of others. */
    static List<Runnable> placeBehind(Stage stage, int markets) {
        BundleBuilder bundle = new BundleBuilder();
        for (int i = 0; i < MAX_BUNDLE; i++) {
            int tick = Scenario.tick(stage);
            stage.place(1 + i, market(i, markets), FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
            bundle.place(market(i, markets), FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
        }
        return List.of(() -> stage.bundle(0, bundle));
    }

    /** One bundle whose orders each take one of a maker with 16 positions, before another maker's. */
    static List<Runnable> take(Stage stage) {
        BundleBuilder bundle = new BundleBuilder();
        for (int i = 0; i < 24; i++) {
            int tick = Stage.MARK + 65_536 * (1 + i);
            Scenario.fillPositions(stage, 1 + i, market(i, MAX_POSITIONS), 15);
            stage.place(1 + i, market(i, MAX_POSITIONS), FLAG_SELL, tick, Stage.LOTS);
            stage.place(40 + i, market(i, MAX_POSITIONS), FLAG_SELL, tick, Stage.LOTS);
            bundle.place(market(i, MAX_POSITIONS), FLAG_TIF_IOC, tick, Stage.LOTS);
        }
        return List.of(() -> stage.bundle(0, bundle));
    }

    private static List<Stage.Order> ordersBetween(Stage stage, int markets) {
        List<Stage.Order> orders = new ArrayList<>();
        for (int i = 0; i < MAX_BUNDLE; i++) {
            int tick = Scenario.tick(stage);
            stage.place(1 + i, market(i, markets), FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
            orders.add(stage.place(0, market(i, markets), FLAG_TIF_POST_ONLY, tick, Stage.LOTS));
            stage.place(70 + i, market(i, markets), FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
        }
        return orders;
    }

    private static int market(int i, int markets) {
        return 13 * (i % markets);
    }

    private CostlyBundles() {}
}
