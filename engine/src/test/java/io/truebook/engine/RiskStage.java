package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.ActivityCell;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.RiskCell;
import io.truebook.engine.protocol.TotalsCell;
import java.util.ArrayList;
import java.util.List;

/**
 * A market and a trader, 30, with 110 lots (550 USDC) on a little money, against others: the stage of the stories about liquidation. At ten
 * times leverage and 5 % maintenance, its long position is healthy down to 46,917, in close-out below 46,107 and bankrupt below 44,571.
 */
final class RiskStage implements EngineListener {
    static final long POOR = 30;
    static final long SMALL = 60_000_000_000L;
    static final long LOTS = 110;

    final Market market;
    final List<String> removed = new ArrayList<>();
    final List<String> backstops = new ArrayList<>();
    final List<String> spreads = new ArrayList<>();
    long insurancePaid;
    int liquidations;
    long part;
    private int zeroTick;

    RiskStage() {
        this(Messages.Listing.usual(0));
    }

    RiskStage(Messages.Listing listing) {
        market = new Market(listing, this);
    }

    /** The usual story: 30 is long against 16, or short. */
    static RiskStage with(int side) {
        return with(side, SMALL, Messages.Listing.usual(0));
    }

    static RiskStage with(int side, long funds, Messages.Listing listing) {
        RiskStage stage = new RiskStage(listing);
        stage.market.fund(POOR, funds);
        stage.open(POOR, 16, side, MARK, LOTS);
        return stage;
    }

    /** One takes from another. */
    void open(long account, long from, int side, int tick, long lots) {
        expectOk(market.place(from, side ^ SELL, tick, lots));
        expectOk(market.place(account, side | FLAG_TIF_IOC, tick, lots));
    }

    private static void expectOk(Reason reason) {
        if (reason != Reason.OK) {
            throw new AssertionError(reason);
        }
    }

    Reason liquidate(long account) {
        return market.trial.execute(Items.liquidate(account, 0));
    }

    Reason unwind() {
        return market.trial.execute(Items.unwind(0));
    }

    /** Lets the insurance fund have money that somebody paid in. */
    void endow(long amount) {
        AccountCell fund = market.account(INSURANCE_ACCOUNT);
        fund.collateral += amount;
        market.trial.cells().changed(fund);
        TotalsCell totals = market.trial.cells().totals();
        totals.credited += amount;
        market.trial.cells().changed(totals);
        CursorCell cursor = market.trial.cells().cursor();
        cursor.liabilities += amount;
        market.trial.cells().changed(cursor);
    }

    /** Moves money from an account's position, which thereby has lost it, to another account. */
    void rob(long account, long to, long amount) {
        PositionCell position = market.position(account);
        position.quote -= amount;
        market.trial.cells().changed(position);
        give(to, amount);
    }

    /** Takes insurance's money, or anybody's, away to account 19. */
    void rob(long account, long amount) {
        give(account, -amount);
        give(19, amount);
    }

    private void give(long number, long amount) {
        AccountCell account = market.account(number);
        account.collateral += amount;
        market.trial.cells().changed(account);
    }

    void isolate(long account, long margin) {
        Execution x = execution();
        PositionCell position = x.cells.position(account, Positions.acquire(x, x.cells.account(account), 0));
        position.isolated = 1;
        position.margin = margin;
        x.cells.changed(position);
        give(account, -margin);
    }

    long insurance() {
        return market.account(INSURANCE_ACCOUNT).collateral;
    }

    long collateral(long account) {
        return market.account(account).collateral;
    }

    long lots(long account) {
        return Positions.lotsOf(execution(), execution().cells.account(account), 0);
    }

    long backstopLots() {
        return lots(BACKSTOP_BASE);
    }

    PositionCell backstop() {
        return market.position(BACKSTOP_BASE);
    }

    Health health(long account) {
        return Margin.health(execution(), execution().cells.account(account), 0);
    }

    RiskCell risk() {
        return market.trial.cells().risk(0);
    }

    int zeroPrice() {
        return zeroTick;
    }

    ActivityCell activity() {
        return market.trial.cells().activity(0);
    }

    long openInterest() {
        return activity().openInterest;
    }

    long suspense() {
        return activity().suspense;
    }

    /** Settles what accounts owe by the indices. */
    void settle(long... accounts) {
        for (long account : accounts) {
            Settlement.settleIn(execution(), execution().cells.account(account), 0);
        }
    }

    Execution execution() {
        return new Execution(market.trial.cells(), market.trial.domain, market.trial.recovery, this);
    }

    @Override
    public void removed(long account, int slot, int market, int side, int tick, long lots, long nonce, Reason reason) {
        removed.add(account + " " + reason);
    }

    @Override
    public void liquidated(long account, int market, int tick, long lots, long part) {
        liquidations++;
        zeroTick = tick;
        this.part = part;
    }

    @Override
    public void backstopped(long account, int market, long lots, int mark, long share) {
        backstops.add(account + " " + lots + " at " + mark + " with " + share);
    }

    @Override
    public void insurancePaid(long account, long amount) {
        insurancePaid += amount;
    }

    @Override
    public void lossSpread(int market, int side, long perLot, long lots, long covered) {
        spreads.add(perLot + " x " + lots + " covers " + covered);
    }
}
