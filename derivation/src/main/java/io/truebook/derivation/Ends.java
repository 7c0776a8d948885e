package io.truebook.derivation;

import io.truebook.l1.Bytes32;
import io.truebook.l1.Inbox;

/**
 * Where the chain of batches and the inbox end at some block by what the contracts themselves hold. Logs that an endpoint keeps back,
 * or makes up, do not lead there.
 */
public record Ends(Bytes32 batch, Inbox inbox) {}
