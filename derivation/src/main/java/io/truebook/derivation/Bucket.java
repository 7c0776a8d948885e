package io.truebook.derivation;

import io.truebook.engine.Cells;
import java.util.ArrayList;
import java.util.List;

/**
 * What is liquidated together: an isolated position with its own margin, or the collateral with all positions that are not isolated. Money
 * is nano-USDC.
 *
 * @param isolated whether it is one position with its own margin
 * @param balance collateral, or the margin of the isolated position
 * @param equity with what is pending
 */
public record Bucket(
        boolean isolated,
        long balance,
        long equity,
        long initialMargin,
        long maintenanceMargin,
        List<Holding> holdings) {

    /** The buckets of an account: first cross, with or without positions, then each isolated position. */
    public static List<Bucket> of(Cells cells, long number) {
        return of(cells.account(number).collateral, Holding.of(cells, number));
    }

    /** The buckets that collateral and positions make. */
    public static List<Bucket> of(long collateral, List<Holding> holdings) {
        List<Bucket> buckets = new ArrayList<>(1);
        List<Holding> cross = holdings;
        for (Holding holding : holdings) {
            if (holding.isolated()) {
                cross = holdings.stream().filter(h -> !h.isolated()).toList();
                buckets.add(sum(true, holding.margin(), List.of(holding)));
            }
        }
        buckets.addFirst(sum(false, collateral, cross));
        return buckets;
    }

    /** Whether maintenance margin holds. */
    public boolean healthy() {
        return equity >= maintenanceMargin;
    }

    private static Bucket sum(boolean isolated, long balance, List<Holding> holdings) {
        long equity = balance;
        long initial = 0;
        long maintenance = 0;
        for (Holding holding : holdings) {
            equity += holding.worth();
            initial += holding.initialMargin();
            maintenance += holding.maintenanceMargin();
        }
        return new Bucket(isolated, balance, equity, initial, maintenance, holdings);
    }
}
