package io.truebook.derivation;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.CellAddresses;
import io.truebook.engine.CellSource;
import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.TotalsCell;

/**
 * Whether a state owes exactly what came in, nano-USDC: section 7 of the protocol page, added up over every account.
 *
 * @param credited deposits consumed since genesis
 * @param withdrawn withdrawals written since genesis
 * @param liabilities Σ collateral + Σ quote of all accounts, the fee account among them
 * @param accounts that have an owner
 */
public record Solvency(long credited, long withdrawn, long liabilities, long accounts) {

    /** Adds up a state. Account numbers are dense, so the first without an owner ends the walk. */
    public static Solvency of(CellSource state) {
        TotalsCell totals = new TotalsCell(CellAddresses.totals());
        decode(state, totals.address, totals);
        long liabilities = 0;
        for (long number = 0; number < FIRST_USER_ACCOUNT; number++) {
            liabilities += owned(state, number);
        }
        long number = FIRST_USER_ACCOUNT;
        while (state.read(CellAddresses.account(number)) != null) {
            liabilities += owned(state, number++);
        }
        return new Solvency(totals.credited, totals.withdrawn, liabilities, number - FIRST_USER_ACCOUNT);
    }

    /** Books less liabilities: 0, or money was made or lost. */
    public long gap() {
        return credited - withdrawn - liabilities;
    }

    private static long owned(CellSource state, long number) {
        AccountCell account = new AccountCell(CellAddresses.account(number));
        decode(state, account.address, account);
        long money = account.collateral;
        for (int slot = 0; slot < MAX_POSITIONS; slot++) {
            PositionCell position = new PositionCell(CellAddresses.position(number, slot));
            decode(state, position.address, position);
            money += position.quote;
        }
        return money;
    }

    private static void decode(CellSource state, long address, io.truebook.engine.protocol.Cell cell) {
        byte[] words = state.read(address);
        if (words != null) {
            cell.decode(words, 0);
        }
    }
}
