package io.truebook.derivation;

import io.truebook.engine.Digests;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.SignatureRecovery;
import io.truebook.engine.Signatures;
import io.truebook.l1.Bytes32;
import io.truebook.l1.EthAddress;
import io.truebook.l1.SignedHead;
import java.util.Optional;

/** What a sequencer signs of a head, and who signed one. */
public final class HeadSignature {
    /** 32 bytes to be signed. */
    public static byte[] digest(
            Eip712Domain domain, Bytes32 leaseId, long sequence, Bytes32 chainHash, Bytes32 inboxAcc) {
        return Digests.head(domain, leaseId.bytes(), sequence, chainHash.bytes(), inboxAcc.bytes());
    }

    /** Who signed a head; empty when the signature is nobody's. */
    public static Optional<EthAddress> signer(SignedHead head, Eip712Domain domain, SignatureRecovery recovery) {
        byte[] signature = head.signature().bytes();
        if (!Signatures.canonical(signature, 0)) {
            return Optional.empty();
        }
        byte[] digest = digest(domain, head.leaseId(), head.sequence(), head.chainHash(), head.inboxAcc());
        return Optional.ofNullable(recovery.recover(digest, signature, 0)).map(EthAddress::of);
    }

    private HeadSignature() {}
}
