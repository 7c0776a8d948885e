package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.AmendItem;
import io.truebook.engine.protocol.CancelItem;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.SignedItem;
import java.util.Arrays;

/**
 * Commands for one market as plain arrays, the same for every book. An order is named by its number; our book finds it by account and slot,
 * and the engine's items name the nonce it was placed with.
 */
final class CommandStream {
    static final byte REST = 0;
    static final byte TAKE = 1;
    static final byte CANCEL = 2;
    static final byte REDUCE = 3;
    static final byte MOVE = 4;
    static final int TICK = 50_000;

    private static final long EXPIRY = Trial.GENESIS + 1_000_000;

    byte[] kinds = new byte[1 << 16];
    byte[] sides = new byte[1 << 16];
    int[] accounts = new int[1 << 16];
    int[] orders = new int[1 << 16];
    int[] slots = new int[1 << 16];
    int[] ticks = new int[1 << 16];

    /** Of a reduction what remains, of the others all. */
    int[] lots = new int[1 << 16];

    /** Of a reduction what goes. */
    int[] less = new int[1 << 16];

    int[] nonces = new int[1 << 16];
    int[] placingNonces = new int[1 << 16];
    int length;

    /** Commands that fill the book, before those that are measured. */
    int opening;

    int accountsUsed;

    void add(
            byte kind,
            int side,
            int account,
            int order,
            int slot,
            int tick,
            int lotsAfter,
            int lotsLess,
            int nonce,
            int placingNonce) {
        if (length == kinds.length) {
            grow(2 * length);
        }
        kinds[length] = kind;
        sides[length] = (byte) side;
        accounts[length] = account;
        orders[length] = order;
        slots[length] = slot;
        ticks[length] = tick;
        lots[length] = lotsAfter;
        less[length] = lotsLess;
        nonces[length] = nonce;
        placingNonces[length] = placingNonce;
        length++;
    }

    /** A command as the engine's framed item. */
    byte[] item(int n) {
        long account = FIRST_USER_ACCOUNT + accounts[n];
        SignedItem item = switch (kinds[n]) {
            case REST -> new PlaceItem(account, OWNER_KEY, nonces[n], 0, sides[n], ticks[n], lots[n], EXPIRY);
            case TAKE ->
                new PlaceItem(account, OWNER_KEY, nonces[n], 0, sides[n] | FLAG_TIF_IOC, ticks[n], lots[n], EXPIRY);
            case CANCEL -> new CancelItem(account, OWNER_KEY, nonces[n], slots[n], placingNonces[n], EXPIRY);
            default ->
                new AmendItem(account, OWNER_KEY, nonces[n], slots[n], placingNonces[n], ticks[n], lots[n], EXPIRY);
        };
        return Items.signed(item, BenchSigners.signature(accounts[n], nonces[n]));
    }

    private void grow(int to) {
        kinds = Arrays.copyOf(kinds, to);
        sides = Arrays.copyOf(sides, to);
        accounts = Arrays.copyOf(accounts, to);
        orders = Arrays.copyOf(orders, to);
        slots = Arrays.copyOf(slots, to);
        ticks = Arrays.copyOf(ticks, to);
        lots = Arrays.copyOf(lots, to);
        less = Arrays.copyOf(less, to);
        nonces = Arrays.copyOf(nonces, to);
        placingNonces = Arrays.copyOf(placingNonces, to);
    }
}
