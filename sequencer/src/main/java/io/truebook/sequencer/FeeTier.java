package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.Cells;
import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.FeeTiersCell;
import java.util.ArrayList;
import java.util.List;

/**
 * The discounts an account has by the volume of its last 30 days (section 5.5 of the protocol page).
 *
 * @param tier 0 for none
 * @param volume milli-USDC that count now
 * @param takerDiscount percent
 * @param makerDiscount percent
 */
public record FeeTier(int tier, long volume, int takerDiscount, int makerDiscount) {
    private static final long EPOCH_MASK = 0xffff;
    private static final long MILLI_USDC_PER_UNIT = 1_000_000;

    /** One row of the table, from {@code volume} thousand USDC on. */
    public record Row(long volume, int takerDiscount, int makerDiscount) {}

    /** The table as governance has set it; empty without one. */
    public static List<Row> table(Cells cells) {
        FeeTiersCell t = cells.feeTiers();
        List<Row> rows = new ArrayList<>();
        add(rows, t.volume1, t.takerDiscount1, t.makerDiscount1);
        add(rows, t.volume2, t.takerDiscount2, t.makerDiscount2);
        add(rows, t.volume3, t.takerDiscount3, t.makerDiscount3);
        add(rows, t.volume4, t.takerDiscount4, t.makerDiscount4);
        add(rows, t.volume5, t.takerDiscount5, t.makerDiscount5);
        return rows;
    }

    static FeeTier of(Cells cells, AccountCell account) {
        long volume = volume(account, cells.cursor().time);
        List<Row> table = table(cells);
        FeeTier tier = new FeeTier(0, volume, 0, 0);
        for (int i = 0; i < table.size(); i++) {
            Row row = table.get(i);
            if (volume >= row.volume() * MILLI_USDC_PER_UNIT) {
                tier = new FeeTier(i + 1, volume, row.takerDiscount(), row.makerDiscount());
            }
        }
        return tier;
    }

    private static long volume(AccountCell account, long time) {
        long epoch = time / VOLUME_EPOCH_MS & EPOCH_MASK;
        long current = account.volumeEpoch == epoch ? account.volume : 0;
        long before = account.volumeEpoch == epoch
                ? account.volumeBefore
                : account.volumeEpoch == (epoch - 1 & EPOCH_MASK) ? account.volume : 0;
        long left = VOLUME_EPOCH_S - time / 1000 % VOLUME_EPOCH_S;
        return current + before * left / VOLUME_EPOCH_S;
    }

    private static void add(List<Row> rows, long volume, int takerDiscount, int makerDiscount) {
        if (volume != 0) {
            rows.add(new Row(volume, takerDiscount, makerDiscount));
        }
    }
}
