package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.FLAG_SELL;

import io.truebook.engine.protocol.ActivityCell;
import io.truebook.engine.protocol.BitmapCell;
import io.truebook.engine.protocol.Cell;
import io.truebook.engine.protocol.ConfigCell;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.FeeTiersCell;
import io.truebook.engine.protocol.ListedCell;
import io.truebook.engine.protocol.MarketCell;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.PublisherCell;
import io.truebook.engine.protocol.RiskCell;
import io.truebook.engine.protocol.SignerCell;
import io.truebook.engine.protocol.TotalsCell;
import io.truebook.engine.protocol.WithdrawalCell;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;

/**
 * The state as typed objects, loaded once from a source and kept. A step that changes a cell marks it with {@link #changed};
 * at a checkpoint the changed ones are written out as bytes. Dropping the cache never changes a result.
 */
public final class Cells {
    private static final int MARKETS = 256;

    /** What an address of 48 bits leaves of a long. */
    private static final int PLACE_BITS = 16;

    private static final Comparator<Cell> BY_ADDRESS = (a, b) -> Long.compare(a.address, b.address);

    /** A leaf word holds the places of 256 levels, which take about as much memory as so many cells. */
    private static final int LEAF_SIZE = 16;

    private final CellSource source;
    private CellTable others = new CellTable();
    private AccountTable accounts = new AccountTable(others);
    private final BookSide[] sides = new BookSide[2 * MARKETS];
    private final MarketCell[] markets = new MarketCell[MARKETS];
    private final RiskCell[] risks = new RiskCell[MARKETS];
    private final ActivityCell[] activities = new ActivityCell[MARKETS];
    private Cell[] changed = new Cell[256];
    private int changes;
    private int size;
    private CursorCell cursor;
    private ConfigCell config;
    private FeeTiersCell feeTiers;

    public Cells(CellSource source) {
        this.source = source;
    }

    public CursorCell cursor() {
        if (cursor == null) {
            cursor = other(CellAddresses.cursor(), CursorCell::new);
        }
        return cursor;
    }

    public ConfigCell config() {
        if (config == null) {
            config = other(CellAddresses.config(), ConfigCell::new);
        }
        return config;
    }

    public TotalsCell totals() {
        return other(CellAddresses.totals(), TotalsCell::new);
    }

    public ListedCell listed() {
        return other(CellAddresses.listed(), ListedCell::new);
    }

    public FeeTiersCell feeTiers() {
        if (feeTiers == null) {
            feeTiers = other(CellAddresses.feeTiers(), FeeTiersCell::new);
        }
        return feeTiers;
    }

    public PublisherCell publisher(int index) {
        return other(CellAddresses.publisher(index), PublisherCell::new);
    }

    public Account account(long number) {
        return loaded(accounts.get(number));
    }

    public SignerCell signer(long number, int key) {
        return loaded(accounts.get(number).signer(key));
    }

    public PositionCell position(long number, int slot) {
        return loaded(accounts.get(number).position(slot));
    }

    PositionCell position(Account account, int slot) {
        return loaded(account.position(slot));
    }

    public Order order(long number, int slot) {
        return loaded(accounts.get(number).order(slot));
    }

    Order order(Account account, int slot) {
        return loaded(account.order(slot));
    }

    /** The order a reference names. */
    public Order orderOf(long ref) {
        return order(CellAddresses.accountOf(ref), CellAddresses.slotOf(ref));
    }

    /** The account an order belongs to. */
    Account accountOf(Order order) {
        return loaded(order.account);
    }

    /** The level a resting order belongs to. */
    Level levelOf(Order order) {
        Level level = order.level;
        return level != null ? level : (order.level = level(order.market, order.flags & FLAG_SELL, order.tick));
    }

    /** The order before another one in its level, {@code null} when it is the first. */
    Order previous(Order order) {
        Order previous = order.previous;
        return previous != null || order.prevRef == 0 ? previous : (order.previous = orderOf(order.prevRef));
    }

    /** The order behind another one in its level, {@code null} when it is the last. */
    Order next(Order order) {
        Order next = order.next;
        return next != null || order.nextRef == 0 ? next : (order.next = orderOf(order.nextRef));
    }

    /** The first order of a level, {@code null} when it is empty. */
    Order head(Level level) {
        Order head = level.head;
        return head != null || level.headRef == 0 ? head : (level.head = orderOf(level.headRef));
    }

    /** The account of a level's first order, which is not read for it. */
    Account firstMaker(Level level) {
        return level.head != null ? accountOf(level.head) : account(CellAddresses.accountOf(level.headRef));
    }

    /** The last order of a level, {@code null} when it is empty. */
    Order tail(Level level) {
        Order tail = level.tail;
        return tail != null || level.tailRef == 0 ? tail : (level.tail = orderOf(level.tailRef));
    }

    public MarketCell market(int market) {
        MarketCell cell = markets[market];
        return cell != null ? cell : (markets[market] = read(new MarketCell(CellAddresses.market(market))));
    }

    public RiskCell risk(int market) {
        RiskCell cell = risks[market];
        return cell != null ? cell : (risks[market] = read(new RiskCell(CellAddresses.risk(market))));
    }

