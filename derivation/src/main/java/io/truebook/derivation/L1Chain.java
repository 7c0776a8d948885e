package io.truebook.derivation;

import io.truebook.l1.Agreement;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes32;
import io.truebook.tree.CellStore;
import io.truebook.tree.Records;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Follows the canonical L1 chain into the logs of messages and batches. A range of events is taken only when the hash of its last
 * block, and of the block it stands on, are the same before and after it was read; so a reorg in between is noticed. At the head the
 * logs must end where the contracts say, or everything since the last such head is undone and read again: events can be kept back.
 * When the last block followed is no longer canonical, everything after the common ancestor is undone in one write. One thread, the
 * store's.
 */
public final class L1Chain {
    private static final int BLOCKS_AT_ONCE = 100;
    private static final int BLOCKS_REMEMBERED = 10_000;

    /** Why a step could not be taken; nothing was written. */
    private static final class UnknownException extends Exception {
        UnknownException(String reason) {
            super(reason, null, false, false);
        }
    }

    private final CellStore store;
    private final L1Source source;
    private final InboxLog inbox;
    private final BatchLog batches;
    private final BlockRef origin;
    private BlockRef tip;
    private BlockRef confirmed;

    /**
     * @param origin the block before the deployment's, which is taken to be beyond reorganisation
     * @param genesis header of batch 0
     */
    public L1Chain(CellStore store, L1Source source, BlockRef origin, BatchHeader genesis) {
        this.store = store;
        this.source = source;
        this.origin = origin;
        inbox = new InboxLog(store);
        batches = new BatchLog(store, genesis);
        tip = stored(Families.TIP);
        confirmed = stored(Families.CONFIRMED);
    }

    /** The block followed up to. */
    public BlockRef tip() {
        return tip;
    }

    public InboxLog inbox() {
        return inbox;
    }

    public BatchLog batches() {
        return batches;
    }

    /** Follows L1 to its head as it is now. */
    public Progress advance() {
        try {
            BlockRef head = agreed(source.head(), "the head");
            boolean reorganised = leaveAbandonedBlocks(head);
            while (tip.number() < head.number()) {
                take(Math.min(tip.number() + BLOCKS_AT_ONCE, head.number()), head);
            }
            return new Progress.Followed(tip, reorganised);
        } catch (UnknownException unknown) {
            return new Progress.Unknown(unknown.getMessage());
        }
    }

    private boolean leaveAbandonedBlocks(BlockRef head) throws UnknownException {
        if (head.number() < tip.number() ? isOnlyBehind(head) : isCanonical(tip, head)) {
            return false;
        }
        goBackTo(commonAncestor(head));
        return true;
    }

    private void goBackTo(BlockRef ancestor) {
        Records records = new Records();
        inbox.rollback(ancestor.number(), records);
        batches.rollback(ancestor.number(), records);
        store.forEachRecord(Families.BLOCKS, Families.key(ancestor.number() + 1), (key, _) -> {
            records.delete(Families.BLOCKS, key);
            return true;
        });
        if (ancestor.number() < confirmed.number()) {
            confirm(ancestor, records);
        }
        write(ancestor, records);
    }

    /** An endpoint that lags shows an older block of the same chain; that is no reason to undo anything. */
    private boolean isOnlyBehind(BlockRef head) {
        byte[] followed = store.record(Families.BLOCKS, Families.key(head.number()));
        if (followed != null) {
            return Arrays.equals(followed, head.hash().bytes());
        }
        return source.hashOf(tip.number()) instanceof Agreement.Agreed<Bytes32>(Bytes32 hash)
                && hash.equals(tip.hash());
    }

    private BlockRef commonAncestor(BlockRef head) throws UnknownException {
        for (long number = Math.min(tip.number() - 1, head.number()); number > origin.number(); number--) {
            byte[] hash = store.record(Families.BLOCKS, Families.key(number));
            if (hash != null && isCanonical(new BlockRef(number, Bytes32.of(hash)), head)) {
                return new BlockRef(number, Bytes32.of(hash));
            }
        }
        if (!isCanonical(origin, head)) {
            throw new UnknownException("block " + origin.number() + " before the deployment is not on this chain");
        }
        return origin;
    }

    private boolean isCanonical(BlockRef block, BlockRef head) throws UnknownException {
        if (block.number() >= head.number()) {
            return block.equals(head);
        }
        return hashOf(block.number()).equals(block.hash());
    }

