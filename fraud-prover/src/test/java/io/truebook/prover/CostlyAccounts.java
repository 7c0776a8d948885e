package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;
import static io.truebook.prover.Scenario.market;
import static io.truebook.prover.Scenario.units;

import io.truebook.engine.Items;
import io.truebook.engine.Messages;
import io.truebook.engine.protocol.OpenSubaccountItem;
import io.truebook.engine.protocol.ScheduleCancelItem;
import io.truebook.engine.protocol.SetAgentItem;
import io.truebook.engine.protocol.SetMarginItem;
import io.truebook.engine.protocol.TransferItem;
import io.truebook.engine.protocol.TriggerOrderItem;
import io.truebook.engine.protocol.TwapSliceItem;
import io.truebook.engine.protocol.VoidNonceItem;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Operations of accounts far apart, each with all the positions it can have. */
final class CostlyAccounts {
    private static final int UNITS = 20;
    private static final int SMALL_UNITS = 40;
    private static final int MAKERS = 45;

    static List<Runnable> withdraw(Stage stage, int units, int positions) {
        return units(units, i -> {
            Scenario.fillPositions(stage, i, market(i), positions);
            return () -> stage.withdraw(i, 1_000_000);
        });
    }

    static List<Runnable> transfer(Stage stage, int units, int positions) {
        return units(units, i -> {
            Scenario.fillPositions(stage, i, market(i), positions);
            long to = stage.secondAccount(i);
            return () -> stage.sign(
                    i, (number, nonce, expiry) -> new TransferItem(number, OWNER_KEY, nonce, to, USDC, expiry));
        });
    }

    static List<Runnable> openSubaccount(Stage stage) {
        return units(UNITS, i -> {
            Scenario.fillPositions(stage, i, market(i), MAX_POSITIONS);
            return () ->
                    stage.sign(i, (number, nonce, expiry) -> new OpenSubaccountItem(number, OWNER_KEY, nonce, expiry));
        });
    }

    static List<Runnable> setAgent(Stage stage) {
        return units(
                SMALL_UNITS,
                i -> () -> stage.sign(
                        i,
                        (number, nonce, expiry) -> new SetAgentItem(
                                number, OWNER_KEY, nonce, MAX_KEY, BigInteger.TEN, SCOPE_CANCEL, expiry, expiry)));
    }

    /** A position isolated beside 15 others. */
    static List<Runnable> setMargin(Stage stage) {
        return units(UNITS, i -> {
            Scenario.fillPositions(stage, i, market(i), MAX_POSITIONS - 1);
            return () -> stage.sign(i, isolate(market(i)));
        });
    }

    static List<Runnable> voidNonce(Stage stage) {
        return units(
                SMALL_UNITS,
                i -> () ->
                        stage.sign(i, (number, nonce, expiry) -> new VoidNonceItem(number, OWNER_KEY, nonce, expiry)));
    }

    static List<Runnable> scheduleCancel(Stage stage) {
        return units(
                SMALL_UNITS,
                i -> () -> stage.sign(
                        i,
                        (number, nonce, expiry) -> new ScheduleCancelItem(number, OWNER_KEY, nonce, expiry, expiry)));
    }

    /** Expired orders between two of others that have not expired. */
    static List<Runnable> expireBetween(Stage stage, boolean forced) {
        List<byte[]> items = new ArrayList<>();
        for (int i = 0; i < MAKERS; i++) {
            Stage.Order order = between(stage, i, stage.time() / 1000 + 1);
            items.add(Items.expire(stage.number(i), order.slot()));
        }
        stage.advance(10_000);
        return forced ? forced(stage, items) : units(MAKERS, i -> () -> stage.execute(items.get(i)));
    }

    /** Cancels from the inbox, of orders between two of others. */
    static List<Runnable> forcedCancel(Stage stage) {
        List<byte[]> items = new ArrayList<>();
        for (int i = 0; i < MAKERS; i++) {
            items.add(stage.cancelItem(between(stage, i, stage.time() / 1000 + 3_600)));
        }
        return forced(stage, items);
    }

