package io.truebook.sequencer;

import java.util.List;

/** Consumes inbox messages of L1 in their order, some at a time, each once. */
final class InboxDelivery {
    private static final int MESSAGES_AT_ONCE = 16;

    private final ItemStream stream;
    private volatile long next;

    InboxDelivery(ItemStream stream) {
        this.stream = stream;
        startFromHere();
    }

    /** Number of the next inbox message to deliver. Read from any thread. */
    long next() {
        return next;
    }

    void startFromHere() {
        next = stream.cells().cursor().inboxNext;
    }

    void deliver(Command.Deliver deliver) {
        long expected = stream.cells().cursor().inboxNext;
        if (deliver.first() > expected) {
            return;
        }
        List<byte[]> messages = deliver.messages();
        int known = (int) Math.min(expected - deliver.first(), messages.size());
        for (int from = known; from < messages.size(); from += MESSAGES_AT_ONCE) {
            stream.putMessages(messages.subList(from, Math.min(from + MESSAGES_AT_ONCE, messages.size())));
        }
        startFromHere();
    }
}
