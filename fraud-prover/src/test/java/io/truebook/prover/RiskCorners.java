package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.Items;
import io.truebook.engine.Messages;
import io.truebook.engine.SignatureRecovery;
import io.truebook.engine.protocol.SetMarginItem;
import java.util.List;

/** Accounts on either side that are poor or broke, closed out by anybody or by force, and the backstop's positions that come of it. */
final class RiskCorners {
    private static final long SMALL = 400;
    private static final long LARGE = 20_000;
    private static final int LEFT_PER_MILL = 110;

    /** Per mill by which a price moves, so that an account is below maintenance margin but not below two thirds of it. */
    private static final int LESS = 72;

    private static final int ORDERS = MAX_FORCED_STEPS + 4;

    private final Stage stage;
    private int market;
    private int poor;

    private RiskCorners(Stage stage) {
        this.stage = stage;
    }

    static Stage told(SignatureRecovery recovery) {
        Stage stage = new Stage(31, 40, 12, 20, recovery);
        RiskCorners story = new RiskCorners(stage);
        for (int side : new int[] {0, FLAG_SELL}) {
            for (int perMill : new int[] {CostlyRisk.POOR, CostlyRisk.BROKE}) {
                story.closed(side, perMill, SMALL, false, false);
                story.closed(side, perMill, LARGE, true, false);
                story.closed(side, perMill, SMALL, false, true);
            }
            story.partly(side);
            story.sweptByForce(side);
        }
        story.atTheEnd();
        return stage;
    }

    /** One account in a market of its own, with orders that go first, and the backstop's position traded away. */
    private void closed(int side, int perMill, long lots, boolean forced, boolean isolated) {
        int other = poor + 1;
        if (isolated) {
            long margin = lots * Stage.MARK * LEFT_PER_MILL;
            int there = market;
            stage.sign(
                    poor,
                    (number, nonce, expiry) ->
                            new SetMarginItem(number, OWNER_KEY, nonce, there, MARGIN_ISOLATE, margin, expiry));
            stage.place(poor, 19, FLAG_TIF_GTT, 9, 1);
        }
        stage.place(other, market, side ^ FLAG_SELL, Stage.MARK, lots);
        stage.place(poor, market, side | FLAG_TIF_IOC, Stage.MARK, lots);
        int away = side == 0 ? 9 : Stage.MAX_TICK - 9;
        for (int i = 0; i < (forced ? ORDERS : 2); i++) {
            stage.place(poor, market, side | FLAG_TIF_GTT, away ^ i & 1, 1);
        }
        if (!isolated) {
            stage.place(poor, 18, FLAG_TIF_GTT, 9, 1);
            stage.place(poor, 18, FLAG_SELL | FLAG_TIF_GTT, Stage.MAX_TICK - 9, 1);
            leave(lots * Stage.MARK * LEFT_PER_MILL);
        }
        move(side, perMill);
        if (perMill == CostlyRisk.BROKE) {
            better(side, other, lots / 16);
        }
        status(STATUS_HALTED);
        liquidate(forced);
        status(STATUS_ACTIVE);
        liquidate(forced);
        liquidate(forced);
        stage.nextBatch();
        unwound(side, other, forced);
        liquidate(forced);
        market++;
        poor += 2;
        stage.nextBatch();
    }

    /** A trade far better than the mark, which health allows even to who is broke. */
    private void better(int side, int other, long lots) {
        int tick = side == 0 ? Stage.MARK + Stage.MARK / 10 : Stage.MARK - Stage.MARK / 10;
        stage.place(other, market, side | FLAG_TIF_GTT, tick, lots);
        stage.place(poor, market, side ^ FLAG_SELL | FLAG_TIF_IOC, tick, lots);
        stage.cancelAll(other);
    }

    /** Withdraws all but so much. */
    private void leave(long amount) {
        stage.withdraw(poor, (stage.collateral(poor) - amount) / WITHDRAWAL_QUANTUM * WITHDRAWAL_QUANTUM);
    }

