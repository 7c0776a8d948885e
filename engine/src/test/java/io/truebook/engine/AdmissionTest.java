package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.AmendItem;
import io.truebook.engine.protocol.CancelAllItem;
import io.truebook.engine.protocol.CancelItem;
import io.truebook.engine.protocol.MarketOrderItem;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.engine.protocol.WithdrawItem;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may speak, and what is refused before anything happens. */
class AdmissionTest {
    private final Market market = new Market();

    private SignedItem order(long nonce) {
        return new PlaceItem(16, OWNER_KEY, nonce, 0, BUY, 49_000, 300, market.expiry());
    }

    @Test
    void aReplayedItemIsRefused() {
        byte[] item = key(16).item(market.trial.domain, order(9));
        assertThat(market.trial.execute(item)).isEqualTo(Reason.OK);
        assertThat(market.trial.execute(item)).isEqualTo(Reason.NONCE_USED);
        market.trial.execute(key(16), order(1_000));
        assertThat(market.trial.execute(item)).isEqualTo(Reason.NONCE_TOO_OLD);
        assertThat(market.trial.execute(key(16), order(NONCE_JUMP + 1_000))).isEqualTo(Reason.NONCE_TOO_FAR);
    }

    @Test
    void aSignatureOfAnotherChainOrBridgeOrKeyIsRefused() {
        byte[] otherBridge = new byte[20];
        otherBridge[0] = 1;
        for (Eip712Domain foreign : List.of(new Eip712Domain(1, new byte[20]), new Eip712Domain(31337, otherBridge))) {
            assertThat(market.trial.execute(key(16).item(foreign, order(9)))).isEqualTo(Reason.BAD_SIGNATURE);
        }
        assertThat(market.trial.execute(key(17), order(9))).isEqualTo(Reason.BAD_SIGNATURE);
        assertThat(market.trial.execute(key(16), order(9))).isEqualTo(Reason.OK);
    }

    @Test
    void nobodyActsForAnother() {
        long expiry = market.expiry();
        for (SignedItem item : List.of(
                order(9),
                new MarketOrderItem(16, OWNER_KEY, 9, 0, BUY, 1_000, 300, expiry),
                new CancelItem(16, OWNER_KEY, 9, 0, 0, expiry),
                new CancelAllItem(16, OWNER_KEY, 9, ALL_MARKETS, expiry),
                new AmendItem(16, OWNER_KEY, 9, 0, 0, 49_000, 300, expiry),
                new WithdrawItem(16, OWNER_KEY, 9, 1_000, expiry))) {
            assertThat(market.trial.execute(key(17), item)).isEqualTo(Reason.BAD_SIGNATURE);
        }
        assertThat(market.trial.execute(key(16), order(9))).isEqualTo(Reason.OK);
    }

    @Test
    void marketOrdersHaveTheBoundsOfOrders() {
        market.trial.consume(Messages.list(Messages.Listing.usual(1)));
        assertThat(marketOrder(1, 300)).isEqualTo(Reason.NO_PRICE);
        assertThat(marketOrder(7, 300)).isEqualTo(Reason.UNKNOWN_MARKET);
        assertThat(marketOrder(0, 0)).isEqualTo(Reason.BAD_LOTS);
        assertThat(marketOrder(0, 100_001)).isEqualTo(Reason.BAD_LOTS);
        assertThat(marketOrder(0, 100_000)).isEqualTo(Reason.IOC_REMAINDER);
    }

    private Reason marketOrder(int number, long lots) {
        return market.trial.execute(
                key(16),
                new MarketOrderItem(16, OWNER_KEY, market.nextNonce(16), number, BUY, 1_000, lots, market.expiry()));
    }

    @Test
    void aSignatureOutOfRangeIsRefusedBeforeItIsRecovered() {
        byte[] item = key(16).item(market.trial.domain, order(9));
        java.util.Arrays.fill(item, item.length - 64, item.length, (byte) 0);
        assertThat(market.trial.execute(item)).isEqualTo(Reason.BAD_SIGNATURE);
    }

    @Test
    void theMirroredAndTheWrappedSignatureAreRefused() {
        byte[] item = key(16).item(market.trial.domain, order(9));
        byte[] mirrored = item.clone();
        BigInteger s =
                new BigInteger(1, java.util.Arrays.copyOfRange(item, item.length - 32, item.length)).clearBit(255);
        byte[] high = Key.signature(
                BigInteger.ONE, Key.ORDER.subtract(s).clearBit(255), (item[item.length - 32] & 0x80) == 0);
        System.arraycopy(high, 32, mirrored, item.length - 32, 32);
        assertThat(market.trial.execute(mirrored)).isEqualTo(Reason.BAD_SIGNATURE);
    }

