package io.truebook.engine;

import io.truebook.engine.protocol.AccountCell;

/** Which of an account's 256 order slots hold an order; slot 0 is the most significant bit. Section 5.2 of the protocol page. */
public final class OrderSlots {
    /** The lowest slot without an order, -1 when all hold one. */
    static int lowestFree(AccountCell account) {
        if (account.orderSlots0 != -1) {
            return Long.numberOfLeadingZeros(~account.orderSlots0);
        }
        if (account.orderSlots1 != -1) {
            return 64 + Long.numberOfLeadingZeros(~account.orderSlots1);
        }
        if (account.orderSlots2 != -1) {
            return 128 + Long.numberOfLeadingZeros(~account.orderSlots2);
        }
        return account.orderSlots3 != -1 ? 192 + Long.numberOfLeadingZeros(~account.orderSlots3) : -1;
    }

    /** The lowest slot from one on (0..256) that holds an order, -1 without one. */
    static int lowestUsedFrom(AccountCell account, int from) {
        for (int i = from >>> 6; i < 4; i++) {
            long bits = account.orderSlots(i) & (i == from >>> 6 ? -1L >>> (from & 63) : -1L);
            if (bits != 0) {
                return 64 * i + Long.numberOfLeadingZeros(bits);
            }
        }
        return -1;
    }

    /** True when a slot holds an order. */
    public static boolean used(AccountCell account, int slot) {
        return (account.orderSlots(slot >>> 6) & bit(slot)) != 0;
    }

    /** True when no slot holds one. */
    static boolean noneUsed(AccountCell account) {
        return (account.orderSlots0 | account.orderSlots1 | account.orderSlots2 | account.orderSlots3) == 0;
    }

    static void use(AccountCell account, int slot) {
        account.orderSlots(slot >>> 6, account.orderSlots(slot >>> 6) | bit(slot));
    }

    static void free(AccountCell account, int slot) {
        account.orderSlots(slot >>> 6, account.orderSlots(slot >>> 6) & ~bit(slot));
    }

    private static long bit(int slot) {
        return Long.MIN_VALUE >>> (slot & 63);
    }

    private OrderSlots() {}
}
