package io.truebook.engine;

import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.FeeTiersCell;

/** Percent off the fees of who has traded much: section 5.5 of the protocol page. */
record FeeTier(int takerDiscount, int makerDiscount) {
    private static final FeeTier NONE = new FeeTier(0, 0);
    private static final long MILLI_USDC = 1_000_000;

    /** The tier of an account. */
    static FeeTier held(Execution x, AccountCell account) {
        FeeTiersCell tiers = x.cells.feeTiers();
        return tiers.volume1 == 0 ? NONE : highest(tiers, Volume.counted(x, account));
    }

    /** The highest tier whose volume is reached. */
    private static FeeTier highest(FeeTiersCell tiers, long volume) {
        if (reached(tiers.volume5, volume)) {
            return new FeeTier(tiers.takerDiscount5, tiers.makerDiscount5);
        }
        if (reached(tiers.volume4, volume)) {
            return new FeeTier(tiers.takerDiscount4, tiers.makerDiscount4);
        }
        if (reached(tiers.volume3, volume)) {
            return new FeeTier(tiers.takerDiscount3, tiers.makerDiscount3);
        }
        if (reached(tiers.volume2, volume)) {
            return new FeeTier(tiers.takerDiscount2, tiers.makerDiscount2);
        }
        return reached(tiers.volume1, volume) ? new FeeTier(tiers.takerDiscount1, tiers.makerDiscount1) : NONE;
    }

    /** A tier's volume is in thousand USDC, an account's in milli-USDC; volume 0 is no tier. */
    private static boolean reached(long tier, long volume) {
        return tier != 0 && volume >= tier * MILLI_USDC;
    }
}
