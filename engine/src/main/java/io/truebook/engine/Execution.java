package io.truebook.engine;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.digests.KeccakDigest;

/** What every step works with: the cells, the batch, and the functions that come from outside. */
final class Execution {
    final Cells cells;
    final Eip712Domain domain;
    final SignatureRecovery recovery;
    final EngineListener listener;
    final KeccakDigest keccak = new KeccakDigest(256);
    final MessageDigest sha256 = sha256();
    final FillSide maker = new FillSide();
    final FillSide taker = new FillSide();
    BatchInput input;

    /** Work that an operation adds to its step's own. */
    int extraWeight;

    Execution(Cells cells, Eip712Domain domain, SignatureRecovery recovery, EngineListener listener) {
        this.cells = cells;
        this.domain = domain;
        this.recovery = recovery;
        this.listener = listener;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
