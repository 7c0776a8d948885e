package io.truebook.l1;

import java.util.OptionalLong;

/** A contract that pays whoever committed to a proof before showing it. */
public interface CommitmentsContract {
    long COMMIT_GAS = 100_000;

    EthAddress address();

    /** @param subject what the proof is about: a batch hash, or a lease id */
    static Bytes32 commitment(EthAddress challenger, Bytes32 subject, Bytes32 proofHash, Bytes32 salt) {
        byte[] padded = new byte[Bytes32.LENGTH];
        System.arraycopy(challenger.bytes(), 0, padded, Bytes32.LENGTH - EthAddress.LENGTH, EthAddress.LENGTH);
        return Keccak.hash(padded, subject.bytes(), proofHash.bytes(), salt.bytes());
    }

    default ContractCall commit(Bytes32 commitment) {
        return ContractCall.of(address(), COMMIT_GAS, Abi.call("commit", Abi.bytes32(commitment)));
    }

    /** Block of a commitment; empty when there is none. */
    default L1Query<OptionalLong> committedAt(Bytes32 commitment, BlockId block) {
        return L1Query.view("committedAt", address(), Abi.call("committedAt", Abi.bytes32(commitment)), block)
                .map(words -> words.number(0) == 0 ? OptionalLong.empty() : OptionalLong.of(words.number(0)));
    }
}
