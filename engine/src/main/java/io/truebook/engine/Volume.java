package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.AccountCell;

/** What an account has traded in the last 30 days, by two counters: section 5.5 of the protocol page. */
final class Volume {
    /** The volume that a fee tier is given for, milli-USDC: this epoch's, and the part of the last one's that is not yet 30 days old. */
    static long counted(Execution x, AccountCell account) {
        long time = x.cells.cursor().time;
        int age = age(account, time);
        long now = age == 0 ? account.volume : 0;
        long before = age == 0 ? account.volumeBefore : age == 1 ? account.volume : 0;
        long left = VOLUME_EPOCH_S - time / 1000 % VOLUME_EPOCH_S;
        return now + before * left / VOLUME_EPOCH_S;
    }

    /** Counts a trade. */
    static void add(Execution x, AccountCell account, long notional) {
        long time = x.cells.cursor().time;
        int age = age(account, time);
        if (age != 0) {
            account.volumeBefore = age == 1 ? account.volume : 0;
            account.volume = 0;
            account.volumeEpoch = epoch(time);
        }
        account.volume = Math.min(VOLUME_LIMIT, account.volume + notional / VOLUME_UNIT);
        x.cells.changed(account);
    }

    /** Epochs since the one the account's volume belongs to. */
    private static int age(AccountCell account, long time) {
        return epoch(time) - account.volumeEpoch & 0xffff;
    }

    /** Modulo 2^16, as the cell keeps it. */
    private static int epoch(long time) {
        return (int) (time / VOLUME_EPOCH_MS) & 0xffff;
    }

    private Volume() {}
}
