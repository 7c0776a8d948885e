package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.ActivityCell;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.MarketCell;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.RiskCell;
import io.truebook.engine.protocol.SignerCell;
import io.truebook.engine.protocol.WithdrawalCell;

/** Where each cell lies, and how many words it has: section 1.1 of the protocol page. */
public final class CellAddresses {
    private static final int INDEX_BITS = 40;
    private static final int SLOT_BITS = 9;

    /** Address of a book's summary words, relative to the book. */
    private static final long SUMMARY = 1L << 25;

    public static long cursor() {
        return space(SPACE_SYSTEM);
    }

    public static long config() {
        return space(SPACE_SYSTEM) + SLOT_SYSTEM_CONFIG;
    }

    public static long totals() {
        return space(SPACE_SYSTEM) + SLOT_SYSTEM_TOTALS;
    }

    public static long listed() {
        return space(SPACE_SYSTEM) + SLOT_SYSTEM_LISTED;
    }

    public static long feeTiers() {
        return space(SPACE_SYSTEM) + SLOT_SYSTEM_FEE_TIERS;
    }

    public static long publisher(int index) {
        return space(SPACE_SYSTEM) + SLOT_SYSTEM_PUBLISHERS + index;
    }

    public static long account(long number) {
        return space(SPACE_ACCOUNT) + (number << SLOT_BITS);
    }

    public static long signer(long number, int key) {
        return account(number) + key;
    }

    public static long position(long number, int slot) {
        return account(number) + SLOT_ACCOUNT_POSITIONS + slot;
    }

    public static long order(long number, int slot) {
        return account(number) + SLOT_ACCOUNT_ORDERS + slot;
    }

    /** The name of an order in lists: its index in the account space, never 0. */
    public static long orderRef(long number, int slot) {
        return (number << SLOT_BITS) + SLOT_ACCOUNT_ORDERS + slot;
    }

    /** The account whose order a reference names. */
    static long accountOf(long ref) {
        return ref >>> SLOT_BITS;
    }

    /** The order slot a reference names. */
    static int slotOf(long ref) {
        return (int) ref & MAX_ORDERS - 1;
    }

    /** The cell an order reference names. */
    public static long orderOf(long ref) {
        return space(SPACE_ACCOUNT) + ref;
    }

    public static long market(int market) {
        return space(SPACE_MARKET) + ((long) market << 8);
    }

    public static long risk(int market) {
        return market(market) + SLOT_MARKET_RISK;
    }

    public static long activity(int market) {
        return market(market) + SLOT_MARKET_ACTIVITY;
    }

    public static long level(int market, int side, int tick) {
        return book(market, side) + ((long) (tick >>> 8) << SLOT_BITS) + (tick & 255);
    }

    public static long leafWord(int market, int side, int leaf) {
        return book(market, side) + ((long) leaf << SLOT_BITS) + SLOT_BOOK_WORD;
    }

    public static long middleWord(int market, int side, int middle) {
        return book(market, side) + SUMMARY + SLOT_BOOK_MIDDLE + middle;
    }

    public static long topWord(int market, int side) {
        return book(market, side) + SUMMARY;
    }

    public static long withdrawal(long number) {
        return space(SPACE_WITHDRAWAL) + number;
    }

    /** Where an address lies in its space. */
    static long index(long address) {
        return address & (1L << INDEX_BITS) - 1;
    }

    /** Words of the cell at any 48-bit address. */
    public static int words(long address) {
        long index = index(address);
        return switch ((int) (address >>> INDEX_BITS)) {
            case SPACE_SYSTEM -> index == SLOT_SYSTEM_CURSOR ? CursorCell.WORDS : 1;
            case SPACE_ACCOUNT -> accountWords(index & (1 << SLOT_BITS) - 1);
            case SPACE_MARKET -> marketWords(index & 255);
            case SPACE_WITHDRAWAL -> WithdrawalCell.WORDS;
            default -> 1;
        };
    }

    private static int accountWords(long slot) {
        if (slot == SLOT_ACCOUNT_HEAD) {
            return AccountCell.WORDS;
        }
        if (slot < SLOT_ACCOUNT_POSITIONS) {
            return SignerCell.WORDS;
        }
        return slot < SLOT_ACCOUNT_POSITIONS + MAX_POSITIONS ? PositionCell.WORDS : 1;
    }

    private static int marketWords(long slot) {
        return switch ((int) slot) {
            case SLOT_MARKET_PARAMETERS -> MarketCell.WORDS;
            case SLOT_MARKET_RISK -> RiskCell.WORDS;
            case SLOT_MARKET_ACTIVITY -> ActivityCell.WORDS;
            default -> 1;
        };
    }

    private static long book(int market, int side) {
        return space(SPACE_BOOK) + ((long) market << 32) + ((long) side << 31);
    }

    private static long space(int space) {
        return (long) space << INDEX_BITS;
    }

    private CellAddresses() {}
}
