package io.truebook.sequencer.signing;

import io.truebook.engine.SignatureRecovery;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Signers found ahead of execution, on other threads or by an earlier run of the same items. Recovery is a function of digest and
 * signature alone, so remembering its result decides nothing that recovery itself would not; what was not found ahead is recovered.
 */
public final class RecoveredSignatures implements SignatureRecovery {
    /** @param signer 20-byte address, {@code null} when the signature is nobody's */
    public record Recovered(byte[] digest, byte[] signature, byte[] signer) {}

    private final SignatureRecovery fallback;
    private final Map<Key, byte[]> known = new HashMap<>();

    public RecoveredSignatures(SignatureRecovery fallback) {
        this.fallback = fallback;
    }

    public void add(Recovered recovered) {
        known.put(new Key(recovered.digest(), recovered.signature()), recovered.signer());
    }

    public void clear() {
        known.clear();
    }

    @Override
    public byte[] recover(byte[] digest, byte[] signature, int at) {
        Key key = new Key(digest, Arrays.copyOfRange(signature, at, at + 64));
        byte[] signer = known.get(key);
        if (signer == null && !known.containsKey(key)) {
            signer = fallback.recover(digest, signature, at);
            known.put(new Key(digest.clone(), key.signature()), signer);
        }
        return signer;
    }

    private record Key(byte[] digest, byte[] signature) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key that
                    && Arrays.equals(digest, that.digest)
                    && Arrays.equals(signature, that.signature);
        }

        @Override
        public int hashCode() {
            return digest[0] << 24 | (digest[1] & 0xff) << 16 | (digest[2] & 0xff) << 8 | digest[3] & 0xff;
        }
    }
}
