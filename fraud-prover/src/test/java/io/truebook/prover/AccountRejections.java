package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.BundleBuilder;
import io.truebook.engine.Digests;
import io.truebook.engine.GovernanceActions.OpenInterestTerms;
import io.truebook.engine.Items;
import io.truebook.engine.Key;
import io.truebook.engine.Messages;
import io.truebook.engine.SignatureRecovery;
import io.truebook.engine.protocol.AmendItem;
import io.truebook.engine.protocol.CancelAllItem;
import io.truebook.engine.protocol.CancelItem;
import io.truebook.engine.protocol.MarketOrderItem;
import io.truebook.engine.protocol.OpenSubaccountItem;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.ScheduleCancelItem;
import io.truebook.engine.protocol.SetAgentItem;
import io.truebook.engine.protocol.SetMarginItem;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.engine.protocol.TransferItem;
import io.truebook.engine.protocol.TriggerOrderItem;
import io.truebook.engine.protocol.TwapSliceItem;
import io.truebook.engine.protocol.VoidNonceItem;
import io.truebook.engine.protocol.WithdrawItem;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Every signed operation by every kind of key, and with every fault that a signature, a length, a nonce or an expiry can have; then what
 * is peculiar to each of those about accounts. Each item comes once more as a forced message.
 */
final class AccountRejections {
    private static final Key AGENT = new Key(31_000);
    private static final int TRADES = 2;
    private static final int CANCELS = 3;
    private static final int LATE = 4;
    private static final int GONE = 5;
    private static final int SIGNATURE = 64;
    private static final int UNLISTED = 9;
    private static final int OPERATIONS = 20;
    private static final int LEAP = 900;

    private final Stage stage;
    private final long expiry;
    private long other;

    private AccountRejections(Stage stage) {
        this.stage = stage;
        expiry = stage.time() / 1000 + 3_600;
    }

    static Stage told(SignatureRecovery recovery) {
        Stage stage = new Stage(29, 6, 12, 3, recovery);
        stage.consume(List.of(Messages.workLimit(MIN_WORK_LIMIT)));
        stage.nextBatch();
        AccountRejections story = new AccountRejections(stage);
        story.other = stage.secondAccount(0);
        story.selfTrades();
        story.openInterest();
        stage.nextBatch();
        story.agents();
        stage.nextBatch();
        story.credentials();
        stage.nextBatch();
        story.money();
        story.margins();
        stage.nextBatch();
        story.later();
        story.bundles();
        stage.nextBatch();
        story.unsigned();
        stage.nextBatch();
        story.settledByForce();
        stage.nextBatch();
        return stage;
    }

    /** An account meets an order of its own, in each mode, that is larger, equal and smaller. */
    private void selfTrades() {
        for (int mode : new int[] {0, FLAG_STP_CANCEL_TAKER, FLAG_STP_CANCEL_BOTH, FLAG_STP_DECREMENT}) {
            for (long lots : new long[] {3, 5, 9}) {
                stage.place(2, 0, FLAG_SELL | FLAG_TIF_GTT, Stage.MARK, 5);
                stage.place(2, 0, mode | FLAG_TIF_IOC, Stage.MARK, lots);
                stage.cancelAll(2);
            }
        }
    }

    /** Below the bounds of open interest, between them, and beyond the upper one. */
    private void openInterest() {
        stage.consume(List.of(Messages.setMarket(Stage.listing(0).withOpenInterest(new OpenInterestTerms(0, 2, 6)))));
        for (int i = 0; i < 4; i++) {
            stage.place(3, 0, FLAG_SELL | FLAG_TIF_GTT, Stage.MARK, 2);
            stage.place(4, 0, FLAG_TIF_IOC, Stage.MARK, 2);
            stage.advance(1_000);
            stage.price(0, Stage.MARK, 1);
        }
        stage.consume(List.of(Messages.setMarket(Stage.listing(0))));
    }

