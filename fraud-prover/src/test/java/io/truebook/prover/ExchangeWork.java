package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.BundleBuilder;
import io.truebook.engine.Items;
import io.truebook.engine.protocol.OpenSubaccountItem;
import io.truebook.engine.protocol.SetMarginItem;
import io.truebook.engine.protocol.TransferItem;
import io.truebook.engine.protocol.TriggerOrderItem;
import io.truebook.engine.protocol.TwapSliceItem;

/** Kinds of {@link WorkShape} beside those of orders, withdrawals and prices. */
final class ExchangeWork {
    private static final int UNITS = WorkShape.UNITS;
    private static final long HELD = 400;

    /** One unit of a kind, in a market at a tick. */
    static Runnable unit(WorkShape shape, Stage stage, int i, int market, int tick) {
        return switch (shape.kind()) {
            case EXPIRE -> {
                WorkShape.beside(stage, i, market, tick, shape.ahead());
                Stage.Order order =
                        stage.place(i, market, FLAG_TIF_POST_ONLY, tick, Stage.LOTS, stage.time() / 1000 + 1);
                WorkShape.beside(stage, i + UNITS, market, tick, shape.behind());
                byte[] item = Items.expire(stage.number(i), order.slot());
                yield later(stage, i, shape.send(stage, () -> item));
            }
            case SETTLE -> {
                shape.acting(stage, i, market);
                hold(stage, i, market, Stage.LOTS);
                yield shape.send(stage, () -> Items.settle(stage.number(i), market));
            }
            case TRANSFER -> {
                shape.acting(stage, i, -1);
                long to = stage.secondAccount(i);
                yield signed(
                        shape, stage, i, (n, nonce, expiry) -> new TransferItem(n, OWNER_KEY, nonce, to, 1, expiry));
            }
            case OPEN_SUBACCOUNT -> {
                shape.acting(stage, i, -1);
                yield signed(
                        shape, stage, i, (n, nonce, expiry) -> new OpenSubaccountItem(n, OWNER_KEY, nonce, expiry));
            }
            case SET_MARGIN -> {
                shape.acting(stage, i, market);
                yield signed(
                        shape,
                        stage,
                        i,
                        (n, nonce, expiry) ->
                                new SetMarginItem(n, OWNER_KEY, nonce, market, MARGIN_ISOLATE, USDC, expiry));
            }
            case TRIGGER -> {
                shape.acting(stage, i, market);
                WorkShape.beside(stage, i, market, tick, shape.ahead());
                yield signed(shape, stage, i, trigger(market, tick));
            }
            case SLICE -> {
                shape.acting(stage, i, market);
                WorkShape.fillPositions(stage, UNITS + i, market, shape.makerPositions());
                int ask = Stage.MARK + 1 + tick % (Stage.MARK / 2);
                stage.place(UNITS + i, market, FLAG_SELL, ask, Stage.LOTS);
                if (shape.behind()) {
                    stage.place(2 * UNITS + i, market, FLAG_SELL, ask, Stage.LOTS);
                }
                TwapSliceItem terms =
                        new TwapSliceItem(0, OWNER_KEY, 0, market, 0, PPM / 2, Stage.LOTS, MAX_TWAP_SLICES, 0, 1, 0);
                yield () -> stage.slice(i, terms, i);
            }
            case BUNDLE_CANCEL, BUNDLE_AMEND, BUNDLE_PLACE -> bundle(shape, stage);
            case HEALTHY -> {
                shape.acting(stage, i, -1);
                yield shape.send(stage, () -> Items.liquidate(stage.number(i), market));
            }
            case LIQUIDATE_CANCEL, CLOSE_OUT -> distress(shape, stage, i, market);
            case DUE -> () -> stage.advance(MINUTE_MS);
            case SAMPLE -> samples(shape, stage);
            default -> throw new IllegalArgumentException(shape.kind().name());
        };
    }

