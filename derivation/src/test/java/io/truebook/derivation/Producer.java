package io.truebook.derivation;

import static io.truebook.engine.protocol.Protocol.FIRST_USER_ACCOUNT;

import io.truebook.engine.CellAddresses;
import io.truebook.engine.CellMap;
import io.truebook.engine.Cells;
import io.truebook.engine.CurveRecovery;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.Engine;
import io.truebook.engine.Flow;
import io.truebook.engine.LiveBatch;
import io.truebook.engine.Trial;
import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.Cell;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.l1.BatchData;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes32;
import io.truebook.l1.DataChunks;
import io.truebook.l1.Inbox;
import io.truebook.tree.SparseTree;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A sequencer of tests: builds batches of random flow on any state it knows, right or wrong in a chosen way. */
public final class Producer {
    /** How a batch is wrong. */
    public enum Lie {
        NONE,
        /** One root is not that of the state. */
        FALSE_ROOT,
        /** A cell changes outside the rules, and everything after builds on it. */
        FALSE_CELL,
        /** An account and the liabilities have more at the end than the rules give them, as with an engine that mints. */
        MINTED,
        /** One segment more than there is. */
        EXTRA_SEGMENT,
        /** One segment less. */
        MISSING_SEGMENT
    }

    /** nano-USDC that a batch of this kind makes. */
    public static final long MINTED = 1_000_000_000_000L;

    /** @param segment the first wrong one, -1 in a right batch */
    public record Built(BatchHeader header, byte[] data, int segment) {}

    static final BatchHeader GENESIS = BatchHeader.genesis(Trial.GENESIS, Replay.genesisRoot(Trial.GENESIS));
    static final Eip712Domain DOMAIN = new Eip712Domain(31337, new byte[20]);

    private final SplittableRandom random;
    private final CurveRecovery recovery;
    private final Eip712Domain domain;
    private final Flow flow;
    private final Map<Bytes32, CellMap> states = new HashMap<>();
    private final Map<Bytes32, Integer> lies = new HashMap<>();
    private int leases;

    Producer(long seed, CurveRecovery recovery) {
        this(seed, recovery, DOMAIN, GENESIS);
    }

    /** @param genesis at the time of genesis of {@link Trial}, from which the flow counts */
    public Producer(long seed, CurveRecovery recovery, Eip712Domain domain, BatchHeader genesis) {
        random = new SplittableRandom(seed);
        this.recovery = recovery;
        this.domain = domain;
        flow = new Flow(seed, Flow.Shape.usual(), domain);
        states.put(genesis.hash(), CellMap.genesis(genesis.time()));
    }

    /** Messages that list markets, name publishers and fund accounts. */
    public List<byte[]> opening() {
        return flow.opening();
    }

    byte[] message() {
        return flow.message();
    }

    /** Whether it knows the state after this batch, which is so for those it built honestly. */
    boolean canBuildOn(BatchHeader parent) {
        return states.containsKey(parent.hash());
    }

    /** The segment in which a batch of its own lies, -1 when it does not. */
    int lieIn(BatchHeader batch) {
        return lies.getOrDefault(batch.hash(), -1);
    }

    /** The state after a batch. */
    public CellMap state(BatchHeader batch) {
        return states.get(batch.hash());
    }

    /** A batch on a scripted L1: any lease, any number of messages. */
    Built build(BatchHeader parent, List<byte[]> messages, int items, Lie wish) {
        int from = (int) parent.inboxEnd();
        int some = Math.min(messages.size(), from + random.nextInt(Inbox.MAX_MESSAGES_PER_BATCH));
        List<byte[]> taken = parent.index() == 0 ? messages : messages.subList(0, some);
        byte[] lease = ByteBuffer.allocate(32).putInt(28, ++leases).array();
        return build(parent, taken, items, wish, Bytes32.of(lease), 0);
    }

