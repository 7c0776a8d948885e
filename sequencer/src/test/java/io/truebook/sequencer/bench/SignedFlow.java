package io.truebook.sequencer.bench;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.Digests;
import io.truebook.engine.Items;
import io.truebook.engine.protocol.CancelAllItem;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.sequencer.TestExchange;
import io.truebook.sequencer.signing.Signer;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Orders of many traders, signed ahead: limit orders on both sides around the mark, of which some rest, some trade and some of those
 * that take are immediate-or-cancel, and now and then a cancel of all. The same seed gives the same bytes.
 */
final class SignedFlow {
    private static final int CANCEL_ALL_EVERY = 64;
    private static final int TICKS = 20;
    private static final int GREATEST_LOTS = 50;
    private static final long FIRST_NONCE = 10;

    private final byte[][][] items;

    private SignedFlow(byte[][][] items) {
        this.items = items;
    }

    /** Signs on all cores; every trader gets the same number of items, in the order of its nonces. */
    static SignedFlow sign(int traders, int itemsEach, long seed) {
        byte[][][] items = new byte[traders][][];
        IntStream.range(0, traders).parallel().forEach(trader -> {
            SplittableRandom random = new SplittableRandom(seed * 1_000_003 + trader);
            Signer signer = TestExchange.trader(trader);
            byte[][] own = new byte[itemsEach][];
            for (int i = 0; i < itemsEach; i++) {
                SignedItem item = operation(trader, i, random);
                own[i] = Items.signed(item, signer.sign(Digests.item(TestExchange.DOMAIN, item)));
            }
            items[trader] = own;
        });
        return new SignedFlow(items);
    }

    int traders() {
        return items.length;
    }

    int itemsEach() {
        return items[0].length;
    }

    byte[] item(int trader, int number) {
        return items[trader][number];
    }

    private static SignedItem operation(int trader, int number, SplittableRandom random) {
        long account = TestExchange.account(trader);
        long nonce = FIRST_NONCE + number;
        // Traders clear their books at different moments.
        if ((number + trader) % CANCEL_ALL_EVERY == CANCEL_ALL_EVERY - 1) {
            return new CancelAllItem(account, OWNER_KEY, nonce, ALL_MARKETS, TestExchange.FAR);
        }
        int flags = random.nextInt(2) == 0 ? 0 : FLAG_SELL;
        flags |= random.nextInt(4) == 0 ? FLAG_TIF_IOC : FLAG_TIF_GTT;
        int tick = TestExchange.MARK - TICKS + random.nextInt(2 * TICKS + 1);
        long lots = 1 + random.nextInt(GREATEST_LOTS);
        return new PlaceItem(account, OWNER_KEY, nonce, TestExchange.MARKET, flags, tick, lots, TestExchange.FAR);
    }
}
