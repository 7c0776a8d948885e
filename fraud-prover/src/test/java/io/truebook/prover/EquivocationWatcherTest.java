package io.truebook.prover;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.Eip712Domain;
import io.truebook.engine.Seeds;
import io.truebook.l1.BatchStatus;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.l1.Keccak;
import io.truebook.l1.MemoryOutbox;
import io.truebook.l1.Outbox;
import io.truebook.l1.SignedHead;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A watcher with heads from everywhere: it convicts whom it can, within two blocks, and is not moved by anything else. */
class EquivocationWatcherTest {
    private static final int WATCHER = 10;
    private static final int JUNK = 1_000;
    private static final Bytes32 OTHER = Keccak.hash(new byte[] {1});

    @TempDir
    Path folder;

    private final long seed = Seeds.next("equivocation watcher");
    private final Outbox outbox = new MemoryOutbox();
    private Court court;
    private HeadWatching watching;

    @BeforeEach
    void start() {
        court = new Court(seed, folder);
        court.post("opening");
        watching = watching();
        watching.step();
    }

    @AfterEach
    void stop() {
        watching.close();
        court.close();
    }

    @Test
    void aContradictingBatchCostsTheBondWithinTwoBlocks() {
        ItemBatches.Built promised = court.build(ItemBatches.items("a", "b", "c"));
        court.headsOf(promised);
        court.heads().forEach(watching.equivocations::offer);
        assertThat(watching.step()).isEmpty();
        assertThat(watching.equivocations.known()).isEqualTo(3);
        ItemBatches.Built posted = court.post("a", "c", "b");
        long contradicted = court.truebook.head().number();
        convicted(contradicted, Equivocation.HeadAndBatch.class);
        assertThat(court.truebook.status(posted.header())).isEqualTo(BatchStatus.PENDING);
    }

    @Test
    void aHeadThatComesLongAfterItsBatchCostsTheBond() {
        ItemBatches.Built posted = court.post("a", "b", "c");
        for (int i = 0; i < 5; i++) {
            court.post("later " + i);
        }
        assertThat(watching.step()).isEmpty();
        watching.equivocations.offer(court.head(
                court.holder(),
                court.lease(),
                posted.last(),
                OTHER,
                posted.header().inboxAcc()));
        convicted(court.truebook.head().number(), Equivocation.HeadAndBatch.class);
    }

    @Test
    void twoHeadsFromTwoUsersCostTheBond() {
        court.headsOf(court.build(ItemBatches.items("to one")));
        court.headsOf(court.build(ItemBatches.items("to the other")));
        court.heads().forEach(watching.equivocations::offer);
        convicted(court.truebook.head().number(), Equivocation.TwoHeads.class);
    }

    @Test
    void aWatcherThatIsRestartedBetweenCommitmentAndRevealGoesOn() {
        court.headsOf(court.build(ItemBatches.items("to one")));
        court.headsOf(court.build(ItemBatches.items("to the other")));
        court.heads().forEach(watching.equivocations::offer);
        long began = court.truebook.head().number();
        assertThat(watching.step())
                .singleElement()
                .satisfies(pursued -> assertThat(pursued.move()).isInstanceOf(Move.Commit.class));
        court.truebook.anvil.awaitMined();
        watching.close();
        watching = watching();
        convicted(began, Equivocation.TwoHeads.class);
    }

    @Test
    void aThousandJunkHeadsCostItNothing() {
        SplittableRandom random = new SplittableRandom(seed);
        ItemBatches.Built first = court.post("a", "b", "c", "d");
        ItemBatches.Built omitted = court.build(ItemBatches.items("never posted"));
        SignedHead neverPosted = court.head(omitted, omitted.last());
        court.pass(court.holder());
        ItemBatches.Built second = court.post("e", "f", "g");
        Bytes32 lease = court.lease();
        Bytes32 inbox = second.header().inboxAcc();
        int holder = court.holder();
        int stranger = holder == Court.FIRST ? Court.SECOND : Court.FIRST;
        Eip712Domain foreign =
                new Eip712Domain(1, court.truebook.deployment.bridgeAddress().bytes());
        watching.step();
        for (int i = 0; i < JUNK; i++) {
            long item = second.first() + random.nextInt(3);
            SignedHead right = court.head(holder, lease, item, second.hash(item), inbox);
            watching.equivocations.offer(
                    switch (i % 10) {
                        case 0 -> court.head(holder, word(random), item, word(random), inbox);
                        case 1 -> court.head(stranger, lease, item, word(random), inbox);
                        case 2 -> Court.signed(court.truebook.domain, 20 + i % 50, lease, item, word(random), inbox);
                        case 3 -> Court.signed(foreign, holder, lease, item, word(random), inbox);
                        case 4 -> court.head(holder, lease, item, word(random), word(random));
                        case 5 -> altered(right, random);
                        case 6 -> right;
                        case 7 -> court.head(holder, lease, first.first() + random.nextInt(4), OTHER, inbox);
                        case 8 -> neverPosted;
                        default -> court.head(holder, lease, second.last() + 1, second.hash(second.last()), inbox);
                    });
            if (i % 100 == 0) {
                assertThat(watching.step()).isEmpty();
                court.truebook.anvil.mine(1);
            }
        }
        for (int block = 0; block < 5; block++) {
            assertThat(watching.step()).isEmpty();
            court.truebook.anvil.mine(1);
        }
        System.out.println("seed " + seed + ": " + JUNK + " junk heads, dropped for " + watching.equivocations.dropped()
                + ", kept " + watching.equivocations.known() + ", transactions "
                + court.truebook.transactions(WATCHER));
        assertThat(court.truebook.transactions(WATCHER)).isZero();
        assertThat(watching.equivocations.known()).isLessThan(10);
    }

    private HeadWatching watching() {
        return new HeadWatching(court.truebook, court.truebook.client, folder.resolve("watcher"), WATCHER, outbox);
    }

    /** Commitment in the next block, reveal in the one after. */
    private void convicted(long began, Class<? extends Equivocation> kind) {
        for (int step = 0; step < 4 && court.truebook.stake().signum() != 0; step++) {
            List<Equivocations.Pursued> pursued = watching.step();
            assertThat(pursued)
                    .singleElement()
                    .satisfies(one -> assertThat(one.equivocation()).isInstanceOf(kind));
            court.truebook.anvil.awaitMined();
        }
        long blocks = court.truebook.head().number() - began;
        System.out.println(
                "seed " + seed + ": slashed " + blocks + " blocks after the contradiction, " + kind.getSimpleName());
        assertThat(court.truebook.stake()).isZero();
        assertThat(blocks).isLessThanOrEqualTo(2);
        assertThat(court.truebook.reward(WATCHER))
                .isEqualTo(court.truebook.parameters.bond().shiftRight(1));
        assertThat(court.truebook.transactions(WATCHER)).isEqualTo(2);
        watching.step();
        assertThat(watching.step()).allSatisfy(one -> assertThat(one.move()).isInstanceOf(Move.Done.class));
        assertThat(court.truebook.transactions(WATCHER)).isEqualTo(2);
    }

    private static SignedHead altered(SignedHead head, SplittableRandom random) {
        byte[] signature = head.signature().bytes();
        signature[random.nextInt(64)] ^= (byte) (1 + random.nextInt(255));
        return new SignedHead(head.leaseId(), head.sequence(), OTHER, head.inboxAcc(), Bytes.of(signature));
    }

    private static Bytes32 word(SplittableRandom random) {
        byte[] bytes = new byte[Bytes32.LENGTH];
        random.nextBytes(bytes);
        return Bytes32.of(bytes);
    }
}
