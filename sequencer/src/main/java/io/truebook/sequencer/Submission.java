package io.truebook.sequencer;

import io.truebook.sequencer.signing.RecoveredSignatures;
import java.util.List;

/**
 * A framed item on its way to the writer.
 *
 * @param signers of its signatures, found ahead
 * @param receivedNanos of {@link System#nanoTime}
 */
public record Submission(
        byte[] item, List<RecoveredSignatures.Recovered> signers, Completion completion, long receivedNanos)
        implements Command {}
