package io.truebook.sequencer.bench;

import java.util.concurrent.CompletableFuture;

/** Every trader keeps a number of items on their way: as much as the exchange takes, and no more. Measures how much that is. */
final class WindowedLoad implements Clients.Listener {
    private final Clients clients;
    private final SignedFlow flow;
    private final long warmNanos;
    private final long measuredNanos;
    private final int[] sent;
    private final int[] answered;
    private final long[] sentAt;
    private final int window;
    private final Tally tally = new Tally();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private long start;

    /** @param window items of each trader without an answer */
    WindowedLoad(Clients clients, SignedFlow flow, int window, int warmSeconds, int seconds) {
        this.clients = clients;
        this.flow = flow;
        this.window = window;
        warmNanos = warmSeconds * 1_000_000_000L;
        measuredNanos = seconds * 1_000_000_000L;
        sent = new int[clients.traders()];
        answered = new int[clients.traders()];
        sentAt = new long[clients.traders() * window];
    }

    /** Starts sending; the future ends with the measured span. */
    CompletableFuture<Void> run() {
        start = System.nanoTime();
        clients.listen(this);
        clients.thread().execute(() -> {
            for (int trader = 0; trader < clients.traders(); trader++) {
                refill(trader);
            }
        });
        return ended;
    }

    Tally tally() {
        return tally;
    }

    @Override
    public void answered(int trader, Ack ack) {
        if (ack.item() != answered[trader]) {
            ended.completeExceptionally(new IllegalStateException("item " + answered[trader] + " of trader " + trader
                    + " has no answer before that of " + ack.item()));
        }
        long now = System.nanoTime();
        long at = now - start;
        if (at >= warmNanos && at < warmNanos + measuredNanos) {
            tally.add(ack, (now - sentAt[slot(trader, answered[trader])]) / 1_000);
        } else if (at >= warmNanos + measuredNanos) {
            ended.complete(null);
        }
        answered[trader]++;
    }

    @Override
    public void paused(int trader) {
        refill(trader);
    }

    private void refill(int trader) {
        if (ended.isDone()) {
            return;
        }
        boolean wrote = false;
        while (sent[trader] - answered[trader] < window) {
            if (sent[trader] == flow.itemsEach()) {
                ended.completeExceptionally(new IllegalStateException("too few orders were signed ahead"));
                return;
            }
            sentAt[slot(trader, sent[trader])] = System.nanoTime();
            clients.write(trader, flow.item(trader, sent[trader]++));
            wrote = true;
        }
        if (wrote) {
            clients.flush(trader);
        }
    }

    private int slot(int trader, int number) {
        return trader * window + number % window;
    }
}
