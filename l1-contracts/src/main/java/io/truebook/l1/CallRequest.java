package io.truebook.l1;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;

/** A call that changes nothing. An empty gas limit leaves it to the endpoint. */
public record CallRequest(Optional<EthAddress> from, EthAddress to, Bytes data, BigInteger value, OptionalLong gas) {
    public static CallRequest to(EthAddress contract, Bytes data) {
        return new CallRequest(Optional.empty(), contract, data, BigInteger.ZERO, OptionalLong.empty());
    }

    public CallRequest as(EthAddress sender, long gasLimit) {
        return new CallRequest(Optional.of(sender), to, data, value, OptionalLong.of(gasLimit));
    }
}
