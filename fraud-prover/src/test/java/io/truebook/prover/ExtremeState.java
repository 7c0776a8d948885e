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
import io.truebook.engine.protocol.FeeTiersCell;
import io.truebook.engine.protocol.MarketCell;
import io.truebook.engine.protocol.OpenSubaccountItem;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.RiskCell;
import io.truebook.engine.protocol.SetMarginItem;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.engine.protocol.TotalsCell;
import io.truebook.engine.protocol.TransferItem;
import io.truebook.engine.protocol.WithdrawItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A state written cell by cell with values at their ends, and a few batches of orders, payments and withdrawals from there. */
final class ExtremeState implements EngineListener {
    private static final int MARKETS = 2;
    private static final int ACCOUNTS = 4;
    private static final int ITEMS = 60;
    private static final long EDGE_OF_BALANCE = COLLATERAL_BOUND + DEPOSIT_CAP;

    final Eip712Domain domain = new Eip712Domain(31_337, new byte[20]);
    private final SplittableRandom random;
    private final SignatureRecovery recovery;
    private final CellMap state = CellMap.genesis(Trial.GENESIS);
    private final CellMap start;
    private final MarketCell[] markets = new MarketCell[MARKETS];
    private final RiskCell[] risks = new RiskCell[MARKETS];
    private final long[] longs = new long[MARKETS];
    private final long[] shorts = new long[MARKETS];
    private final long[] nonces = new long[ACCOUNTS];
    private final List<PostedBatch> batches = new ArrayList<>();
    private final List<Reason> reasons = new ArrayList<>();

    ExtremeState(long seed, SignatureRecovery recovery) {
        random = new SplittableRandom(seed);
        this.recovery = recovery;
        for (int market = 0; market < MARKETS; market++) {
            market(market);
        }
        feeTiers();
        for (int i = 0; i < ACCOUNTS; i++) {
            account(number(i), key(i).address());
        }
        account(FEE_ACCOUNT, new byte[20]);
        account(INSURANCE_ACCOUNT, new byte[20]);
        for (int market = 0; market < MARKETS; market++) {
            account(BACKSTOP_BASE + market, new byte[20]);
        }
        for (int market = 0; market < MARKETS; market++) {
            activity(market);
        }
        TotalsCell totals = new TotalsCell(CellAddresses.totals());
        totals.subAccounts = any(0, BACKSTOP_BASE - SUBACCOUNT_BASE - 1);
        write(totals);
        start = state.copy();
        trade();
    }

    /** The state before the first batch. */
    CellMap start() {
        return start;
    }

    List<PostedBatch> batches() {
        return batches;
    }

    /** The state after the last batch, as text. */
    Map<String, String> cells() {
        return state.text();
    }

    List<Reason> reasons() {
        return reasons;
    }

    private void market(int number) {
        MarketCell market = new MarketCell(CellAddresses.market(number));
        RiskCell risk = new RiskCell(CellAddresses.risk(number));
        risk.multiplier = any(1, 1_000, (1L << 32) - 1);
        market.maxTick = (int) Math.min(any(1, 1_000, (1 << 24) - 1), LOT_BOUND / risk.multiplier);
        long most = Math.min((1L << 40) - 1, POSITION_BOUND / (risk.multiplier * market.maxTick));
        market.maxPositionLots = most;
        market.maxOrderLots = most;
        market.takerFeePpm = (int) any(0, 1, 500, MAX_FEE_PPM);
        market.makerFeePpm = (int) any(0, 1, 500, MAX_FEE_PPM);
        market.makerRebatePpm = market.makerFeePpm == 0 ? market.takerFeePpm : 0;
        market.liquidationFeePpm = (int) any(0, MAX_LIQUIDATION_FEE_PPM);
        market.openInterestCap = any(0, 0, 0, 1, (1L << 40) - 1);
        market.oracleMaxAge = (1L << 32) - 1;
        risk.status = random.nextInt(5) == 0 ? STATUS_REDUCE_ONLY : STATUS_ACTIVE;
        risk.mark = (int) any(1, market.maxTick, Math.max(1, market.maxTick / 2));
        risk.index = risk.mark;
        risk.imrPpm = (int) any(1, 100_000, 1_000_000);
        risk.mmrPpm = (int) any(1, risk.imrPpm);
        risk.publishTime = Trial.GENESIS * 1000;
        risk.longIndex = index();
        risk.shortIndex = index();
        tiers(risk);
        markets[number] = market;
        risks[number] = risk;
        write(market);
        write(risk);
    }

