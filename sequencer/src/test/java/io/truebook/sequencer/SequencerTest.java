package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.*;
import static io.truebook.sequencer.TestExchange.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.derivation.HeadSignature;
import io.truebook.engine.CellAddresses;
import io.truebook.engine.protocol.Reason;
import io.truebook.l1.BatchData;
import io.truebook.l1.DataChunks;
import io.truebook.l1.EthAddress;
import io.truebook.l1.SignedHead;
import io.truebook.sequencer.market.EngineEvent;
import io.truebook.sequencer.signing.NativeRecovery;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequencerTest {
    private static final long SEED = Long.getLong("truebook.seed", System.nanoTime());

    @TempDir
    Path folder;

    @Test
    void anOrderGetsItsPlaceAndItsFill() throws Exception {
        try (RunningSequencer running = RunningSequencer.in(folder).funded(2)) {
            Outcome.Sequenced rested = (Outcome.Sequenced) running.submit(place(0, 2, 0, MARK, 10));
            assertThat(rested.reason()).isEqualTo(Reason.OK);
            assertThat(rested.events()).containsExactly(new EngineEvent.Rested(account(0), 0, MARKET, 0, MARK, 10, 2));
            Outcome.Sequenced filled =
                    (Outcome.Sequenced) running.submit(place(1, 1, FLAG_SELL | FLAG_TIF_IOC, MARK, 4));
            assertThat(filled.events()).singleElement().isInstanceOf(EngineEvent.Filled.class);
            assertThat(filled.sequence()).isEqualTo(rested.sequence() + 1);

            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(rested.chainHash());
            sha256.update(place(1, 1, FLAG_SELL | FLAG_TIF_IOC, MARK, 4));
            assertThat(filled.chainHash()).isEqualTo(sha256.digest());
        }
    }

    @Test
    void whatTheEngineWouldNotTouchGetsNoPlace() throws Exception {
        try (RunningSequencer running = RunningSequencer.in(folder).funded(1)) {
            byte[] order = place(0, 2, 0, MARK, 10);
            long sequence = ((Outcome.Sequenced) running.submit(order)).sequence();
            assertThat(running.submit(order)).isEqualTo(new Outcome.Rejected(Reason.NONCE_USED));
            assertThat(running.submit(place(7, 1, 0, MARK, 10)))
                    .isEqualTo(new Outcome.Rejected(Reason.UNKNOWN_ACCOUNT));
            assertThat(running.number(cells -> cells.cursor().sequence)).isEqualTo(sequence);
        }
    }

    @Test
    void headsAreSignedOverTheChain() throws Exception {
        try (RunningSequencer running = RunningSequencer.in(folder).funded(1)) {
            Outcome.Sequenced last = (Outcome.Sequenced) running.submit(place(0, 2, 0, MARK, 10));
            RunningSequencer.await(() -> running.sequencer.latestHead() != null
                    && running.sequencer.latestHead().sequence() == last.sequence());
            SignedHead head = running.sequencer.latestHead();
            assertThat(head.chainHash().bytes()).isEqualTo(last.chainHash());
            assertThat(HeadSignature.signer(head, DOMAIN, new NativeRecovery()))
                    .contains(EthAddress.of(key(77).address()));
        }
    }

    @Test
    void withoutALeaseNothingIsTaken() throws Exception {
        try (RunningSequencer running = new RunningSequencer(folder, RunningSequencer.OPTIONS, Feed.NONE)) {
            assertThat(running.submit(place(0, 1, 0, MARK, 1))).isEqualTo(new Outcome.Refused(Refusal.NO_LEASE));
        }
    }

    @Test
    void batchesAreSealedWithTheRootsOfAReplay() throws Exception {
        System.out.println("seed " + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        try (RunningSequencer running = RunningSequencer.in(folder).funded(8)) {
            trade(running, random, 800);
            RunningSequencer.await(() -> running.sealed.size() >= 2);
            SealedBatch before = null;
            for (SealedBatch batch : List.copyOf(running.sealed)) {
                assertThat(batch.data().length).isEqualTo(batch.header().dataLength());
                assertThat(DataChunks.root(batch.data()))
                        .isEqualTo(batch.header().dataRoot());
                assertThat(BatchData.split(batch.data(), batch.header().segments())
                                .transactions()
                                .length)
                        .isPositive();
                if (before != null) {
                    assertThat(batch.header().parentHash())
                            .isEqualTo(before.header().hash());
                    assertThat(batch.firstSequence()).isEqualTo(before.lastSequence() + 1);
                }
                before = batch;
            }
            assertThat(running.sequencer.standing().mode()).isEqualTo(Mode.ACTIVE);
        }
    }

    @Test
    void reopeningGivesTheSameStateAtAnyMoment() throws Exception {
        System.out.println("seed " + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        byte[] chain = null;
        long sequence = 0;
        for (int opening = 0; opening < 5; opening++) {
            try (RunningSequencer running = RunningSequencer.in(folder)) {
                if (opening == 0) {
                    running.funded(8);
                } else {
                    byte[] found = running.ask(cells -> cells.cursor().chainHash.clone());
                    assertThat(found).isEqualTo(chain);
                    assertThat(running.number(cells -> cells.cursor().sequence)).isEqualTo(sequence);
                }
                running.now.addAndGet(1_000L * (opening + 1));
                trade(running, random, 50 + random.nextInt(400));
                chain = running.ask(cells -> cells.cursor().chainHash.clone());
                sequence = running.ask(cells -> cells.cursor().sequence);
            }
        }
    }

    @Test
    void aRevertGoesBackToTheBatchAndSurvivesReopening() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        byte[] chain;
        try (RunningSequencer running = RunningSequencer.in(folder).funded(8)) {
            trade(running, random, 1_000);
            RunningSequencer.await(() -> running.sealed.size() >= 3);
            SealedBatch first = running.sealed.getFirst();
            running.sequencer.revert(first.index());
            assertThat(running.submit(place(0, 900, 0, MARK, 1))).isEqualTo(new Outcome.Refused(Refusal.NO_LEASE));
            assertThat(running.number(cells -> cells.cursor().sequence)).isEqualTo(first.lastSequence());
            assertThat(running.sequencer.sealedHeader()).isEqualTo(first.header());
            running.sequencer.hold(LEASE);
            trade(running, random, 100);
            chain = running.ask(cells -> cells.cursor().chainHash.clone());
        }
        try (RunningSequencer running = RunningSequencer.in(folder)) {
            byte[] found = running.ask(cells -> cells.cursor().chainHash.clone());
            assertThat(found).isEqualTo(chain);
        }
    }

    @Test
    void forcedMessagesAndDepositsOfTheInboxAreConsumedOnce() throws Exception {
        try (RunningSequencer running = RunningSequencer.in(folder).funded(2)) {
            long next = running.sequencer.inboxNext();
            assertThat(next).isEqualTo(4);
            byte[] forced = forced(place(1, 1, 0, MARK - 1, 3));
            running.sequencer.deliver(next, java.util.List.of(deposit(1, 5_000), forced));
            running.sequencer.deliver(next, java.util.List.of(deposit(1, 5_000), forced));
            running.sequencer.deliver(next + 7, java.util.List.of(forced));
            RunningSequencer.await(() -> running.sequencer.inboxNext() == next + 2);
            assertThat(running.number(cells -> cells.account(account(1)).collateral))
                    .isEqualTo(1_000_000_000_005_000L);
            assertThat(running.number(cells -> cells.order(account(1), 0).lots)).isEqualTo(3);
        }
    }

    @Test
    void theDataRateAndTheAgeOfWhatIsNotPostedHoldItemsBack() throws Exception {
        SequencerOptions tight = new SequencerOptions(20_000, 1_000_000, 0, 100, 0, 1_000, 100, 5_000, 60_000);
        try (RunningSequencer running = new RunningSequencer(folder, tight, Feed.NONE)) {
            running.sequencer.hold(LEASE);
            running.funded(1);
            Outcome outcome = null;
            for (int i = 0; i < 100; i++) {
                outcome = running.submit(place(0, 10 + i, 0, MARK - 5, 10));
            }
            assertThat(outcome).isEqualTo(new Outcome.Refused(Refusal.DATA_RATE));
            running.now.addAndGet(30_000);
            assertThat(running.submit(place(0, 200, 0, MARK - 5, 10))).isInstanceOf(Outcome.Sequenced.class);
            running.now.addAndGet(61_000);
            assertThat(running.submit(place(0, 201, 0, MARK, 10)))
                    .isEqualTo(new Outcome.Refused(Refusal.POSTING_BEHIND));
            assertThat(running.submit(cancelAll(0, 202))).isInstanceOf(Outcome.Sequenced.class);
        }
    }

    @Test
    void aPriceOfThisMomentIsNotFromTheEnginesFuture() throws Exception {
        try (RunningSequencer running = RunningSequencer.in(folder).funded(1)) {
            running.now.addAndGet(RunningSequencer.OPTIONS.timeStepMillis() / 2);
            Outcome priced = running.submit(TestExchange.price(MARK + 1, running.now.get()));
            assertThat(((Outcome.Sequenced) priced).reason()).isEqualTo(Reason.OK);
            Outcome ahead = running.submit(TestExchange.price(MARK + 2, running.now.get() + 1));
            assertThat(((Outcome.Sequenced) ahead).reason()).isEqualTo(Reason.PRICE_FROM_FUTURE);
        }
    }

    @Test
    void aBatchThatDoesNotCheckHaltsBeforeItCanBePosted() throws Exception {
        try (RunningSequencer running = RunningSequencer.in(folder).funded(2)) {
            running.ask(cells -> cells.account(account(1)).collateral += 1);
            running.submit(place(1, 1, 0, MARK, 1));
            running.now.addAndGet(1_000_001);
            RunningSequencer.await(() -> running.sequencer.standing().mode() == Mode.HALTED);
            assertThat(running.sequencer.standing().reason())
                    .contains("cell %x".formatted(CellAddresses.account(account(1))));
            assertThat(running.sealed).isEmpty();
            assertThat(running.submit(place(1, 2, 0, MARK, 1))).isEqualTo(new Outcome.Refused(Refusal.HALTED));
        }
    }

    /** Random orders around the mark; all outcomes have come back afterwards. */
    static void trade(RunningSequencer running, SplittableRandom random, int orders) throws Exception {
        CompletableFuture<?>[] outcomes = new CompletableFuture<?>[orders];
        long base = running.ask(cells -> cells.cursor().sequence) * 4 + 1_000;
        for (int i = 0; i < orders; i++) {
            int flags = random.nextInt(2) | (random.nextInt(3) == 0 ? FLAG_TIF_IOC : 0);
            int tick = MARK - 20 + random.nextInt(41);
            outcomes[i] = running.later(place(random.nextInt(8), base + i, flags, tick, 1 + random.nextInt(50)));
            running.now.addAndGet(random.nextInt(20));
        }
        CompletableFuture.allOf(outcomes).get(30, TimeUnit.SECONDS);
    }
}
