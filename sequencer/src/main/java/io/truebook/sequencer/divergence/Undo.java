package io.truebook.sequencer.divergence;

/**
 * A sealed batch that can still be undone.
 *
 * @param openedAt when it began, ms since the Unix epoch
 * @param bytes of its data
 * @param tradedNotional nano-USDC of its trades
 * @param addresses of the cells it changed
 * @param before their values before it, {@code null} for empty ones
 */
public record Undo(long index, long openedAt, long bytes, long tradedNotional, long[] addresses, byte[][] before) {}
