package io.truebook.l1;

import java.math.BigInteger;

/** The fields of a block header that Truebook needs. @param timestamp seconds @param baseFee wei per gas */
public record Block(long number, Bytes32 hash, Bytes32 parentHash, long timestamp, BigInteger baseFee) {}
