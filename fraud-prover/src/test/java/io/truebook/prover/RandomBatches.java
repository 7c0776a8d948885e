package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.INITIAL_WORK_LIMIT;

import io.truebook.engine.CellMap;
import io.truebook.engine.Cells;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.Engine;
import io.truebook.engine.Invariants;
import io.truebook.engine.LiveBatch;
import io.truebook.engine.PostedBatch;
import io.truebook.engine.SignatureRecovery;
import io.truebook.engine.Trial;
import io.truebook.engine.protocol.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/** A seeded exchange: batches of a random flow, as a sequencer would post them, and damaged copies of them. */
final class RandomBatches {
    private static final int CHAIN_ID = 31_337;
    private static final byte[] LEASE_ID = new byte[32];

    static {
        Arrays.fill(LEASE_ID, (byte) 7);
    }

    final Eip712Domain domain = new Eip712Domain(CHAIN_ID, new byte[20]);
    final SplittableRandom random;
    private final CellMap state;
    private final Engine engine;
    private final ItemSource flow;
    private final int workLimit;
    private long index;

    /** @param workLimit W; 0 for that of genesis */
    RandomBatches(long seed, Function<Eip712Domain, ItemSource> source, int workLimit, SignatureRecovery recovery) {
        random = new SplittableRandom(seed);
        this.workLimit = workLimit == 0 ? INITIAL_WORK_LIMIT : workLimit;
        state = initial();
        flow = source.apply(domain);
        engine = new Engine(new Cells(state), domain, recovery, flow.listener());
    }

    /** The state after the last batch, as text. */
    Map<String, String> cells() {
        return state.text();
    }

    /** Fails when the state after the last batch is one that cannot be. */
    void checkInvariants() {
        Invariants.check(state);
    }

    /** The state that the first batch of another exchange starts from. */
    static CellMap genesis() {
        return CellMap.genesis(Trial.GENESIS);
    }

    /** The state that the first batch starts from. */
    CellMap initial() {
        return CellMap.genesis(Trial.GENESIS, workLimit);
    }

    /** Batch 1: markets, publishers, deposits, prices. */
    PostedBatch opening() {
        LiveBatch batch = open();
        List<byte[]> messages = new ArrayList<>();
        messages.addAll(flow.opening());
        batch.consume(messages);
        flow.prices().forEach(batch::execute);
        return close(batch);
    }

    /** At most so many items: an INBOX item that is refused ends the batch, for with later messages it would be none. */
    PostedBatch next(int items) {
        LiveBatch batch = open();
        Reason last = Reason.OK;
        for (int i = 0; i < items && last != Reason.INBOX_BEYOND_HEADER; i++) {
            last = random.nextInt(40) == 0 ? batch.consume(messages()) : batch.execute(flow.item());
        }
        return close(batch);
    }

    /** The batch with bytes cut off, changed, or with messages that no INBOX item has asked for. */
    PostedBatch damaged(PostedBatch batch) {
        byte[] bytes = batch.transactions().clone();
        if (bytes.length > 0 && random.nextBoolean()) {
            bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        for (int n = random.nextInt(4); n > 0 && bytes.length > 0; n--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        List<byte[]> messages = new ArrayList<>(batch.messages());
        if (random.nextInt(3) == 0) {
            messages.addAll(messages());
        }
        return new PostedBatch(batch.index(), batch.leaseId(), batch.time(), bytes, batch.firstMessage(), messages);
    }

    private List<byte[]> messages() {
        List<byte[]> messages = new ArrayList<>();
        for (int n = random.nextInt(4); n >= 0; n--) {
            messages.add(flow.message());
        }
        return messages;
    }

    private LiveBatch open() {
        return new LiveBatch(engine, ++index, LEASE_ID, end -> engine.cells().drain(state));
    }

    private PostedBatch close(LiveBatch batch) {
        return batch.close(flow.headerTime(engine.cells().cursor().time));
    }
}