    private void unwound(int side, int other, boolean forced) {
        status(STATUS_HALTED);
        unwind(forced);
        status(STATUS_ACTIVE);
        unwind(forced);
        int mark = stage.mark(market);
        for (long lots : new long[] {3, LARGE}) {
            stage.place(other, market, side | FLAG_TIF_GTT, mark, lots);
            unwind(forced);
        }
        unwind(forced);
        unwind(forced);
    }

    /** A short position at the highest price there is: its zero price lies beyond that. */
    private void atTheEnd() {
        int low = 30;
        int maxTick = 100_000;
        stage.consume(List.of(Messages.list(new Messages.Listing(
                low,
                80_000,
                maxTick,
                1_000_000,
                1_000_000,
                1,
                500,
                100,
                100_000,
                50_000,
                (1L << 32) - 1,
                10_000,
                "LOW"))));
        stage.advance(1_000);
        int tick = maxTick / 100 * 92;
        stage.price(low, tick, 1);
        stage.place(poor + 1, low, FLAG_TIF_GTT, tick, SMALL);
        stage.place(poor, low, FLAG_SELL | FLAG_TIF_IOC, tick, SMALL);
        leave(SMALL * tick * 80 * LEFT_PER_MILL);
        stage.advance(20_000);
        stage.price(low, maxTick, 1);
        stage.execute(Items.liquidate(stage.number(poor), low));
        poor += 2;
        stage.nextBatch();
    }

    /** A fifth of a large position is enough. */
    private void partly(int side) {
        int other = poor + 1;
        stage.place(other, market, side ^ FLAG_SELL, Stage.MARK, LARGE);
        stage.place(poor, market, side | FLAG_TIF_IOC, Stage.MARK, LARGE);
        leave(LARGE * Stage.MARK * LEFT_PER_MILL);
        move(side, LESS);
        stage.place(other, market, side | FLAG_TIF_GTT, stage.mark(market), LARGE);
        liquidate(false);
        market++;
        poor += 2;
        stage.nextBatch();
    }

    /** More makers than a forced order has steps. */
    private void sweptByForce(int side) {
        int other = poor + 1;
        stage.place(other, market, side ^ FLAG_SELL, Stage.MARK, SMALL);
        stage.place(poor, market, side | FLAG_TIF_IOC, Stage.MARK, SMALL);
        leave(SMALL * Stage.MARK * LEFT_PER_MILL);
        stage.consume(
                List.of(Messages.setMarket(Stage.listing(market).withFees(500, 100, 0, MAX_LIQUIDATION_FEE_PPM))));
        move(side, CostlyRisk.POOR);
        // A little better than the zero price, by less than the fee.
        int away = Stage.MARK / 1_000 * (CostlyRisk.POOR + 20);
        for (int i = 0; i < ORDERS; i++) {
            stage.place(other, market, side | FLAG_TIF_GTT, side == 0 ? Stage.MARK - away : Stage.MARK + away, 1);
        }
        liquidate(true);
        unwind(true);
        market++;
        poor += 2;
        stage.nextBatch();
    }

    private void move(int side, int perMill) {
        stage.advance(20_000);
        int distance = Stage.MARK / 1_000 * perMill;
        stage.price(market, side == 0 ? Stage.MARK - distance : Stage.MARK + distance, 1);
    }

    private void status(int status) {
        stage.consume(List.of(Messages.status(market, status, 0)));
    }

    private void liquidate(boolean forced) {
        send(Items.liquidate(stage.number(poor), market), forced);
    }

    private void unwind(boolean forced) {
        send(Items.unwind(market), forced);
    }

    private void send(byte[] item, boolean forced) {
        if (forced) {
            long now = stage.time() / 1000;
            stage.consume(List.of(Messages.message(MESSAGE_FORCED, now, item)));
        } else {
            stage.execute(item);
        }
    }
}
