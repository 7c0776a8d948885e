package io.truebook.sequencer.divergence;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * What is not what it was in one account. Money is nano-USDC.
 *
 * @param equity now less that of what it held then, at the marks and indices of now: collateral and the worths of the positions added up
 */
public record AccountChange(long account, long equity, long collateral, List<Position> positions) {
    /**
     * @param lotsThen signed
     * @param lotsNow signed
     * @param money quote balance and own margin, now less then
     * @param worth quote balance, own margin and value of the lots less what is pending, now less then
     */
    public record Position(int market, long lotsThen, long lotsNow, long money, long worth) {
        private Position plus(Position other) {
            return new Position(
                    market,
                    lotsThen + other.lotsThen,
                    lotsNow + other.lotsNow,
                    money + other.money,
                    worth + other.worth);
        }
    }

    /** {@code null} when the account holds what it held at the end of the batch. */
    static AccountChange of(Holder holder, long batch, IntFunction<Terms> terms) {
        TreeMap<Integer, Position> positions = new TreeMap<>();
        for (int left = holder.kept(); left != 0; left &= left - 1) {
            int slot = Integer.numberOfTrailingZeros(left);
            KeptStake stake = holder.stake(slot);
            if (!stake.isAsAt(batch)) {
                enter(positions, terms, holder.marketAt(batch, slot), stake.at(batch), false);
                enter(positions, terms, holder.market(slot), stake.now(), true);
            }
        }
        long collateral = holder.collateralSince(batch);
        if (collateral == 0 && positions.isEmpty()) {
            return null;
        }
        long equity = collateral;
        for (Position position : positions.values()) {
            equity += position.worth();
        }
        return new AccountChange(holder.number, equity, collateral, List.copyOf(positions.values()));
    }

    private static void enter(
            Map<Integer, Position> positions, IntFunction<Terms> terms, int market, Stake stake, boolean now) {
        if (market >= 0) {
            long worth = terms.apply(market).worth(stake);
            positions.merge(
                    market,
                    now
                            ? new Position(market, 0, stake.lots(), stake.money(), worth)
                            : new Position(market, stake.lots(), 0, -stake.money(), -worth),
                    Position::plus);
        }
    }
}
