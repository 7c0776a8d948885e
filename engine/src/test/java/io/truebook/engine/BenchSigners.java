package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.FRAME_LENGTH;

import io.truebook.engine.protocol.BigEndian;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stand-in signatures that name their signers, and the signers of one batch found ahead, as a gateway and a watcher find them. */
final class BenchSigners implements SignatureRecovery {
    static final Eip712Domain DOMAIN = new Eip712Domain(1, new byte[20]);

    private final Map<SignedMessage, byte[]> known = new HashMap<>();

    /** In range, and another for each nonce as real ones are. */
    static byte[] signature(int number, long nonce) {
        byte[] signature = new byte[64];
        signature[0] = 1;
        BigEndian.put(signature, 28, 4, number);
        long unique = nonce * 0x9E3779B97F4A7C15L ^ number * 0xD1B54A32D192ED03L;
        BigEndian.put(signature, 40, 8, unique);
        BigEndian.put(signature, 56, 8, unique * 0xD1342543DE82EF95L | 1);
        return signature;
    }

    static byte[] address(int number) {
        byte[] address = new byte[20];
        address[0] = 1;
        BigEndian.put(address, 16, 4, number);
        return address;
    }

    /** Forgets the last batch and finds the signers of the next. */
    void prepare(List<byte[]> items) {
        known.clear();
        for (byte[] item : items) {
            SignedMessage message = SignedMessage.item(DOMAIN, item[0], item, FRAME_LENGTH);
            known.put(message, signerOf(message));
        }
    }

    @Override
    public byte[] signerOf(SignedMessage message) {
        byte[] signer = known.get(message);
        return signer == null ? recover(null, message.signature(), message.signatureAt()) : signer;
    }

    @Override
    public byte[] recover(byte[] digest, byte[] signature, int at) {
        return address((int) BigEndian.get(signature, at + 28, 4));
    }
}
