package io.truebook.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.truebook.engine.CurveRecovery;
import io.truebook.engine.EngineListener;
import io.truebook.engine.Seeds;
import io.truebook.l1.Agreement;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What L1 says does not fit together: nothing is judged, nothing is kept, and honest answers later are followed. */
class UnknownTest {
    /** An endpoint between the follower and L1 that alters what it says. */
    private static final class Altering implements L1Source {
        private final L1Source honest;
        private UnaryOperator<ChainEvent> event = UnaryOperator.identity();
        private Predicate<ChainEvent> shown = _ -> true;
        private UnaryOperator<Agreement<Bytes32>> hash = UnaryOperator.identity();

        Altering(L1Source honest) {
            this.honest = honest;
        }

        @Override
        public Agreement<BlockRef> head() {
            return honest.head();
        }

        @Override
        public Agreement<Bytes32> hashOf(long number) {
            return hash.apply(honest.hashOf(number));
        }

        @Override
        public Agreement<List<ChainEvent>> events(long fromBlock, long toBlock) {
            List<ChainEvent> events = ((Agreement.Agreed<List<ChainEvent>>) honest.events(fromBlock, toBlock)).value();
            return new Agreement.Agreed<>(
                    events.stream().filter(shown).map(event).toList());
        }

        @Override
        public Agreement<Ends> endsAt(long block) {
            return honest.endsAt(block);
        }
    }

    private static final Bytes32 OTHER = Bytes32.fromHex("0x" + "ab".repeat(32));

    @TempDir
    Path folder;

    private final CurveRecovery recovery = new CurveRecovery();
    private ScriptedL1 l1;
    private Producer producer;
    private Altering altering;

    @BeforeEach
    void script() {
        producer = new Producer(Seeds.next("unknown"), recovery);
        l1 = new ScriptedL1(Producer.GENESIS);
        producer.opening().forEach(l1::enqueue);
        l1.mine();
        append(Producer.GENESIS);
        altering = new Altering(l1);
    }

    @Test
    void alteredDataIsUnknownNotInvalid() {
        expectUnknown(event -> event instanceof ChainEvent.BatchAppended batch
                ? new ChainEvent.BatchAppended(batch.at(), batch.header(), batch.hash(), flipped(batch.data()))
                : event);
    }

    @Test
    void anAlteredHeaderMessageOrOrderOfEventsIsNotFollowed() {
        expectUnknown(event -> event instanceof ChainEvent.BatchAppended batch
                ? new ChainEvent.BatchAppended(batch.at(), withRoot(batch.header()), batch.hash(), batch.data())
                : event);
        expectUnknown(event -> event instanceof ChainEvent.BatchAppended batch
                ? new ChainEvent.BatchAppended(
                        batch.at(),
                        withParent(batch.header()),
                        withParent(batch.header()).hash(),
                        batch.data())
                : event);
        expectUnknown(event -> event instanceof ChainEvent.MessageEnqueued message && message.index() == 3
                ? new ChainEvent.MessageEnqueued(message.at(), 3, flipped(message.message()), message.accumulator())
                : event);
        expectUnknown(event -> event instanceof ChainEvent.MessageEnqueued message && message.index() == 3
                ? new ChainEvent.MessageEnqueued(message.at(), 4, message.message(), message.accumulator())
                : event);
        expectUnknown(event -> event instanceof ChainEvent.BatchAppended batch
                ? new ChainEvent.BatchDeleted(batch.at(), 1, batch.hash())
                : event);
        expectUnknown(event -> event instanceof ChainEvent.BatchAppended batch
                ? new ChainEvent.BatchAppended(new L1Position(1, 0), batch.header(), batch.hash(), batch.data())
                : event);
    }

    @Test
    void eventsThatAreKeptBackAreMissedAndReadAgainWhenTheyAreShown() {
        for (int block = 0; block < 250; block++) {
            l1.mine();
        }
        append(l1.batches().getLast());
        List<Predicate<ChainEvent>> lies = List.of(
                event -> !(event instanceof ChainEvent.BatchAppended),
                event -> !(event instanceof ChainEvent.BatchAppended batch
                        && batch.header().index() == 1),
                event -> !(event instanceof ChainEvent.BatchAppended batch
                        && batch.header().index() == 2),
                event -> !(event instanceof ChainEvent.MessageEnqueued message
                        && message.index() == l1.messages().size() - 1));
        for (Predicate<ChainEvent> lie : lies) {
            try (Follower follower = new Follower(folder.resolve("lie" + lies.indexOf(lie)), altering, recovery)) {
                altering.shown = lie;
                for (int attempt = 0; attempt < 2; attempt++) {
                    assertThat(follower.chain.advance()).isInstanceOf(Progress.Unknown.class);
                    assertThat(follower.chain.tip()).isEqualTo(ScriptedL1.ORIGIN);
                    assertThat(follower.replay.next()).isEmpty();
                    assertThat(follower.replay.at().index()).isZero();
                }
                altering.shown = _ -> true;
                assertThat(follower.settle()).isEmpty();
                assertThat(follower.replay.at().index()).isEqualTo(2);
            }
        }
    }

