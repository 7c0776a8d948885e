package io.truebook.l1;

import java.util.List;
import java.util.Optional;

/** Where a sender keeps what it has signed, before it sends it. One outbox belongs to one account on one chain. */
public interface Outbox {
    /** Entries not settled yet, by nonce. */
    List<OutboxEntry> open();

    Optional<OutboxEntry> find(String key);

    /** Durable before it returns; replaces the entry of the same key. */
    void write(OutboxEntry entry);
}
