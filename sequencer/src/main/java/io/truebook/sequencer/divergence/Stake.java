package io.truebook.sequencer.divergence;

/**
 * What of a position has to do with money.
 *
 * @param lots signed
 * @param money quote and own margin, nano-USDC
 * @param entryIndex the payment index at its last settlement, nano-USDC per lot
 */
record Stake(long lots, long money, long entryIndex) {}
