package io.truebook.prover;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.derivation.ProvenCursor;
import io.truebook.engine.CurveRecovery;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.Flow;
import io.truebook.engine.PostedBatch;
import io.truebook.engine.Seeds;
import io.truebook.engine.Trial;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.BlockId;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.l1.CallResult;
import io.truebook.l1.Reverts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the engine says of an item, what Java frames and what the contract frames are one: on random flows with bundles in flight, on
 * damaged copies of them, and on bytes that mean nothing.
 */
class ItemChainTest {
    private static final int BATCHES = Integer.getInteger("truebook.batches", 12);

    @TempDir
    Path folder;

    private int asked;
    private int insideBundles;
    private int inFlight;
    private int malformed;

    @Test
    void engineJavaAndContractFrameAlike() {
        long seed = Seeds.next("item chain");
        SplittableRandom random = new SplittableRandom(seed);
        try (Truebook truebook = new Truebook(seed, folder.resolve("sequencer"))) {
            flow(truebook, random, seed, domain -> new AccountFlow(seed, domain));
            flow(
                    truebook,
                    random,
                    seed,
                    domain -> ItemSource.of(new Flow(seed, new Flow.Shape(3, 2, 2, 0, 10), domain)));
        }
        System.out.println("item chain, seed " + seed + ": " + asked + " items asked of the contract, from "
                + insideBundles + " cursors inside bundles and " + inFlight + " with an item in flight, " + malformed
                + " malformed frames");
        assertThat(insideBundles).isPositive();
        assertThat(inFlight).isPositive();
        assertThat(malformed).isPositive();
    }

    private void flow(
            Truebook truebook, SplittableRandom random, long seed, Function<Eip712Domain, ItemSource> source) {
        CurveRecovery recovery = new CurveRecovery();
        RandomBatches flow = new RandomBatches(seed, source, 0, recovery);
        BatchHeader tip = BatchHeader.genesis(Trial.GENESIS, truebook.deployment.genesisRoot());
        ItemBatches batches = new ItemBatches(tip, flow.domain, recovery);
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            PostedBatch wish = i == 0 ? flow.opening() : flow.next(60);
            messages.addAll(wish.messages());
            ItemBatches.Built right = batches.build(tip, messages, wish.transactions(), Bytes32.ZERO, wish.time());
            check(truebook, right, random);
            for (byte[] bytes : damaged(wish, random)) {
                check(truebook, batches.build(tip, messages, bytes, Bytes32.ZERO, wish.time()), random);
            }
            tip = right.header();
        }
    }

    private static List<byte[]> damaged(PostedBatch batch, SplittableRandom random) {
        byte[] changed = batch.transactions().clone();
        for (int n = 1 + random.nextInt(4); n > 0 && changed.length > 0; n--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
        }
        byte[] cut = Arrays.copyOf(batch.transactions(), random.nextInt(1 + batch.transactionLength()));
        byte[] noise = new byte[random.nextInt(3_000)];
        random.nextBytes(noise);
        // Now and then a length that can be right.
        for (int at = 0; at < noise.length; at += 1 + random.nextInt(40)) {
            noise[at] = 0;
        }
        return List.of(changed, cut, noise);
    }

    private void check(Truebook truebook, ItemBatches.Built batch, SplittableRandom random) {
        ItemTrail.Batch trail = batch.trail();
        for (int segment = 0; segment < trail.cursors().size(); segment++) {
            CursorCell cursor = trail.cursors().get(segment).cell();
            ItemWalk chain = new ItemWalk(cursor, batch.transactions());
            while (chain.next()) {
                assertThat(chain.hash()).as("item " + chain.sequence()).isEqualTo(batch.hash(chain.sequence()));
            }
            assertThat(chain.sequence()).isEqualTo(batch.last());
        }
        for (int ask = 0; ask < 4 && !batch.hashes().isEmpty(); ask++) {
            long item = batch.first() + random.nextLong(batch.hashes().size());
            // Any segment before it will do; mostly the nearest.
            int nearest = trail.segmentOf(item);
            int segment = random.nextInt(3) == 0 ? random.nextInt(nearest + 1) : nearest;
            ask(truebook, batch, segment, item);
        }
        refused(truebook, batch, random);
    }

    private void ask(Truebook truebook, ItemBatches.Built batch, int segment, long item) {
        CursorCell cursor = batch.trail().cursors().get(segment).cell();
        ItemWalk chain = new ItemWalk(cursor, batch.transactions());
        int from = chain.offset();
        assertThat(chain.passes(item)).isTrue();
        Bytes proof = Contradictions.proof(batch.trail(), segment, batch.data(), from, chain.offset());
        assertThat(answer(truebook, batch, segment, proof, item))
                .isEqualTo(new CallResult.Returned(Bytes.of(batch.hash(item).bytes())));
        asked++;
        insideBundles += cursor.bundleEnd != 0 ? 1 : 0;
        inFlight += segment > 0 && cursor.phase != 1 ? 1 : 0;
        boolean last = item == batch.last();
        malformed += last && isMalformed(batch) ? 1 : 0;
    }

    /** The item after the last, and the same item without the chunk in which it begins. */
    private static void refused(Truebook truebook, ItemBatches.Built batch, SplittableRandom random) {
        int segment = batch.trail().cursors().size() - 1;
        Bytes whole = Contradictions.proof(batch.trail(), 0, batch.data(), 0, batch.transactions().length);
        assertThat(revert(answer(truebook, batch, 0, whole, batch.last() + 1 + random.nextInt(3))))
                .startsWith("BatchEndsBefore");
        assertThat(revert(answer(truebook, batch, 0, whole, batch.first() - 1))).startsWith("ItemBeforeSegment");
        if (!batch.hashes().isEmpty()) {
            Bytes bare = Contradictions.proof(batch.trail(), 0, batch.data(), 0, 0);
            boolean chunkOfRoots = batch.trail().cursors().size() > 1;
            if (!chunkOfRoots) {
                assertThat(revert(answer(truebook, batch, 0, bare, batch.first())))
                        .startsWith("MissingData");
            }
        }
        ProvenCursor other = batch.trail().cursors().get(segment);
        ItemTrail.Batch swapped =
                new ItemTrail.Batch(batch.trail().header(), batch.trail().parent(), List.of(other));
        if (segment > 0) {
            Bytes foreign = Contradictions.proof(swapped, 0, batch.data(), 0, batch.transactions().length);
            assertThat(revert(answer(truebook, batch, 0, foreign, batch.last())))
                    .startsWith("WrongPreRoot");
        }
    }

    private static boolean isMalformed(ItemBatches.Built batch) {
        byte[] bytes = batch.transactions();
        int at = 0;
        while (at < bytes.length) {
            if (bytes.length - at < 3) {
                return true;
            }
            int length = Byte.toUnsignedInt(bytes[at + 1]) << 8 | Byte.toUnsignedInt(bytes[at + 2]);
            if (length > 4_096 || 3 + length > bytes.length - at) {
                return true;
            }
            at += 3 + length;
        }
        return false;
    }

    private static CallResult answer(Truebook truebook, ItemBatches.Built batch, int segment, Bytes proof, long item) {
        return truebook.ask(truebook.deployment
                .equivocation()
                .chainHashAfter(batch.header(), batch.trail().parent(), segment, proof, item, BlockId.LATEST));
    }

    private static String revert(CallResult result) {
        return result instanceof CallResult.Reverted(Bytes error) ? Reverts.describe(error) : result.toString();
    }
}