    public ActivityCell activity(int market) {
        ActivityCell cell = activities[market];
        return cell != null ? cell : (activities[market] = read(new ActivityCell(CellAddresses.activity(market))));
    }

    public Level level(int market, int side, int tick) {
        return loaded(side(market, side).level(tick));
    }

    public BitmapCell leafWord(int market, int side, int leaf) {
        return leafWord(side(market, side), leaf);
    }

    public BitmapCell middleWord(int market, int side, int middle) {
        return middleWord(side(market, side), middle);
    }

    public BitmapCell topWord(int market, int side) {
        return topWord(side(market, side));
    }

    BitmapCell leafWord(BookSide side, int leaf) {
        return loaded(side.leaf(leaf));
    }

    BitmapCell middleWord(BookSide side, int middle) {
        return loaded(side.middle(middle));
    }

    BitmapCell topWord(BookSide side) {
        return loaded(side.top);
    }

    /** The places of a side's words and levels. */
    BookSide side(int market, int side) {
        BookSide places = sides[2 * market + side];
        return places != null ? places : (sides[2 * market + side] = new BookSide(market, side));
    }

    public WithdrawalCell withdrawal(long number) {
        return other(CellAddresses.withdrawal(number), WithdrawalCell::new);
    }

    /** Marks a cell that a step has written to. */
    void changed(Cell cell) {
        if (!cell.dirty) {
            add(cell);
        }
    }

    private void add(Cell cell) {
        cell.dirty = true;
        if (changes == changed.length) {
            changed = Arrays.copyOf(changed, 2 * changes);
        }
        changed[changes++] = cell;
    }

    /** All cells changed since the last call. */
    public ChangedCells drain() {
        long[] addresses = new long[changes];
        Cell[] cells = inOrder(addresses);
        byte[][] values = new byte[changes][];
        for (int i = 0; i < changes; i++) {
            Cell cell = cells[i];
            values[i] = new byte[32 * cell.words()];
            cell.encode(values[i], 0);
            cell.dirty = false;
        }
        Arrays.fill(changed, 0, changes, null);
        changes = 0;
        return new ChangedCells(addresses, values);
    }

    /** The changed cells by address, and their addresses. Sorted as numbers with their places below, several times faster than as objects. */
    private Cell[] inOrder(long[] addresses) {
        Cell[] cells = new Cell[changes];
        if (changes > 1 << PLACE_BITS) {
            System.arraycopy(changed, 0, cells, 0, changes);
            Arrays.sort(cells, BY_ADDRESS);
            Arrays.setAll(addresses, i -> cells[i].address);
            return cells;
        }
        for (int i = 0; i < changes; i++) {
            addresses[i] = (changed[i].address << PLACE_BITS | i) ^ Long.MIN_VALUE;
        }
        Arrays.sort(addresses);
        for (int i = 0; i < changes; i++) {
            long key = addresses[i] ^ Long.MIN_VALUE;
            addresses[i] = key >>> PLACE_BITS;
            cells[i] = changed[(int) key & (1 << PLACE_BITS) - 1];
        }
        return cells;
    }

    /** Writes all cells changed since the last call, in the order of their addresses. */
    public void drain(CellSink sink) {
        ChangedCells drained = drain();
        for (int i = 0; i < drained.addresses().length; i++) {
            sink.write(drained.addresses()[i], drained.values()[i]);
        }
    }

    /** Shows the cells that {@link #drain} would write out now, those of them whose address is wanted; they stay changed. */
    public void peek(LongPredicate wanted, CellSink sink) {
        for (int i = 0; i < changes; i++) {
            Cell cell = changed[i];
            if (wanted.test(cell.address)) {
                byte[] words = new byte[32 * cell.words()];
                cell.encode(words, 0);
                sink.write(cell.address, words);
            }
        }
    }

    /** Cells in memory, by what they take of it: most count one. */
    public int size() {
        return size;
    }

    /** Drops the cache; all changes must have been drained into what the source reads. */
    public void forget() {
        if (changes > 0) {
            throw new IllegalStateException(changes + " changed cells were not written out");
        }
        others = new CellTable();
        accounts = new AccountTable(others);
        Arrays.fill(sides, null);
        Arrays.fill(markets, null);
        Arrays.fill(risks, null);
        Arrays.fill(activities, null);
        cursor = null;
        config = null;
        feeTiers = null;
        size = 0;
    }

    /** A cell in its place, read when it was not yet. */
    private <C extends Cell> C loaded(C cell) {
        return cell.loaded ? cell : read(cell);
    }

    @SuppressWarnings("unchecked")
    private <C extends Cell> C other(long address, LongFunction<C> create) {
        Cell cell = others.get(address);
        return cell != null ? (C) cell : readOther(create.apply(address));
    }

    private <C extends Cell> C readOther(C cell) {
        read(cell);
        others.add(cell);
        return cell;
    }

    private <C extends Cell> C read(C cell) {
        byte[] words = source.read(cell.address);
        if (words != null) {
            cell.decode(words, 0);
        }
        cell.loaded = true;
        size += cell instanceof Leaf ? LEAF_SIZE : 1;
        return cell;
    }
}
