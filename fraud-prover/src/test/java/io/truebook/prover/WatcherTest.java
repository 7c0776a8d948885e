package io.truebook.prover;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.derivation.Divergence;
import io.truebook.derivation.Producer;
import io.truebook.engine.Seeds;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.BatchStatus;
import io.truebook.l1.BlockId;
import io.truebook.l1.Bytes32;
import io.truebook.l1.MemoryOutbox;
import io.truebook.l1.TransactionOutcome;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lies on a real L1, proven with the deployed verifier. */
class WatcherTest {
    private static final int WATCHER = 10;
    private static final int OTHER = 11;

    @TempDir
    Path folder;

    private Truebook truebook;
    private Watching watching;

    @BeforeEach
    void start() {
        truebook = new Truebook(Seeds.next("watcher"), folder.resolve("sequencer"));
        watching = watching("watcher", WATCHER);
    }

    @AfterEach
    void stop() {
        watching.close();
        truebook.close();
    }

    @Test
    void honestBatchesAreFollowedAndALieIsDeletedAndPaidFor() {
        truebook.post(60, Producer.Lie.NONE);
        Producer.Built right = truebook.post(120, Producer.Lie.NONE);
        Watcher.Standing.UpToDate before = watching.until(Watcher.Standing.UpToDate.class, 1);
        assertThat(before.tip().header()).isEqualTo(right.header());
        Producer.Built lie = truebook.post(120, Producer.Lie.FALSE_CELL);
        long posted = truebook.head().number();
        Watcher.Standing.Challenging challenging = watching.until(Watcher.Standing.Challenging.class, 1);
        assertThat(challenging.batch().header()).isEqualTo(lie.header());
        assertThat(challenging.move()).isInstanceOf(Move.Commit.class);
        assertThat(challenging.evidence().segment()).isEqualTo(lie.segment());
        Watcher.Standing.UpToDate after = watching.until(Watcher.Standing.UpToDate.class, 8);
        assertThat(after.tip().header()).isEqualTo(right.header());
        assertThat(status(lie.header())).isEqualTo(BatchStatus.DELETED);
        assertThat(truebook.head().number() - posted).isLessThanOrEqualTo(6);
        assertThat(reward(WATCHER)).isEqualTo(truebook.parameters.bond().shiftRight(1));
        assertThat(truebook.ask(truebook.deployment
                                .sequencers()
                                .bondOf(truebook.sender(Truebook.SEQUENCER).address(), BlockId.LATEST))
                        .amount())
                .isEqualTo(BigInteger.ZERO);
    }

    @Test
    void everyKindOfLieIsProven() {
        BatchHeader tip = truebook.post(40, Producer.Lie.NONE).header();
        for (Producer.Lie lie : Producer.Lie.values()) {
            if (lie == Producer.Lie.NONE) {
                continue;
            }
            Producer.Built built = truebook.post(100, lie);
            if (built.segment() < 0) {
                continue;
            }
            watching.until(Watcher.Standing.UpToDate.class, 8);
            assertThat(status(built.header())).as(lie.name()).isEqualTo(BatchStatus.DELETED);
            assertThat(watching.replay.at().header()).isEqualTo(tip);
            truebook.done(Truebook.SEQUENCER, truebook.deployment.sequencers().bond(truebook.parameters.bond()));
            truebook.done(Truebook.SEQUENCER, truebook.deployment.sequencers().claim());
            tip = truebook.post(40, Producer.Lie.NONE).header();
            watching.until(Watcher.Standing.UpToDate.class, 1);
        }
    }

