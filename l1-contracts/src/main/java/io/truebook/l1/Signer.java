package io.truebook.l1;

import fr.acinq.secp256k1.Secp256k1;
import java.math.BigInteger;
import java.util.Arrays;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/** Holds a private key and signs with it; never shows it. */
public final class Signer {
    private static final Secp256k1 LIBRARY = Secp256k1.get();

    private final Credentials credentials;
    private final byte[] key;
    private final byte[] publicKey;

    private Signer(Credentials credentials) {
        this.credentials = credentials;
        key = Numeric.toBytesPadded(credentials.getEcKeyPair().getPrivateKey(), Bytes32.LENGTH);
        publicKey = LIBRARY.pubkeyCreate(key);
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
        byte[] compact = LIBRARY.sign(digest.bytes(), key, null);
        if (!Arrays.equals(LIBRARY.ecdsaRecover(compact, digest.bytes(), 0), publicKey)) {
            compact[32] |= (byte) 0x80;
        }
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
