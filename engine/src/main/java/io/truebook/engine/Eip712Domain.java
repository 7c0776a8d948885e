package io.truebook.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.Protocol;

/** The EIP-712 domain of one deployment: name "Truebook", version, chain and Bridge. */
public final class Eip712Domain {
    private static final byte[] TYPE =
            "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)".getBytes(US_ASCII);

    private final long chainId;
    private final byte[] verifyingContract;
    private final byte[] separator;

    /** @param bridge 20-byte address */
    public Eip712Domain(long chainId, byte[] bridge) {
        if (bridge.length != 20) {
            throw new IllegalArgumentException("an address has 20 bytes, not " + bridge.length);
        }
        this.chainId = chainId;
        verifyingContract = bridge.clone();
        byte[] words = new byte[5 * 32];
        System.arraycopy(Digests.keccak(TYPE), 0, words, 0, 32);
        System.arraycopy(Digests.keccak("Truebook".getBytes(US_ASCII)), 0, words, 32, 32);
        byte[] version = Integer.toString(Protocol.PROTOCOL_VERSION).getBytes(US_ASCII);
        System.arraycopy(Digests.keccak(version), 0, words, 64, 32);
        BigEndian.put(words, 96 + 24, 8, chainId);
        System.arraycopy(bridge, 0, words, 128 + 12, 20);
        separator = Digests.keccak(words);
    }

    public long chainId() {
        return chainId;
    }

    /** Address of the Bridge, 20 bytes. */
    public byte[] verifyingContract() {
        return verifyingContract.clone();
    }

    /** The 32-byte domain separator. */
    public byte[] separator() {
        return separator.clone();
    }

    /** The separator itself, not to be written to. */
    byte[] rawSeparator() {
        return separator;
    }
}