    @Test
    void aWatcherRestartedBetweenCommitmentAndRevealGoesOn() {
        truebook.post(60, Producer.Lie.NONE);
        Producer.Built lie = truebook.post(60, Producer.Lie.FALSE_ROOT);
        MemoryOutbox outbox = new MemoryOutbox();
        try (Watching first = new Watching(truebook, truebook.client, folder.resolve("restarted"), WATCHER, outbox)) {
            assertThat(first.until(Watcher.Standing.Challenging.class, 1).move())
                    .isInstanceOf(Move.Commit.class);
        }
        truebook.anvil.mine(1);
        try (Watching second = new Watching(truebook, truebook.client, folder.resolve("restarted"), WATCHER, outbox)) {
            assertThat(second.until(Watcher.Standing.Challenging.class, 1).move())
                    .isInstanceOf(Move.Reveal.class);
            second.until(Watcher.Standing.UpToDate.class, 4);
        }
        assertThat(status(lie.header())).isEqualTo(BatchStatus.DELETED);
        assertThat(reward(WATCHER)).isEqualTo(truebook.parameters.bond().shiftRight(1));
    }

    @Test
    void oneOfTwoThatRaceIsPaidAndTheOtherIsContent() {
        truebook.post(60, Producer.Lie.NONE);
        Producer.Built lie = truebook.post(60, Producer.Lie.FALSE_CELL);
        try (Watching other = watching("other", OTHER)) {
            for (int step = 0; step < 8; step++) {
                watching.watcher.step();
                other.watcher.step();
                truebook.anvil.mine(1);
            }
            assertThat(watching.watcher.step()).isInstanceOf(Watcher.Standing.UpToDate.class);
            assertThat(other.watcher.step()).isInstanceOf(Watcher.Standing.UpToDate.class);
        }
        assertThat(status(lie.header())).isEqualTo(BatchStatus.DELETED);
        assertThat(reward(WATCHER).add(reward(OTHER)))
                .isEqualTo(truebook.parameters.bond().shiftRight(1));
    }

    @Test
    void aFalseChallengeIsRefusedBeforeItIsSentAndRevertsWhenSent() {
        truebook.post(60, Producer.Lie.NONE);
        Producer.Built lie = truebook.post(60, Producer.Lie.FALSE_ROOT);
        Evidence evidence =
                watching.until(Watcher.Standing.Challenging.class, 1).evidence();
        byte[] damaged = evidence.proof().bytes();
        damaged[damaged.length - 1] ^= 1;
        Evidence wrong = new Evidence(
                evidence.header(), evidence.parent(), evidence.segment(), io.truebook.l1.Bytes.of(damaged));
        try (Watching other = watching("other", OTHER)) {
            Challenger challenger = new Challenger(
                    truebook.client, truebook.sender(OTHER), new Salts(other.store), truebook.deployment.rollup());
            assertThat(challenger.pursue(wrong)).isInstanceOf(Move.GiveUp.class);
        }
        TransactionOutcome sent = truebook.sender(OTHER)
                .send(
                        truebook.deployment
                                .rollup()
                                .prove(wrong.header(), wrong.parent(), wrong.segment(), wrong.proof(), Bytes32.ZERO)
                                .keyed("false"),
                        Duration.ofSeconds(20),
                        Duration.ofMillis(10));
        assertThat(sent).isInstanceOf(TransactionOutcome.Reverted.class);
        assertThat(status(lie.header())).isEqualTo(BatchStatus.PENDING);
        watching.until(Watcher.Standing.UpToDate.class, 8);
    }

    @Test
    void aReorganisationThatDropsTheLieOrTheDeletionIsFollowed() {
        truebook.post(60, Producer.Lie.NONE);
        watching.until(Watcher.Standing.UpToDate.class, 1);
        truebook.anvil.mine(8);
        Producer.Built lie = truebook.post(60, Producer.Lie.FALSE_ROOT);
        assertThat(watching.until(Watcher.Standing.Challenging.class, 1).batch().header())
                .isEqualTo(lie.header());
        truebook.anvil.reorg(4);
        truebook.anvil.mine(1);
        Watcher.Standing.UpToDate without = watching.until(Watcher.Standing.UpToDate.class, 2);
        assertThat(without.tip().index()).isEqualTo(1);
        assertThat(status(lie.header())).isEqualTo(BatchStatus.UNKNOWN);
    }

