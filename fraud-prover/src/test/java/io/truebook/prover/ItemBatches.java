package io.truebook.prover;

import io.truebook.derivation.ProvenCursor;
import io.truebook.engine.CellAddresses;
import io.truebook.engine.CellMap;
import io.truebook.engine.Cells;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.Engine;
import io.truebook.engine.EngineListener;
import io.truebook.engine.PostedBatch;
import io.truebook.engine.SegmentEnd;
import io.truebook.engine.SignatureRecovery;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.l1.BatchData;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.l1.DataChunks;
import io.truebook.l1.Inbox;
import io.truebook.tree.Multiproof;
import io.truebook.tree.SparseTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Right batches of any bytes, on any state made before, with what the engine says of each item and how a proof can show it. */
final class ItemBatches {
    /** An item type that no engine knows. */
    private static final int UNKNOWN_TYPE = 200;

    /** @param hashes H after each item of the batch, by number, as the engine's cursor has it */
    record Built(ItemTrail.Batch trail, byte[] data, Map<Long, Bytes32> hashes) {
        BatchHeader header() {
            return trail.header();
        }

        byte[] transactions() {
            return BatchData.split(data, header().segments()).transactions();
        }

        Bytes32 hash(long item) {
            return hashes.get(item);
        }

        long first() {
            return trail.before() + 1;
        }

        long last() {
            return trail.before() + hashes.size();
        }
    }

    private final Eip712Domain domain;
    private final SignatureRecovery recovery;
    private final Map<Bytes32, CellMap> states = new HashMap<>();

    ItemBatches(BatchHeader genesis, Eip712Domain domain, SignatureRecovery recovery) {
        this.domain = domain;
        this.recovery = recovery;
        states.put(genesis.hash(), CellMap.genesis(genesis.time()));
    }

    /** An item that does nothing but have its place. */
    static byte[] item(String text) {
        byte[] body = text.getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[3 + body.length];
        frame[0] = (byte) UNKNOWN_TYPE;
        frame[1] = (byte) (body.length >> 8);
        frame[2] = (byte) body.length;
        System.arraycopy(body, 0, frame, 3, body.length);
        return frame;
    }

    static byte[] items(String... texts) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        for (String text : texts) {
            out.writeBytes(item(text));
        }
        return out.toByteArray();
    }

    CellMap state(BatchHeader batch) {
        return states.get(batch.hash());
    }

    /** @param messages since genesis, as far as the batch consumes them @param time seconds */
    Built build(BatchHeader parent, List<byte[]> messages, byte[] transactions, Bytes32 leaseId, long time) {
        CellMap state = states.get(parent.hash()).copy();
        SparseTree tree = new SparseTree();
        update(tree, new TreeMap<>(state.cells()));
        PostedBatch posted = new PostedBatch(
                parent.index() + 1,
                leaseId.bytes(),
                time,
                transactions,
                parent.inboxEnd(),
                messages.subList((int) parent.inboxEnd(), messages.size()));
        Engine engine = new Engine(new Cells(state), domain, recovery, EngineListener.NONE);
        engine.open(posted);
        List<ProvenCursor> cursors = new ArrayList<>();
        List<Bytes32> roots = new ArrayList<>();
        Map<Long, Bytes32> hashes = new HashMap<>();
        SegmentEnd end = SegmentEnd.NONE;
        while (end != SegmentEnd.BATCH_END) {
            cursors.add(cursor(state, tree));
            end = SegmentEnd.NONE;
            while (end == SegmentEnd.NONE) {
                long before = engine.cells().cursor().sequence;
                end = engine.step();
                CursorCell cursor = engine.cells().cursor();
                if (cursor.sequence != before) {
                    hashes.put(cursor.sequence, Bytes32.of(cursor.chainHash));
                }
            }
            TreeMap<Long, byte[]> changed = new TreeMap<>();
            engine.cells().drain(changed::put);
            changed.forEach(state::write);
            roots.add(Bytes32.of(update(tree, changed)));
        }
        Inbox inbox = Inbox.EMPTY;
        for (byte[] message : messages) {
            inbox = inbox.after(message);
        }
        byte[] data = new BatchData(roots.subList(0, roots.size() - 1), transactions).encode();
        BatchHeader header = new BatchHeader(
                BatchHeader.VERSION,
                parent.hash(),
                parent.index() + 1,
                time,
                inbox.length(),
                inbox.accumulator(),
                leaseId,
                data.length,
                roots.size(),
                new DataChunks(data).root(),
                roots.getLast());
        states.put(header.hash(), state);
        return new Built(new ItemTrail.Batch(header, parent, cursors), data, hashes);
    }

    private static ProvenCursor cursor(CellMap state, SparseTree tree) {
        long[] address = {CellAddresses.cursor()};
        return new ProvenCursor(Bytes.of(state.read(address[0])), Bytes.of(Multiproof.build(tree, address)));
    }

    private static byte[] update(SparseTree tree, TreeMap<Long, byte[]> cells) {
        return tree.update(
                cells.keySet().stream().mapToLong(Long::longValue).toArray(),
                cells.values().toArray(byte[][]::new));
    }
}
