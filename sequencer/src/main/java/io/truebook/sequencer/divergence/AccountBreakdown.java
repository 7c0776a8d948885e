package io.truebook.sequencer.divergence;

import java.util.List;

/**
 * The accounts that differ most.
 *
 * @param sequence the last item that is counted
 * @param accounts the greatest difference first
 */
public record AccountBreakdown(long sequence, DivergenceFigures.Change total, List<AccountChange> accounts) {}
