package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.derivation.Bucket;
import io.truebook.derivation.Holding;
import io.truebook.engine.Cells;
import io.truebook.engine.OrderSlots;
import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.OrderCell;
import io.truebook.engine.protocol.SignerCell;
import java.util.ArrayList;
import java.util.List;

/**
 * An account as it stands between two items; money in nano-USDC, at the mark prices of that moment (section 6 of the protocol page).
 *
 * @param buckets first cross, then each isolated position
 * @param cancelAt when all its orders cease to count, seconds; 0 for never
 */
public record AccountReport(
        long number,
        byte[] owner,
        long collateral,
        List<Bucket> buckets,
        long cancelAt,
        FeeTier feeTier,
        Key ownerKey,
        List<Agent> agents,
        List<Long> accountsOfOwner) {
    /** @param nextNonce above every nonce used so far */
    public record Key(long nonceBase, long nextNonce) {}

    /** @param expiry last second of the key */
    public record Agent(int slot, byte[] address, int scope, long expiry, Key key) {}

    /** @param clientOrderId the client's name for it, or {@code null} */
    public record Order(
            int slot, int market, int flags, int tick, long lots, long nonce, long expiry, String clientOrderId) {
        Order named(String name) {
            return new Order(slot, market, flags, tick, lots, nonce, expiry, name);
        }
    }

    /** Of any account, also one without an owner. */
    public static AccountReport of(Cells cells, Accounts accounts, long number) {
        AccountCell account = cells.account(number);
        List<Agent> agents = new ArrayList<>();
        for (int slot = OWNER_KEY + 1; slot <= MAX_KEY; slot++) {
            SignerCell signer = cells.signer(number, slot);
            if (!isZero(signer.key)) {
                agents.add(new Agent(slot, signer.key.clone(), signer.scope, signer.expiry, key(signer)));
            }
        }
        return new AccountReport(
                number,
                account.owner.clone(),
                account.collateral,
                Bucket.of(cells, number),
                account.cancelAt,
                FeeTier.of(cells, account),
                key(cells.signer(number, OWNER_KEY)),
                agents,
                accounts.allOf(account.owner));
    }

    /** The live orders of an account by slot. */
    public static List<Order> orders(Cells cells, long number) {
        AccountCell account = cells.account(number);
        List<Order> orders = new ArrayList<>();
        for (int slot = 0; slot < MAX_ORDERS; slot++) {
            if (OrderSlots.used(account, slot)) {
                OrderCell o = cells.order(number, slot);
                orders.add(new Order(slot, o.market, o.flags, o.tick, o.lots, o.nonce, o.expiry, null));
            }
        }
        return orders;
    }

    /** The collateral with all positions that are not isolated. */
    public Bucket cross() {
        return buckets.getFirst();
    }

    /** All that the account is worth, isolated positions included. */
    public long equity() {
        return buckets.stream().mapToLong(Bucket::equity).sum();
    }

    /** How far a bucket is from liquidation (section 6.1). */
    public static String health(Bucket bucket) {
        if (bucket.healthy()) {
            return "HEALTHY";
        }
        boolean closeOut = bucket.equity() < 0
                || CLOSE_OUT_DENOMINATOR * bucket.equity() < CLOSE_OUT_NUMERATOR * bucket.maintenanceMargin();
        return closeOut ? "CLOSE_OUT" : "LIQUIDATABLE";
    }

    /** The bucket that a position is in. */
    public Bucket bucketOf(Holding holding) {
        return holding.isolated()
                ? buckets.stream()
                        .filter(bucket -> bucket.holdings().contains(holding))
                        .findFirst()
                        .orElseThrow()
                : cross();
    }

    /** All positions by their slot. */
    public List<Holding> positions() {
        return buckets.stream()
                .flatMap(bucket -> bucket.holdings().stream())
                .sorted(java.util.Comparator.comparingInt(Holding::slot))
                .toList();
    }

    private static Key key(SignerCell signer) {
        for (int bit = NONCE_WINDOW - 1; bit >= 0; bit--) {
            if ((signer.nonceBitmap(bit >>> 6) & Long.MIN_VALUE >>> (bit & 63)) != 0) {
                return new Key(signer.nonceBase, signer.nonceBase + bit + 1);
            }
        }
        return new Key(signer.nonceBase, signer.nonceBase);
    }

    private static boolean isZero(byte[] address) {
        for (byte b : address) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
