package io.truebook.engine;

/** The scheduled cancel-all of an account: section 4.10 of the protocol page. */
final class CancelSwitch {
    /** True when its time has come: no order of the account counts any more. */
    static boolean fired(Execution x, long number) {
        long cancelAt = x.cells.account(number).cancelAt;
        return cancelAt != 0 && x.cells.cursor().time >= cancelAt * 1000;
    }

    private CancelSwitch() {}
}
