package io.truebook.prover;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.derivation.Producer;
import io.truebook.engine.Seeds;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.BatchStatus;
import io.truebook.l1.MemoryOutbox;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** L1 takes back eight blocks with what a watcher saw, or did, in them. */
class WatcherReorgTest {
    private static final int WATCHER = 10;
    private static final int DEPTH = 8;

    @TempDir
    Path folder;

    private Truebook truebook;
    private Watching watching;
    private BatchHeader right;

    @BeforeEach
    void start() {
        truebook = new Truebook(Seeds.next("watcher reorganisations"), folder.resolve("sequencer"));
        watching = new Watching(truebook, truebook.client, folder.resolve("watcher"), WATCHER, new MemoryOutbox());
        right = truebook.post(60, Producer.Lie.NONE).header();
        watching.until(Watcher.Standing.UpToDate.class, 1);
        truebook.anvil.mine(DEPTH);
    }

    @AfterEach
    void stop() {
        watching.close();
        truebook.close();
    }

    @Test
    void theLieIsGone() {
        Producer.Built lie = truebook.post(60, Producer.Lie.FALSE_ROOT);
        assertThat(watching.until(Watcher.Standing.Challenging.class, 1).batch().header())
                .isEqualTo(lie.header());
        reorganise();
        assertThat(watching.until(Watcher.Standing.UpToDate.class, 2).tip().header())
                .isEqualTo(right);
        assertThat(truebook.status(lie.header())).isEqualTo(BatchStatus.UNKNOWN);
        assertThat(truebook.stake()).isEqualTo(truebook.parameters.bond());
    }

    @Test
    void theProofIsGoneAndIsShownAgain() {
        Producer.Built lie = truebook.post(60, Producer.Lie.FALSE_CELL);
        assertThat(watching.until(Watcher.Standing.Challenging.class, 1).move()).isInstanceOf(Move.Commit.class);
        truebook.anvil.mine(DEPTH - 1);
        assertThat(watching.until(Watcher.Standing.Challenging.class, 1).move()).isInstanceOf(Move.Reveal.class);
        assertThat(truebook.status(lie.header())).isEqualTo(BatchStatus.DELETED);
        reorganise();
        assertThat(truebook.status(lie.header())).isEqualTo(BatchStatus.PENDING);
        assertThat(truebook.stake()).isEqualTo(truebook.parameters.bond());
        watching.until(Watcher.Standing.Challenging.class, 1);
        provenOnce(lie);
    }

    @Test
    void theDeletionIsGoneAfterItWasFollowed() {
        Producer.Built lie = truebook.post(60, Producer.Lie.FALSE_CELL);
        watching.until(Watcher.Standing.Challenging.class, 1);
        truebook.anvil.mine(DEPTH - 2);
        assertThat(watching.until(Watcher.Standing.UpToDate.class, 3).tip().header())
                .isEqualTo(right);
        reorganise();
        watching.until(Watcher.Standing.Challenging.class, 1);
        provenOnce(lie);
    }

    @Test
    void lieCommitmentAndProofAreGoneAndOnlyTheLieComesBack() {
        Producer.Built lie = truebook.post(60, Producer.Lie.FALSE_CELL);
        watching.until(Watcher.Standing.UpToDate.class, 4);
        reorganise();
        assertThat(watching.until(Watcher.Standing.UpToDate.class, 1).tip().header())
                .isEqualTo(right);
        bringBack(lie.header());
        watching.until(Watcher.Standing.Challenging.class, 1);
        provenOnce(lie);
    }

    @Test
    void anHonestBatchTakesTheLiesPlace() {
        Producer.Built lie = truebook.post(60, Producer.Lie.FALSE_CELL);
        watching.until(Watcher.Standing.Challenging.class, 1);
        reorganise();
        truebook.anvil.increaseTime(Duration.ofSeconds(10));
        truebook.anvil.mine(1);
        Producer.Built honest = truebook.build(60);
        long ahead = honest.header().time() - truebook.head().timestamp();
        truebook.anvil.increaseTime(Duration.ofSeconds(Math.max(0, ahead)));
        // Without its own sender, which would bring the lie back first.
        assertThat(truebook.impersonate(
                                truebook.sender(Truebook.SEQUENCER).address(),
                                truebook.deployment.rollup().append(honest.header(), honest.data()))
                        .succeeded())
                .isTrue();
        assertThat(honest.header().index()).isEqualTo(lie.header().index());
        assertThat(watching.until(Watcher.Standing.UpToDate.class, 2).tip().header())
                .isEqualTo(honest.header());
        assertThat(watching.store.tree().root())
                .isEqualTo(honest.header().finalRoot().bytes());
        truebook.anvil.mine(3);
        watching.until(Watcher.Standing.UpToDate.class, 1);
        assertThat(truebook.status(honest.header())).isEqualTo(BatchStatus.PENDING);
        assertThat(truebook.stake()).isEqualTo(truebook.parameters.bond());
    }

    @Test
    void fiveBatchesAreGoneAndComeBack() {
        BatchHeader tip = right;
        for (int batch = 0; batch < 5; batch++) {
            tip = truebook.post(80, Producer.Lie.NONE).header();
        }
        assertThat(watching.until(Watcher.Standing.UpToDate.class, 1).tip().header())
                .isEqualTo(tip);
        reorganise();
        assertThat(watching.until(Watcher.Standing.UpToDate.class, 2).tip().header())
                .isEqualTo(right);
        assertThat(watching.replay.at().header()).isEqualTo(right);
        assertThat(watching.store.tree().root()).isEqualTo(right.finalRoot().bytes());
        bringBack(tip);
        assertThat(watching.until(Watcher.Standing.UpToDate.class, 1).tip().header())
                .isEqualTo(tip);
    }

    /** The new chain is one block longer, or nobody would follow it. */
    private void reorganise() {
        truebook.anvil.reorg(DEPTH);
        truebook.anvil.mine(1);
    }

    /** The clock went back with the blocks, and a batch from the future would be refused for good. */
    private void bringBack(BatchHeader tip) {
        long behind = Math.max(0, tip.time() - truebook.head().timestamp());
        truebook.anvil.increaseTime(Duration.ofSeconds(10 + behind));
        for (int block = 0; block < DEPTH && truebook.status(tip) != BatchStatus.PENDING; block++) {
            truebook.anvil.mine(1);
            truebook.sender(Truebook.SEQUENCER).poll();
        }
        assertThat(truebook.status(tip)).isEqualTo(BatchStatus.PENDING);
    }

    private void provenOnce(Producer.Built lie) {
        assertThat(watching.until(Watcher.Standing.UpToDate.class, DEPTH).tip().header())
                .isEqualTo(right);
        assertThat(truebook.status(lie.header())).isEqualTo(BatchStatus.DELETED);
        assertThat(truebook.stake()).isZero();
        assertThat(truebook.transactions(WATCHER)).as("commitment and proof").isEqualTo(2);
        assertThat(truebook.reward(WATCHER))
                .isEqualTo(truebook.parameters.bond().shiftRight(1));
    }
}
