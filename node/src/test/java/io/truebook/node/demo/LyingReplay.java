package io.truebook.node.demo;

import static io.truebook.engine.protocol.Protocol.MAX_POSITIONS;

import io.truebook.engine.CellAddresses;
import io.truebook.engine.CellMap;
import io.truebook.engine.CellSink;
import io.truebook.engine.Cells;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.Engine;
import io.truebook.engine.EngineListener;
import io.truebook.engine.PostedBatch;
import io.truebook.engine.SegmentEnd;
import io.truebook.l1.BatchData;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes32;
import io.truebook.l1.DataChunks;
import io.truebook.sequencer.signing.NativeRecovery;
import io.truebook.tree.SparseTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A state of its own beside the sequencer's, in which a batch can be executed with one fill that pays the wrong account. All other cell
 * writes are what the engine makes of them, so the lie is as well made as a lie can be: every root after it is the root of a state.
 */
final class LyingReplay {
    private static final long[] BENEFICIARIES = {16, 17};

    /** @param segment in which the wrong account is paid */
    record Lie(BatchHeader header, byte[] data, int segment) {}

    private final Eip712Domain domain;
    private final CellMap state;
    private final SparseTree tree = new SparseTree();

    LyingReplay(Eip712Domain domain, long genesisTime) {
        this.domain = domain;
        state = CellMap.genesis(genesisTime);
        apply(new TreeMap<>(state.cells()));
    }

    /** Executes a batch as it is. */
    void follow(BatchHeader header, byte[] data, BatchHeader parent, List<byte[]> messages) {
        List<Bytes32> roots = new ArrayList<>();
        execute(header, data, parent, messages, roots, false);
        if (!roots.getLast().equals(header.finalRoot())) {
            throw new DemoFailure("the lying build cannot follow batch " + header.index());
        }
    }

    /** Executes a batch with one fill paid wrongly, and gives the batch that says so; empty data when it has no fill. */
    Lie lie(BatchHeader header, byte[] data, BatchHeader parent, List<byte[]> messages) {
        List<Bytes32> roots = new ArrayList<>();
        int segment = execute(header, data, parent, messages, roots, true);
        byte[] transactions = BatchData.split(data, header.segments()).transactions();
        byte[] lie = new BatchData(roots.subList(0, roots.size() - 1), transactions).encode();
        BatchHeader lying = new BatchHeader(
                header.version(),
                header.parentHash(),
                header.index(),
                header.time(),
                header.inboxEnd(),
                header.inboxAcc(),
                header.leaseId(),
                lie.length,
                roots.size(),
                DataChunks.root(lie),
                roots.getLast());
        return new Lie(lying, lie, segment);
    }

    private int execute(
            BatchHeader header,
            byte[] data,
            BatchHeader parent,
            List<byte[]> messages,
            List<Bytes32> roots,
            boolean lying) {
        PostedBatch batch = new PostedBatch(
                header.index(),
                header.leaseId().bytes(),
                header.time(),
                BatchData.split(data, header.segments()).transactions(),
                parent.inboxEnd(),
                messages);
        LastFill fill = new LastFill();
        int lie = -1;
        SegmentEnd end;
        do {
            fill.taker = OptionalLong.empty();
            Engine engine = new Engine(new Cells(state), domain, new NativeRecovery(), fill);
            engine.open(batch);
            end = engine.runSegment();
            TreeMap<Long, byte[]> changed = new TreeMap<>();
            boolean wrong = lying && lie < 0 && fill.taker.isPresent();
            PaysTheWrongAccount sink = new PaysTheWrongAccount(changed::put, fill.taker.orElse(0));
            engine.cells().drain(wrong ? sink : changed::put);
            lie = wrong && sink.paid ? roots.size() : lie;
            roots.add(apply(changed));
        } while (end != SegmentEnd.BATCH_END);
        return lie;
    }

    private Bytes32 apply(TreeMap<Long, byte[]> cells) {
        cells.forEach(state::write);
        return Bytes32.of(tree.update(
                cells.keySet().stream().mapToLong(Long::longValue).toArray(),
                cells.values().toArray(byte[][]::new)));
    }

    private static final class LastFill implements EngineListener {
        private OptionalLong taker = OptionalLong.empty();

        @Override
        public void filled(
                int market,
                int tick,
                long lots,
                long maker,
                int makerSlot,
                long makerNonce,
                long makerLotsLeft,
                long takerAccount,
                long takerNonce,
                int takerSide,
                long makerFee,
                long takerFee) {
            taker = OptionalLong.of(takerAccount);
        }
    }

    /** Writes the taker's position after the fill into somebody else's account. */
    private static final class PaysTheWrongAccount implements CellSink {
        private final Map<Long, Long> redirected = new TreeMap<>();
        private final CellSink next;
        private boolean paid;

        PaysTheWrongAccount(CellSink next, long taker) {
            this.next = next;
            long beneficiary = taker == BENEFICIARIES[0] ? BENEFICIARIES[1] : BENEFICIARIES[0];
            for (int slot = 0; slot < MAX_POSITIONS; slot++) {
                redirected.put(CellAddresses.position(taker, slot), CellAddresses.position(beneficiary, slot));
            }
        }

        @Override
        public void write(long address, byte[] words) {
            if (!paid && redirected.containsKey(address)) {
                paid = true;
                next.write(redirected.get(address), words);
            } else {
                next.write(address, words);
            }
        }
    }
}
