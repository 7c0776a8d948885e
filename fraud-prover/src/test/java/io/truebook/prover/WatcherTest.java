package io.truebook.prover;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.derivation.Divergence;
import io.truebook.derivation.Producer;
import io.truebook.engine.Seeds;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.BatchStatus;
import io.truebook.l1.MemoryOutbox;
import java.math.BigInteger;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lies on a real L1, proven with the deployed verifier. */
class WatcherTest {
    private static final int WATCHER = 10;
    private static final int OTHER = 11;
    private static final int LATE = 50;

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
        assertThat(truebook.status(lie.header())).isEqualTo(BatchStatus.DELETED);
        assertThat(truebook.head().number() - posted).isLessThanOrEqualTo(6);
        assertThat(truebook.reward(WATCHER))
                .isEqualTo(truebook.parameters.bond().shiftRight(1));
        assertThat(truebook.stake()).isEqualTo(BigInteger.ZERO);
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
            assertThat(truebook.status(built.header())).as(lie.name()).isEqualTo(BatchStatus.DELETED);
            assertThat(watching.replay.at().header()).isEqualTo(tip);
            truebook.rebond();
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
        assertThat(truebook.status(lie.header())).isEqualTo(BatchStatus.DELETED);
        assertThat(truebook.reward(WATCHER))
                .isEqualTo(truebook.parameters.bond().shiftRight(1));
    }

    @Test
    void aWatcherStartedLateCatchesUpAndFindsTheLieAmongTheLast() {
        for (int batch = 1; batch <= LATE; batch++) {
            truebook.post(12, Producer.Lie.NONE);
        }
        Producer.Built lie = truebook.post(60, Producer.Lie.FALSE_CELL);
        try (Watching late = watching("late", OTHER)) {
            Watcher.Standing.Challenging challenging = late.until(Watcher.Standing.Challenging.class, 1);
            assertThat(challenging.batch().header()).isEqualTo(lie.header());
            assertThat(challenging.evidence().segment()).isEqualTo(lie.segment());
            Watcher.Standing.UpToDate after = late.until(Watcher.Standing.UpToDate.class, 8);
            assertThat(after.tip().index()).isEqualTo(LATE);
            assertThat(truebook.status(lie.header())).isEqualTo(BatchStatus.DELETED);
            long asked = late.audit.passed();
            late.until(Watcher.Standing.UpToDate.class, 1);
            assertThat(late.audit.passed())
                    .as("a segment of a batch passed by is audited when idle")
                    .isEqualTo(asked + 1);
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

    private Watching watching(String name, int key) {
        return new Watching(truebook, truebook.client, folder.resolve(name), key, new MemoryOutbox());
    }
}
