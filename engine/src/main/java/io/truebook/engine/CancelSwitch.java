package io.truebook.engine;

import io.truebook.engine.protocol.AccountCell;

/** The scheduled cancel-all of an account: section 4.10 of the protocol page. */
final class CancelSwitch {
    /** True when its time has come: no order of the account counts any more. */
    static boolean fired(Execution x, AccountCell account) {
        return account.cancelAt != 0 && x.cells.cursor().time >= account.cancelAt * 1000;
    }

    private CancelSwitch() {}
}
