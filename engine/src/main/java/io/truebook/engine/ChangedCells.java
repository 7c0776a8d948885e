package io.truebook.engine;

/**
 * The cells that a stretch of steps has changed, as absolute values: what a tree or a store takes.
 *
 * @param addresses strictly ascending
 * @param values the words of each, all zero for an empty cell
 */
public record ChangedCells(long[] addresses, byte[][] values) {}
