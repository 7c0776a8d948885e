package io.truebook.engine;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Runs a segment from its state before, with a cache of its own, and notes all it reads. */
public final class WitnessRecorder implements CellSource, BatchInput {
    private final CellSource state;
    private final BatchInput batch;
    private final SortedMap<Long, byte[]> cells = new TreeMap<>();
    private int fromOffset = Integer.MAX_VALUE;
    private int toOffset;
    private long firstMessage;
    private int messageCount;

    private WitnessRecorder(CellSource state, BatchInput batch) {
        this.state = state;
        this.batch = batch;
    }

    /**
     * The witness of the segment that starts where the state stands.
     *
     * @param state the cells before the segment
     */
    public static Witness record(CellSource state, BatchInput batch, Eip712Domain domain, SignatureRecovery recovery) {
        WitnessRecorder recorder = new WitnessRecorder(state, batch);
        Engine engine = new Engine(new Cells(recorder), domain, recovery, EngineListener.NONE);
        engine.open(recorder);
        engine.runSegment();
        return recorder.witness(engine.cells());
    }

    private Witness witness(Cells after) {
        SortedSet<Long> emptyAfter = new TreeSet<>();
        cells.forEach((address, words) -> note(emptyAfter, address, words));
        after.drain((address, words) -> note(emptyAfter, address, words));
        int from = Math.min(fromOffset, toOffset);
        return new Witness(cells, emptyAfter, from, toOffset, firstMessage, messageCount);
    }

    private static void note(SortedSet<Long> empty, long address, byte[] words) {
        if (words == null || Arrays.equals(words, new byte[words.length])) {
            empty.add(address);
        } else {
            empty.remove(address);
        }
    }

    @Override
    public byte[] read(long address) {
        byte[] words = state.read(address);
        cells.put(address, words);
        return words;
    }

    @Override
    public int at(int offset, int length) {
        fromOffset = Math.min(fromOffset, offset);
        toOffset = Math.max(toOffset, offset + length);
        return batch.at(offset, length);
    }

    @Override
    public byte[] message(long number) {
        if (messageCount == 0) {
            firstMessage = number;
        }
        messageCount++;
        return batch.message(number);
    }

    @Override
    public long index() {
        return batch.index();
    }

    @Override
    public byte[] leaseId() {
        return batch.leaseId();
    }

    @Override
    public long time() {
        return batch.time();
    }

    @Override
    public long inboxEnd() {
        return batch.inboxEnd();
    }

    @Override
    public int transactionLength() {
        return batch.transactionLength();
    }

    @Override
    public byte[] bytes() {
        return batch.bytes();
    }
}