    @Test
    void endpointsThatDisagreeOrAreSilentLeaveEverythingAsItWas() {
        altering.hash = answer -> new Agreement.Disagree<>(Map.of("a", OTHER, "b", Bytes32.ZERO));
        try (Follower follower = new Follower(folder, altering, recovery)) {
            assertThat(follower.chain.advance()).isInstanceOf(Progress.Unknown.class);
            altering.hash = answer -> new Agreement.Unavailable<>(List.of("silent"));
            assertThat(follower.chain.advance()).isInstanceOf(Progress.Unknown.class);
            assertThat(follower.chain.tip()).isEqualTo(ScriptedL1.ORIGIN);
            altering.hash = UnaryOperator.identity();
            assertThat(follower.settle()).isEmpty();
            assertThat(follower.replay.at().index()).isEqualTo(1);
        }
    }

    @Test
    void aReorganisationWhileItIsReadIsNoticed() {
        int[] asked = {0};
        altering.hash = answer -> asked[0]++ == 1 ? new Agreement.Agreed<>(OTHER) : answer;
        try (Follower follower = new Follower(folder, altering, recovery)) {
            assertThat(follower.chain.advance()).isInstanceOf(Progress.Unknown.class);
            assertThat(follower.chain.tip()).isEqualTo(ScriptedL1.ORIGIN);
            assertThat(follower.settle()).isEmpty();
        }
    }

    @Test
    void aStoreOfAnotherDeploymentAndAFalseGenesisRootAreRefused() {
        new Follower(folder, l1, recovery).close();
        try (var store = Families.open(folder)) {
            BatchHeader other =
                    BatchHeader.genesis(Producer.GENESIS.time() + 1, Replay.genesisRoot(Producer.GENESIS.time() + 1));
            L1Chain chain = new L1Chain(store, l1, ScriptedL1.ORIGIN, other);
            assertThatThrownBy(() -> new Replay(store, chain, Producer.DOMAIN, recovery, EngineListener.NONE))
                    .isInstanceOf(IllegalStateException.class);
        }
        try (var store = Families.open(folder.resolve("fresh"))) {
            L1Chain chain =
                    new L1Chain(store, l1, ScriptedL1.ORIGIN, BatchHeader.genesis(Producer.GENESIS.time(), OTHER));
            assertThatThrownBy(() -> new Replay(store, chain, Producer.DOMAIN, recovery, EngineListener.NONE))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("genesis has root");
        }
    }

    private void append(BatchHeader parent) {
        Producer.Built built = producer.build(parent, l1.messages(), 10, Producer.Lie.NONE);
        l1.append(built.header(), built.data());
        l1.mine();
    }

    private void expectUnknown(UnaryOperator<ChainEvent> alter) {
        altering.event = alter;
        try (Follower follower = new Follower(folder, altering, recovery)) {
            assertThat(follower.chain.advance()).isInstanceOf(Progress.Unknown.class);
            assertThat(follower.chain.tip()).isEqualTo(ScriptedL1.ORIGIN);
            assertThat(follower.chain.inbox().end().length()).isZero();
            assertThat(follower.replay.next()).isEmpty();
        }
    }

    private static Bytes flipped(Bytes bytes) {
        byte[] copy = bytes.bytes();
        copy[copy.length / 2] ^= 1;
        return Bytes.of(copy);
    }

    private static BatchHeader withRoot(BatchHeader h) {
        return new BatchHeader(
                h.version(),
                h.parentHash(),
                h.index(),
                h.time(),
                h.inboxEnd(),
                h.inboxAcc(),
                h.leaseId(),
                h.dataLength(),
                h.segments(),
                h.dataRoot(),
                OTHER);
    }

    private static BatchHeader withParent(BatchHeader h) {
        return new BatchHeader(
                h.version(),
                OTHER,
                h.index(),
                h.time(),
                h.inboxEnd(),
                h.inboxAcc(),
                h.leaseId(),
                h.dataLength(),
                h.segments(),
                h.dataRoot(),
                h.finalRoot());
    }
}
