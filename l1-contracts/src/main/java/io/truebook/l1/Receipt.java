package io.truebook.l1;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** What came of a transaction in the block that holds it. @param gasPrice wei per gas actually paid */
public record Receipt(
        Bytes32 transactionHash,
        long blockNumber,
        Bytes32 blockHash,
        boolean succeeded,
        long gasUsed,
        BigInteger gasPrice,
        Optional<EthAddress> created,
        List<Log> logs) {
    public Receipt {
        logs = List.copyOf(logs);
    }
}
