package io.truebook.l1;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Forgets with the process: for commands that send one transaction and stay until it is included. */
public final class MemoryOutbox implements Outbox {
    private final Map<String, OutboxEntry> entries = new ConcurrentHashMap<>();

    @Override
    public List<OutboxEntry> open() {
        return entries.values().stream()
                .filter(OutboxEntry::isOpen)
                .sorted(Comparator.comparingLong(OutboxEntry::nonce))
                .toList();
    }

    @Override
    public Optional<OutboxEntry> find(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    @Override
    public void write(OutboxEntry entry) {
        entries.put(entry.request().key(), entry);
    }
}
