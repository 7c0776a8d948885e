package io.truebook.prover;

import io.truebook.derivation.InboxLog;
import io.truebook.l1.Bytes32;
import io.truebook.l1.Inbox;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Where the inbox of L1 has an accumulator, for the last {@value #KEPT} messages. */
final class InboxPlaces {
    static final int KEPT = 1 << 16;

    private final InboxLog inbox;
    private final Map<Bytes32, Long> places = new HashMap<>();
    private Inbox seen;

    InboxPlaces(InboxLog inbox) {
        this.inbox = inbox;
    }

    /** How many messages the accumulator is over; empty when L1 has none such. */
    OptionalLong of(Bytes32 accumulator) {
        refresh();
        Long place = places.get(accumulator);
        return place == null ? OptionalLong.empty() : OptionalLong.of(place);
    }

    private void refresh() {
        Inbox end = inbox.end();
        if (end.equals(seen)) {
            return;
        }
        boolean continues = seen != null
                && inbox.accumulatorAt(seen.length()).equals(Optional.of(seen.accumulator()))
                && places.size() < 2 * KEPT;
        long from = continues ? seen.length() + 1 : Math.max(0, end.length() - KEPT);
        if (!continues) {
            places.clear();
        }
        for (long length = from; length <= end.length(); length++) {
            places.put(inbox.accumulatorAt(length).orElseThrow(), length);
        }
        seen = end;
    }
}