    /**
     * A batch that consumes all messages.
     *
     * @param messages since genesis
     * @param notBefore least header time, seconds
     */
    public Built build(
            BatchHeader parent, List<byte[]> messages, int items, Lie wish, Bytes32 leaseId, long notBefore) {
        CellMap state = states.get(parent.hash()).copy();
        SparseTree tree = new SparseTree();
        update(tree, new TreeMap<>(state.cells()));
        List<Bytes32> roots = new ArrayList<>();
        int falseCell = wish == Lie.FALSE_CELL ? random.nextInt(3) : -1;
        int[] wrong = {-1};
        Engine engine = new Engine(new Cells(state), domain, recovery, flow);
        LiveBatch batch = new LiveBatch(engine, parent.index() + 1, leaseId.bytes(), _ -> {
            TreeMap<Long, byte[]> changed = new TreeMap<>();
            engine.cells().drain(changed::put);
            if (wrong[0] < 0 && falseCell >= 0 && roots.size() >= falseCell) {
                wrong[0] = roots.size();
                changed.put(6L << 40 | 77, ByteBuffer.allocate(64).putInt(1).array());
            }
            changed.forEach(state::write);
            roots.add(Bytes32.of(update(tree, changed)));
        });
        if (messages.size() > parent.inboxEnd()) {
            batch.consume(messages.subList((int) parent.inboxEnd(), messages.size()));
        }
        flow.advanceTo(engine.cells().cursor().time);
        if (parent.index() == 0 || notBefore > 0) {
            flow.prices().forEach(batch::execute);
        }
        for (int i = 0; i < items; i++) {
            batch.execute(flow.item());
        }
        long time = Math.max(notBefore, (engine.cells().cursor().time + 999) / 1000);
        byte[] transactions = batch.close(time).transactions();
        boolean mints = wish == Lie.MINTED && hasFirstAccount(state);
        if (mints) {
            wrong[0] = roots.size() - 1;
            roots.set(wrong[0], Bytes32.of(update(tree, minted(state))));
        }
        Inbox inbox = ScriptedL1.inbox(messages);
        if (wrong[0] < 0) {
            wrong[0] = distort(roots, wish);
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
        // What is minted can be built on: an engine that mints goes on with it.
        if (wrong[0] < 0 || mints) {
            states.put(header.hash(), state);
        }
        if (wrong[0] >= 0) {
            lies.put(header.hash(), wrong[0]);
        }
        return new Built(header, data, wrong[0]);
    }

    /** A reorganisation may have taken its deposit away; then there is nobody to mint for. */
    private static boolean hasFirstAccount(CellMap state) {
        return state.read(CellAddresses.account(FIRST_USER_ACCOUNT)) != null;
    }

    private static TreeMap<Long, byte[]> minted(CellMap state) {
        AccountCell account = new AccountCell(CellAddresses.account(FIRST_USER_ACCOUNT));
        CursorCell cursor = new CursorCell(CellAddresses.cursor());
        TreeMap<Long, byte[]> changed = new TreeMap<>();
        for (Cell cell : List.of(account, cursor)) {
            cell.decode(state.read(cell.address), 0);
        }
        account.collateral += MINTED;
        cursor.liabilities += MINTED;
        for (Cell cell : List.of(account, cursor)) {
            byte[] words = new byte[32 * cell.words()];
            cell.encode(words, 0);
            state.write(cell.address, words);
            changed.put(cell.address, words);
        }
        return changed;
    }

    private int distort(List<Bytes32> roots, Lie wish) {
        int last = roots.size() - 1;
        switch (wish) {
            case FALSE_ROOT -> {
                int at = random.nextInt(roots.size());
                byte[] root = roots.get(at).bytes();
                root[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
                roots.set(at, Bytes32.of(root));
                return at;
            }
            case EXTRA_SEGMENT -> {
                roots.add(roots.getLast());
                return last;
            }
            case MISSING_SEGMENT -> {
                if (last == 0) {
                    return -1;
                }
                roots.remove(last);
                return last - 1;
            }
            default -> {
                return -1;
            }
        }
    }

    private static byte[] update(SparseTree tree, TreeMap<Long, byte[]> cells) {
        return tree.update(
                cells.keySet().stream().mapToLong(Long::longValue).toArray(),
                cells.values().toArray(byte[][]::new));
    }
}
