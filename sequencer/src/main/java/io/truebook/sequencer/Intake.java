package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.ITEM_ORACLE;

import io.truebook.engine.protocol.Reason;
import io.truebook.sequencer.controller.Level;
import java.util.function.LongSupplier;

/** What becomes of a submitted item: refused for now, rejected for good, kept until its time, or put into the stream. */
final class Intake {
    private final SequencerOptions options;
    private final Accounts accounts;
    private final LongSupplier clock;
    private final ItemStream stream;
    private final UnsignedLimits unsigned;

    Intake(SequencerOptions options, Accounts accounts, LongSupplier clock, ItemStream stream) {
        this.options = options;
        this.accounts = accounts;
        this.clock = clock;
        this.stream = stream;
        unsigned = new UnsignedLimits(clock.getAsLong());
    }

    void submit(Submission submission) {
        Refusal closed = stream.refusal(Level.HALT);
        if (closed != null) {
            refuse(submission, closed);
            return;
        }
        Reason reason = Admission.check(accounts, stream.cells(), submission);
        if (reason != Reason.OK) {
            stream.answer(new Outcome.Rejected(reason), submission.completion());
            return;
        }
        Refusal risky = stream.refusal(submission.item());
        if (risky != null) {
            refuse(submission, risky);
        } else if (WaitingOrder.isOne(submission.item())) {
            keep(submission);
        } else {
            take(submission);
        }
    }

    private void keep(Submission submission) {
        Outcome refused = stream.own().keep(submission);
        if (refused instanceof Outcome.Refused) {
            submission.completion().complete(refused);
        } else if (refused != null) {
            stream.answer(refused, submission.completion());
        }
    }

    private void take(Submission submission) {
        byte[] item = submission.item();
        long now = clock.getAsLong();
        String name = submission.clientOrderId();
        if (Admission.isUnsigned(item) && !unsigned.take(item, now)) {
            refuse(submission, Refusal.UNSIGNED_RATE);
        } else if (!stream.take(item)) {
            refuse(submission, Refusal.DATA_RATE);
        } else if (name != null && stream.names().isTaken(item, name)) {
            refuse(submission, Refusal.CLIENT_ORDER_ID_TAKEN);
        } else {
            // A price of this very moment must not be from the engine's future.
            stream.put(submission, item[0] == ITEM_ORACLE ? 1 : options.timeStepMillis());
        }
    }

    private static void refuse(Submission submission, Refusal refusal) {
        submission.completion().complete(new Outcome.Refused(refusal));
    }
}
