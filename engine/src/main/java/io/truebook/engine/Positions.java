package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.FLAG_SELL;

import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.PositionCell;

/** The position slots of an account: section 5.4 of the protocol page. */
public final class Positions {
    private static final long EACH_SLOT = 0x0001_0001_0001_0001L;
    private static final long ALL_BUT_TOP_BITS = 0x7fff_7fff_7fff_7fffL;

    /** Market + 1 of a slot, 0 when it is free. */
    static int entry(AccountCell account, int slot) {
        return (int) (account.positionMarkets(slot >>> 2) >>> 48 - 16 * (slot & 3)) & 0xffff;
    }

    /** The slot of a market, -1 without one. */
    static int slotOf(AccountCell account, int market) {
        return find(account, market + 1);
    }

    /** The market of a slot, -1 when it is free. */
    public static int marketOf(AccountCell account, int slot) {
        return entry(account, slot) - 1;
    }

    /** True when the market has a slot or one is free. */
    static boolean available(AccountCell account, int market) {
        return slotOf(account, market) >= 0 || find(account, 0) >= 0;
    }

    /** Number of used slots. */
    public static int used(AccountCell account) {
        int first = Long.bitCount(usedSlots(account.positionMarkets0));
        // Most accounts have no more.
        if ((account.positionMarkets1 | account.positionMarkets2 | account.positionMarkets3) == 0) {
            return first;
        }
        return first
                + Long.bitCount(usedSlots(account.positionMarkets1))
                + Long.bitCount(usedSlots(account.positionMarkets2))
                + Long.bitCount(usedSlots(account.positionMarkets3));
    }

    /** The first used slot from a slot on, -1 without one. */
    static int nextUsed(AccountCell account, int from) {
        if (from < 4) {
            long used = usedSlots(account.positionMarkets0) & -1L >>> 16 * from;
            if (used != 0) {
                return Long.numberOfLeadingZeros(used) / 16;
            }
            // Most accounts have no more.
            if ((account.positionMarkets1 | account.positionMarkets2 | account.positionMarkets3) == 0) {
                return -1;
            }
        }
        for (int i = Math.max(1, from >>> 2); i < 4; i++) {
            long used = usedSlots(account.positionMarkets(i)) & (i == from >>> 2 ? -1L >>> 16 * (from & 3) : -1L);
            if (used != 0) {
                return 4 * i + Long.numberOfLeadingZeros(used) / 16;
            }
        }
        return -1;
    }

    /** Signed lots of an account in a market. */
    static long lotsOf(Execution x, Account account, int market) {
        int slot = slotOf(account, market);
        return slot < 0 ? 0 : x.cells.position(account, slot).lots;
    }

    /** The lots by which an order can shrink a position, 0 when it would not shrink it. */
    static long reducible(long position, int flags, long lots) {
        boolean opposite = (flags & FLAG_SELL) == 0 ? position < 0 : position > 0;
        return opposite ? Math.min(lots, Math.abs(position)) : 0;
    }

    /** The market's slot, or the lowest free one made its own. A free one exists: admission saw to that. */
    static int acquire(Execution x, Account account, int market) {
        int slot = slotOf(account, market);
        if (slot < 0) {
            slot = find(account, 0);
            setEntry(account, slot, market + 1);
            x.cells.changed(account);
        }
        return slot;
    }

    /** Realizes a closed position, and frees its slot when nothing rests either and it is not isolated. */
    static void release(Execution x, Account account, int slot) {
        PositionCell position = x.cells.position(account, slot);
        if (position.lots != 0) {
            return;
        }
        if (position.quote != 0) {
            Balances.add(x, account, slot, position.quote);
            Money.addQuote(x, position, -position.quote);
        }
        position.entryIndex = 0;
        if (position.restingBidLots == 0 && position.restingAskLots == 0 && position.isolated == 0) {
            free(x, account, slot);
        }
    }

    /** Frees the slot of a position that is empty. */
    static void free(Execution x, Account account, int slot) {
        setEntry(account, slot, 0);
        x.cells.changed(account);
    }

    private static int find(AccountCell account, int entry) {
        long first = freeSlots(account.positionMarkets0 ^ entry * EACH_SLOT);
        if (first != 0) {
            return Long.numberOfLeadingZeros(first) / 16;
        }
        for (int i = 1; i < 4; i++) {
            long found = freeSlots(account.positionMarkets(i) ^ entry * EACH_SLOT);
            if (found != 0) {
                return 4 * i + Long.numberOfLeadingZeros(found) / 16;
            }
        }
        return -1;
    }

    private static long usedSlots(long word) {
        return ~freeSlots(word) & ~ALL_BUT_TOP_BITS;
    }

    /** The top bit of each slot of a word that is 0. */
    private static long freeSlots(long word) {
        return ~((word & ALL_BUT_TOP_BITS) + ALL_BUT_TOP_BITS | word | ALL_BUT_TOP_BITS);
    }

    static void setEntry(AccountCell account, int slot, int entry) {
        int shift = 48 - 16 * (slot & 3);
        long word = account.positionMarkets(slot >>> 2);
        account.positionMarkets(slot >>> 2, word & ~(0xffffL << shift) | (long) entry << shift);
    }

    private Positions() {}
}
