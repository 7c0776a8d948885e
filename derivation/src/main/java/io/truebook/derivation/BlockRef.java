package io.truebook.derivation;

import io.truebook.l1.Bytes32;

/** An L1 block by number and hash: the number alone may name two blocks. */
public record BlockRef(long number, Bytes32 hash) {}
