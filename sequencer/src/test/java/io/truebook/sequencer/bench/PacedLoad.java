package io.truebook.sequencer.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Sends at a fixed rate, however slowly answers come, and measures each item's wait from the moment it should have been sent: when the
 * exchange or the sender stalls, everything that was due meanwhile counts as late.
 */
final class PacedLoad implements Clients.Listener {
    private final Clients clients;
    private final SignedFlow flow;
    private final int rate;
    private final long warmItems;
    private final long allItems;
    private final Tally tally = new Tally();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private long start;
    private long sent;
    private long answered;

    /** @param rate items per second of all traders together, who take turns */
    PacedLoad(Clients clients, SignedFlow flow, int rate, int warmSeconds, int seconds) {
        this.clients = clients;
        this.flow = flow;
        this.rate = rate;
        warmItems = (long) rate * warmSeconds;
        allItems = (long) rate * (warmSeconds + seconds);
        if (allItems > (long) flow.traders() * flow.itemsEach()) {
            throw new IllegalArgumentException("too few orders were signed ahead");
        }
    }

    /** Starts sending; the future ends with the last answer. */
    CompletableFuture<Void> run() {
        clients.listen(this);
        clients.thread().execute(() -> {
            start = System.nanoTime();
            sendDue();
        });
        return ended;
    }

    Tally tally() {
        return tally;
    }

    @Override
    public void answered(int trader, Ack ack) {
        long number = ack.item() * clients.traders() + trader;
        if (number >= warmItems) {
            tally.add(ack, (System.nanoTime() - due(number)) / 1_000);
        }
        if (++answered == allItems) {
            ended.complete(null);
        }
    }

    private void sendDue() {
        while (sent < allItems && due(sent) <= System.nanoTime()) {
            int trader = (int) (sent % clients.traders());
            clients.write(trader, flow.item(trader, (int) (sent / clients.traders())));
            clients.flush(trader);
            sent++;
        }
        if (sent < allItems) {
            long wait = Math.max(0, due(sent) - System.nanoTime());
            var _ = clients.thread().schedule(this::sendDue, wait, TimeUnit.NANOSECONDS);
        }
    }

    private long due(long number) {
        return start + number * 1_000_000_000L / rate;
    }
}
