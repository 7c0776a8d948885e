package io.truebook.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.BundleBuilder;
import io.truebook.engine.CellMap;
import io.truebook.engine.Cells;
import io.truebook.engine.CurveRecovery;
import io.truebook.engine.Digests;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.Engine;
import io.truebook.engine.EngineListener;
import io.truebook.engine.Items;
import io.truebook.engine.Key;
import io.truebook.engine.Messages;
import io.truebook.engine.PostedBatch;
import io.truebook.engine.Seeds;
import io.truebook.engine.SegmentEnd;
import io.truebook.engine.SignatureRecovery;
import io.truebook.engine.Trial;
import io.truebook.engine.protocol.Protocol;
import io.truebook.engine.protocol.TriggerOrderItem;
import io.truebook.engine.protocol.TwapSliceItem;
import io.truebook.l1.BatchData;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecoveryAheadTest {
    private final CurveRecovery curve = new CurveRecovery();
    private final AtomicInteger calls = new AtomicInteger();
    private final SignatureRecovery counting = (digest, signature, at) -> {
        calls.incrementAndGet();
        return curve.recover(digest, signature, at);
    };

    @Test
    void anExecutionFindsEverySignatureOfABatchRecoveredAndEndsInTheSameState() {
        Producer producer = new Producer(Seeds.next("recovery ahead"), curve);
        List<byte[]> messages = producer.opening();
        Producer.Built first = producer.build(Producer.GENESIS, messages, 200, Producer.Lie.NONE);
        PostedBatch batch = posted(first, messages);
        RecoveryAhead ahead = new RecoveryAhead(counting, Producer.DOMAIN);
        RecoveryAhead.Signatories signatories = ahead.start(batch.transactions());
        ahead.use(signatories);
        assertThat(signatories.size()).isGreaterThan(100);
        int before = calls.get();
        CellMap state = run(batch, ahead);
        assertThat(calls.get()).isEqualTo(before);
        assertThat(state.text()).isEqualTo(producer.state(first.header()).text());
    }

    @Test
    void anyBytesCanBePreparedAndGiveTheSameStateAsWithout() {
        long seed = Seeds.next("recovery ahead of garbage");
        SplittableRandom random = new SplittableRandom(seed);
        Producer producer = new Producer(seed, curve);
        List<byte[]> messages = producer.opening();
        PostedBatch right = posted(producer.build(Producer.GENESIS, messages, 60, Producer.Lie.NONE), messages);
        RecoveryAhead ahead = new RecoveryAhead(curve, Producer.DOMAIN);
        for (int round = 0; round < 40; round++) {
            byte[] bytes = right.transactions().clone();
            for (int i = 0; i < 5; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            PostedBatch garbage = new PostedBatch(1, right.leaseId(), right.time(), bytes, 0, messages);
            ahead.use(ahead.start(bytes));
            assertThat(run(garbage, ahead).text()).isEqualTo(run(garbage, curve).text());
        }
    }

    /** A bundle, a slice and a trigger: their signatures lie elsewhere in their bodies, or do not end them. */
    @Test
    void signaturesInTheMiddleOfABodyAreFoundToo() {
        Eip712Domain domain = Producer.DOMAIN;
        Key owner = new Key(4_321);
        long expiry = Trial.GENESIS + 50;
        byte[] operations =
                new BundleBuilder().place(0, 0, 50_000, 3).cancel(0, 1).operations();
        TwapSliceItem slice = new TwapSliceItem(16, Protocol.OWNER_KEY, 2, 0, 0, 0, 3, 4, Trial.GENESIS, 0, expiry);
        TriggerOrderItem trigger = new TriggerOrderItem(16, Protocol.OWNER_KEY, 9, 0, 0, 50_000, 0, 3, 1, 1, expiry);
        byte[] sliceSignature = owner.sign(Digests.item(domain, slice));
        byte[][] items = {
            Items.bundle(
                    16,
                    Protocol.OWNER_KEY,
                    1,
                    expiry,
                    operations,
                    owner.sign(Digests.bundle(domain, 16, Protocol.OWNER_KEY, 1, expiry, operations))),
            Items.slice(slice, sliceSignature, 0),
            Items.slice(slice, sliceSignature, 3),
            owner.item(domain, trigger)
        };
        List<byte[]> messages = List.of(Messages.deposit(16, owner.address(), 1_000_000_000L));
        byte[] bytes = Items.inbox(1);
        for (byte[] item : items) {
            int length = bytes.length;
            bytes = java.util.Arrays.copyOf(bytes, length + item.length);
            System.arraycopy(item, 0, bytes, length, item.length);
        }
        PostedBatch batch = new PostedBatch(1, new byte[32], Trial.GENESIS + 1, bytes, 0, messages);
        RecoveryAhead ahead = new RecoveryAhead(counting, domain);
        RecoveryAhead.Signatories signatories = ahead.start(bytes);
        ahead.use(signatories);
        assertThat(signatories.size()).isEqualTo(3);
        int before = calls.get();
        CellMap state = run(batch, ahead);
        assertThat(calls.get()).isEqualTo(before);
        // Every signature counted: the bundle's nonce and the slices' are used, the trigger's is not.
        assertThat(new Cells(state).signer(16, Protocol.OWNER_KEY).nonceBitmap0 >>> 48)
                .isEqualTo(0b0110_0100_0000_0000);
    }

    private static PostedBatch posted(Producer.Built built, List<byte[]> messages) {
        return new PostedBatch(
                1,
                built.header().leaseId().bytes(),
                built.header().time(),
                BatchData.split(built.data(), built.header().segments()).transactions(),
                0,
                messages);
    }

    private static CellMap run(PostedBatch batch, SignatureRecovery recovery) {
        CellMap state = CellMap.genesis(Trial.GENESIS);
        Engine engine = new Engine(new Cells(state), Producer.DOMAIN, recovery, EngineListener.NONE);
        engine.open(batch);
        SegmentEnd end;
        do {
            end = engine.runSegment();
            engine.cells().drain(state);
        } while (end != SegmentEnd.BATCH_END);
        return state;
    }
}
