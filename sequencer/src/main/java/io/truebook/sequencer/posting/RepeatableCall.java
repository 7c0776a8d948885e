package io.truebook.sequencer.posting;

import io.truebook.l1.ContractCall;
import io.truebook.l1.TransactionOutcome;
import io.truebook.l1.TransactionSender;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A call that is sent again under a new name when it came to nothing: it reverted, or a stranger used its nonce. The names are counted,
 * so that after a crash the count is found again in the sender's outbox.
 */
final class RepeatableCall {
    private final TransactionSender sender;

    RepeatableCall(TransactionSender sender) {
        this.sender = sender;
    }

    /** @param again whether another attempt is worth its gas, asked when the last one came to nothing */
    TransactionOutcome send(String name, ContractCall call, Supplier<Boolean> again) {
        TransactionOutcome last = null;
        for (int attempt = 0; ; attempt++) {
            String key = name + "-" + attempt;
            Optional<TransactionOutcome> known = sender.outcomeOf(key);
            if (known.isEmpty()) {
                return last == null || again.get() ? sender.submit(call.keyed(key)) : last;
            }
            last = known.get();
            if (!(last instanceof TransactionOutcome.Reverted || last instanceof TransactionOutcome.Lost)) {
                return last;
            }
        }
    }
}
