package io.truebook.l1;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;

/** A call of a contract with the gas it may need: to be sent, or to be tried out. @param value wei */
public record ContractCall(EthAddress to, Bytes data, BigInteger value, long gasLimit) {
    static ContractCall of(EthAddress to, long gasLimit, Bytes data) {
        return new ContractCall(to, data, BigInteger.ZERO, gasLimit);
    }

    ContractCall paying(BigInteger wei) {
        return new ContractCall(to, data, wei, gasLimit);
    }

    /** As a transaction whose intent has this name. */
    public TransactionRequest keyed(String key) {
        return new TransactionRequest(key, Optional.of(to), data, value, gasLimit);
    }

    /** What it would do if the account sent it on top of a block. */
    public L1Query<CallResult> dryRun(EthAddress sender, BlockId block) {
        return L1Query.call(new CallRequest(Optional.of(sender), to, data, value, OptionalLong.of(gasLimit)), block);
    }
}
