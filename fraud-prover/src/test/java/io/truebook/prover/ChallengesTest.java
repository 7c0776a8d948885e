package io.truebook.prover;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.derivation.Families;
import io.truebook.derivation.Judged;
import io.truebook.derivation.L1Chain;
import io.truebook.derivation.Producer;
import io.truebook.derivation.Progress;
import io.truebook.derivation.Replay;
import io.truebook.derivation.SegmentRecord;
import io.truebook.derivation.SegmentSampler;
import io.truebook.engine.Seeds;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.BatchStatus;
import io.truebook.l1.BlockId;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.l1.EthAddress;
import io.truebook.l1.L1Query;
import io.truebook.l1.MemoryOutbox;
import io.truebook.l1.Receipt;
import io.truebook.l1.TransactionOutcome;
import io.truebook.tree.CellStore;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Challenges that race, are false, or come too late: what they cost, and whom. */
class ChallengesTest {
    private static final int WATCHER = 10;
    private static final int OTHER = 11;

    @TempDir
    Path folder;

    private Truebook truebook;
    private Watching watching;

    @BeforeEach
    void start() {
        truebook = new Truebook(Seeds.next("challenges"), folder.resolve("sequencer"));
        watching = watching("watcher", WATCHER);
        truebook.post(60, Producer.Lie.NONE);
    }

    @AfterEach
    void stop() {
        watching.close();
        truebook.close();
    }

    @Test
    void whoComesSecondSpendsItsCommitmentAndGoesOn() {
        Producer.Built lie = truebook.post(60, Producer.Lie.FALSE_CELL);
        try (Watching other = watching("other", OTHER)) {
            for (int step = 0; step < 6; step++) {
                watching.watcher.step();
                truebook.anvil.awaitMined();
                other.watcher.step();
                truebook.anvil.awaitMined();
                truebook.anvil.mine(1);
            }
            assertThat(truebook.reward(WATCHER)).isEqualTo(half());
            assertThat(truebook.reward(OTHER)).isZero();
            assertThat(truebook.transactions(WATCHER)).isEqualTo(2);
            assertThat(truebook.transactions(OTHER)).as("its commitment").isEqualTo(1);
            assertOneSlash(lie);
            bothFollowWhatComes(other);
        }
    }

    @Test
    void twoProofsInOneBlockSlashOnceAndPayOnce() {
        Producer.Built lie = truebook.post(60, Producer.Lie.FALSE_CELL);
        try (Watching other = watching("other", OTHER)) {
            truebook.anvil.call("evm_setAutomine", false);
            for (int step = 0; step < 6; step++) {
                watching.watcher.step();
                other.watcher.step();
                truebook.anvil.mine(1);
            }
            truebook.anvil.call("evm_setAutomine", true);
            assertThat(truebook.transactions(WATCHER) + truebook.transactions(OTHER))
                    .as("two commitments, two proofs")
                    .isEqualTo(4);
            assertThat(truebook.reward(WATCHER).add(truebook.reward(OTHER))).isEqualTo(half());
            assertThat(truebook.reward(WATCHER).signum()
                            + truebook.reward(OTHER).signum())
                    .isEqualTo(1);
            assertOneSlash(lie);
            bothFollowWhatComes(other);
        }
    }

    @Test
    void aFalseChallengeRevertsAndCostsOnlyItsSender() {
        for (Evidence rightOrDamaged : List.of(ofARightSegment(), damaged())) {
            BatchHeader batch = rightOrDamaged.header();
            BigInteger stake = truebook.stake();
            assertThat(challenger(true).pursue(rightOrDamaged)).isInstanceOf(Move.GiveUp.class);
            long before = truebook.transactions(OTHER);
            BigInteger balance = balance();
            TransactionOutcome sent = truebook.sender(OTHER)
                    .send(
                            truebook.deployment
                                    .rollup()
                                    .prove(
                                            batch,
                                            rightOrDamaged.parent(),
                                            rightOrDamaged.segment(),
                                            rightOrDamaged.proof(),
                                            Bytes32.ZERO)
                                    .keyed("false-" + batch.index()),
                            Duration.ofSeconds(20),
                            Duration.ofMillis(10));
            assertThat(sent).isInstanceOf(TransactionOutcome.Reverted.class);
            Receipt receipt = ((TransactionOutcome.Reverted) sent).receipt();
            assertThat(truebook.transactions(OTHER)).isEqualTo(before + 1);
            assertThat(balance.subtract(balance()))
                    .isEqualTo(receipt.gasPrice().multiply(BigInteger.valueOf(receipt.gasUsed())));
            assertThat(truebook.status(batch)).isEqualTo(BatchStatus.PENDING);
            assertThat(truebook.stake()).isEqualTo(stake);
            assertThat(truebook.reward(OTHER)).isZero();
        }
        watching.until(Watcher.Standing.UpToDate.class, 8);
    }

