package io.truebook.sequencer.signing;

import io.truebook.engine.SignatureRecovery;
import io.truebook.engine.SignedMessage;
import java.util.HashMap;
import java.util.Map;

/**
 * Signers found ahead of execution, on other threads or by an earlier run of the same items. Recovery is a function of the signed
 * bytes alone, so remembering its result decides nothing that recovery itself would not; what was not found ahead is recovered.
 */
public final class RecoveredSignatures implements SignatureRecovery {
    /** @param signer 20-byte address, {@code null} when the signature is nobody's */
    public record Recovered(SignedMessage message, byte[] signer) {}

    private final SignatureRecovery fallback;
    private final Map<SignedMessage, byte[]> known = new HashMap<>();

    public RecoveredSignatures(SignatureRecovery fallback) {
        this.fallback = fallback;
    }

    public void add(Recovered recovered) {
        known.put(recovered.message(), recovered.signer());
    }

    @Override
    public byte[] signerOf(SignedMessage message) {
        byte[] signer = known.get(message);
        if (signer == null && !known.containsKey(message)) {
            signer = fallback.signerOf(message);
            known.put(message, signer);
        }
        return signer;
    }

    @Override
    public byte[] recover(byte[] digest, byte[] signature, int at) {
        return fallback.recover(digest, signature, at);
    }
}
