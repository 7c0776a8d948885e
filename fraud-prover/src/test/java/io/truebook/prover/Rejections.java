package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.Digests;
import io.truebook.engine.Items;
import io.truebook.engine.Messages;
import io.truebook.engine.SignatureRecovery;
import io.truebook.engine.protocol.AmendItem;
import io.truebook.engine.protocol.CancelAllItem;
import io.truebook.engine.protocol.CancelItem;
import io.truebook.engine.protocol.MarketOrderItem;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.engine.protocol.WithdrawItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Every way in which an item or a message can be refused, one after the other; each item comes once more as a forced message. */
final class Rejections {
    private static final int PRICED = 3;
    private static final int UNPRICED = 4;
    private static final int UNLISTED = 9;

    private final Stage stage;
    private final long expiry;
    private long nonce = 100;

    private Rejections(Stage stage) {
        this.stage = stage;
        expiry = stage.time() / 1000 + 3_600;
    }

    static Stage told(SignatureRecovery recovery) {
        Stage stage = new Stage(11, 6, 10, PRICED, recovery);
        Rejections story = new Rejections(stage);
        stage.consume(List.of(Messages.workLimit(MIN_WORK_LIMIT)));
        stage.nextBatch();
        story.governance();
        stage.nextBatch();
        story.orders();
        stage.nextBatch();
        story.credentials();
        stage.nextBatch();
        story.prices();
        story.rest();
        stage.nextBatch();
        return stage;
    }

    private void governance() {
        List<byte[]> messages = new ArrayList<>();
        messages.add(Messages.list(listing(UNPRICED, 1_000, 1_000, 10, 10, 1, 500, 100, 100, 50, 1_000, 10)));
        messages.add(Messages.list(listing(PRICED - 1, 1_000, 1_000, 10, 10, 1, 500, 100, 100, 50, 1_000, 10)));
        long[] right = {1_000, 1_000, 10, 10, 1, 500, 100, 100, 50, 1_000, 10};
        long[][] wrong = {
            {0},
            {0},
            {9, (1L << 40) - 1},
            {0, 11},
            {POSITION_BOUND + 1},
            {MAX_FEE_PPM + 1},
            {MAX_FEE_PPM + 1},
            {PPM + 1, 49},
            {0, 101},
            {0},
            {0, MAX_JUMP_PPM + 1}
        };
        for (int field = 0; field < right.length; field++) {
            for (long value : wrong[field]) {
                long[] f = right.clone();
                f[field] = value;
                messages.add(Messages.list(listing(
                        UNLISTED,
                        f[0],
                        (int) f[1],
                        f[2],
                        f[3],
                        f[4],
                        (int) f[5],
                        (int) f[6],
                        (int) f[7],
                        (int) f[8],
                        f[9],
                        (int) f[10])));
            }
        }
        byte[] key = stage.key(0).address();
        messages.addAll(List.of(
                Messages.publisher(MAX_PUBLISHERS, key),
                Messages.quorum(0),
                Messages.quorum(MAX_PUBLISHERS + 1),
                Messages.workLimit(MIN_WORK_LIMIT - 1),
                Messages.workLimit(INITIAL_WORK_LIMIT)));
        for (int action = 0; action < 6; action++) {
            messages.add(Messages.message(MESSAGE_GOVERNANCE, new byte[] {(byte) action, 1, 2, 3, 4}));
        }
        messages.add(Messages.message(MESSAGE_GOVERNANCE, new byte[0]));
        messages.add(Messages.message(MESSAGE_DEPOSIT, new byte[31]));
        messages.add(Messages.message(9, new byte[31]));
        messages.add(new byte[6]);
        messages.add(new byte[0]);
        messages.add(Messages.deposit(0, key, 1));
        messages.add(Messages.deposit(ACCOUNT_LIMIT, key, 1));
        messages.add(Messages.deposit(stage.number(0), key, -1));
        messages.add(Messages.message(MESSAGE_FORCED, new byte[2]));
        messages.add(Messages.message(MESSAGE_FORCED, new byte[] {1, 0, 9, 1}));
        messages.add(Messages.forced(Items.time(1)));
        messages.add(Messages.forced(Items.frame(99, new byte[3])));
        messages.add(Messages.forced(Items.oracle(0, 1, List.of())));
        stage.consume(messages);
    }

