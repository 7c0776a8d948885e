package io.truebook.engine;

import java.security.MessageDigestSpi;
import java.security.Provider;
import java.security.Security;

/** A SHA-256 that does nothing, to measure what is left without it. */
public final class NoHash extends MessageDigestSpi {
    private static final class NoHashes extends Provider {
        private NoHashes() {
            super("NoHashes", "1", "hashes nothing");
            put("MessageDigest.SHA-256", NoHash.class.getName());
        }
    }

    /** Makes engines that do not hash, from here to {@link #restore}. */
    static void install() {
        Security.insertProviderAt(new NoHashes(), 1);
    }

    static void restore() {
        Security.removeProvider("NoHashes");
    }

    private final byte[] nothing = new byte[32];

    @Override
    protected void engineUpdate(byte input) {}

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {}

    @Override
    protected byte[] engineDigest() {
        return nothing;
    }

    @Override
    protected int engineGetDigestLength() {
        return 32;
    }

    @Override
    protected void engineReset() {}
}
