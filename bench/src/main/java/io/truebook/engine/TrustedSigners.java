package io.truebook.engine;

import io.truebook.engine.protocol.BigEndian;

/** Takes the signer that a stand-in signature of {@link BenchSigners} names: recovery is another thread's work. */
final class TrustedSigners implements SignatureRecovery {
    @Override
    public byte[] signerOf(SignedMessage message) {
        return recover(null, message.signature(), message.signatureAt());
    }

    @Override
    public byte[] recover(byte[] digest, byte[] signature, int at) {
        return BenchSigners.address((int) BigEndian.get(signature, at + 28, 4));
    }
}
