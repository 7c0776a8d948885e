package io.truebook.sequencer;

import io.truebook.tree.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Writes waiting orders to disk, on a thread of its own: the writer does not wait for a sync, and whoever gave an order is told that it is
 * kept when it is. What comes meanwhile is written together.
 */
final class TriggerStore implements AutoCloseable {
    /** @param order to keep, or {@code null} to forget {@code id} */
    private record Change(byte[] id, WaitingOrder order, Completion completion) {}

    private static final Change END = new Change(null, null, null);

    private final State state;
    private final LinkedBlockingQueue<Change> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "trigger-store");

    TriggerStore(State state) {
        this.state = state;
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
                ended = changes.remove(END);
                write(changes);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(List<Change> changes) {
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
            if (change.order() != null) {
                change.completion()
                        .complete(
                                failed == null ? new Outcome.Kept(change.order().id()) : failed);
            }
        }
    }
}
