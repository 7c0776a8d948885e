package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.GovernanceActions.FeeTierTerms;
import io.truebook.engine.Messages;
import java.util.ArrayList;
import java.util.List;

/** What minutes, prices and the governor do, at its costliest. */
final class CostlyMinutes {
    private static final int MARKETS = 256;
    private static final int LEVEL_GAP = 900_001;

    /** The first minute of 256 markets: each of their cells is read, and one of them written. */
    static List<Runnable> due(Stage stage) {
        return List.of(() -> stage.advance(MINUTE_MS));
    }

    /** An hour after a first minute, so that funding is paid, over books whose levels have no word of the bitmap in common but the top one, and are too small to end a side. */
    static List<Runnable> sample(Stage stage) {
        stage.advance(MINUTE_MS);
        stage.nextBatch();
        for (int i = 0; i < 4; i++) {
            for (int level = 1; level <= IMPACT_LEVELS; level++) {
                stage.place(i, 41 * i, FLAG_TIF_POST_ONLY, Stage.MARK - LEVEL_GAP * level, Stage.LOTS);
                stage.place(4 + i, 41 * i, FLAG_SELL | FLAG_TIF_POST_ONLY, Stage.MARK + LEVEL_GAP * level, Stage.LOTS);
            }
        }
        return List.of(() -> stage.advance(FUNDING_MINUTES * MINUTE_MS));
    }

    static List<Runnable> prices(Stage stage, int publishers) {
        List<Runnable> work =
                Scenario.units(20, i -> () -> stage.price(Scenario.market(i), Stage.MARK + 1, publishers));
        stage.advance(100);
        return work;
    }

    /** Prices of markets whose marks need the best prices of both sides. */
    static List<Runnable> pricesOverBooks(Stage stage, int publishers) {
        List<Runnable> work = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int market = Scenario.market(i);
            stage.place(i, market, FLAG_TIF_POST_ONLY, Scenario.tick(stage), Stage.LOTS);
            stage.place(40 + i, market, FLAG_SELL | FLAG_TIF_POST_ONLY, Scenario.tickAbove(stage), Stage.LOTS);
            work.add(() -> stage.price(market, Stage.MARK + 1, publishers));
        }
        stage.advance(100);
        return work;
    }

    /** New parameters of market after market. */
    static List<Runnable> setMarket(Stage stage) {
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            messages.add(Messages.setMarket(Stage.complicated(101 * i % MARKETS)
                    .withFees(400, 0, 200, 5_000)
                    .withMarkBand(1_000)));
        }
        return List.of(() -> stage.consume(messages));
    }

    /** Fee tiers, changed again and again. */
    static List<Runnable> setFeeTiers(Stage stage) {
        List<byte[]> messages = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            messages.add(Messages.feeTiers(new FeeTierTerms(i, 10, 20), new FeeTierTerms(i + 1, 20, 20)));
        }
        return List.of(() -> stage.consume(messages));
    }

    /** Fees to accounts far apart. */
    static List<Runnable> payFees(Stage stage) {
        stage.place(0, 0, FLAG_SELL, Stage.MARK, 1_000);
        stage.place(1, 0, FLAG_TIF_IOC, Stage.MARK, 1_000);
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            messages.add(Messages.payFees(stage.number(i), 1));
        }
        return List.of(() -> stage.consume(messages));
    }

    private CostlyMinutes() {}
}
