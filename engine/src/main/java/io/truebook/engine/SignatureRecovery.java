package io.truebook.engine;

/**
 * Public key recovery over secp256k1, given to the engine from outside: a native library, or results computed ahead on other
 * threads. It never decides by a cached key: recovery decides.
 */
@FunctionalInterface
public interface SignatureRecovery {
    /**
     * The 20-byte address that signed, or {@code null} when there is none.
     *
     * @param digest 32 bytes
     * @param signature holds r(32) ‖ vs(32) of EIP-2098 at {@code at}; its ranges have been checked
     */
    byte[] recover(byte[] digest, byte[] signature, int at);

    /**
     * The same of a message. Who knows its signer from an earlier recovery answers without asking for the digest, which costs more
     * than all else the engine does with an item.
     */
    default byte[] signerOf(SignedMessage message) {
        return recover(message.digest(), message.signature(), message.signatureAt());
    }
}
