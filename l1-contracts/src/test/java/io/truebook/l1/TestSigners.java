package io.truebook.l1;

import java.math.BigInteger;

/** Accounts with a key made from a number, and as much ether as a test can spend. */
final class TestSigners {
    static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000L);
    static final BigInteger ETHER = GWEI.multiply(GWEI);

    static Bytes32 key(int number) {
        return Keccak.hash(new byte[] {(byte) number});
    }

    static Signer funded(AnvilProcess anvil, int number) {
        Signer signer = Signer.of(key(number));
        anvil.setBalance(signer.address(), ETHER.multiply(BigInteger.valueOf(1_000)));
        return signer;
    }

    private TestSigners() {}
}
