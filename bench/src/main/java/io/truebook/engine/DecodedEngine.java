package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.AmendItem;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.SignerCell;

/**
 * Our engine given commands that somebody has read and whose signers are known, as another exchange's matching engine is given them: nonces,
 * admission, margin, matching, fees and book, micro-step by micro-step, all but frames, signatures and hashes.
 */
final class DecodedEngine {
    private static final long NONCE_BITS = (1L << 48) - 1;
    private static final long EXPIRY = Trial.GENESIS + 1_000_000;

    private final Execution x;

    DecodedEngine(int accounts, EngineListener listener) {
        StreamEngine funded = new StreamEngine(accounts, EngineListener.NONE, _ -> {});
        funded.open();
        x = new Execution(funded.cells(), BenchSigners.DOMAIN, new TrustedSigners(), listener);
    }

    void execute(CommandStream stream, int from, int to) {
        for (int n = from; n < to; n++) {
            execute(stream, n);
        }
    }

    private void execute(CommandStream s, int n) {
        long account = FIRST_USER_ACCOUNT + s.accounts[n];
        int nonce = s.nonces[n];
        SignerCell signer = x.cells.signer(account, OWNER_KEY);
        Nonces.consume(signer, nonce);
        x.cells.changed(signer);
        switch (s.kinds[n]) {
            case CommandStream.REST -> place(account, nonce, s.sides[n], s.ticks[n], s.lots[n]);
            case CommandStream.TAKE -> place(account, nonce, s.sides[n] | FLAG_TIF_IOC, s.ticks[n], s.lots[n]);
            case CommandStream.CANCEL -> Cancel.remove(x, account, s.slots[n], s.placingNonces[n], NONCE_BITS);
            default -> {
                AmendItem amend = new AmendItem(
                        account, OWNER_KEY, nonce, s.slots[n], s.placingNonces[n], s.ticks[n], s.lots[n], EXPIRY);
                Amend.admit(x, amend, NONCE_BITS, 0);
            }
        }
        CursorCell cursor = x.cells.cursor();
        while (cursor.phase != PHASE_ITEM) {
            Step.step(x);
        }
    }

    private void place(long account, int nonce, int flags, int tick, int lots) {
        Place.admit(x, new PlaceItem(account, OWNER_KEY, nonce, 0, flags, tick, lots, EXPIRY), 0);
    }
}
