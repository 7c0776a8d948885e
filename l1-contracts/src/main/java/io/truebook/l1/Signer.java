package io.truebook.l1;

import java.math.BigInteger;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.TransactionEncoder;

/** Holds a private key and signs with it; never shows it. */
public final class Signer {
    private static final int RECOVERY_BASE = 27;

    private final Credentials credentials;

    private Signer(Credentials credentials) {
        this.credentials = credentials;
    }

    static Signer of(Credentials credentials) {
        return new Signer(credentials);
    }

    /** @param privateKey 32 bytes */
    public static Signer of(Bytes32 privateKey) {
        return new Signer(Credentials.create(privateKey.hex()));
    }

    public EthAddress address() {
        return new EthAddress(credentials.getAddress());
    }

    /** EIP-2098 form of a signature over a digest: r ‖ s with the parity in its top bit, 64 bytes. */
    public byte[] sign(Bytes32 digest) {
        Sign.SignatureData signature = Sign.signMessage(digest.bytes(), credentials.getEcKeyPair(), false);
        byte[] compact = new byte[64];
        System.arraycopy(signature.getR(), 0, compact, 0, 32);
        System.arraycopy(signature.getS(), 0, compact, 32, 32);
        compact[32] |= (byte) (signature.getV()[0] - RECOVERY_BASE << 7);
        return compact;
    }

    /** An EIP-1559 transaction, ready to be sent. */
    Bytes sign(TransactionRequest request, long chainId, long nonce, FeePolicy.Fees fees) {
        RawTransaction transaction = RawTransaction.createTransaction(
                chainId,
                BigInteger.valueOf(nonce),
                BigInteger.valueOf(request.gasLimit()),
                request.to().map(EthAddress::hex).orElse(""),
                request.value(),
                request.data().hex(),
                fees.tip(),
                fees.maxFee());
        return Bytes.of(TransactionEncoder.signMessage(transaction, credentials));
    }
}
