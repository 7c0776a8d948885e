package io.truebook.l1;

import java.util.List;

/** One event as L1 recorded it. */
public record Log(
        EthAddress address,
        List<Bytes32> topics,
        Bytes data,
        long blockNumber,
        Bytes32 blockHash,
        Bytes32 transactionHash,
        long logIndex) {
    public Log {
        topics = List.copyOf(topics);
    }

    public boolean isEvent(Bytes32 signature) {
        return !topics.isEmpty() && topics.getFirst().equals(signature);
    }
}
