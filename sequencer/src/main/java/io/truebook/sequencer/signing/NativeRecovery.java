package io.truebook.sequencer.signing;

import fr.acinq.secp256k1.Secp256k1;
import fr.acinq.secp256k1.Secp256k1Exception;
import io.truebook.engine.SignatureRecovery;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.KeccakDigest;

/**
 * Recovery by libsecp256k1. The recovery id is the top bit of vs and so 0 or 1 only; ids 2 and 3, which the library would accept,
 * cannot be written in this form.
 */
public final class NativeRecovery implements SignatureRecovery {
    private static final Secp256k1 LIBRARY = Secp256k1.get();
    private static final int LENGTH = 64;
    private static final int TOP_BIT = 0x80;

    @Override
    public byte[] recover(byte[] digest, byte[] signature, int at) {
        byte[] compact = Arrays.copyOfRange(signature, at, at + LENGTH);
        int recoveryId = (compact[32] & TOP_BIT) == 0 ? 0 : 1;
        compact[32] &= (byte) ~TOP_BIT;
        try {
            return address(LIBRARY.ecdsaRecover(compact, digest, recoveryId));
        } catch (Secp256k1Exception | IllegalArgumentException noSuchPoint) {
            return null;
        }
    }

    /** The last 20 bytes of the Keccak hash of an uncompressed key without its first byte. */
    static byte[] address(byte[] publicKey) {
        KeccakDigest keccak = new KeccakDigest(256);
        keccak.update(publicKey, 1, publicKey.length - 1);
        byte[] hash = new byte[32];
        keccak.doFinal(hash, 0);
        return Arrays.copyOfRange(hash, 12, 32);
    }
}
