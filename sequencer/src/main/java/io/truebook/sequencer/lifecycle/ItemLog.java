package io.truebook.sequencer.lifecycle;

import io.truebook.derivation.ItemChain;
import io.truebook.engine.protocol.Reason;
import io.truebook.l1.Bytes32;
import io.truebook.sequencer.BatchLog;
import io.truebook.sequencer.BatchStatus;
import io.truebook.sequencer.Feed;
import io.truebook.sequencer.Outcome;
import io.truebook.sequencer.market.Subscriber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the last items stand, and whoever wants to know of changes. One lock: a subscriber sees the changes of an item in the order in which
 * they happened, the first of them after what he was told at the beginning. Older items are found in their batches.
 */
public final class ItemLog implements Feed {
    /** Items that are known by their name, and as many that were undone: 2¹⁸. */
    public static final int KEPT = 1 << 18;

    /** How far back a waiting order is looked for among the items of its account. */
    private static final int LOOKED_BACK = 64;

    /** @param previous the item of the same account before it, 0 for none */
    private record Entry(long sequence, byte[] chainHash, Reason reason, long batch, ItemName name, long previous) {}

    private final BatchLog batches;
    private final StatusSubscriptions subscriptions = new StatusSubscriptions();
    private final Entry[] entries = new Entry[KEPT];
    private final Map<Long, Long> lastOfAccount = new HashMap<>();
    private final TreeMap<Long, List<UndoneItem>> undone = new TreeMap<>();
    private final Map<Long, List<UndoneItem>> undoneOfAccount = new HashMap<>();
    private long latest;

    public ItemLog(BatchLog batches) {
        this.batches = batches;
    }

    /** What the disk knows of items that were undone before this start. */
    public synchronized void load(List<UndoneItem> before) {
        before.forEach(this::add);
    }

    /** An item of a batch that is sealed already, in order. @param reason {@code null} when it is not known */
    public synchronized void stands(ItemChain place, long batch, byte[] frame, Reason reason) {
        add(place.sequence(), place.hash().bytes(), reason, batch, ItemName.of(frame));
    }

    @Override
    public synchronized void happened(Outcome.Sequenced item) {
        Entry entry = add(item.sequence(), item.chainHash(), item.reason(), item.batch(), ItemName.of(item.item()));
        subscriptions.changed(entry.name().account(), entry.sequence(), () -> report(entry));
    }

    /** A waiting order is on disk. One that has found its place meanwhile has gone further than that. */
    public synchronized void accepted(ItemName name) {
        Entry entry = entry(lastOfAccount.getOrDefault(name.account(), 0L));
        for (int i = 0; entry != null && i < LOOKED_BACK; i++) {
            if (entry.name().names(name)) {
                return;
            }
            entry = entry(entry.previous());
        }
        subscriptions.changed(name.account(), 0, () -> ItemReport.waiting(name));
    }

    /** Notes what L1 says of a batch, and tells those whose items are in it. */
    public synchronized void advance(long index, BatchStatus status, long now) {
        BatchLog.Entry before = batches.get(index);
        batches.advance(index, status, now);
        if (before == null || before.status() == status || subscriptions.isEmpty()) {
            return;
        }
        List<ItemReport> changed = new ArrayList<>();
        long first = Math.max(before.firstSequence(), before.lastSequence() - KEPT + 1);
        for (long sequence = first; sequence <= before.lastSequence(); sequence++) {
            Entry entry = entry(sequence);
            if (entry != null && entry.batch() == index) {
                changed.add(report(entry));
            }
        }
        subscriptions.changed(changed);
    }

    /** Takes back everything above an item; what it was is on disk already. */
    public synchronized void undo(long above, List<UndoneItem> items) {
        for (long sequence = latest; sequence > above; sequence--) {
            Entry entry = entry(sequence);
            if (entry != null) {
                lastOfAccount.computeIfPresent(entry.name().account(), (account, last) -> entry.previous());
                entries[slot(sequence)] = null;
            }
        }
        latest = Math.min(latest, above);
        items.forEach(this::add);
        subscriptions.changed(items.stream().map(ItemLog::report).toList());
    }

