package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.CellAddresses;
import io.truebook.engine.CellMap;
import io.truebook.engine.Cells;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.Engine;
import io.truebook.engine.EngineListener;
import io.truebook.engine.Items;
import io.truebook.engine.Key;
import io.truebook.engine.LiveBatch;
import io.truebook.engine.PostedBatch;
import io.truebook.engine.SignatureRecovery;
import io.truebook.engine.Trial;
import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.ActivityCell;
import io.truebook.engine.protocol.Cell;
import io.truebook.engine.protocol.MarketCell;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.RiskCell;

/** One liquidation, from a state written cell by cell in which it meets a bound that no trading reaches. */
final class LiquidationAtBounds {
    /** What has no room left. */
    enum Bound {
        NONE,
        FEES,
        INSURANCE,
        BACKSTOP
    }

    private static final long POOR = FIRST_USER_ACCOUNT;
    private static final long MAKER = FIRST_USER_ACCOUNT + 1L;
    private static final int MARK = 1_000;
    private static final int MULTIPLIER = 1 << 20;
    private static final int MAX_TICK = (1 << 24) - 1;
    private static final long VALUE_OF_LOT = (long) MAX_TICK * MULTIPLIER;
    private static final long LOTS = 100;
    private static final int MMR_PPM = 50_000;

    final Eip712Domain domain = new Eip712Domain(31_337, new byte[20]);
    final CellMap start;
    final PostedBatch batch;
    final Reason reason;
    final long lotsLeft;
    private final CellMap state = CellMap.genesis(Trial.GENESIS);

    /**
     * @param bound that the liquidation meets
     * @param closeOut whether the account has so little that the backstop takes its lots; else there is a buyer
     */
    LiquidationAtBounds(Bound bound, boolean closeOut, SignatureRecovery recovery) {
        market();
        long value = LOTS * MARK * MULTIPLIER;
        long maintenance = value / 1_000_000 * MMR_PPM;
        account(POOR, 0, LOTS, maintenance * (closeOut ? 1 : 8) / 10 - value);
        account(MAKER, 1_000 * value, 0, 0);
        account(FEE_ACCOUNT, bound == Bound.FEES ? COLLATERAL_BOUND : 0, 0, 0);
        account(INSURANCE_ACCOUNT, bound == Bound.INSURANCE ? COLLATERAL_BOUND : 0, 0, 0);
        long held = bound == Bound.BACKSTOP ? COLLATERAL_BOUND / VALUE_OF_LOT - LOTS + 1 : 0;
        account(BACKSTOP_BASE, 0, held, 0);
        ActivityCell activity = new ActivityCell(CellAddresses.activity(0));
        activity.openInterest = held + LOTS;
        write(activity);
        start = state.copy();
        Engine engine = new Engine(new Cells(state), domain, recovery, EngineListener.NONE);
        LiveBatch live =
                new LiveBatch(engine, 1, new byte[32], end -> engine.cells().drain(state));
        if (!closeOut) {
            PlaceItem buy = new PlaceItem(MAKER, OWNER_KEY, 0, 0, FLAG_TIF_GTT, MARK, LOTS, Trial.GENESIS + 3_600);
            live.execute(key(MAKER).item(domain, buy));
        }
        reason = live.execute(Items.liquidate(POOR, 0));
        lotsLeft = engine.cells().position(POOR, 0).lots;
        batch = live.close(Trial.GENESIS);
    }

    private void market() {
        MarketCell market = new MarketCell(CellAddresses.market(0));
        market.maxTick = MAX_TICK;
        market.maxPositionLots = POSITION_BOUND / VALUE_OF_LOT;
        market.maxOrderLots = market.maxPositionLots;
        market.takerFeePpm = 500;
        market.makerFeePpm = 100;
        market.liquidationFeePpm = MAX_LIQUIDATION_FEE_PPM;
        market.oracleMaxAge = (1L << 32) - 1;
        write(market);
        RiskCell risk = new RiskCell(CellAddresses.risk(0));
        risk.status = STATUS_ACTIVE;
        risk.multiplier = MULTIPLIER;
        risk.mark = MARK;
        risk.index = MARK;
        risk.imrPpm = 2 * MMR_PPM;
        risk.mmrPpm = MMR_PPM;
        risk.publishTime = Trial.GENESIS * 1000;
        write(risk);
    }

    private void account(long number, long collateral, long lots, long quote) {
        AccountCell account = new AccountCell(CellAddresses.account(number));
        if (number == POOR || number == MAKER) {
            System.arraycopy(key(number).address(), 0, account.owner, 0, 20);
        }
        account.collateral = collateral;
        if (lots != 0) {
            PositionCell position = new PositionCell(CellAddresses.position(number, 0));
            position.lots = lots;
            position.quote = quote;
            account.positionMarkets0 = 1L << 48;
            write(position);
        }
        write(account);
    }

    private static Key key(long number) {
        return new Key((int) (700 + number));
    }

    private void write(Cell cell) {
        byte[] words = new byte[32 * cell.words()];
        cell.encode(words, 0);
        state.write(cell.address, words);
    }
}
