package io.truebook.engine;

/** The money of a bucket: the margin of an isolated position, else the account's collateral. Section 6 of the protocol page. */
final class Balances {
    /** The balance that pays for a position slot; without a slot (-1) it is the collateral. */
    static long balance(Execution x, long number, int slot) {
        return isolated(x, number, slot) ? x.cells.position(number, slot).margin : x.cells.account(number).collateral;
    }

    /** Adds a signed amount to that balance. */
    static void add(Execution x, long number, int slot, long amount) {
        if (isolated(x, number, slot)) {
            Money.addMargin(x, x.cells.position(number, slot), amount);
        } else {
            Money.addCollateral(x, x.cells.account(number), amount);
        }
    }

    /** True when the slot's position has a margin of its own. */
    static boolean isolated(Execution x, long number, int slot) {
        return slot >= 0 && x.cells.position(number, slot).isolated == 1;
    }

    private Balances() {}
}
