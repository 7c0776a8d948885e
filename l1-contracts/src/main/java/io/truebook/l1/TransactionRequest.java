package io.truebook.l1;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A transaction as its owner means it; nonce and fees are the sender's business.
 *
 * @param key names the intent: the same key is never sent as two transactions, not even after a crash
 * @param to empty to create a contract
 * @param value wei
 * @param gasLimit stated by the caller, because estimation sees the time of a block already past
 */
public record TransactionRequest(String key, Optional<EthAddress> to, Bytes data, BigInteger value, long gasLimit) {
    /** EIP-7825: no transaction may have more. */
    public static final long MAX_GAS = 1L << 24;

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{1,120}");

    public TransactionRequest {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("a key is 1 to 120 letters, digits, dots and dashes: " + key);
        }
        if (gasLimit < 21_000 || gasLimit > MAX_GAS) {
            throw new IllegalArgumentException("gas limit " + gasLimit + " of " + key);
        }
        if (value.signum() < 0) {
            throw new IllegalArgumentException("negative value of " + key);
        }
    }

    public static TransactionRequest call(String key, EthAddress to, Bytes data, long gasLimit) {
        return new TransactionRequest(key, Optional.of(to), data, BigInteger.ZERO, gasLimit);
    }
}
