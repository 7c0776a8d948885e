package io.truebook.sequencer.divergence;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.derivation.Solvency;
import io.truebook.engine.CellAddresses;
import io.truebook.engine.CellSource;
import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.Cell;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.TotalsCell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What accounts hold now, and what they held at the end of each batch that can still be undone, of those that these batches have touched. Made
 * from nothing but changed cells; stands between two micro-steps whenever all cells of a segment, or all that are changed so far, have been
 * told. For one thread at a time.
 */
public final class Ledger {
    private static final int INDEX_BITS = 40;
    private static final int SLOT_BITS = 9;
    private static final int MARKETS = 256;

    /** Accounts from which on those are forgotten that no batch which can be undone has touched. */
    private static final int FORGET_FROM = 16;

    private final CellSource state;
    private final Holders holders = new Holders();
    private final TreeMap<Long, Layer> layers = new TreeMap<>();
    private final Terms[] markets = new Terms[MARKETS];
    private final AccountCell account = new AccountCell(0);
    private final PositionCell position = new PositionCell(0);
    private final TotalsCell totals = new TotalsCell(CellAddresses.totals());
    private final CursorCell cursor = new CursorCell(CellAddresses.cursor());

    /** The last of the layers, to which everything told belongs. */
    private Layer open;

    private long liabilities;
    private int forgetFrom = FORGET_FROM;
    private List<FeedReading> feeds = List.of();
    private long insurance;
    private long badDebt;
    private long atMillis;
    private long posted;
    private long settled;

    /** @param state the cells as of the last sealed batch; asked for a cell before the first batch that changes it is part of that */
    Ledger(CellSource state) {
        this.state = state;
    }

    /** Whether a cell has to do with any figure. */
    public static boolean watches(long address) {
        return switch ((int) (address >>> INDEX_BITS)) {
            case SPACE_ACCOUNT -> isHead(slot(address)) || isPosition(slot(address));
            case SPACE_MARKET, SPACE_SYSTEM -> true;
            default -> false;
        };
    }

    /**
     * Begins with the sealed state.
     *
     * @param sealed the last sealed batch
     * @param undo of the batches that can be undone, ascending and without gaps, the last of them {@code sealed}
     */
    void load(long sealed, List<Undo> undo) {
        holders.clear();
        layers.clear();
        open = null;
        settled = sealed - undo.size();
        posted = settled;
        Replayed cells = new Replayed(state, undo);
        for (int i = 0; i < markets.length; i++) {
            markets[i] = new Terms(i, cells);
        }
        for (Undo batch : undo) {
            open(batch.index(), batch.openedAt());
            progress(batch.bytes(), batch.tradedNotional());
            for (long address : batch.addresses()) {
                change(address, cells.after(address), cells);
                cells.advance(address);
            }
        }
        readTotals();
        liabilities = Solvency.of(state).liabilities();
    }

    void open(long index, long openedAt) {
        open = new Layer(index, openedAt);
        layers.put(index, open);
    }

    /** @param bytes of the open batch's data so far */
    void progress(long bytes, long tradedNotional) {
        open.bytes = bytes;
        open.tradedNotional = tradedNotional;
    }

    /** A cell of the open batch, as an absolute value. */
    void change(long address, byte[] words) {
        change(address, words, state);
    }

    /** What is not in cells. */
    void note(long badDebt, long atMillis) {
        this.badDebt = badDebt;
        this.atMillis = atMillis;
    }

    /** What the price feeds say, one reading of each. */
    void feeds(List<FeedReading> readings) {
        feeds = readings;
    }

    /** The batches up to this one are on L1; those after it are not, or no longer. */
    void postedIs(long index) {
        posted = Math.max(index, settled);
    }

    long posted() {
        return posted;
    }

    /** The batches up to this one can no longer be undone. */
    void settle(long index) {
        layers.headMap(index, true).clear();
        settled = Math.max(settled, index);
        posted = Math.max(posted, settled);
        if (holders.size() >= forgetFrom) {
            holders.removeIf(holder -> holder.touchedBy <= settled);
            forgetFrom = Math.max(FORGET_FROM, 2 * holders.size());
        }
    }

    /** Everything after a batch is undone, in the sealed state already. */
    void undoAfter(long index) {
        forEachTouchedAfter(index, holder -> liabilities += holder.undoAfter(index));
        Map<Long, Layer> undone = layers.tailMap(index, false);
        undone.values().forEach(layer -> layer.paid.forEach(terms -> terms.indices.undoAfter(index)));
        undone.clear();
        open = layers.isEmpty() ? null : layers.lastEntry().getValue();
        posted = Math.min(posted, index);
        for (Terms terms : markets) {
            liabilities -= terms.activity.suspense;
            terms.read(state);
            liabilities += terms.activity.suspense;
        }
        readTotals();
    }

    /** All figures at once. */
    public DivergenceFigures figures() {
        long came = totals.credited - totals.withdrawn;
        return new DivergenceFigures(
                cursor.sequence,
                atMillis,
                change(Base.POSTED),
                change(Base.FINAL),
                unposted(),
                new DivergenceFigures.Books(
                        totals.credited, totals.withdrawn, liabilities, came - liabilities, badDebt, insurance),
                prices());
    }

    /** Market by market, and what has changed in collateral, which belongs to none. */
    public MarketBreakdown byMarket(Base base) {
        Summation sum = summation(base);
        List<MarketChange> changes = new ArrayList<>();
        for (int market = 0; market < MARKETS; market++) {
            MarketChange change = sum.market(market, markets[market].paymentsSince(batch(base)));
            if (change != null) {
                changes.add(change);
            }
        }
        return new MarketBreakdown(
                cursor.sequence,
                sum.total(payments(base)),
                changes,
                sum.collateralValue(),
                sum.collateralSigned(),
                prices());
    }

