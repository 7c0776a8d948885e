package io.truebook.sequencer.delay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.truebook.tree.CellStore;
import io.truebook.tree.Records;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/**
 * Times every item that clients submit, and every liquidation, from acceptance to finality. What is told of it is that of batches that stand: a batch
 * counts with all its items when it is sealed, in the same write, and again with each stage it reaches on L1; what L1 takes
 * back is taken back here. So a crash neither loses nor repeats a count; it forgets the items after the last sealed batch, whose
 * times nobody knows any more.
 */
public final class Delays {
    public static final String HISTOGRAMS = "delays";
    public static final String TIMES = "batch-times";

    private final CellStore store;
    private final LongSupplier clock;
    private final Map<Delay, DelayHistogram> histograms = new EnumMap<>(Delay.class);

    /** Of batches that are not sealed yet. */
    private final Map<Long, BatchSoft> unsealed = new ConcurrentHashMap<>();

    /** What is confirmed of one batch. Filled on the journal's thread, read by the sealer when all of it is durable. */
    private static final class BatchSoft {
        private final BatchTimes times = new BatchTimes();
        private final Histogram soft = new Histogram(DelayHistogram.DIGITS);
        private final Histogram liquidations = new Histogram(DelayHistogram.DIGITS);
    }

    /** @param store opened with the families of this class @param clock ms since the Unix epoch */
    public Delays(CellStore store, LongSupplier clock) {
        this.store = store;
        this.clock = clock;
        for (Delay delay : Delay.values()) {
            histograms.put(delay, new DelayHistogram(store.record(HISTOGRAMS, key(delay))));
        }
    }

    /** A client's item has a durable place. @param sinceNanos of {@link System#nanoTime} when it was accepted */
    public void confirmed(long batch, long sinceNanos) {
        long micros = microsSince(sinceNanos);
        long now = clock.getAsLong();
        BatchSoft its = unsealed.computeIfAbsent(batch, index -> new BatchSoft());
        its.times.item(now - micros / 1000, now);
        its.soft.recordValue(micros);
        histograms.get(Delay.SOFT).addToInterval(micros);
    }

    /** A liquidation has a durable place. @param sinceNanos of {@link System#nanoTime} when it became necessary */
    public void liquidated(long batch, long sinceNanos) {
        long micros = microsSince(sinceNanos);
        BatchSoft its = unsealed.computeIfAbsent(batch, index -> new BatchSoft());
        its.times.liquidation(clock.getAsLong() - micros / 1000);
        its.liquidations.recordValue(micros);
        histograms.get(Delay.LIQUIDATION).addToInterval(micros);
    }

    /** A batch is about to be sealed. @param into what is written with it, in one write */
    public void sealing(long batch, Records into) {
        BatchSoft its = unsealed.remove(batch);
        if (its == null) {
            return;
        }
        addToTotal(Delay.SOFT, its.soft, into);
        addToTotal(Delay.LIQUIDATION, its.liquidations, into);
        into.put(TIMES, key(batch), its.times.encode());
    }

    /** A batch was seen on L1. Told again, it changes nothing; so with the stages after it. */
    public void posted(long batch) {
        BatchTimes times = times(batch);
        if (times == null || times.postedAt() != 0) {
            return;
        }
        long now = clock.getAsLong();
        times.onL1(now, 0);
        Records records = new Records().put(TIMES, key(batch), times.encode());
        count(posted(times), records);
        store.write(records);
    }

    /** The batch stands in a safe block. */
    public void safe(long batch) {
        BatchTimes times = times(batch);
        if (times == null || times.postedAt() == 0 || times.safeAt() != 0) {
            return;
        }
        times.onL1(times.postedAt(), clock.getAsLong());
        Records records = new Records().put(TIMES, key(batch), times.encode());
        count(safe(times), records);
        store.write(records);
    }

    /** The batch can no longer be undone. */
    public void finalized(long batch) {
        posted(batch);
        safe(batch);
        BatchTimes times = times(batch);
        if (times == null) {
            return;
        }
        long now = clock.getAsLong();
        Records records = new Records().delete(TIMES, key(batch));
        count(
                Map.of(
                        Delay.FINAL,
                        between(times.accepted(), now),
                        Delay.SAFE_TO_FINAL,
                        between(times.safeAt(), now, times)),
                records);
        store.write(records);
    }