    private void agents() {
        BigInteger agent = new BigInteger(1, AGENT.address());
        long now = stage.time() / 1000;
        tell(new SetAgentItem(number(), OWNER_KEY, stage.nonce(0), TRADES, agent, SCOPE_TRADE, expiry, expiry));
        tell(new SetAgentItem(number(), OWNER_KEY, stage.nonce(0), CANCELS, agent, SCOPE_CANCEL, expiry, expiry));
        tell(new SetAgentItem(number(), OWNER_KEY, stage.nonce(0), LATE, agent, 3, now, expiry));
        tell(new SetAgentItem(number(), OWNER_KEY, stage.nonce(0), GONE, BigInteger.ZERO, 3, expiry, expiry));
        for (int slot : new int[] {0, OWNER_KEY, MAX_KEY + 1}) {
            tell(new SetAgentItem(number(), OWNER_KEY, stage.nonce(0), slot, agent, 3, expiry, expiry));
        }
        tell(new SetAgentItem(number(), OWNER_KEY, stage.nonce(0), 6, agent, 4, expiry, expiry));
        stage.advance(2_000);
    }

    /** All signed operations, by a key with a nonce and an expiry. */
    private List<byte[]> operations(int key, long number, long until) {
        Key signer = key == OWNER_KEY ? stage.key(0) : AGENT;
        BigInteger agent = new BigInteger(1, AGENT.address());
        List<byte[]> items = new ArrayList<>();
        for (SignedItem item : List.of(
                new PlaceItem(number(), key, number, 0, 0, 5, 1, until),
                new MarketOrderItem(number(), key, number + 1, 0, 0, 5, 1, until),
                new CancelItem(number(), key, number + 2, 1, 1, until),
                new CancelAllItem(number(), key, number + 3, ALL_MARKETS, until),
                new AmendItem(number(), key, number + 4, 1, 1, 5, 5, until),
                new WithdrawItem(number(), key, number + 5, 1_000, until),
                new TransferItem(number(), key, number + 6, other, 1, until),
                new OpenSubaccountItem(number(), key, number + 7, until),
                new SetAgentItem(number(), key, number + 8, MAX_KEY, agent, 0, until, until),
                new VoidNonceItem(number(), key, number + 9, until),
                new ScheduleCancelItem(number(), key, number + 10, 0, until),
                new SetMarginItem(number(), key, number + 11, UNLISTED, 0, 1, until),
                new TriggerOrderItem(number(), key, number + 12, 0, 0, 5, 0, 1, 1, 1, until))) {
            items.add(signer.item(stage.domain, item));
        }
        TwapSliceItem slice = new TwapSliceItem(number(), key, number + 13, 0, 0, 5, 1, 1, 0, 0, until);
        items.add(Items.slice(slice, signer.sign(Digests.item(stage.domain, slice)), 0));
        byte[] none = new byte[0];
        byte[] digest = Digests.bundle(stage.domain, number(), key, number + 14, until, none);
        items.add(Items.bundle(number(), key, number + 14, until, none, signer.sign(digest)));
        return items;
    }

    private void credentials() {
        for (int key : new int[] {TRADES, CANCELS, LATE, GONE, 0, MAX_KEY + 1, 255}) {
            operations(key, next(), expiry).forEach(this::raw);
        }
        operations(OWNER_KEY, next(), stage.time() / 1000 - 1).forEach(this::raw);
        operations(OWNER_KEY, 1L << 47, expiry).forEach(this::raw);
        operations(OWNER_KEY, next() + LEAP, expiry).forEach(this::raw);
        skip(LEAP);
        for (byte[] item : operations(OWNER_KEY, next(), expiry)) {
            damaged(item);
            raw(item);
            raw(item);
        }
        operations(OWNER_KEY, 0, expiry).forEach(this::raw);
    }

    private void damaged(byte[] item) {
        at(item, 0, 0xff, 0xff, 0xff, 0xff);
        at(item, 0, 0x3f, 0, 0, 1);
        raw(Items.frame(item[0], Arrays.copyOfRange(item, FRAME_LENGTH, item.length - 2)));
        raw(Items.frame(item[0], new byte[1]));
        int r = item.length - FRAME_LENGTH - SIGNATURE - (item[0] == ITEM_TWAP_SLICE ? 1 : 0);
        int[] zeros = new int[32];
        int[] ones = new int[32];
        Arrays.fill(ones, 255);
        at(item, r, zeros);
        at(item, r, ones);
        at(item, r + 32, zeros);
        at(item, r + 32, ones);
        at(item, r + 32, 0x7f, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255);
        at(item, r + 40, 1, 2, 3);
    }

