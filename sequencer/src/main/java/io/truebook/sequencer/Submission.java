package io.truebook.sequencer;

import io.truebook.sequencer.signing.RecoveredSignatures;
import java.util.List;

/**
 * A framed item on its way to the writer.
 *
 * @param signers of its signatures, found ahead
 * @param receivedNanos of {@link System#nanoTime}
 * @param clientOrderId the client's name for the order, or {@code null}
 */
public record Submission(
        byte[] item,
        List<RecoveredSignatures.Recovered> signers,
        Completion completion,
        long receivedNanos,
        String clientOrderId)
        implements Command {
    public Submission(
            byte[] item, List<RecoveredSignatures.Recovered> signers, Completion completion, long receivedNanos) {
        this(item, signers, completion, receivedNanos, null);
    }
}