    /** The accounts that this state does not show hold what is missing on either side. */
    private void activity(int number) {
        ActivityCell activity = new ActivityCell(CellAddresses.activity(number));
        long least = Math.max(longs[number], shorts[number]);
        activity.openInterest =
                any(least, (1L << 48) - 1, Math.max(least, (1L << 48) - 1 - markets[number].maxPositionLots / 2));
        activity.suspense = random.nextLong();
        activity.lossSpread = any(0, 1L << 62);
        write(activity);
    }

    private void tiers(RiskCell risk) {
        risk.tierBound1 = any(0, 1, 1_000, 1L << 27);
        if (risk.tierBound1 == 0) {
            return;
        }
        risk.tierBound2 = any(0, risk.tierBound1 + 1, (1L << 32) - 2);
        risk.tierBound3 = risk.tierBound2 == 0 ? 0 : risk.tierBound2 + 1;
        risk.tierImr1 = (int) any(risk.imrPpm / 100, 10_000);
        risk.tierMmr1 = (int) any(risk.mmrPpm / 100, risk.tierImr1);
        risk.tierImr2 = 10_000;
        risk.tierMmr2 = (int) any(risk.tierMmr1, 10_000);
        risk.tierImr3 = 10_000;
        risk.tierMmr3 = 10_000;
    }

    private void feeTiers() {
        FeeTiersCell tiers = new FeeTiersCell(CellAddresses.feeTiers());
        tiers.volume1 = any(0, 1, VOLUME_LIMIT / 1_000_000);
        tiers.takerDiscount1 = (int) any(1, 33);
        tiers.makerDiscount1 = (int) any(0, 100);
        tiers.volume2 = any(0, tiers.volume1 + 1, (1L << 32) - 1);
        tiers.takerDiscount2 = (int) any(50, 100);
        tiers.makerDiscount2 = 100;
        write(tiers);
    }

    private void account(long number, byte[] owner) {
        AccountCell account = new AccountCell(CellAddresses.account(number));
        System.arraycopy(owner, 0, account.owner, 0, 20);
        // Those who get fees hold no more than their bound: each fill looks at it before it adds.
        account.collateral = number < FIRST_USER_ACCOUNT ? any(0, COLLATERAL_BOUND, COLLATERAL_BOUND - 1) : balance();
        if (number == INSURANCE_ACCOUNT && random.nextInt(3) == 0) {
            // What a spread loss leaves over by rounding comes on top of the bound.
            account.collateral = COLLATERAL_BOUND + random.nextInt(1_000);
        }
        account.volumeEpoch = (int) (Trial.GENESIS * 1000 / VOLUME_EPOCH_MS) - random.nextInt(3);
        account.volume = any(0, 1, 2_000_000, VOLUME_LIMIT, VOLUME_LIMIT - 1);
        account.volumeBefore = any(0, 1, 2_000_000, VOLUME_LIMIT);
        for (int market = 0; market < MARKETS; market++) {
            if (number >= FIRST_USER_ACCOUNT && number < BACKSTOP_BASE && random.nextInt(4) > 0
                    || number == BACKSTOP_BASE + market) {
                position(account, number, market);
            }
        }
        write(account);
    }

    private void position(AccountCell account, long number, int market) {
        PositionCell position = new PositionCell(CellAddresses.position(number, market));
        long most = markets[market].maxPositionLots;
        long room = number >= BACKSTOP_BASE
                ? Math.min(1L << 45, POSITION_BOUND / (risks[market].multiplier * markets[market].maxTick))
                : most;
        position.lots = any(0, 1, -1, most, -most, room, -room, most / 2, -most / 2);
        position.quote = position.lots == 0 ? 0 : quote();
        position.entryIndex = position.lots == 0 ? 0 : index();
        position.isolated = number < BACKSTOP_BASE ? random.nextInt(2) : 0;
        position.margin = position.isolated == 1 ? balance() : 0;
        if (position.lots == 0 && position.isolated == 0) {
            return;
        }
        longs[market] += Math.max(position.lots, 0);
        shorts[market] += Math.max(-position.lots, 0);
        account.positionMarkets0 |= (long) (market + 1) << 48 - 16 * market;
        write(position);
    }

