package io.truebook.l1;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;

/** A transaction as an endpoint shows it. @param blockNumber empty while it waits to be included */
public record L1Transaction(
        Bytes32 hash,
        EthAddress from,
        Optional<EthAddress> to,
        long nonce,
        BigInteger value,
        Bytes input,
        OptionalLong blockNumber) {}
