package io.truebook.sequencer;

/**
 * The sequencer's word for an order of items: section 8 of the protocol page.
 *
 * @param signature 64 bytes, r ‖ vs
 */
public record SignedHead(byte[] leaseId, long sequence, byte[] chainHash, byte[] inboxAcc, byte[] signature) {}