    @Test
    void canonicalRangesEndExactlyWhereThePageSays() {
        BigInteger half = Key.ORDER.shiftRight(1);
        BigInteger low = Key.FIELD.subtract(Key.ORDER);
        assertThat(canonical(low, BigInteger.ONE)).isTrue();
        assertThat(canonical(low.subtract(BigInteger.ONE), BigInteger.ONE)).isFalse();
        assertThat(canonical(Key.ORDER.subtract(BigInteger.ONE), half)).isTrue();
        assertThat(canonical(Key.ORDER, half)).isFalse();
        assertThat(canonical(low, BigInteger.ZERO)).isFalse();
        assertThat(canonical(low, half.add(BigInteger.ONE))).isFalse();
    }

    @Test
    void rangesAreComparedInEveryDigit() {
        BigInteger[] bounds = {Key.ORDER, Key.FIELD.subtract(Key.ORDER), Key.ORDER.shiftRight(1)};
        for (BigInteger bound : bounds) {
            for (int bit = 0; bit < 255; bit++) {
                for (BigInteger value :
                        List.of(bound.flipBit(bit), bound.add(BigInteger.ONE.shiftLeft(bit)), bound.clearBit(bit))) {
                    if (value.bitLength() <= 256) {
                        compareWithArithmetic(value, BigInteger.ONE);
                    }
                    if (value.bitLength() <= 255) {
                        compareWithArithmetic(BigInteger.ONE.shiftLeft(200), value);
                    }
                }
            }
        }
    }

    private static void compareWithArithmetic(BigInteger r, BigInteger s) {
        boolean inRange = r.compareTo(Key.FIELD.subtract(Key.ORDER)) >= 0
                && r.compareTo(Key.ORDER) < 0
                && s.signum() > 0
                && s.compareTo(Key.ORDER.shiftRight(1)) <= 0;
        assertThat(canonical(r, s)).as("r %x, s %x", r, s).isEqualTo(inRange);
    }

    private static boolean canonical(BigInteger r, BigInteger s) {
        return Signatures.canonical(Key.signature(r, s, true), 0)
                && Signatures.canonical(Key.signature(r, s, false), 0);
    }

    @Test
    void unknownAccountsKeysAndExpiredItemsAreRefused() {
        assertThat(market.trial.execute(key(16), new PlaceItem(99, OWNER_KEY, 1, 0, BUY, 49_000, 300, market.expiry())))
                .isEqualTo(Reason.UNKNOWN_ACCOUNT);
        assertThat(market.trial.execute(
                        key(16), new PlaceItem(ACCOUNT_LIMIT + 16, OWNER_KEY, 1, 0, BUY, 49_000, 300, market.expiry())))
                .isEqualTo(Reason.UNKNOWN_ACCOUNT);
        assertThat(market.trial.execute(key(16), new CancelItem(16, 2, 1, 0, 0, market.expiry())))
                .isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(market.place(16, 0, BUY, 49_000, 300, market.trial.now() / 1000 - 1))
                .isEqualTo(Reason.EXPIRED);
    }

    @Test
    void ordersOutsideTheMarketsBoundsAreRefused() {
        assertThat(market.place(16, FLAG_FLAGS_MASK + 1, 49_000, 300)).isEqualTo(Reason.BAD_FLAGS);
        assertThat(market.place(16, 7, BUY, 49_000, 300, market.expiry())).isEqualTo(Reason.UNKNOWN_MARKET);
        assertThat(market.place(16, FLAG_TIF_FOK, 49_000, 300)).isEqualTo(Reason.FOK_NOT_SUPPORTED);
        assertThat(market.place(16, BUY, 0, 300)).isEqualTo(Reason.BAD_TICK);
        assertThat(market.place(16, BUY, 1_000_001, 300)).isEqualTo(Reason.BAD_TICK);
        assertThat(market.place(16, BUY, 49_000, 0)).isEqualTo(Reason.BAD_LOTS);
        assertThat(market.place(16, BUY, 49_000, 100_001)).isEqualTo(Reason.BAD_LOTS);
        assertThat(market.place(16, BUY, 9_999, 1)).isEqualTo(Reason.BELOW_MIN_NOTIONAL);
        assertThat(market.place(16, BUY, 10_000, 1)).isEqualTo(Reason.OK);
        assertThat(market.place(16, SELL | FLAG_REDUCE_ONLY, 50_000, 1)).isEqualTo(Reason.NOT_REDUCING);
        assertThat(market.market(16, SELL | FLAG_REDUCE_ONLY, 0, 1)).isEqualTo(Reason.NOT_REDUCING);
    }