    @Test
    void whoeverOnlyTellsSpendsNothingAndSlashesNobody() {
        Producer.Built lie = truebook.post(60, Producer.Lie.FALSE_CELL);
        Evidence evidence =
                watching.until(Watcher.Standing.Challenging.class, 1).evidence();
        BigInteger stake = truebook.stake();
        Challenger teller = challenger(false);
        for (int step = 0; step < 3; step++) {
            assertThat(teller.pursue(evidence)).isInstanceOf(Move.Wait.class);
            truebook.anvil.mine(1);
        }
        assertThat(truebook.transactions(OTHER)).isZero();
        assertThat(truebook.status(lie.header())).isEqualTo(BatchStatus.PENDING);
        assertThat(truebook.stake()).isEqualTo(stake);
        assertThat(challenger(true).pursue(evidence)).as("the same evidence").isInstanceOf(Move.Commit.class);
    }

    private Challenger challenger(boolean sends) {
        return new Challenger(
                truebook.client,
                truebook.sender(OTHER),
                new Salts(watching.store),
                truebook.deployment.rollup(),
                sends);
    }

    @Test
    void whatIsFinalIsNotChallengedButTold() {
        Producer.Built lie = truebook.post(60, Producer.Lie.FALSE_ROOT);
        truebook.anvil.increaseTime(Duration.ofSeconds(truebook.parameters.finalitySeconds() + 1));
        truebook.anvil.mine((int) truebook.parameters.finalityBlocks() + 1);
        assertThat(truebook.status(lie.header())).isEqualTo(BatchStatus.FINAL);
        for (int step = 0; step < 3; step++) {
            Watcher.Standing.Challenging told = watching.until(Watcher.Standing.Challenging.class, 1);
            assertThat(told.move()).isInstanceOf(Move.GiveUp.class);
            assertThat(((Move.GiveUp) told.move()).reason()).contains("final");
            truebook.anvil.mine(1);
        }
        assertThat(truebook.transactions(WATCHER)).isZero();
        Evidence evidence = Evidence.of(watching.divergence());
        assertThat(truebook.sender(OTHER)
                        .send(
                                truebook.deployment
                                        .rollup()
                                        .prove(
                                                evidence.header(),
                                                evidence.parent(),
                                                evidence.segment(),
                                                evidence.proof(),
                                                Bytes32.ZERO)
                                        .keyed("too-late"),
                                Duration.ofSeconds(20),
                                Duration.ofMillis(10)))
                .as("and the Rollup refuses it from anybody")
                .isInstanceOf(TransactionOutcome.Reverted.class);
        assertThat(truebook.stake()).isEqualTo(truebook.parameters.bond());
    }

    /** A complete and true proof, of a segment that is right. */
    private Evidence ofARightSegment() {
        truebook.post(60, Producer.Lie.NONE);
        List<SegmentRecord> records = new ArrayList<>();
        SegmentSampler all = new SegmentSampler() {
            @Override
            public boolean wants(BatchHeader header, int segment) {
                return true;
            }

            @Override
            public void take(SegmentRecord record, Bytes32 postRoot) {
                records.add(record);
            }
        };
        try (CellStore store = Families.open(folder.resolve("all"))) {
            L1Chain chain = truebook.chain(store, truebook.client);
            Replay replay = truebook.replay(store, chain, all);
            assertThat(chain.advance()).isInstanceOf(Progress.Followed.class);
            Optional<Judged> judged = replay.next();
            while (judged.isPresent()) {
                judged = replay.next();
            }
        }
        return Evidence.of(records.getLast());
    }

    /** A proof of a wrong segment, of which one bit is another. */
    private Evidence damaged() {
        truebook.post(60, Producer.Lie.FALSE_ROOT);
        Evidence evidence =
                watching.until(Watcher.Standing.Challenging.class, 1).evidence();
        byte[] damaged = evidence.proof().bytes();
        damaged[damaged.length - 1] ^= 1;
        return new Evidence(evidence.header(), evidence.parent(), evidence.segment(), Bytes.of(damaged));
    }

    private void assertOneSlash(Producer.Built lie) {
        assertThat(truebook.status(lie.header())).isEqualTo(BatchStatus.DELETED);
        assertThat(truebook.stake()).isZero();
        assertThat(balanceOf(truebook.deployment.sequencers().address()))
                .as("the other half is burned")
                .isEqualTo(half());
    }

    private void bothFollowWhatComes(Watching other) {
        truebook.rebond();
        BatchHeader next = truebook.post(60, Producer.Lie.NONE).header();
        for (Watching each : List.of(watching, other)) {
            assertThat(each.until(Watcher.Standing.UpToDate.class, 2).tip().header())
                    .isEqualTo(next);
            assertThat(each.store.tree().root()).isEqualTo(next.finalRoot().bytes());
        }
    }

    private BigInteger half() {
        return truebook.parameters.bond().shiftRight(1);
    }

    private BigInteger balance() {
        return balanceOf(truebook.sender(OTHER).address());
    }

    private BigInteger balanceOf(EthAddress account) {
        return truebook.ask(L1Query.balance(account, BlockId.LATEST));
    }

    private Watching watching(String name, int key) {
        return new Watching(truebook, truebook.client, folder.resolve(name), key, new MemoryOutbox());
    }
}
