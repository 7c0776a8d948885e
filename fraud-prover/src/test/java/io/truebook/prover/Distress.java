package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.Messages;
import io.truebook.engine.SignatureRecovery;
import java.util.List;

/** Accounts that fall below their margin, on either side, and what they may and may not do then, as takers and as makers. */
final class Distress {
    private static final int MARKET = 1;

    /** Nearly as much as one account's collateral carries at ten times leverage. */
    private static final long MANY = 600_000;

    private static final int POOR = 0;
    private static final int OTHER = 1;
    private static final int RICH = 2;

    static Stage told(SignatureRecovery recovery) {
        Stage stage = new Stage(17, 10, 12, 2, recovery);
        reduceOnlyMakers(stage, 0);
        reduceOnlyMakers(stage, FLAG_SELL);
        quoteAtItsBound(stage);
        side(stage, 0, 3);
        side(stage, FLAG_SELL, 5);
        stage.nextBatch();
        return stage;
    }

    /** A reduce-only order larger than the position it reduces, then one whose position is gone. */
    private static void reduceOnlyMakers(Stage stage, int side) {
        int other = side ^ FLAG_SELL;
        stage.place(RICH, 0, other | FLAG_TIF_GTT, Stage.MARK, 10);
        stage.place(POOR, 0, side | FLAG_TIF_GTT, Stage.MARK, 10);
        int tick = Stage.MARK + (side == 0 ? 10 : -10);
        stage.place(POOR, 0, other | FLAG_REDUCE_ONLY, tick, 10);
        stage.place(RICH, 0, side, Stage.MARK, 6);
        stage.place(POOR, 0, other | FLAG_TIF_IOC, Stage.MARK, 6);
        stage.place(OTHER, 0, side, tick, 1);
        stage.place(OTHER, 0, side | FLAG_TIF_IOC, tick, 9);
        stage.place(OTHER, 0, side | FLAG_TIF_IOC, tick, 9);
        stage.nextBatch();
    }

    /**
     * One account buys dear and sells cheap again and again and never closes its position, until its quote leaves its bound: as taker, then
     * as maker.
     */
    private static void quoteAtItsBound(Stage stage) {
        int loser = 7;
        int winner = 8;
        long lots = 900_000;
        for (int account : new int[] {loser, winner}) {
            stage.consume(List.of(
                    Messages.deposit(stage.number(account), stage.key(account).address(), DEPOSIT_CAP / 4)));
        }
        stage.nextBatch();
        for (int trip = 0; trip < 12; trip++) {
            stage.place(winner, 0, FLAG_SELL | FLAG_TIF_GTT, Stage.MAX_TICK, lots);
            stage.place(loser, 0, FLAG_TIF_IOC, Stage.MAX_TICK, lots);
            stage.place(winner, 0, FLAG_TIF_GTT, 1, lots - 1);
            stage.place(loser, 0, FLAG_SELL | FLAG_TIF_IOC, 1, lots - 1);
            stage.cancelAll(winner);
        }
        stage.place(loser, 0, FLAG_TIF_GTT, Stage.MAX_TICK, lots / 2);
        stage.place(winner, 0, FLAG_SELL | FLAG_TIF_IOC, Stage.MAX_TICK, lots / 2);
        stage.nextBatch();
    }

    /** One account takes all it can carry, with another; then the mark moves against it step by step. */
    private static void side(Stage stage, int side, int first) {
        int other = side ^ FLAG_SELL;
        int poor = first;
        int rich = first + 1;
        int mark = stage.mark(MARKET);
        stage.place(rich, MARKET, other, mark, MANY);
        stage.place(poor, MARKET, side, mark, MANY);
        for (int step = 0; step < 4; step++) {
            stage.advance(10_000);
            int towards = side == 0 ? 1 : Stage.MAX_TICK;
            stage.price(MARKET, towards, 1);
            mark = stage.mark(MARKET);
            int better = side == 0 ? mark + mark / 8 : mark - mark / 8;
            int worse = side == 0 ? mark - mark / 8 : mark + mark / 8;
            for (int tick : new int[] {mark, better, worse}) {
                // Smaller, larger, gone, and past nothing to the other side: each against an order of the rich one.
                for (long lots : new long[] {5, 20_000, 700_000}) {
                    trade(stage, poor, rich, other, tick, lots);
                }
                trade(stage, poor, rich, side, tick, 5);
                trade(stage, rich, poor, side, tick, 5);
                trade(stage, rich, poor, other, tick, 5);
            }
            stage.nextBatch();
        }
    }

    /** One takes what the other has just offered; what is left of it is taken back. */
    private static void trade(Stage stage, int taker, int maker, int takerSide, int tick, long lots) {
        stage.place(maker, MARKET, takerSide ^ FLAG_SELL | FLAG_TIF_GTT, tick, lots);
        stage.place(taker, MARKET, takerSide | FLAG_TIF_IOC, tick, lots);
        stage.cancelAll(maker);
    }

    private Distress() {}
}
