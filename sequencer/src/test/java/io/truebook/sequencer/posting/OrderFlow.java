package io.truebook.sequencer.posting;

import static io.truebook.engine.protocol.Protocol.FLAG_TIF_IOC;
import static io.truebook.sequencer.TestExchange.MARK;
import static io.truebook.sequencer.TestExchange.account;

import io.truebook.sequencer.AccountReport;
import io.truebook.sequencer.Outcome;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Random orders around the mark, one after the other without waiting for answers, until it is closed. */
final class OrderFlow implements AutoCloseable {
    private final LinkedSequencer linked;
    private final SplittableRandom random;
    private final Consumer<Outcome> answers;
    private final long[] nonces = new long[DeployedExchange.TRADERS];
    private final Thread thread = new Thread(this::run, "orders");
    private volatile boolean stopping;

    /** @param answers hears what became of each order, from several threads */
    OrderFlow(LinkedSequencer linked, long seed, Consumer<Outcome> answers) throws Exception {
        this.linked = linked;
        this.answers = answers;
        random = new SplittableRandom(seed);
        for (int trader = 0; trader < nonces.length; trader++) {
            long number = account(trader);
            nonces[trader] = linked.ask(cells -> AccountReport.of(cells, linked.sequencer.accounts(), number)
                    .ownerKey()
                    .nextNonce());
        }
        thread.start();
    }

    private void run() {
        try {
            while (!stopping) {
                int trader = random.nextInt(nonces.length);
                int flags = random.nextInt(2) | (random.nextInt(3) == 0 ? FLAG_TIF_IOC : 0);
                int tick = MARK - 20 + random.nextInt(41);
                byte[] order = linked.place(trader, nonces[trader]++, flags, tick, 1 + random.nextInt(5));
                linked.later(order).thenAccept(answers);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(10));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        thread.join();
    }
}