    @Test
    void withoutAFreshPriceOnlyReducingIsAllowed() {
        market.trial.consume(Messages.list(Messages.Listing.usual(1)));
        assertThat(market.place(16, 1, BUY, 49_000, 300, market.expiry())).isEqualTo(Reason.NO_PRICE);
        market.place(16, SELL, 50_000, 300);
        market.place(17, BUY, 50_000, 300);
        market.place(18, BUY, 49_990, 300);
        market.trial.time(market.trial.now() + 60_001);
        assertThat(market.place(17, BUY, 50_000, 300)).isEqualTo(Reason.ORACLE_STALE);
        assertThat(market.amend(18, 0, market.lastNonce(18), 49_991, 300)).isEqualTo(Reason.ORACLE_STALE);
        assertThat(market.place(17, SELL | FLAG_REDUCE_ONLY | FLAG_TIF_IOC, 49_990, 300))
                .isEqualTo(Reason.OK);
    }

    @Test
    void timeOnlyMovesForwardUpToTheHeader() {
        long now = market.trial.now();
        assertThat(market.trial.time(now - 1)).isEqualTo(Reason.TIME_BACKWARD);
        assertThat(market.trial.time(now)).isEqualTo(Reason.OK);
        CellMap state = between();
        byte[] late = Items.time(market.trial.now() + 5_000);
        PostedBatch batch =
                new PostedBatch(2, new byte[32], market.trial.now() / 1000 + 4, late, firstMessage(), List.of());
        List<Replay.Segment> segments = replay().run(state, batch);
        assertThat(segments).hasSize(1);
        Cells after = new Cells(state);
        assertThat(after.cursor().time).isEqualTo(batch.time() * 1000);
    }

    @Test
    void messagesBeyondTheHeaderAreNotConsumedAndTheRestAlwaysIs() {
        CellMap state = between();
        byte[] deposit = Messages.deposit(16, key(16).address(), 5);
        PostedBatch batch = new PostedBatch(
                2,
                new byte[32],
                market.trial.now() / 1000 + 1,
                Items.inbox(3),
                firstMessage(),
                List.of(deposit, deposit));
        replay().run(state, batch);
        Cells after = new Cells(state);
        assertThat(after.cursor().inboxNext).isEqualTo(firstMessage() + 2);
        assertThat(after.account(16).collateral).isEqualTo(FUNDS + 10);
    }

    @Test
    void depositsCannotNameReservedAccountsOrPassTheCap() {
        List<byte[]> lies = new ArrayList<>();
        lies.add(Messages.deposit(FEE_ACCOUNT, key(16).address(), 5));
        lies.add(Messages.deposit(FIRST_USER_ACCOUNT - 1, key(16).address(), 5));
        lies.add(Messages.deposit(SUBACCOUNT_BASE, key(16).address(), 5));
        lies.add(Messages.deposit(ACCOUNT_LIMIT, key(16).address(), 5));
        lies.add(Messages.deposit(16, key(16).address(), DEPOSIT_CAP));
        lies.add(Messages.deposit(16, key(16).address(), -1));
        lies.add(Messages.message(MESSAGE_DEPOSIT, new byte[31]));
        lies.add(Messages.message(9, new byte[31]));
        lies.add(new byte[6]);
        lies.add(Messages.forced(new byte[2]));
        lies.add(Messages.forced(new byte[] {1, 0, 2, 0}));
        for (byte[] lie : lies) {
            market.trial.consume(lie);
            assertThat(Reason.of(market.trial.cells().cursor().reason)).isEqualTo(Reason.BAD_MESSAGE);
        }
        market.checkInvariants();
        market.trial.consume(Messages.forced(Items.time(5)));
        assertThat(Reason.of(market.trial.cells().cursor().reason)).isEqualTo(Reason.NOT_FORCIBLE);
    }

    private CellMap between() {
        market.trial.close();
        return market.trial.state.copy();
    }

    private long firstMessage() {
        return new Cells(market.trial.state).cursor().inboxNext;
    }

    private Replay replay() {
        return new Replay(market.trial.domain, market.trial.recovery);
    }
}