    private void money() {
        for (long amount : new long[] {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            tell(new TransferItem(number(), OWNER_KEY, stage.nonce(0), other, amount, expiry));
        }
        for (long to : new long[] {ACCOUNT_LIMIT, number(), stage.number(1), INSURANCE_ACCOUNT, 1}) {
            tell(new TransferItem(number(), OWNER_KEY, stage.nonce(0), to, 1_000, expiry));
        }
        tell(new OpenSubaccountItem(number(), OWNER_KEY, stage.nonce(0), expiry));
        stage.cancelAll(0);
        // Nearly all of the collateral is margin now.
        stage.place(0, 0, FLAG_TIF_GTT, Stage.MARK, 620_000);
        long most = stage.collateral(0) - 620_000L * Stage.MARK * 100;
        tell(new TransferItem(number(), OWNER_KEY, stage.nonce(0), other, most - SUBACCOUNT_FEE / 2, expiry));
        tell(new OpenSubaccountItem(number(), OWNER_KEY, stage.nonce(0), expiry));
        tell(new TransferItem(number(), OWNER_KEY, stage.nonce(0), other, most, expiry));
        tell(new WithdrawItem(number(), OWNER_KEY, stage.nonce(0), most / 1_000 * 1_000, expiry));
        tell(margin(2, MARGIN_ISOLATE, most));
        stage.cancelAll(0);
        tell(new TransferItem(number(), OWNER_KEY, stage.nonce(0), other, stage.collateral(0) - 1, expiry));
        tell(new OpenSubaccountItem(number(), OWNER_KEY, stage.nonce(0), expiry));
        stage.consume(List.of(Messages.deposit(number(), stage.key(0).address(), 500_000_000_000_000L)));
    }

    private void margins() {
        for (long amount : new long[] {Long.MIN_VALUE, -1, Long.MAX_VALUE}) {
            tell(margin(0, MARGIN_ISOLATE, amount));
        }
        tell(margin(0, MARGIN_ADD, 1));
        tell(margin(0, MARGIN_ISOLATE, 100_000L * USDC));
        tell(margin(0, MARGIN_ISOLATE, 1));
        tell(margin(0, 77, 1));
        tell(margin(0, MARGIN_ADD, 1_000L * USDC));
        for (long amount : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            tell(margin(0, MARGIN_ADD, amount));
            tell(margin(0, MARGIN_TAKE, amount));
        }
        tell(margin(0, MARGIN_TAKE, 1));
        tell(margin(0, MARGIN_JOIN, 1));
        for (int side : new int[] {0, FLAG_SELL}) {
            stage.place(0, 0, side, side == 0 ? Stage.MARK - 5 : Stage.MARK + 5, 100);
            tell(margin(0, MARGIN_JOIN, 0));
            tell(margin(0, MARGIN_TAKE, 100_000L * USDC));
            stage.cancelAll(0);
        }
        stage.place(1, 0, FLAG_SELL, Stage.MARK, 100);
        stage.place(0, 0, FLAG_TIF_IOC, Stage.MARK, 100);
        tell(margin(0, MARGIN_JOIN, 0));
        tell(margin(0, MARGIN_TAKE, 100_000L * USDC));
        stage.place(1, 0, 0, Stage.MARK, 100);
        stage.place(0, 0, FLAG_SELL | FLAG_TIF_IOC, Stage.MARK, 100);
        tell(margin(0, MARGIN_JOIN, 0));
        stage.place(0, 1, FLAG_TIF_GTT, 5, 1);
        tell(margin(1, MARGIN_ISOLATE, 1));
        tell(margin(1, MARGIN_ADD, 1));
        stage.cancelAll(0);
    }

    /** Triggers, slices and switches. */
    private void later() {
        int[] triggers = {Stage.MARK - 9, Stage.MARK, Stage.MARK + 9};
        for (int above = 0; above < 3; above++) {
            for (int trigger : triggers) {
                tell(new TriggerOrderItem(
                        number(), OWNER_KEY, stage.nonce(0), 0, FLAG_TIF_IOC, 7, 0, 1, trigger, above, expiry));
            }
        }
        tell(new TriggerOrderItem(number(), OWNER_KEY, stage.nonce(0), 0, 0, 0, 9, 1, 1, 1, expiry));
        tell(new TriggerOrderItem(number(), OWNER_KEY, stage.nonce(0), UNLISTED, 0, 0, 9, 1, 1, 1, expiry));
        stage.consume(List.of(Messages.list(Stage.listing(UNLISTED + 1))));
        tell(new TriggerOrderItem(number(), OWNER_KEY, stage.nonce(0), UNLISTED + 1, 0, 0, 9, 1, 1, 1, expiry));
        long now = stage.time() / 1000;
        slice(1, now, 0, 0);
        slice(1, now, 0, 1);
        slice(2, now, 10, 1);
        slice(2, now + 50, 0, 0);
        slice(MAX_TWAP_SLICES + 1, now, 0, 0);
        stage.place(0, 1, FLAG_TIF_GTT, 5, 1);
        tell(new ScheduleCancelItem(number(), OWNER_KEY, stage.nonce(0), now, expiry));
        tell(new ScheduleCancelItem(number(), OWNER_KEY, stage.nonce(0), now + 20, expiry));
        Stage.Order order = stage.place(0, 1, FLAG_TIF_GTT, 5, 1);
        expire(order);
        stage.advance(30_000);
        tell(new ScheduleCancelItem(number(), OWNER_KEY, stage.nonce(0), now + 200, expiry));
        tell(new ScheduleCancelItem(number(), OWNER_KEY, stage.nonce(0), 0, expiry));
        operations(OWNER_KEY, next(), expiry).forEach(this::raw);
        stage.amend(order, 6, 1);
        expire(order);
        expire(order);
        stage.cancelAll(0);
        tell(new ScheduleCancelItem(number(), OWNER_KEY, stage.nonce(0), 0, expiry));
    }

    private void slice(int slices, long start, long interval, int slice) {
        TwapSliceItem item =
                new TwapSliceItem(number(), OWNER_KEY, skip(2), 1, 0, 9, 1, slices, start, interval, expiry);
        raw(Items.slice(item, stage.key(0).sign(Digests.item(stage.domain, item)), slice));
    }

    private void expire(Stage.Order order) {
        raw(Items.expire(stage.number(order.account()), order.slot()));
    }

    /** What operations may look like, good and bad, and cut off at every byte. */
    private void bundles() {
        Stage.Order order = stage.place(0, 1, FLAG_TIF_GTT, 5, 3);
        Stage.Order another = new Stage.Order(0, order.slot(), order.nonce() + 1);
        Stage.Order nothing = new Stage.Order(0, MAX_ORDERS - 1, order.nonce());
        stage.cancel(another);
        stage.cancel(nothing);
        stage.amend(another, 6, 1);
        stage.amend(nothing, 6, 1);
        Stage.Order gone = stage.place(0, 1, FLAG_TIF_GTT, 4, 3);
        bundle(new BundleBuilder()
                .cancel(order.slot(), order.nonce() + 1)
                .cancel(gone.slot(), gone.nonce())
                .cancel(gone.slot(), gone.nonce())
                .amend(gone.slot(), gone.nonce(), 6)
                .amend(order.slot(), order.nonce() + 1, 6)
                .move(order.slot(), order.nonce() + 1, 1)
                .move(order.slot(), order.nonce(), -5)
                .move(order.slot(), order.nonce(), -6, 3)
                .move(order.slot(), order.nonce(), 1, 0)
                .operations());
        byte[] all = new BundleBuilder()
                .place(1, 0, 6, 300)
                .amend(order.slot(), order.nonce(), 7)
                .move(order.slot(), 0, 1)
                .move(order.slot(), 0, 1, 300)
                .cancel(99, 3)
                .cancelAll(1)
                .operations();
        for (int length = 0; length < all.length; length++) {
            bundle(Arrays.copyOf(all, length));
        }
        for (int first = 0; first < 128; first += first < 8 ? 1 : 13) {
            byte[] one = new byte[20];
            one[0] = (byte) first;
            bundle(one);
        }
        for (int first : new int[] {0x14, 0x65, 0x55, 0xd5, 0x12, 0x11, 0x13, 0x61, 0xf1, 0x51, 0x53}) {
            byte[] one = new byte[20];
            one[0] = (byte) first;
            bundle(one);
        }
        byte[] many = new byte[2 * (MAX_BUNDLE + 1)];
        for (int i = 0; i < many.length; i += 2) {
            many[i] = BUNDLE_CANCEL_ALL;
        }
        bundle(many);
        bundle(all);
        manySteps();
    }

    /** An order of a bundle that meets more makers than it has steps, before another one. */
    private void manySteps() {
        for (int i = 0; i <= MAX_BUNDLE_STEPS; i++) {
            stage.place(1, 2, FLAG_SELL, Stage.MARK, 1);
        }
        bundle(new BundleBuilder()
                .place(2, FLAG_TIF_IOC, Stage.MARK, MAX_BUNDLE_STEPS + 1)
                .cancelAll(2)
                .operations());
    }

    private void bundle(byte[] operations) {
        long nonce = stage.nonce(0);
        byte[] digest = Digests.bundle(stage.domain, number(), OWNER_KEY, nonce, expiry, operations);
        raw(Items.bundle(
                number(), OWNER_KEY, nonce, expiry, operations, stage.key(0).sign(digest)));
    }

    /** Items that nobody signs, for accounts and markets that there are and that there are not. */
    private void unsigned() {
        for (int type : new int[] {ITEM_EXPIRE, ITEM_SETTLE, ITEM_LIQUIDATE, ITEM_UNWIND}) {
            raw(Items.frame(type, new byte[0]));
            raw(Items.frame(type, new byte[9]));
        }
        long[] accounts = {0, INSURANCE_ACCOUNT, number(), 0x3fff_ffff, BACKSTOP_BASE, ACCOUNT_LIMIT, (1L << 32) - 1};
        for (long account : accounts) {
            raw(Items.expire(account, 0));
            raw(Items.settle(account, 1));
            raw(Items.liquidate(account, 0));
            raw(Items.liquidate(account, UNLISTED));
        }
        for (int market : new int[] {0, 1, UNLISTED, 255}) {
            raw(Items.unwind(market));
        }
    }

    /** Positions with and without orders beside them, one of them isolated, in a market that ends. */
    private void settledByForce() {
        int market = UNLISTED + 2;
        stage.consume(List.of(Messages.list(Stage.listing(market))));
        stage.advance(1_000);
        stage.price(market, Stage.MARK, 1);
        stage.sign(
                4,
                (number, nonce, until) ->
                        new SetMarginItem(number, OWNER_KEY, nonce, market, MARGIN_ISOLATE, 1_000L * USDC, until));
        for (int buyer : new int[] {1, 3}) {
            int tick = Stage.MARK + buyer;
            stage.place(buyer, market, FLAG_TIF_GTT, tick, 10);
            stage.place(buyer + 1, market, FLAG_SELL | FLAG_TIF_IOC, tick, 10);
        }
        stage.place(2, market, FLAG_SELL, Stage.MARK + 9, 1);
        stage.place(3, market, FLAG_TIF_GTT, Stage.MARK - 9, 1);
        stage.consume(List.of(Messages.status(market, STATUS_SETTLED, Stage.MARK + 1)));
        for (int account = 0; account < 5; account++) {
            stage.consume(List.of(Messages.forced(Items.settle(stage.number(account), market))));
        }
    }

    private SignedItem margin(int market, int action, long amount) {
        return new SetMarginItem(number(), OWNER_KEY, stage.nonce(0), market, action, amount, expiry);
    }

    private long number() {
        return stage.number(0);
    }

    /** The first of some nonces. */
    private long next() {
        return skip(OPERATIONS) + 1;
    }

    /** Leaves so many nonces to others; the last one of those before. */
    private long skip(int count) {
        long before = stage.nonce(0);
        for (int i = 0; i < count; i++) {
            stage.nonce(0);
        }
        return before;
    }

    private void tell(SignedItem item) {
        raw(stage.key(0).item(stage.domain, item));
    }

    private void at(byte[] item, int offset, int... bytes) {
        byte[] changed = item.clone();
        for (int i = 0; i < bytes.length; i++) {
            changed[FRAME_LENGTH + offset + i] = (byte) bytes[i];
        }
        raw(changed);
    }

    private void raw(byte[] item) {
        stage.execute(item);
        stage.consume(List.of(Messages.forced(item)));
    }
}