    private static Messages.Listing listing(
            int market,
            long multiplier,
            int maxTick,
            long maxPositionLots,
            long maxOrderLots,
            long minNotional,
            int taker,
            int maker,
            int imr,
            int mmr,
            long maxAge,
            int jump) {
        return new Messages.Listing(
                market,
                multiplier,
                maxTick,
                maxPositionLots,
                maxOrderLots,
                minNotional,
                taker,
                maker,
                imr,
                mmr,
                maxAge,
                jump,
                "NONE");
    }

    private void orders() {
        long lots = Stage.LOTS;
        tell(place(0, 0xc0, Stage.MARK, lots));
        tell(place(UNLISTED, 0, Stage.MARK, lots));
        tell(place(0, FLAG_TIF_FOK, Stage.MARK, lots));
        tell(place(0, 0, 0, lots));
        tell(place(UNPRICED, 0, 1_001, 1));
        tell(place(0, 0, Stage.MARK, 0));
        tell(place(0, 0, Stage.MARK, 1_000_001));
        tell(place(UNPRICED, 0, 10, 1));
        tell(place(0, FLAG_REDUCE_ONLY, Stage.MARK, lots));
        tell(place(0, FLAG_REDUCE_ONLY | FLAG_SELL, Stage.MARK, lots));
        tell(market(0, FLAG_TIF_IOC, 10, lots));
        tell(market(UNLISTED, 0, 10, lots));
        tell(market(0, 0, PPM + 1, lots));
        tell(market(0, 0, 10, 0));
        tell(market(0, 0, 10, 1_000_001));
        tell(market(UNPRICED, 0, 10, 1));
        tell(market(0, FLAG_REDUCE_ONLY, 10, lots));
        tell(market(0, FLAG_SELL, PPM, lots));
        tell(market(0, 0, PPM, lots));
        tell(market(0, FLAG_SELL, 1_000, lots));
        tell(cancel(7, 7));
        tell(new CancelAllItem(stage.number(0), OWNER_KEY, nonce++, 256, expiry));
        tell(new CancelAllItem(stage.number(0), OWNER_KEY, nonce++, 1, expiry));
        tell(new AmendItem(stage.number(0), OWNER_KEY, nonce++, 7, 7, 5, 5, expiry));
        for (int flags : new int[] {0, FLAG_SELL}) {
            Stage.Order order = stage.place(1, 0, flags | FLAG_TIF_POST_ONLY, flags == 0 ? 5_000 : 9_000_000, 8);
            tell(amend(order, 0, 8));
            tell(amend(order, Stage.MAX_TICK, 0));
            tell(amend(order, 6_000, 1_000_001));
            tell(amend(order, flags == 0 ? 5_000 : 9_000_000, 4));
            stage.place(2, 0, FLAG_SELL ^ flags, 8_000_000, 8);
            tell(amend(order, 8_000_000, 8));
            stage.place(3, 0, flags | FLAG_TIF_POST_ONLY, 8_000_000, 8);
            stage.place(4, 0, flags, 8_000_000, 3);
            stage.place(4, 0, FLAG_SELL ^ flags | FLAG_REDUCE_ONLY, 8_000_000, 9);
            stage.place(2, 0, flags | FLAG_REDUCE_ONLY, 8_000_000, 9);
            stage.place(4, 0, flags, 8_000_000, 20);
        }
        tell(withdraw(0));
        tell(withdraw(1));
        tell(withdraw(Long.MIN_VALUE));
        tell(withdraw(Long.MAX_VALUE / 1_000 * 1_000));
        tell(withdraw(1_000));
    }

