package io.truebook.sequencer;

import io.truebook.sequencer.lifecycle.ItemName;
import io.truebook.tree.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Writes waiting orders and the names of orders to disk, on a thread of its own: the writer does not wait for a sync, and whoever gave an order is told that it is
 * kept when it is. What comes meanwhile is written together.
 */
final class TriggerStore implements AutoCloseable {
    /** @param order to keep, or {@code null} to forget {@code id} */
    private record Change(byte[] id, WaitingOrder order, Completion completion) {}

    private static final Change END = new Change(null, null, null);

    /** Wakes the thread to names that wait. */
    private static final Change NAMES = new Change(null, null, null);

    private final State state;
    private final Consumer<ItemName> accepted;
    private final LinkedBlockingQueue<Change> queue = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<ClientOrderIds.Change> names = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "trigger-store");

    /** @param accepted told of each order that is on disk */
    TriggerStore(State state, Consumer<ItemName> accepted) {
        this.state = state;
        this.accepted = accepted;
        thread.start();
    }

    /** All that is on disk. */
    List<WaitingOrder> load() {
        return state.waitingOrders().stream()
                .map(item -> new WaitingOrder(item, List.of()))
                .toList();
    }

    void keep(WaitingOrder order, Completion completion) {
        queue.add(new Change(order.id(), order, completion));
    }

    List<ClientOrderIds.Change> loadNames() {
        return state.clientOrderIds();
    }

    /** Nobody waits for names: after a kill the last ones may be missing, never wrong. */
    void keepNames(List<ClientOrderIds.Change> changes) {
        if (!changes.isEmpty()) {
            names.addAll(changes);
            queue.add(NAMES);
        }
    }

    void forget(List<byte[]> ids) {
        ids.forEach(id -> queue.add(new Change(id, null, null)));
    }

    @Override
    public void close() {
        queue.add(END);
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            boolean ended = false;
            while (!ended) {
                List<Change> changes = new ArrayList<>();
                changes.add(queue.take());
                queue.drainTo(changes);
                ended = changes.removeIf(change -> change == END);
                changes.removeIf(change -> change == NAMES);
                write(changes);
                writeNames();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeNames() {
        List<ClientOrderIds.Change> changes = new ArrayList<>();
        names.drainTo(changes);
        try {
            if (!changes.isEmpty()) {
                state.keepClientOrderIds(changes);
            }
        } catch (StoreException lost) {
            // Names are a courtesy; whatever has befallen the disk halts the sequencer elsewhere.
            names.clear();
        }
    }

    private void write(List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        Outcome failed = null;
        try {
            state.keepWaitingOrders(
                    changes.stream()
                            .map(Change::order)
                            .filter(order -> order != null)
                            .toList(),
                    changes.stream()
                            .filter(change -> change.order() == null)
                            .map(Change::id)
                            .toList());
        } catch (StoreException failure) {
            failed = new Outcome.Refused(Refusal.NOT_DURABLE);
        }
        for (Change change : changes) {
            if (change.order() != null && failed != null) {
                change.completion().complete(failed);
            } else if (change.order() != null) {
                accepted.accept(ItemName.of(change.order().stored()));
                change.completion().complete(new Outcome.Kept(change.order().id()));
            }
        }
    }
}