    /** A reorg of L1 has dropped the batch; it may come again. */
    public void dropped(long batch) {
        BatchTimes times = times(batch);
        if (times == null || times.postedAt() == 0) {
            return;
        }
        Records records = new Records();
        takeBack(times, records);
        times.onL1(0, 0);
        records.put(TIMES, key(batch), times.encode());
        store.write(records);
    }

    /** All batches after this one are undone: they were confirmed, and are on L1 no more. */
    public void revertedTo(long batch) {
        unsealed.keySet().removeIf(index -> index > batch);
        Records records = new Records();
        for (Map.Entry<byte[], BatchTimes> undone : after(batch)) {
            takeBack(undone.getValue(), records);
            records.delete(TIMES, undone.getKey());
        }
        store.write(records);
    }

    /** Since the node was made, up to the last sealed batch. */
    public DelaySummary total(Delay delay) {
        return histograms.get(delay).total();
    }

    /** Over the last minute or two, since the process began. */
    public DelaySummary interval(Delay delay) {
        return histograms.get(delay).interval();
    }

    private static Map<Delay, Histogram> posted(BatchTimes times) {
        long at = times.postedAt();
        return Map.of(
                Delay.POSTED,
                between(times.accepted(), at),
                Delay.SOFT_TO_POSTED,
                between(times.soft(), at),
                Delay.LIQUIDATION_POSTED,
                between(times.due(), at));
    }

    private static Map<Delay, Histogram> safe(BatchTimes times) {
        long at = times.safeAt();
        return Map.of(
                Delay.SAFE, between(times.accepted(), at), Delay.POSTED_TO_SAFE, between(times.postedAt(), at, times));
    }

    private void count(Map<Delay, Histogram> reached, Records into) {
        reached.forEach((delay, delays) -> {
            addToTotal(delay, delays, into);
            histograms.get(delay).addToInterval(delays);
        });
    }

    private void takeBack(BatchTimes times, Records into) {
        if (times.safeAt() != 0) {
            takeBack(safe(times), into);
        }
        if (times.postedAt() != 0) {
            takeBack(posted(times), into);
        }
    }

    private void takeBack(Map<Delay, Histogram> reached, Records into) {
        reached.forEach((delay, delays) -> {
            histograms.get(delay).takeBack(delays);
            keep(delay, into);
        });
    }

    private void addToTotal(Delay delay, Histogram delays, Records into) {
        if (delays.getTotalCount() > 0) {
            histograms.get(delay).addToTotal(delays);
            keep(delay, into);
        }
    }

    private void keep(Delay delay, Records into) {
        into.put(HISTOGRAMS, key(delay), histograms.get(delay).encode());
    }

    private static Histogram between(long[] from, long to) {
        Histogram delays = new Histogram(DelayHistogram.DIGITS);
        for (long begin : from) {
            delays.recordValue(Math.max(0, to - begin) * 1000);
        }
        return delays;
    }

    /** A stage that all items of a batch take together. */
    private static Histogram between(long from, long to, BatchTimes times) {
        Histogram delays = new Histogram(DelayHistogram.DIGITS);
        int items = times.accepted().length;
        if (items > 0) {
            delays.recordValueWithCount(Math.max(0, to - from) * 1000, items);
        }
        return delays;
    }

    private BatchTimes times(long batch) {
        byte[] record = store.record(TIMES, key(batch));
        return record == null ? null : BatchTimes.decode(record);
    }

    private List<Map.Entry<byte[], BatchTimes>> after(long batch) {
        List<Map.Entry<byte[], BatchTimes>> found = new ArrayList<>();
        store.forEachRecord(TIMES, key(batch + 1), (key, value) -> found.add(Map.entry(key, BatchTimes.decode(value))));
        return found;
    }

    private static long microsSince(long nanos) {
        return Math.max(0, System.nanoTime() - nanos) / 1000;
    }

    private static byte[] key(Delay delay) {
        return delay.label().getBytes(UTF_8);
    }

    private static byte[] key(long batch) {
        return ByteBuffer.allocate(Long.BYTES).putLong(batch).array();
    }
}
