package io.truebook.sequencer;

import static io.truebook.sequencer.TestExchange.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes32;
import io.truebook.sequencer.market.MarketData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standby executes what the other sequencer has posted, and goes on from there. */
class FollowingTest {
    private static final long SEED = Long.getLong("truebook.seed", System.nanoTime());

    @TempDir
    Path folder;

    private final List<SealedBatch> batches = new ArrayList<>();
    private final List<byte[]> messages = genesisMessages(8);

    @Test
    void aStandbyGoesOnWhereTheOtherEnded() throws Exception {
        produce();
        byte[] chain;
        try (RunningSequencer standby = standby()) {
            followAll(standby.sequencer);
            assertThat(standby.sequencer.sealedHeader())
                    .isEqualTo(batches.getLast().header());
            assertThat(standby.sequencer.accounts().count()).isEqualTo(8);
            assertThat(standby.divergence().books().gap()).isZero();
            standby.sequencer.hold(LEASE);
            standby.now.addAndGet(10_000_000);
            SequencerTest.trade(standby, new SplittableRandom(SEED), 100);
            chain = standby.ask(cells -> cells.cursor().chainHash.clone());
        }
        try (RunningSequencer reopened = RunningSequencer.in(folder.resolve("standby"))) {
            byte[] found = reopened.ask(cells -> cells.cursor().chainHash.clone());
            assertThat(found).isEqualTo(chain);
        }
    }

    @Test
    void aWrongRootIsNotFollowed() throws Exception {
        produce();
        try (RunningSequencer standby = standby()) {
            BatchHeader right = batches.getFirst().header();
            BatchHeader wrong = new BatchHeader(
                    right.version(),
                    right.parentHash(),
                    right.index(),
                    right.time(),
                    right.inboxEnd(),
                    right.inboxAcc(),
                    right.leaseId(),
                    right.dataLength(),
                    right.segments(),
                    right.dataRoot(),
                    Bytes32.ZERO);
            List<byte[]> consumed = messages.subList(0, (int) right.inboxEnd());
            assertThatThrownBy(() ->
                            standby.sequencer.follow(wrong, batches.getFirst().data(), consumed))
                    .hasMessageContaining("is wrong in segment " + (right.segments() - 1));
            followAll(standby.sequencer);
        }
    }

    @Test
    void aWrongRootBetweenSegmentsIsNotFollowed() throws Exception {
        produce();
        try (RunningSequencer standby = standby()) {
            SealedBatch right = batches.stream()
                    .filter(batch -> batch.header().segments() > 1)
                    .findFirst()
                    .orElseThrow();
            assertThat(right).isEqualTo(batches.getFirst());
            byte[] wrong = right.data().clone();
            wrong[0] ^= 1;
            List<byte[]> consumed = messages.subList(0, (int) right.header().inboxEnd());
            assertThatThrownBy(() -> standby.sequencer.follow(right.header(), wrong, consumed))
                    .hasMessageContaining("is wrong in segment 0 of");
            followAll(standby.sequencer);
        }
    }

    @Test
    void whoOrdersItemsFollowsNobody() throws Exception {
        produce();
        try (RunningSequencer standby = standby()) {
            standby.sequencer.hold(LEASE);
            assertThatThrownBy(() -> followAll(standby.sequencer)).hasMessageContaining("follows nobody");
        }
    }

    private void produce() throws Exception {
        System.out.println("seed " + SEED);
        try (RunningSequencer producer =
                RunningSequencer.in(folder.resolve("producer")).funded(8)) {
            SequencerTest.trade(producer, new SplittableRandom(SEED), 800);
            RunningSequencer.await(() -> producer.sealed.size() >= 3);
            batches.addAll(producer.sealed.subList(0, 3));
        }
    }

    private RunningSequencer standby() {
        MarketData marketData = new MarketData();
        RunningSequencer standby =
                new RunningSequencer(folder.resolve("standby"), RunningSequencer.OPTIONS, marketData);
        marketData.close();
        return standby;
    }

    private void followAll(Sequencer standby) throws InterruptedException {
        long consumed = 0;
        for (SealedBatch batch : batches) {
            long end = batch.header().inboxEnd();
            standby.follow(batch.header(), batch.data(), messages.subList((int) consumed, (int) end));
            consumed = end;
        }
    }
}
