package io.truebook.derivation;

import fr.acinq.secp256k1.Secp256k1;
import fr.acinq.secp256k1.Secp256k1Exception;
import io.truebook.engine.Digests;
import io.truebook.engine.SignatureRecovery;
import io.truebook.engine.Signatures;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/** Recovery at the speed of the native library, for measuring. */
final class LibraryRecovery implements SignatureRecovery {
    private static final Secp256k1 LIBRARY = Secp256k1.get();

    /** Signatures recovered so far, by any thread. */
    final LongAdder recovered = new LongAdder();

    @Override
    public byte[] recover(byte[] digest, byte[] signature, int at) {
        recovered.increment();
        byte[] compact = Arrays.copyOfRange(signature, at, at + Signatures.LENGTH);
        int parity = compact[32] >>> 7 & 1;
        compact[32] &= 0x7f;
        try {
            byte[] key = LIBRARY.ecdsaRecover(compact, digest, parity);
            return Arrays.copyOfRange(Digests.keccak(Arrays.copyOfRange(key, 1, key.length)), 12, 32);
        } catch (Secp256k1Exception noSuchPoint) {
            return null;
        }
    }
}
