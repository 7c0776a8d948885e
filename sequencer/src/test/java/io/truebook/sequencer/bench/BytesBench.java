package io.truebook.sequencer.bench;

import io.truebook.l1.BatchData;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.EthAddress;
import io.truebook.l1.RollupContract;
import io.truebook.sequencer.Feed;
import io.truebook.sequencer.Json;
import io.truebook.sequencer.RunningSequencer;
import io.truebook.sequencer.SealedBatch;
import io.truebook.sequencer.SequencerOptions;
import io.truebook.sequencer.TestExchange;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;

/**
 * How many bytes L1 holds for one signed order: the whole signed transactions that append the batches of a flow, divided by its orders.
 * Time steps and a price each second are in them. A clock that the bench moves gives the flow its rate, so that batches close as
 * they would.
 */
final class BytesBench {
    private static final int ACCOUNTS = 64;
    private static final int ORDERS_PER_SECOND = 600;

    /** Fewer than pass in one time step, or the writer would skip steps that a clock of its own would have shown it. */
    private static final int TOGETHER = 30;

    private static final int PROGRESS = 6_000;
    private static final long SEED = 1;
    private static final long TWO_GWEI = 2_000_000_000L;

    public static void main(String[] arguments) throws Exception {
        int orders = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30_000;
        Path folder = Files.createTempDirectory("bytes-bench");
        try {
            print(orders, sealed(folder, orders));
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    /** The batches that hold exactly the orders of the flow, those before it left out. */
    private static List<SealedBatch> sealed(Path folder, int orders) throws Exception {
        SignedFlow flow = SignedFlow.sign(ACCOUNTS, (orders + ACCOUNTS - 1) / ACCOUNTS, SEED);
        SequencerOptions o = SequencerOptions.DEFAULT;
        SequencerOptions options = new SequencerOptions(
                o.maxBatchBytes(),
                o.policy().maxAgeMillis(),
                0,
                o.timeStepMillis(),
                o.headMillis(),
                o.queueLength(),
                1_000_000_000L,
                1_000_000_000L,
                86_400_000L);
        try (RunningSequencer running = new RunningSequencer(folder, options, Feed.NONE)) {
            running.sequencer.hold(TestExchange.LEASE);
            running.funded(ACCOUNTS);
            closeBatch(running);
            int before = running.sealed.size();
            long start = running.now.get();
            List<CompletableFuture<?>> waiting = new ArrayList<>();
            for (int i = 0; i < orders; i++) {
                running.now.set(start + i * 1000L / ORDERS_PER_SECOND);
                if (i % ORDERS_PER_SECOND == ORDERS_PER_SECOND - 1) {
                    waiting.add(running.later(TestExchange.price(TestExchange.MARK + i % 7, running.now.get() - 100)));
                }
                waiting.add(running.later(flow.item(i % ACCOUNTS, i / ACCOUNTS)));
                if (waiting.size() >= TOGETHER) {
                    CompletableFuture.allOf(waiting.toArray(CompletableFuture<?>[]::new))
                            .get(60, TimeUnit.SECONDS);
                    waiting.clear();
                }
                if (i % PROGRESS == PROGRESS - 1) {
                    System.err.printf(Locale.ROOT, "%,d of %,d orders%n", i + 1, orders);
                }
            }
            CompletableFuture.allOf(waiting.toArray(CompletableFuture<?>[]::new))
                    .get(60, TimeUnit.SECONDS);
            closeBatch(running);
            return List.copyOf(running.sealed.subList(before, running.sealed.size()));
        }
    }

    private static void closeBatch(RunningSequencer running) throws Exception {
        long last = running.ask(cells -> cells.cursor().sequence);
        running.now.addAndGet(SequencerOptions.DEFAULT.policy().maxAgeMillis());
        RunningSequencer.await(
                () -> !running.sealed.isEmpty() && running.sealed.getLast().lastSequence() >= last);
    }

    private static void print(int orders, List<SealedBatch> batches) {
        long items = 0;
        long transactions = 0;
        long roots = 0;
        long segments = 0;
        long whole = 0;
        for (SealedBatch batch : batches) {
            BatchHeader header = batch.header();
            items += batch.lastSequence() - batch.firstSequence() + 1;
            segments += header.segments();
            int own = BatchData.split(batch.data(), header.segments()).transactions().length;
            transactions += own;
            roots += batch.data().length - own;
            whole += onL1(batch);
        }
        line("bytes per signed order", whole, orders, "everything included; " + batches.size() + " transactions");
        line("  items", transactions, orders, "signature of 64 in each; time steps and prices shared");
        line("  roots", roots, orders, segments + " segments, " + orders / segments + " orders each");
        line("  envelope", whole - transactions - roots, orders, "call and signed transaction");
        System.out.printf(
                Locale.ROOT,
                "flow                    %,d orders of %d accounts at %d/s, seed %d; %,d items with time steps and prices%n",
                orders,
                ACCOUNTS,
                ORDERS_PER_SECOND,
                SEED,
                items);
    }

    private static void line(String name, long bytes, int orders, String remark) {
        System.out.printf(Locale.ROOT, "%-23s %7.2f  (%s)%n", name, (double) bytes / orders, remark);
    }

    /** Length of the signed transaction. */
    private static long onL1(SealedBatch batch) {
        byte[] call = new RollupContract(new EthAddress("0x" + "b1".repeat(20)))
                .append(batch.header(), batch.data())
                .data()
                .bytes();
        RawTransaction transaction = RawTransaction.createTransaction(
                TestExchange.CHAIN_ID,
                BigInteger.valueOf(batch.index()),
                BigInteger.valueOf(16_000_000),
                "0x" + "b1".repeat(20),
                BigInteger.ZERO,
                Json.hex(call),
                BigInteger.valueOf(TWO_GWEI),
                BigInteger.valueOf(TWO_GWEI));
        return TransactionEncoder.signMessage(transaction, Credentials.create("0x" + "01".repeat(32))).length;
    }

    private BytesBench() {}
}
