package io.truebook.derivation;

import io.truebook.l1.Agreement;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.l1.Inbox;
import io.truebook.l1.Keccak;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** An L1 whose interleavings a seed decides: blocks, the events in them, reorganisations. It keeps the rules of the Rollup. */
final class ScriptedL1 implements L1Source {
    private record Mined(BlockRef block, List<ChainEvent> events) {}

    static final BlockRef ORIGIN = new BlockRef(100, Keccak.hash(new byte[] {1}));

    private final BatchHeader genesis;
    private final List<Mined> mined = new ArrayList<>();
    private List<ChainEvent> pending = new ArrayList<>();
    private int forks;

    /** How far the endpoints have come; they may lag. */
    private long shown = ORIGIN.number();

    ScriptedL1(BatchHeader genesis) {
        this.genesis = genesis;
    }

    BlockRef latest() {
        return mined.isEmpty() ? ORIGIN : mined.getLast().block();
    }

    /** The chain of batches by its definition: fold over all events. */
    List<BatchHeader> batches() {
        return fold(events());
    }

    private List<BatchHeader> fold(List<ChainEvent> events) {
        List<BatchHeader> chain = new ArrayList<>(List.of(genesis));
        for (ChainEvent event : events) {
            if (event instanceof ChainEvent.BatchAppended appended) {
                chain.add(appended.header());
            } else if (event instanceof ChainEvent.BatchDeleted deleted) {
                chain.subList((int) deleted.index(), chain.size()).clear();
            }
        }
        return chain;
    }

    List<byte[]> messages() {
        return messages(events());
    }

    private static List<byte[]> messages(List<ChainEvent> events) {
        return events.stream()
                .filter(ChainEvent.MessageEnqueued.class::isInstance)
                .map(event -> ((ChainEvent.MessageEnqueued) event).message().bytes())
                .toList();
    }

    static Inbox inbox(List<byte[]> messages) {
        Inbox inbox = Inbox.EMPTY;
        for (byte[] message : messages) {
            inbox = inbox.after(message);
        }
        return inbox;
    }

    void enqueue(byte[] message) {
        List<byte[]> before = messages();
        Inbox after = inbox(before).after(message);
        pending.add(new ChainEvent.MessageEnqueued(next(), before.size(), Bytes.of(message), after.accumulator()));
    }

    void append(BatchHeader header, byte[] data) {
        if (!header.parentHash().equals(batches().getLast().hash())) {
            throw new IllegalStateException("the parent is not the tip");
        }
        pending.add(new ChainEvent.BatchAppended(next(), header, header.hash(), Bytes.of(data)));
    }

    void delete(BatchHeader batch) {
        pending.add(new ChainEvent.BatchDeleted(next(), batch.index(), batch.hash()));
    }

    /** Puts what is pending into a block. */
    void mine() {
        ByteBuffer seed = ByteBuffer.allocate(48)
                .put(latest().hash().bytes())
                .putLong(latest().number())
                .putLong(forks);
        mined.add(new Mined(new BlockRef(latest().number() + 1, Keccak.hash(seed.array())), pending));
        pending = new ArrayList<>();
        shown = latest().number();
    }

    /** Drops the last blocks with all that is in them and mines others, so that the chain is longer than before. */
    void reorg(int depth) {
        pending.clear();
        int from = Math.max(0, mined.size() - depth);
        int dropped = mined.size() - from;
        mined.subList(from, mined.size()).clear();
        forks++;
        for (int i = 0; i <= dropped; i++) {
            mine();
        }
    }

    /** Endpoints show an older head for now, without a reorganisation. */
    void lag(int blocks) {
        shown = Math.max(ORIGIN.number(), latest().number() - blocks);
    }

    void show(long number) {
        shown = Math.min(number, latest().number());
    }

    @Override
    public Agreement<BlockRef> head() {
        return new Agreement.Agreed<>(
                shown == ORIGIN.number() ? ORIGIN : at(shown).block());
    }

    @Override
    public Agreement<Bytes32> hashOf(long number) {
        if (number > latest().number()) {
            return new Agreement.Unavailable<>(List.of("there is no block " + number));
        }
        return new Agreement.Agreed<>(
                number == ORIGIN.number() ? ORIGIN.hash() : at(number).block().hash());
    }

    @Override
    public Agreement<List<ChainEvent>> events(long fromBlock, long toBlock) {
        List<ChainEvent> events = new ArrayList<>();
        for (long number = fromBlock; number <= toBlock; number++) {
            events.addAll(at(number).events());
        }
        return new Agreement.Agreed<>(events);
    }

    @Override
    public Agreement<Ends> endsAt(long block) {
        List<ChainEvent> events = ((Agreement.Agreed<List<ChainEvent>>) events(ORIGIN.number() + 1, block)).value();
        return new Agreement.Agreed<>(new Ends(fold(events).getLast().hash(), inbox(messages(events))));
    }

    private List<ChainEvent> events() {
        List<ChainEvent> all = new ArrayList<>();
        mined.forEach(block -> all.addAll(block.events()));
        all.addAll(pending);
        return all;
    }

    private L1Position next() {
        return new L1Position(latest().number() + 1, pending.size());
    }

    private Mined at(long number) {
        return mined.get((int) (number - ORIGIN.number() - 1));
    }
}
