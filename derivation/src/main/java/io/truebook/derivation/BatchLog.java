package io.truebook.derivation;

import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes32;
import io.truebook.l1.DataChunks;
import io.truebook.tree.CellStore;
import io.truebook.tree.Records;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The chain of batches as the Rollup has it in the canonical L1 chain: appends and deletions folded in their order. Events are kept,
 * deleted batches too, so that an L1 reorg that takes a deletion back brings the batch back.
 */
public final class BatchLog {
    private static final byte APPENDED = 1;
    private static final byte DELETED = 2;

    private final CellStore store;
    private final LoggedBatch genesis;
    private final List<LoggedBatch> chain = new ArrayList<>();

    BatchLog(CellStore store, BatchHeader genesis) {
        this.store = store;
        this.genesis = new LoggedBatch(genesis, genesis.hash(), new L1Position(0, 0));
        reload();
    }

    public LoggedBatch tip() {
        return chain.getLast();
    }

    /** The canonical batch of this index, genesis being 0. */
    public Optional<LoggedBatch> batch(long index) {
        return index < 0 || index >= chain.size() ? Optional.empty() : Optional.of(chain.get((int) index));
    }

    /** Data of a batch: interior roots and transactions. */
    public byte[] data(LoggedBatch batch) {
        byte[] data = store.record(Families.BATCH_DATA, batch.at().key());
        return data == null ? new byte[0] : data;
    }

    /** Every batch that was ever appended in the canonical L1 chain, deleted ones too, in the order of L1; genesis is none of them. */
    public List<LoggedBatch> appended() {
        List<LoggedBatch> appended = new ArrayList<>();
        store.forEachRecord(Families.BATCH_EVENTS, new byte[0], (key, value) -> {
            if (value[0] == APPENDED) {
                BatchHeader header = BatchHeader.decode(Arrays.copyOfRange(value, 1, value.length));
                appended.add(new LoggedBatch(header, header.hash(), L1Position.of(key)));
            }
            return true;
        });
        return appended;
    }

    /** Takes an append or deletion; says what is wrong with it when it does not fit the chain. */
    Optional<String> add(ChainEvent.BatchAppended event, Records records) {
        BatchHeader header = event.header();
        if (header.index() == 0 && chain.size() == 1) {
            return header.equals(genesis.header())
                    ? Optional.empty()
                    : Optional.of("genesis is not that of the deployment");
        }
        if (!header.hash().equals(event.hash())) {
            return Optional.of("batch " + header.index() + " does not hash to the name L1 gives it");
        }
        if (!header.parentHash().equals(tip().hash()) || header.index() != tip().index() + 1) {
            return Optional.of("batch " + header.index() + " does not stand on batch " + tip().index() + " at the tip");
        }
        byte[] data = event.data().bytes();
        if (data.length != header.dataLength() || !new DataChunks(data).root().equals(header.dataRoot())) {
            return Optional.of(
                    "the data of batch " + header.index() + " do not have the length and root of its header");
        }
        records.put(Families.BATCH_EVENTS, event.at().key(), tagged(APPENDED, header.abiEncode()));
        records.put(Families.BATCH_DATA, event.at().key(), data);
        chain.add(new LoggedBatch(header, event.hash(), event.at()));
        return Optional.empty();
    }

    Optional<String> add(ChainEvent.BatchDeleted event, Records records) {
        Optional<LoggedBatch> named =
                batch(event.index()).filter(batch -> batch.hash().equals(event.hash()));
        if (event.index() == 0 || named.isEmpty()) {
            return Optional.of("batch " + event.index() + " was deleted under a hash that is not in the chain");
        }
        records.put(Families.BATCH_EVENTS, event.at().key(), tagged(DELETED, Families.key(event.index())));
        truncate(event.index());
        return Optional.empty();
    }

    /** Deletes events of blocks after this one. */
    void rollback(long block, Records records) {
        store.forEachRecord(Families.BATCH_EVENTS, new L1Position(block + 1, 0).key(), (key, _) -> {
            records.delete(Families.BATCH_EVENTS, key).delete(Families.BATCH_DATA, key);
            return true;
        });
    }

    /** Goes back to what the store holds. */
    void reload() {
        chain.clear();
        chain.add(genesis);
        store.forEachRecord(Families.BATCH_EVENTS, new byte[0], (key, value) -> {
            byte[] body = Arrays.copyOfRange(value, 1, value.length);
            if (value[0] == APPENDED) {
                BatchHeader header = BatchHeader.decode(body);
                chain.add(new LoggedBatch(header, header.hash(), L1Position.of(key)));
            } else {
                truncate(Families.number(body));
            }
            return true;
        });
    }

    private void truncate(long length) {
        chain.subList((int) length, chain.size()).clear();
    }

    private static byte[] tagged(byte tag, byte[] body) {
        byte[] record = new byte[1 + body.length];
        record[0] = tag;
        System.arraycopy(body, 0, record, 1, body.length);
        return record;
    }

    /** The hash of the genesis batch, which names the deployment. */
    public Bytes32 genesisHash() {
        return genesis.hash();
    }
}
