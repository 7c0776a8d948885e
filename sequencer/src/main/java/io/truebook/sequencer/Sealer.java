package io.truebook.sequencer;

import io.truebook.engine.CellAddresses;
import io.truebook.engine.ChangedCells;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.PostedBatch;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.l1.BatchData;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes32;
import io.truebook.l1.DataChunks;
import io.truebook.sequencer.delay.Delays;
import io.truebook.sequencer.divergence.Divergence;
import io.truebook.tree.Records;
import java.util.List;

/**
 * Turns a closed batch into one that can be posted: every segment is run again cold, all roots computed together, and cells, undo and batch
 * made durable in one write. Works beside the writer, batch by batch.
 */
final class Sealer {
    private final State state;
    private final ColdRun coldRun;
    private final Divergence divergence;
    private final Heads heads;
    private final Delays delays;

    Sealer(State state, Eip712Domain domain, Divergence divergence, Heads heads, Delays delays) {
        this.state = state;
        this.heads = heads;
        this.divergence = divergence;
        this.delays = delays;
        coldRun = new ColdRun(state, domain);
    }

    SealedBatch seal(ClosedBatch closed) {
        divergence.enterAll();
        try {
            SealedBatch sealed = checkAndHash(closed);
            Records records = new Records();
            delays.sealing(sealed.index(), records);
            state.commit(sealed, heads.ofBatch(closed.before(), closed.lastSequence()), records);
            return sealed;
        } catch (BatchMismatchException mismatch) {
            state.discard();
            throw mismatch;
        }
    }

    private SealedBatch checkAndHash(ClosedBatch closed) {
        BatchHeader parent = state.header();
        PostedBatch batch = closed.batch();
        if (batch.index() != parent.index() + 1) {
            throw new BatchMismatchException("batch " + batch.index() + " does not follow " + parent.index());
        }
        List<ChangedCells> segments = closed.segments();
        for (int i = 0; i < segments.size(); i++) {
            coldRun.check(batch, closed.recovered(), i, segments.get(i), i + 1 == segments.size());
            state.put(segments.get(i));
        }
        List<Bytes32> roots = state.roots();
        BatchData data = new BatchData(roots.subList(0, roots.size() - 1), batch.transactions());
        byte[] bytes = data.encode();
        BatchHeader header = new BatchHeader(
                BatchHeader.VERSION,
                parent.hash(),
                batch.index(),
                batch.time(),
                batch.inboxEnd(),
                Bytes32.of(cursor().inboxAcc),
                Bytes32.of(batch.leaseId()),
                bytes.length,
                data.segments(),
                DataChunks.root(bytes),
                roots.getLast());
        return new SealedBatch(
                header,
                bytes,
                closed.journalNext(),
                closed.firstSequence(),
                closed.lastSequence(),
                closed.openedAt(),
                closed.tradedNotional());
    }

    private CursorCell cursor() {
        CursorCell cursor = new CursorCell(CellAddresses.cursor());
        cursor.decode(state.read(CellAddresses.cursor()), 0);
        return cursor;
    }
}
