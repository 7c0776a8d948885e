package io.truebook.sequencer.signing;

/** Signs heads with a key that it keeps to itself. */
@FunctionalInterface
public interface HeadSigner {
    /** r ‖ vs of EIP-2098 over a 32-byte digest, low s. */
    byte[] sign(byte[] digest);
}