    /** Account, key, signature, expiry and nonce of each kind of operation. */
    private void credentials() {
        long far = 1L << 47;
        for (int i = 0; i < 6; i++) {
            SignedItem[] fresh = {
                place(0, 0, 5, 9), market(0, 0, 5, 9), cancel(1, 1), all(nonce++, expiry), change(), withdraw(1_000)
            };
            byte[] item = signed(fresh[i]);
            at(item, 0, 0xff, 0xff, 0xff, 0xff);
            at(item, 0, 0x3f, 0, 0, 1);
            at(item, 4, 2);
            raw(Items.frame(item[0], Arrays.copyOfRange(item, FRAME_LENGTH, item.length - 1)));
            int r = item.length - FRAME_LENGTH - 64;
            at(item, r, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
            at(item, r, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255);
            at(item, r + 32, 0x7f, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255);
            at(item, r + 32, new int[32]);
            at(item, r + 40, 1, 2, 3);
        }
        tell(all(nonce++, stage.time() / 1000 - 1));
        tell(all(far, expiry));
        tell(all(nonce, expiry));
        raw(signed(all(nonce, expiry)));
        tell(all(nonce + 400, expiry));
        raw(signed(all(nonce, expiry)));
        raw(signed(all(nonce + 200, expiry)));
        raw(signed(all(nonce + 1_200, expiry)));
    }

    private void prices() {
        stage.advance(1_000);
        long time = stage.time();
        byte[] good = Stage.publisher(0).sign(Digests.price(stage.domain, 0, Stage.MARK, time));
        List<List<Items.Price>> all = List.of(
                List.of(),
                List.of(new Items.Price(MAX_PUBLISHERS, Stage.MARK, good)),
                List.of(new Items.Price(0, 0, good)),
                List.of(new Items.Price(0, Stage.MARK + 1, good)),
                List.of(new Items.Price(0, Stage.MARK, good), new Items.Price(0, Stage.MARK, good)),
                java.util.Collections.nCopies(17, new Items.Price(0, Stage.MARK, good)));
        for (List<Items.Price> entries : all) {
            raw(Items.oracle(0, time, entries));
        }
        raw(Items.oracle(UNLISTED, time, List.of()));
        raw(Items.oracle(0, time + 10_000, List.of()));
        raw(Items.oracle(0, time - 100_000, List.of()));
        raw(Items.frame(ITEM_ORACLE, new byte[7]));
        raw(Items.frame(ITEM_ORACLE, new byte[20]));
        byte[] small = Stage.publisher(0).sign(Digests.price(stage.domain, UNPRICED, 1_001, time));
        raw(Items.oracle(UNPRICED, time, List.of(new Items.Price(0, 1_001, small))));
        stage.consume(List.of(Messages.quorum(2)));
        raw(Items.oracle(0, time, List.of(new Items.Price(0, Stage.MARK, good))));
        stage.consume(List.of(Messages.publisher(5, new byte[20])));
        raw(Items.oracle(0, time, List.of(new Items.Price(5, Stage.MARK, good), new Items.Price(6, 1, good))));
    }

    private void rest() {
        raw(Items.frame(ITEM_TIME, new byte[5]));
        raw(Items.time(stage.time() - 1));
        raw(Items.time(1L << 47));
        raw(Items.frame(ITEM_INBOX, new byte[3]));
        raw(Items.frame(200, new byte[4]));
        raw(Items.frame(200, new byte[MAX_ITEM_BODY]));
        stage.consume(List.of(Messages.forced(Items.inbox(60_000))));
        // Last, for after it no message can come.
        stage.execute(Items.inbox(60_000));
    }

    private PlaceItem place(int market, int flags, int tick, long lots) {
        return new PlaceItem(stage.number(0), OWNER_KEY, nonce++, market, flags, tick, lots, expiry);
    }

    private MarketOrderItem market(int market, int flags, int slippage, long lots) {
        return new MarketOrderItem(stage.number(0), OWNER_KEY, nonce++, market, flags, slippage, lots, expiry);
    }

    private CancelItem cancel(int slot, long placing) {
        return new CancelItem(stage.number(0), OWNER_KEY, nonce++, slot, placing, expiry);
    }

    private CancelAllItem all(long number, long until) {
        return new CancelAllItem(stage.number(0), OWNER_KEY, number, ALL_MARKETS, until);
    }

    private AmendItem change() {
        return new AmendItem(stage.number(0), OWNER_KEY, nonce++, 1, 1, 5, 5, expiry);
    }

    private AmendItem amend(Stage.Order order, int tick, long lots) {
        return new AmendItem(
                stage.number(order.account()), OWNER_KEY, nonce++, order.slot(), order.nonce(), tick, lots, expiry);
    }

    private WithdrawItem withdraw(long amount) {
        return new WithdrawItem(stage.number(0), OWNER_KEY, nonce++, amount, expiry);
    }

    private void tell(SignedItem item) {
        raw(signed(item));
    }

    private byte[] signed(SignedItem item) {
        for (int account = 0; account < 6; account++) {
            if (stage.number(account) == item.account()) {
                return stage.key(account).item(stage.domain, item);
            }
        }
        throw new IllegalArgumentException("no owner of " + item);
    }

    /** The item with some bytes of its body replaced. */
    private void at(byte[] item, int offset, int... bytes) {
        byte[] changed = item.clone();
        for (int i = 0; i < bytes.length; i++) {
            changed[FRAME_LENGTH + offset + i] = (byte) bytes[i];
        }
        raw(changed);
    }

    private void raw(byte[] item) {
        stage.execute(item);
        if (item.length <= MAX_MESSAGE_LENGTH / 2) {
            stage.consume(List.of(Messages.forced(item)));
        }
    }
}