    @Test
    void aReorganisationOfDepthEightTakesBatchesAndTheirReturnBringsThemBack() {
        truebook.anvil.mine(8);
        watching.until(Watcher.Standing.UpToDate.class, 1);
        BatchHeader tip = null;
        for (int batch = 0; batch < 5; batch++) {
            tip = truebook.post(80, Producer.Lie.NONE).header();
        }
        assertThat(watching.until(Watcher.Standing.UpToDate.class, 1).tip().header())
                .isEqualTo(tip);
        truebook.anvil.reorg(8);
        truebook.anvil.mine(1);
        assertThat(watching.until(Watcher.Standing.UpToDate.class, 2).tip().index())
                .isZero();
        assertThat(watching.replay.at().header()).isEqualTo(truebook.deployment.genesis());
        // The clock went back with the blocks, and a batch from the future is refused for good.
        long behind = Math.max(0, tip.time() - truebook.head().timestamp());
        truebook.anvil.increaseTime(Duration.ofSeconds(10 + behind));
        for (int block = 0; block < 8; block++) {
            truebook.sender(Truebook.SEQUENCER).poll();
            truebook.anvil.mine(1);
        }
        assertThat(watching.until(Watcher.Standing.UpToDate.class, 1).tip().header())
                .isEqualTo(tip);
    }

    @Test
    void aWatcherStartedLateCatchesUpAndFindsWhatIsWrong() {
        for (int batch = 0; batch < 8; batch++) {
            truebook.post(60, Producer.Lie.NONE);
        }
        Producer.Built lie = truebook.post(60, Producer.Lie.MISSING_SEGMENT);
        try (Watching late = watching("late", OTHER)) {
            if (lie.segment() >= 0) {
                late.until(Watcher.Standing.Challenging.class, 1);
                late.until(Watcher.Standing.UpToDate.class, 8);
                assertThat(status(lie.header())).isEqualTo(BatchStatus.DELETED);
            }
            assertThat(late.until(Watcher.Standing.UpToDate.class, 1).tip().index())
                    .isGreaterThanOrEqualTo(8);
        }
    }

    @Test
    void rightSegmentsAreCheckedWithTheContractAndADifferenceIsSaid() {
        for (int batch = 1; batch <= 5; batch++) {
            truebook.post(60, Producer.Lie.NONE);
            watching.until(Watcher.Standing.UpToDate.class, 1);
            assertThat(watching.audit.passed()).isEqualTo(batch);
        }
        Producer.Built lie = truebook.post(60, Producer.Lie.FALSE_ROOT);
        Watcher.Standing.Challenging challenging = watching.until(Watcher.Standing.Challenging.class, 1);
        Divergence divergence = watching.divergence();
        watching.until(Watcher.Standing.UpToDate.class, 8);
        VerifierAudit differing = new VerifierAudit(truebook.client, truebook.deployment.verifier());
        assertThat(challenging.batch().header()).isEqualTo(lie.header());
        differing.take(divergence.record(), divergence.claimed());
        assertThat(differing.check()).containsInstanceOf(VerifierAudit.Finding.Differs.class);
        assertThat(differing.passed()).isZero();
    }

    @Test
    void aFinalLieIsGivenUpAndSaidSo() {
        truebook.post(60, Producer.Lie.NONE);
        Producer.Built lie = truebook.post(60, Producer.Lie.FALSE_ROOT);
        truebook.anvil.increaseTime(Duration.ofSeconds(truebook.parameters.finalitySeconds() + 1));
        truebook.anvil.mine((int) truebook.parameters.finalityBlocks() + 1);
        assertThat(status(lie.header())).isEqualTo(BatchStatus.FINAL);
        assertThat(watching.until(Watcher.Standing.Challenging.class, 1).move()).isInstanceOf(Move.GiveUp.class);
    }

    private Watching watching(String name, int key) {
        return new Watching(truebook, truebook.client, folder.resolve(name), key, new MemoryOutbox());
    }

    private BatchStatus status(BatchHeader header) {
        return truebook.ask(truebook.deployment.rollup().statusOf(header.index(), header.hash(), BlockId.LATEST));
    }

    private BigInteger reward(int key) {
        return truebook.ask(
                truebook.deployment.sequencers().rewardOf(truebook.sender(key).address(), BlockId.LATEST));
    }
}
