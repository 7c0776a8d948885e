package io.truebook.engine;

/** The money of a bucket: the margin of an isolated position, else the account's collateral. Section 6 of the protocol page. */
final class Balances {
    /** The balance that pays for a position slot; without a slot (-1) it is the collateral. */
    static long balance(Execution x, Account account, int slot) {
        return isolated(x, account, slot) ? x.cells.position(account, slot).margin : account.collateral;
    }

    /** Adds a signed amount to that balance. */
    static void add(Execution x, Account account, int slot, long amount) {
        if (isolated(x, account, slot)) {
            Money.addMargin(x, x.cells.position(account, slot), amount);
        } else {
            Money.addCollateral(x, account, amount);
        }
    }

    /** True when the slot's position has a margin of its own. */
    static boolean isolated(Execution x, Account account, int slot) {
        return slot >= 0 && x.cells.position(account, slot).isolated == 1;
    }

    private Balances() {}
}