    /** An item by its place; with a chain hash that item and no other. */
    public synchronized Optional<ItemReport> find(long sequence, Bytes32 chainHash) {
        Entry entry = entry(sequence);
        if (entry != null && (chainHash == null || chainHash.equals(Bytes32.of(entry.chainHash())))) {
            return Optional.of(report(entry));
        }
        Optional<UndoneItem> reverted = undone.getOrDefault(sequence, List.of()).reversed().stream()
                .filter(item -> chainHash == null || item.place().hash().equals(chainHash))
                .findFirst();
        if (reverted.isPresent()) {
            return reverted.map(ItemLog::report);
        }
        BatchLog.Entry batch = entry == null ? batches.ofSequence(sequence) : null;
        return Optional.ofNullable(batch)
                .map(found ->
                        new ItemReport(sequence, null, ItemStatus.of(found.status()), found.index(), null, null, 0));
    }

    /** The last items of an account, the newest first, undone ones among them. */
    public synchronized List<ItemReport> ofAccount(long account, int most) {
        List<ItemReport> reports = new ArrayList<>();
        Entry entry = entry(lastOfAccount.getOrDefault(account, 0L));
        while (entry != null && reports.size() < most) {
            reports.add(report(entry));
            entry = entry(entry.previous());
        }
        List<UndoneItem> gone = undoneOfAccount.getOrDefault(account, List.of());
        gone.subList(Math.max(0, gone.size() - most), gone.size()).forEach(item -> reports.add(report(item)));
        reports.sort(Comparator.comparingLong(ItemReport::sequence).reversed());
        return List.copyOf(reports.subList(0, Math.min(most, reports.size())));
    }

    /** Tells where the last items of an account stand, and then every change. */
    public synchronized void subscribeToAccount(long account, Subscriber subscriber) {
        subscriber.send(StatusJson.snapshot(ofAccount(account, StatusSubscriptions.AT_FIRST)));
        subscriptions.addAccount(account, subscriber);
    }

    /** The same of one item. */
    public synchronized void subscribeToItem(long sequence, Subscriber subscriber) {
        subscriber.send(StatusJson.snapshot(find(sequence, null).map(List::of).orElse(List.of())));
        subscriptions.addItem(sequence, subscriber);
    }

    public synchronized void unsubscribeFromAccount(long account, Subscriber subscriber) {
        subscriptions.removeAccount(account, subscriber);
    }

    public synchronized void unsubscribeFromItem(long sequence, Subscriber subscriber) {
        subscriptions.removeItem(sequence, subscriber);
    }

    public synchronized void unsubscribeAll(Subscriber subscriber) {
        subscriptions.removeAll(subscriber);
    }

    private Entry add(long sequence, byte[] chainHash, Reason reason, long batch, ItemName name) {
        long previous = name.account() == 0 ? 0 : lastOfAccount.getOrDefault(name.account(), 0L);
        Entry entry = new Entry(sequence, chainHash, reason, batch, name, previous);
        entries[slot(sequence)] = entry;
        latest = sequence;
        if (name.account() != 0) {
            lastOfAccount.put(name.account(), sequence);
        }
        return entry;
    }

    private void add(UndoneItem item) {
        List<UndoneItem> there = undone.computeIfAbsent(item.place().sequence(), key -> new ArrayList<>());
        if (there.stream().noneMatch(known -> known.place().equals(item.place()))) {
            there.add(item);
            undoneOfAccount
                    .computeIfAbsent(item.name().account(), key -> new ArrayList<>())
                    .add(item);
        }
        while (undone.size() > KEPT) {
            for (UndoneItem oldest : undone.pollFirstEntry().getValue()) {
                undoneOfAccount.get(oldest.name().account()).remove(oldest);
            }
        }
    }

    private Entry entry(long sequence) {
        Entry entry = entries[slot(sequence)];
        return entry == null || entry.sequence() != sequence ? null : entry;
    }

    private ItemReport report(Entry entry) {
        return new ItemReport(
                entry.sequence(),
                Bytes32.of(entry.chainHash()),
                statusOf(entry.batch()),
                entry.batch(),
                entry.reason(),
                entry.name(),
                0);
    }

    /** A batch the log does not have is still open, or so long final that it was forgotten. */
    private ItemStatus statusOf(long index) {
        BatchLog.Entry batch = batches.get(index);
        if (batch != null) {
            return ItemStatus.of(batch.status());
        }
        BatchLog.Entry newest = batches.latest();
        return newest == null || newest.index() < index ? ItemStatus.SOFT : ItemStatus.FINAL;
    }

    private static ItemReport report(UndoneItem item) {
        return new ItemReport(
                item.place().sequence(),
                item.place().hash(),
                ItemStatus.REVERTED,
                item.batch(),
                null,
                item.name(),
                item.at());
    }

    private static int slot(long sequence) {
        return (int) (sequence & (KEPT - 1));
    }
}