    private void take(long to, BlockRef head) throws UnknownException {
        Bytes32 end = hashOf(to);
        boolean last = to == head.number();
        List<ChainEvent> events = agreed(source.events(tip.number() + 1, to), "events up to block " + to);
        Optional<Ends> ends =
                last ? Optional.of(agreed(source.endsAt(to), "the contracts at block " + to)) : Optional.empty();
        if (!hashOf(to).equals(end) || !hashOf(tip.number()).equals(tip.hash())) {
            throw new UnknownException("L1 was reorganised while it was read");
        }
        Records records = new Records();
        Optional<String> wrong = takeAll(events, to, records);
        if (wrong.isPresent()) {
            // What does not fit may be right, and something before it missing.
            goBackToConfirmed();
            throw new UnknownException(wrong.get());
        }
        if (ends.isPresent()) {
            requireToEndAt(ends.get(), to);
            confirm(new BlockRef(to, end), records);
        }
        records.put(Families.BLOCKS, Families.key(to), end.bytes());
        if (to > BLOCKS_REMEMBERED) {
            forgetBlocksBefore(to - BLOCKS_REMEMBERED, records);
        }
        write(new BlockRef(to, end), records);
    }

    private void requireToEndAt(Ends ends, long block) throws UnknownException {
        if (ends.batch().equals(batches.tip().hash()) && ends.inbox().equals(inbox.end())) {
            return;
        }
        String read = "batch " + batches.tip().index() + " and " + inbox.end().length() + " messages";
        goBackToConfirmed();
        throw new UnknownException("the logs up to block " + block + " end with " + read
                + ", which is not what the contracts hold: an endpoint keeps events back, or makes them up");
    }

    private void goBackToConfirmed() {
        inbox.reload();
        batches.reload();
        goBackTo(confirmed);
    }

    private Optional<String> takeAll(List<ChainEvent> events, long to, Records records) {
        L1Position last = new L1Position(tip.number(), Long.MAX_VALUE);
        for (ChainEvent event : events) {
            if (event.at().compareTo(last) <= 0 || event.at().block() > to) {
                return Optional.of("an event of block " + event.at().block() + " is out of place");
            }
            last = event.at();
            Optional<String> wrong = switch (event) {
                case ChainEvent.MessageEnqueued message -> inbox.add(message, records);
                case ChainEvent.BatchAppended appended -> batches.add(appended, records);
                case ChainEvent.BatchDeleted deleted -> batches.add(deleted, records);
            };
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private void forgetBlocksBefore(long number, Records records) {
        store.forEachRecord(Families.BLOCKS, new byte[0], (key, _) -> {
            boolean old = Families.number(key) < number;
            if (old) {
                records.delete(Families.BLOCKS, key);
            }
            return old;
        });
    }

    private void write(BlockRef next, Records records) {
        store.write(records.put(Families.META, Families.TIP, encode(next)));
        boolean back = next.number() <= tip.number();
        tip = next;
        if (back) {
            inbox.reload();
            batches.reload();
        }
    }

    private void confirm(BlockRef block, Records records) {
        records.put(Families.META, Families.CONFIRMED, encode(block));
        confirmed = block;
    }

    private BlockRef stored(byte[] name) {
        byte[] known = store.record(Families.META, name);
        return known == null ? origin : decode(known);
    }

    private Bytes32 hashOf(long number) throws UnknownException {
        return agreed(source.hashOf(number), "the hash of block " + number);
    }

    private static <T> T agreed(Agreement<T> answer, String what) throws UnknownException {
        return switch (answer) {
            case Agreement.Agreed<T>(T value) -> value;
            case Agreement.Disagree<T> _ -> throw new UnknownException("the endpoints disagree about " + what);
            case Agreement.Unavailable<T>(List<String> reasons) ->
                throw new UnknownException("no answer about " + what + ": " + String.join("; ", reasons));
        };
    }

    private static byte[] encode(BlockRef block) {
        return ByteBuffer.allocate(Long.BYTES + Bytes32.LENGTH)
                .putLong(block.number())
                .put(block.hash().bytes())
                .array();
    }

    private static BlockRef decode(byte[] bytes) {
        return new BlockRef(
                ByteBuffer.wrap(bytes).getLong(), Bytes32.of(Arrays.copyOfRange(bytes, Long.BYTES, bytes.length)));
    }
}
