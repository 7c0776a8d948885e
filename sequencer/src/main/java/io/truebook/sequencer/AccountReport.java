package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.Cells;
import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.OrderCell;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.RiskCell;
import io.truebook.engine.protocol.SignerCell;
import java.util.ArrayList;
import java.util.List;

/**
 * An account as it stands between two items; money in nano-USDC, at the mark prices of that moment (section 6 of the protocol page).
 *
 * @param nextNonce above every nonce used so far
 */
public record AccountReport(
        long number,
        byte[] owner,
        long collateral,
        long equity,
        long initialMargin,
        long maintenanceMargin,
        long nonceBase,
        long nextNonce,
        List<Position> positions) {
    public record Position(
            int market, long lots, long quote, long value, long restingBidLots, long restingAskLots, int mark) {}

    public record Order(int slot, int market, int flags, int tick, long lots, long nonce, long expiry) {}

    public static AccountReport of(Cells cells, long number) {
        AccountCell account = cells.account(number);
        List<Position> positions = new ArrayList<>();
        long equity = account.collateral;
        long initial = 0;
        long maintenance = 0;
        for (int slot = 0; slot < MAX_POSITIONS; slot++) {
            int entry = (int) (account.positionMarkets[slot >>> 2] >>> 48 - 16 * (slot & 3)) & 0xffff;
            if (entry == 0) {
                continue;
            }
            PositionCell position = cells.position(number, slot);
            RiskCell risk = cells.risk(entry - 1);
            long unit = (long) risk.mark * risk.multiplier;
            long exposure = Math.max(position.lots + position.restingBidLots, position.restingAskLots - position.lots);
            equity += position.quote + position.lots * unit;
            initial += partRoundedUp(exposure * unit, risk.imrPpm);
            maintenance += partRoundedUp(Math.abs(position.lots) * unit, risk.mmrPpm);
            positions.add(new Position(
                    entry - 1,
                    position.lots,
                    position.quote,
                    position.lots * unit,
                    position.restingBidLots,
                    position.restingAskLots,
                    risk.mark));
        }
        SignerCell signer = cells.signer(number, OWNER_KEY);
        return new AccountReport(
                number,
                account.owner.clone(),
                account.collateral,
                equity,
                initial,
                maintenance,
                signer.nonceBase,
                nextNonce(signer),
                List.copyOf(positions));
    }

    /** The live orders of an account by slot. */
    public static List<Order> orders(Cells cells, long number) {
        AccountCell account = cells.account(number);
        List<Order> orders = new ArrayList<>();
        for (int slot = 0; slot < MAX_ORDERS; slot++) {
            if ((account.orderSlots[slot >>> 6] & Long.MIN_VALUE >>> (slot & 63)) != 0) {
                OrderCell o = cells.order(number, slot);
                orders.add(new Order(slot, o.market, o.flags, o.tick, o.lots, o.nonce, o.expiry));
            }
        }
        return orders;
    }

    private static long nextNonce(SignerCell signer) {
        for (int bit = NONCE_WINDOW - 1; bit >= 0; bit--) {
            if ((signer.nonceBitmap[bit >>> 6] & Long.MIN_VALUE >>> (bit & 63)) != 0) {
                return signer.nonceBase + bit + 1;
            }
        }
        return signer.nonceBase;
    }

    private static long partRoundedUp(long notional, int ppm) {
        long whole = notional / PPM * ppm;
        long rest = notional % PPM * ppm;
        return whole + (rest + PPM - 1) / PPM;
    }
}
