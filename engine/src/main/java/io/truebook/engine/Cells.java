package io.truebook.engine;

import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.ActivityCell;
import io.truebook.engine.protocol.BitmapCell;
import io.truebook.engine.protocol.Cell;
import io.truebook.engine.protocol.ConfigCell;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.FeeTiersCell;
import io.truebook.engine.protocol.LevelCell;
import io.truebook.engine.protocol.ListedCell;
import io.truebook.engine.protocol.MarketCell;
import io.truebook.engine.protocol.OrderCell;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.PublisherCell;
import io.truebook.engine.protocol.RiskCell;
import io.truebook.engine.protocol.SignerCell;
import io.truebook.engine.protocol.TotalsCell;
import io.truebook.engine.protocol.WithdrawalCell;
import java.util.Arrays;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;

/**
 * The state as typed objects, loaded once from a source and kept. A step that changes a cell marks it with {@link #changed};
 * at a checkpoint the changed ones are written out as bytes. Dropping the cache never changes a result.
 */
public final class Cells {
    private static final int MARKETS = 256;

    private final CellSource source;
    private final CellTable loaded = new CellTable();
    private final MarketCell[] markets = new MarketCell[MARKETS];
    private final RiskCell[] risks = new RiskCell[MARKETS];
    private final ActivityCell[] activities = new ActivityCell[MARKETS];
    private final BitmapCell[] topWords = new BitmapCell[2 * MARKETS];
    private Cell[] changed = new Cell[256];
    private int changes;
    private CursorCell cursor;

    public Cells(CellSource source) {
        this.source = source;
    }

    public CursorCell cursor() {
        if (cursor == null) {
            cursor = load(CellAddresses.cursor(), CursorCell::new);
        }
        return cursor;
    }

    public ConfigCell config() {
        return load(CellAddresses.config(), ConfigCell::new);
    }

    public TotalsCell totals() {
        return load(CellAddresses.totals(), TotalsCell::new);
    }

    public ListedCell listed() {
        return load(CellAddresses.listed(), ListedCell::new);
    }

    public FeeTiersCell feeTiers() {
        return load(CellAddresses.feeTiers(), FeeTiersCell::new);
    }

    public PublisherCell publisher(int index) {
        return load(CellAddresses.publisher(index), PublisherCell::new);
    }

    public AccountCell account(long number) {
        return load(CellAddresses.account(number), AccountCell::new);
    }

    public SignerCell signer(long number, int key) {
        return load(CellAddresses.signer(number, key), SignerCell::new);
    }

    public PositionCell position(long number, int slot) {
        return load(CellAddresses.position(number, slot), PositionCell::new);
    }

    public OrderCell order(long number, int slot) {
        return load(CellAddresses.order(number, slot), OrderCell::new);
    }

    /** The order a reference names. */
    public OrderCell orderOf(long ref) {
        return load(CellAddresses.orderOf(ref), OrderCell::new);
    }

    public MarketCell market(int market) {
        MarketCell cell = markets[market];
        return cell != null ? cell : (markets[market] = load(CellAddresses.market(market), MarketCell::new));
    }

    public RiskCell risk(int market) {
        RiskCell cell = risks[market];
        return cell != null ? cell : (risks[market] = load(CellAddresses.risk(market), RiskCell::new));
    }

    public ActivityCell activity(int market) {
        ActivityCell cell = activities[market];
        return cell != null ? cell : (activities[market] = load(CellAddresses.activity(market), ActivityCell::new));
    }

    public LevelCell level(int market, int side, int tick) {
        return load(CellAddresses.level(market, side, tick), LevelCell::new);
    }

    public BitmapCell leafWord(int market, int side, int leaf) {
        return load(CellAddresses.leafWord(market, side, leaf), BitmapCell::new);
    }

    public BitmapCell middleWord(int market, int side, int middle) {
        return load(CellAddresses.middleWord(market, side, middle), BitmapCell::new);
    }

    public BitmapCell topWord(int market, int side) {
        BitmapCell cell = topWords[2 * market + side];
        return cell != null
                ? cell
                : (topWords[2 * market + side] = load(CellAddresses.topWord(market, side), BitmapCell::new));
    }

    public WithdrawalCell withdrawal(long number) {
        return load(CellAddresses.withdrawal(number), WithdrawalCell::new);
    }

    /** Marks a cell that a step has written to. */
    void changed(Cell cell) {
        if (!cell.dirty) {
            cell.dirty = true;
            if (changes == changed.length) {
                changed = Arrays.copyOf(changed, 2 * changes);
            }
            changed[changes++] = cell;
        }
    }

    /** Writes all cells changed since the last call, in the order of their first change. */
    public void drain(CellSink sink) {
        for (int i = 0; i < changes; i++) {
            Cell cell = changed[i];
            byte[] words = new byte[32 * cell.words()];
            cell.encode(words, 0);
            cell.dirty = false;
            changed[i] = null;
            sink.write(cell.address, words);
        }
        changes = 0;
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

    /** Cells in memory. */
    public int size() {
        return loaded.size();
    }

    /** Drops the cache; all changes must have been drained into what the source reads. */
    public void forget() {
        if (changes > 0) {
            throw new IllegalStateException(changes + " changed cells were not written out");
        }
        loaded.clear();
        Arrays.fill(markets, null);
        Arrays.fill(risks, null);
        Arrays.fill(activities, null);
        Arrays.fill(topWords, null);
        cursor = null;
    }

    @SuppressWarnings("unchecked")
    private <C extends Cell> C load(long address, LongFunction<C> create) {
        Cell cell = loaded.get(address);
        return cell != null ? (C) cell : read(address, create);
    }

    private <C extends Cell> C read(long address, LongFunction<C> create) {
        byte[] words = source.read(address);
        C cell = create.apply(address);
        if (words != null) {
            cell.decode(words, 0);
        }
        loaded.add(cell);
        return cell;
    }
}
