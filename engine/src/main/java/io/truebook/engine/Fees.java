package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.MarketCell;

/** What a trade costs its two sides: section 5.5 of the protocol page. Fees are rounded against the payer, rebates too. */
final class Fees {
    /** Below it a notional times 10⁶ has less than 63 bits. */
    private static final long PRODUCT_FITS = 1L << 42;

    /** The maker's fee, before any rebate. */
    static long maker(Execution x, AccountCell account, Trade trade) {
        int discount = FeeTier.held(x, account).makerDiscount();
        return feeRoundedUp(
                trade.notional(), discountedRoundedUp(x.cells.market(trade.market()).makerFeePpm, discount));
    }

    /** What the maker pays once the taker's fee is known; negative for a rebate, which never is more than that fee. */
    static long makerAfterRebate(Execution x, AccountCell account, Trade trade, long takerFee) {
        MarketCell parameters = x.cells.market(trade.market());
        if (parameters.makerRebatePpm != 0 && x.cells.cursor().kind == KIND_ORDER) {
            return -Math.min(feeRoundedDown(trade.notional(), parameters.makerRebatePpm), takerFee);
        }
        return maker(x, account, trade);
    }

    /** The fee of the order in flight. */
    static long taker(Execution x, AccountCell account, Trade trade) {
        CursorCell cursor = x.cells.cursor();
        MarketCell parameters = x.cells.market(trade.market());
        if (cursor.kind == KIND_LIQUIDATION) {
            // At most what the fill is better than the zero price, so that it worsens no health.
            long better = Math.abs(trade.tick() - cursor.tick) * trade.lots() * x.cells.risk(trade.market()).multiplier;
            return Math.min(feeRoundedDown(trade.notional(), parameters.liquidationFeePpm), better);
        }
        if (cursor.kind == KIND_UNWIND) {
            return 0;
        }
        int discount = FeeTier.held(x, account).takerDiscount();
        return feeRoundedUp(trade.notional(), discountedRoundedUp(parameters.takerFeePpm, discount));
    }

    /** ceilDiv(notional · ppm, 10⁶) in nano-USDC, for 0 ≤ notional ≤ 2^57 and 0 ≤ ppm ≤ 10⁶. */
    static long feeRoundedUp(long notional, long ppm) {
        if (notional < PRODUCT_FITS) {
            return (notional * ppm + PPM - 1) / PPM;
        }
        // The product itself needs 77 bits: the quotient by 10⁶ times ppm is whole, and only the remainder is rounded.
        return notional / PPM * ppm + (notional % PPM * ppm + PPM - 1) / PPM;
    }

    /** floorDiv(notional · ppm, 10⁶), of the same numbers. */
    static long feeRoundedDown(long notional, long ppm) {
        return notional / PPM * ppm + notional % PPM * ppm / PPM;
    }

    /** A rate less a discount of 0 to 100 percent. */
    private static long discountedRoundedUp(long ppm, int discount) {
        return (ppm * (100 - discount) + 99) / 100;
    }

    private Fees() {}
}