    /** The accounts that differ most, the greatest difference first, at most {@code top} of them. */
    public AccountBreakdown byAccount(Base base, int top) {
        long batch = batch(base);
        List<AccountChange> changes = new ArrayList<>();
        forEachTouchedAfter(batch, holder -> {
            AccountChange change = AccountChange.of(holder, batch, market -> markets[market]);
            if (change != null) {
                changes.add(change);
            }
        });
        changes.sort(Comparator.comparingLong((AccountChange change) -> -Saturating.abs(change.equity()))
                .thenComparingLong(AccountChange::account));
        List<AccountChange> greatest = List.copyOf(changes.subList(0, Math.min(top, changes.size())));
        return new AccountBreakdown(cursor.sequence, change(base), greatest);
    }

    private DivergenceFigures.Change change(Base base) {
        return summation(base).total(payments(base));
    }

    private Summation summation(Base base) {
        Summation sum = new Summation(batch(base), market -> markets[market]);
        forEachTouchedAfter(batch(base), sum::add);
        return sum;
    }

    private long payments(Base base) {
        long payments = 0;
        for (Terms terms : markets) {
            payments = Saturating.sum(payments, terms.paymentsSince(batch(base)));
        }
        return payments;
    }

    private List<PriceDifference> prices() {
        return feeds.stream()
                .map(reading ->
                        PriceDifference.of(reading, markets[reading.feed().market()].indexOfLot(), atMillis))
                .toList();
    }

    private DivergenceFigures.Unposted unposted() {
        Map<Long, Layer> after = layers.tailMap(posted, false);
        long bytes = 0;
        long traded = 0;
        long oldest = Long.MAX_VALUE;
        for (Layer layer : after.values()) {
            bytes += layer.bytes;
            traded = Saturating.sum(traded, layer.tradedNotional);
            oldest = Math.min(oldest, layer.openedAt);
        }
        return new DivergenceFigures.Unposted(bytes, after.size(), traded, oldest);
    }

    private long batch(Base base) {
        return base == Base.POSTED ? posted : settled;
    }

    private void forEachTouchedAfter(long batch, Consumer<Holder> told) {
        holders.forEach(holder -> {
            if (holder.touchedBy > batch) {
                told.accept(holder);
            }
        });
    }

    private void change(long address, byte[] words, CellSource before) {
        switch ((int) (address >>> INDEX_BITS)) {
            case SPACE_ACCOUNT -> changeAccount(address, words, before);
            case SPACE_MARKET -> changeMarket(address, words);
            case SPACE_SYSTEM -> changeSystem(address, words);
            default -> {}
        }
    }

    private void changeAccount(long address, byte[] words, CellSource before) {
        long number = (address & (1L << INDEX_BITS) - 1) >>> SLOT_BITS;
        int slot = slot(address);
        if (isHead(slot)) {
            Holder holder = touched(number, before);
            liabilities += holder.put(open.index, settled, decode(account, words));
            if (number == INSURANCE_ACCOUNT) {
                insurance = account.collateral;
            }
        } else if (isPosition(slot)) {
            Holder holder = touched(number, before);
            int at = slot - SLOT_ACCOUNT_POSITIONS;
            KeptStake stake = holder.stake(at);
            if (stake == null) {
                stake = new KeptStake(decode(position, before.read(address)));
                holder.keep(at, stake);
            }
            liabilities += stake.put(open.index, settled, decode(position, words));
        }
    }

    private void changeMarket(long address, byte[] words) {
        Terms terms = markets[(int) (address >>> 8) & 0xff];
        switch ((int) address & 0xff) {
            case SLOT_MARKET_RISK -> {
                decode(terms.risk, words);
                if (terms.changeIndices(open.index, settled)) {
                    open.paid.add(terms);
                }
            }
            case SLOT_MARKET_ACTIVITY -> {
                liabilities -= terms.activity.suspense;
                decode(terms.activity, words);
                liabilities += terms.activity.suspense;
            }
            default -> {}
        }
    }

    private void changeSystem(long address, byte[] words) {
        if (address == totals.address) {
            decode(totals, words);
        } else if (address == cursor.address) {
            decode(cursor, words);
        }
    }

    private Holder touched(long number, CellSource before) {
        Holder holder = holders.get(number);
        if (holder == null) {
            byte[] words = before.read(CellAddresses.account(number));
            holder = new Holder(number, decode(account, words));
            holders.add(holder);
        }
        holder.touchedBy = open.index;
        return holder;
    }

    private void readTotals() {
        decode(totals, state.read(totals.address));
        decode(cursor, state.read(cursor.address));
        insurance = decode(account, state.read(CellAddresses.account(INSURANCE_ACCOUNT))).collateral;
    }

    private static int slot(long address) {
        return (int) address & (1 << SLOT_BITS) - 1;
    }

    private static boolean isHead(int slot) {
        return slot == SLOT_ACCOUNT_HEAD;
    }

    private static boolean isPosition(int slot) {
        return slot >= SLOT_ACCOUNT_POSITIONS && slot < SLOT_ACCOUNT_POSITIONS + MAX_POSITIONS;
    }

    private static <C extends Cell> C decode(C cell, byte[] words) {
        cell.decode(words == null ? new byte[32 * cell.words()] : words, 0);
        return cell;
    }
}
