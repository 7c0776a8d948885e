package io.truebook.sequencer.signing;

import fr.acinq.secp256k1.Secp256k1;
import java.util.Arrays;

/** Signs digests with one secp256k1 key, in the 64 bytes of EIP-2098. */
public final class Signer implements HeadSigner {
    private static final Secp256k1 LIBRARY = Secp256k1.get();

    private final byte[] key;
    private final byte[] publicKey;

    /** @param key 32 bytes, the secret scalar */
    public Signer(byte[] key) {
        if (!LIBRARY.secKeyVerify(key)) {
            throw new IllegalArgumentException("not a secp256k1 secret key");
        }
        this.key = key.clone();
        publicKey = LIBRARY.pubkeyCreate(key);
    }

    /** 20 bytes. */
    public byte[] address() {
        return NativeRecovery.address(publicKey);
    }

    @Override
    public byte[] sign(byte[] digest) {
        byte[] signature = LIBRARY.sign(digest, key, null);
        if (!Arrays.equals(LIBRARY.ecdsaRecover(signature, digest, 0), publicKey)) {
            signature[32] |= (byte) 0x80;
        }
        return signature;
    }
}