    private void trade() {
        Engine engine = new Engine(new Cells(state), domain, recovery, this);
        for (long index = 1; index <= 2; index++) {
            LiveBatch batch = new LiveBatch(
                    engine, index, new byte[32], end -> engine.cells().drain(state));
            for (int i = 0; i < ITEMS; i++) {
                batch.execute(item());
            }
            batches.add(batch.close((engine.cells().cursor().time + 999) / 1000));
        }
    }

    private byte[] item() {
        int i = random.nextInt(ACCOUNTS);
        int market = random.nextInt(MARKETS);
        return switch (random.nextInt(14)) {
            case 0 -> Items.settle(number(i), market);
            case 1 -> Items.liquidate(number(i), market);
            case 2 -> random.nextInt(3) > 0 ? Items.unwind(market) : Items.settle(BACKSTOP_BASE + market, market);
            case 3 -> sign(i, payment(i));
            case 4, 5, 6 ->
                sign(
                        i,
                        new SetMarginItem(
                                number(i), OWNER_KEY, nonces[i]++, market, random.nextInt(4), amount(), expiry()));
            default -> sign(i, place(i, market));
        };
    }

    private SignedItem payment(int i) {
        return switch (random.nextInt(3)) {
            case 0 -> new WithdrawItem(number(i), OWNER_KEY, nonces[i]++, amount() / 1_000 * 1_000, expiry());
            case 1 -> new TransferItem(number(i), OWNER_KEY, nonces[i]++, INSURANCE_ACCOUNT, amount(), expiry());
            default -> new OpenSubaccountItem(number(i), OWNER_KEY, nonces[i]++, expiry());
        };
    }

    private SignedItem place(int i, int market) {
        long most = markets[market].maxOrderLots;
        int flags = random.nextInt(2) | (int) any(FLAG_TIF_GTT, FLAG_TIF_IOC) | (int) any(0, 0, 0, FLAG_REDUCE_ONLY);
        int tick = (int) any(1, risks[market].mark, risks[market].mark, markets[market].maxTick);
        long lots = any(1, most, Math.max(1, most / 2), Math.max(1, most / 3));
        return new PlaceItem(number(i), OWNER_KEY, nonces[i]++, market, flags, tick, lots, expiry());
    }

    private byte[] sign(int i, SignedItem item) {
        return key(i).item(domain, item);
    }

    private long amount() {
        return any(
                0,
                1,
                1_000,
                COLLATERAL_BOUND,
                COLLATERAL_BOUND / 2,
                EDGE_OF_BALANCE,
                Long.MIN_VALUE,
                -1,
                random.nextLong());
    }

    private long balance() {
        long bound = any(COLLATERAL_BOUND, COLLATERAL_BOUND, COLLATERAL_BOUND, EDGE_OF_BALANCE);
        return any(0, 1_000, bound, -bound, bound - 1, 1 - bound, COLLATERAL_BOUND / 2, random.nextLong(-bound, bound));
    }

    private long quote() {
        return any(0, POSITION_BOUND, -POSITION_BOUND, random.nextLong(-POSITION_BOUND, POSITION_BOUND));
    }

    private long index() {
        return any(0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 20, -(1L << 30), random.nextLong());
    }

    private long any(long... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private long expiry() {
        return Trial.GENESIS + 3_600;
    }

    private static long number(int i) {
        return (long) FIRST_USER_ACCOUNT + i;
    }

    private static Key key(int i) {
        return new Key(800 + i);
    }

    private void write(Cell cell) {
        byte[] words = new byte[32 * cell.words()];
        cell.encode(words, 0);
        state.write(cell.address, words);
    }

    @Override
    public void finished(Reason reason) {
        reasons.add(reason);
    }

    @Override
    public void removed(long account, int slot, int market, int side, int tick, long lots, long nonce, Reason reason) {
        reasons.add(reason);
    }
}
