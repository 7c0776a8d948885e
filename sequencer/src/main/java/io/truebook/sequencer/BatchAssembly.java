package io.truebook.sequencer;

import io.truebook.derivation.ItemChain;
import io.truebook.engine.CellSource;
import io.truebook.engine.Cells;
import io.truebook.engine.ChangedCells;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.Engine;
import io.truebook.engine.LiveBatch;
import io.truebook.engine.PostedBatch;
import io.truebook.engine.SignatureRecovery;
import io.truebook.engine.SignedMessage;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.l1.Bytes32;
import io.truebook.sequencer.divergence.FastState;
import io.truebook.sequencer.divergence.Ledger;
import io.truebook.sequencer.market.EventRecorder;
import io.truebook.sequencer.signing.RecoveredSignatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The engine with the batch it is filling. Journal records drive it, the same ones live and after a crash, so that a replay ends in
 * the state that was confirmed.
 */
final class BatchAssembly {
    /** Bytes of the root of a batch's last segment, which stands in its header and is no part of its data. */
    private static final int LAST_ROOT = 32;

    private final SignatureRecovery fallback;
    private final EventRecorder events;
    private final FastState watched;
    private final Engine engine;
    private final Consumer<ClosedBatch> closed;
    private final RecoveredSignaturesOfBatch signatures = new RecoveredSignaturesOfBatch();
    private List<ChangedCells> segments = new ArrayList<>();

    /** Segments that whoever watches was told of. */
    private int told;

    private LiveBatch batch;
    private ItemChain before = ItemChain.START;
    private long openedAt;
    private int messages;

    /** Swapped with each batch, because the sealer goes on reading those of the last one. */
    private final class RecoveredSignaturesOfBatch implements SignatureRecovery {
        private RecoveredSignatures current;

        @Override
        public byte[] signerOf(SignedMessage message) {
            return current.signerOf(message);
        }

        @Override
        public byte[] recover(byte[] digest, byte[] signature, int at) {
            return current.recover(digest, signature, at);
        }
    }

    BatchAssembly(
            CellSource state,
            Eip712Domain domain,
            SignatureRecovery fallback,
            EventRecorder events,
            FastState watched,
            Consumer<ClosedBatch> closed) {
        this.fallback = fallback;
        this.events = events;
        this.watched = watched;
        this.closed = closed;
        signatures.current = new RecoveredSignatures(fallback);
        engine = new Engine(new Cells(state), domain, signatures, events);
    }

    Cells cells() {
        return engine.cells();
    }

    boolean isOpen() {
        return batch != null;
    }

    /** Bytes of the open batch, roots included. */
    int dataLength() {
        return batch.dataLength();
    }

    int segments() {
        return batch.segments();
    }

    /** When the open batch began, ms. */
    long openedAt() {
        return openedAt;
    }

    /** Items of the open batch so far. */
    long items() {
        return cells().cursor().sequence - before.sequence();
    }

    /** Inbox messages of the open batch so far. */
    int messages() {
        return messages;
    }

    void open(long index, byte[] leaseId, long at) {
        before = place();
        openedAt = at;
        messages = 0;
        told = 0;
        events.tradedNotional().clear();
        watched.opened(index, at);
        batch = new LiveBatch(engine, index, leaseId, _ -> segments.add(cells().drain()));
    }

    Reason execute(byte[] item) {
        return batch.execute(item);
    }

    /** Executes an item whose signers are known already. */
    Reason execute(byte[] item, List<RecoveredSignatures.Recovered> known) {
        known.forEach(signatures.current::add);
        return batch.execute(item);
    }

    Reason consume(List<byte[]> next) {
        messages += next.size();
        return batch.consume(next);
    }

    /** Tells what has changed so far. */
    void show() {
        if (batch != null) {
            List<ChangedCells> changed = untold();
            changed.add(peek());
            watched.changed(changed, dataLength(), tradedNotional());
        }
    }

    void close(long time, long journalNext) {
        PostedBatch posted = batch.close(time);
        long traded = tradedNotional();
        watched.changed(untold(), batch.dataLength() - LAST_ROOT, traded);
        ClosedBatch done = new ClosedBatch(
                posted, segments, signatures.current, before, journalNext, cells().cursor().sequence, openedAt, traded);
        batch = null;
        segments = new ArrayList<>();
        signatures.current = new RecoveredSignatures(fallback);
        closed.accept(done);
    }

    /** The open batch as far as it has come; empty when none is open. */
    Optional<ChainedBatch> soFar() {
        return Optional.ofNullable(batch)
                .map(open ->
                        new ChainedBatch(open.index(), before, Arrays.copyOf(open.bytes(), open.transactionLength())));
    }

    /** Does again what a journal record says; what came of it, when it is an item. */
    Optional<Reason> replay(long number, JournalRecord entry) {
        switch (entry) {
            case JournalRecord.Open open -> open(open.index(), open.leaseId(), open.at());
            case JournalRecord.Close close -> close(close.time(), number + 1);
            case JournalRecord.Item item -> {
                return Optional.of(execute(item.bytes()));
            }
            case JournalRecord.Inbox inbox -> {
                return Optional.of(consume(inbox.messages()));
            }
            case JournalRecord.Revert revert ->
                throw new IllegalStateException("the revert to batch " + revert.index() + " was not resolved");
        }
        return Optional.empty();
    }

    private ItemChain place() {
        CursorCell cursor = cells().cursor();
        return new ItemChain(cursor.sequence, Bytes32.of(cursor.chainHash));
    }

    /** The cells of the segments that whoever watches was not told of yet. */
    private List<ChangedCells> untold() {
        List<ChangedCells> untold = new ArrayList<>(segments.subList(told, segments.size()));
        told = segments.size();
        return untold;
    }

    /** What is changed and not drained yet. */
    private ChangedCells peek() {
        TreeMap<Long, byte[]> changed = new TreeMap<>();
        cells().peek(Ledger::watches, changed::put);
        return new ChangedCells(
                changed.keySet().stream().mapToLong(Long::longValue).toArray(),
                changed.values().toArray(byte[][]::new));
    }

    private long tradedNotional() {
        return events.tradedNotional().sum(cells());
    }
}