    private static Runnable signed(WorkShape shape, Stage stage, int i, Stage.Signable operation) {
        return shape.send(stage, () -> stage.signedItem(i, operation));
    }

    private static Stage.Signable trigger(int market, int tick) {
        return (number, nonce, expiry) -> new TriggerOrderItem(
                number, OWNER_KEY, nonce, market, FLAG_TIF_POST_ONLY, tick, 0, Stage.LOTS, 1, 1, expiry);
    }

    /** Time passes before the first unit only. */
    private static Runnable later(Stage stage, int i, Runnable work) {
        return () -> {
            if (i == 0) {
                stage.advance(10_000);
            }
            work.run();
        };
    }

    private static Runnable bundle(WorkShape shape, Stage stage) {
        BundleBuilder bundle = new BundleBuilder();
        for (int n = 0; n < MAX_BUNDLE; n++) {
            int market = shape.marketStride() * (n % MAX_POSITIONS) & 255;
            int tick = shape.tick(stage, n);
            if (shape.kind() == WorkShape.Kind.BUNDLE_PLACE) {
                WorkShape.beside(stage, n % UNITS, market, tick, shape.ahead());
                bundle.place(market, FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
                continue;
            }
            WorkShape.beside(stage, n % UNITS, market, tick, shape.ahead());
            Stage.Order order = stage.place(0, market, FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
            WorkShape.beside(stage, n % UNITS + UNITS, market, tick, shape.behind());
            if (shape.kind() == WorkShape.Kind.BUNDLE_CANCEL) {
                bundle.cancel(order.slot(), order.nonce());
            } else {
                bundle.amend(order.slot(), order.nonce(), shape.tick(stage, n + UNITS));
            }
        }
        return () -> stage.bundle(0, bundle);
    }

    /** An account that falls below its margin as soon as the market's price does; with orders that go first, or without any. */
    private static Runnable distress(WorkShape shape, Stage stage, int i, int market) {
        hold(stage, i, market, HELD);
        int orders = shape.kind() == WorkShape.Kind.LIQUIDATE_CANCEL ? 2 * UNITS : 0;
        for (int n = 0; n < orders; n++) {
            int other = shape.marketStride() * (n % MAX_POSITIONS) & 255;
            int tick = shape.tick(stage, n);
            WorkShape.beside(stage, n % UNITS, other, tick, shape.ahead());
            stage.place(i, other, FLAG_TIF_POST_ONLY, tick, 1);
            WorkShape.beside(stage, n % UNITS + UNITS, other, tick, shape.behind());
        }
        long left = (HELD + orders) * Stage.MARK * 110;
        stage.withdraw(i, (stage.collateral(i) - left) / WITHDRAWAL_QUANTUM * WITHDRAWAL_QUANTUM);
        byte[] item = Items.liquidate(stage.number(i), market);
        return later(stage, i, () -> {
            stage.price(market, Stage.MARK - Stage.MARK / 100 * 9, 1);
            shape.send(stage, () -> item).run();
        });
    }

    private static Runnable samples(WorkShape shape, Stage stage) {
        stage.advance(MINUTE_MS);
        for (int n = 0; n < 4; n++) {
            int market = shape.marketStride() * n + n & 255;
            for (int level = 1; level <= IMPACT_LEVELS; level++) {
                int away = 1 + (int) ((long) level << shape.tickBits()) % (Stage.MARK - 1);
                stage.place(n, market, FLAG_TIF_POST_ONLY, Stage.MARK - away, Stage.LOTS);
                stage.place(UNITS + n, market, FLAG_SELL | FLAG_TIF_POST_ONLY, Stage.MARK + away, Stage.LOTS);
            }
        }
        return () -> stage.advance(FUNDING_MINUTES * MINUTE_MS);
    }

    private static void hold(Stage stage, int account, int market, long lots) {
        stage.place(2 * UNITS + account, market, FLAG_SELL, Stage.MARK, lots);
        stage.place(account, market, FLAG_TIF_IOC, Stage.MARK, lots);
    }

    private ExchangeWork() {}
}