    /** Amends from the inbox that take an order from between two others and put it behind another one, by accounts with no other position. */
    static List<Runnable> forcedAmend(Stage stage) {
        List<byte[]> items = new ArrayList<>();
        for (int i = 0; i < UNITS; i++) {
            int tick = Scenario.tick(stage);
            stage.place(3 * MAKERS + i, market(i), FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
            items.add(stage.amendItem(between(stage, i, stage.time() / 1000 + 3_600), tick, Stage.LOTS));
        }
        return forced(stage, items);
    }

    private static Stage.Order between(Stage stage, int i, long expiry) {
        int tick = Scenario.tick(stage);
        stage.place(MAKERS + i, market(i), FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
        Stage.Order order = stage.place(i, market(i), FLAG_TIF_POST_ONLY, tick, Stage.LOTS, expiry);
        stage.place(2 * MAKERS + i, market(i), FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
        return order;
    }

    private static List<Runnable> forced(Stage stage, List<byte[]> items) {
        return List.of(() -> stage.consume(items.stream().map(Messages::forced).toList()));
    }

    /** Positions settled, or closed at the settlement price. */
    static List<Runnable> settle(Stage stage, boolean over) {
        List<Runnable> work = units(MAKERS, i -> {
            stage.place(MAKERS + i, market(i), FLAG_SELL, Stage.MARK, Stage.LOTS);
            stage.place(i, market(i), FLAG_TIF_IOC, Stage.MARK, Stage.LOTS);
            byte[] item = Items.settle(stage.number(i), market(i));
            return () -> stage.execute(item);
        });
        if (over) {
            List<byte[]> messages = new ArrayList<>();
            for (int i = 0; i < MAKERS; i++) {
                messages.add(Messages.status(market(i), STATUS_SETTLED, Stage.MARK));
            }
            stage.consume(messages);
        }
        return work;
    }

    /** Triggered post-only orders behind orders of others. */
    static List<Runnable> trigger(Stage stage) {
        return units(UNITS, i -> {
            int tick = Scenario.tick(stage);
            Scenario.fillPositions(stage, i, market(i), MAX_POSITIONS - 1);
            stage.place(UNITS + i, market(i), FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
            stage.place(
                    2 * UNITS + i, market(i), FLAG_SELL | FLAG_TIF_POST_ONLY, Scenario.tickAbove(stage), Stage.LOTS);
            return () -> stage.sign(
                    i,
                    (number, nonce, expiry) -> new TriggerOrderItem(
                            number,
                            OWNER_KEY,
                            nonce,
                            market(i),
                            FLAG_TIF_POST_ONLY,
                            tick,
                            0,
                            Stage.LOTS,
                            1,
                            1,
                            expiry));
        });
    }

    /** Slices that each take an order of a maker with 16 positions, before another maker's. */
    static List<Runnable> slice(Stage stage) {
        return units(UNITS, i -> {
            int tick = Stage.MARK + 1 + stage.random.nextInt(Stage.MARK / 2);
            Scenario.fillPositions(stage, i, market(i), MAX_POSITIONS - 1);
            Scenario.fillPositions(stage, UNITS + i, market(i), MAX_POSITIONS - 1);
            stage.place(UNITS + i, market(i), FLAG_SELL, tick, Stage.LOTS);
            stage.place(2 * UNITS + i, market(i), FLAG_SELL, tick, Stage.LOTS);
            TwapSliceItem terms = new TwapSliceItem(
                    0, OWNER_KEY, 0, market(i), 0, (int) PPM / 2, Stage.LOTS, MAX_TWAP_SLICES, 0, 1, 0);
            return () -> stage.slice(i, terms, MAX_TWAP_SLICES - 1);
        });
    }

    /** A taker and makers whose positions are isolated, beside 15 others. */
    static List<Runnable> sweepIsolated(Stage stage) {
        for (int i = 0; i < 25; i++) {
            stage.sign(i, isolate(0));
            Scenario.fillPositions(stage, i, 0, MAX_POSITIONS - 1);
            if (i > 0) {
                stage.place(i, 0, FLAG_SELL, Stage.MARK + 65_536 * i, Stage.LOTS);
            }
        }
        return List.of(() -> stage.place(0, 0, FLAG_TIF_IOC, Stage.MAX_TICK, 24 * Stage.LOTS));
    }

    private static Stage.Signable isolate(int market) {
        return (number, nonce, expiry) ->
                new SetMarginItem(number, OWNER_KEY, nonce, market, MARGIN_ISOLATE, 100_000L * USDC, expiry);
    }

    private CostlyAccounts() {}
}
