package io.truebook.sequencer.posting;

import io.truebook.l1.Agreement;
import io.truebook.l1.L1Client;
import io.truebook.l1.L1Query;

/** Answers of L1 that may be acted on: those on which the endpoints agree. */
final class L1Answers {
    private final L1Client client;

    L1Answers(L1Client client) {
        this.client = client;
    }

    /** @throws UnknownAnswerException when there is no agreement */
    <T> T ask(L1Query<T> query) {
        return agreed(client.agree(query));
    }

    static <T> T agreed(Agreement<T> answer) {
        return switch (answer) {
            case Agreement.Agreed<T>(T value) -> value;
            case Agreement.Disagree<T> disagree ->
                throw new UnknownAnswerException("the endpoints disagree: "
                        + String.join(", ", disagree.answers().keySet()));
            case Agreement.Unavailable<T>(var reasons) -> throw new UnknownAnswerException(String.join("; ", reasons));
        };
    }
}
