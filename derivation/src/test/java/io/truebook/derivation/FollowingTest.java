package io.truebook.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.CurveRecovery;
import io.truebook.engine.Seeds;
import io.truebook.l1.BatchHeader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One seed decides all: batches right and wrong, deletions, reorganisations, endpoints that lag, restarts. */
class FollowingTest {
    private static final int STEPS = 300;

    @TempDir
    Path folder;

    private final CurveRecovery recovery = new CurveRecovery();
    private int lies;
    private int reorganised;

    @Test
    void theReplayedStateIsAlwaysThatOfTheCanonicalChain() {
        long seed = Seeds.next("following");
        SplittableRandom random = new SplittableRandom(seed);
        Producer producer = new Producer(seed, recovery);
        ScriptedL1 l1 = new ScriptedL1(Producer.GENESIS);
        producer.opening().forEach(l1::enqueue);
        l1.mine();
        Follower follower = new Follower(folder, l1, recovery);
        try {
            for (int step = 0; step < STEPS; step++) {
                act(random, producer, l1);
                if (random.nextInt(12) == 0) {
                    follower.close();
                    follower = new Follower(folder, l1, recovery);
                }
                if (random.nextInt(3) == 0) {
                    check(follower, producer, l1);
                }
            }
            l1.mine();
            check(follower, producer, l1);
        } finally {
            follower.close();
        }
        System.out.println("lies met " + lies + ", reorganisations noticed " + reorganised + ", batches at the end "
                + l1.batches().size());
        assertThat(lies).isPositive();
        assertThat(reorganised).isPositive();
    }

    private void act(SplittableRandom random, Producer producer, ScriptedL1 l1) {
        int kind = random.nextInt(100);
        BatchHeader tip = l1.batches().getLast();
        if (kind < 45) {
            if (producer.canBuildOn(tip)) {
                Producer.Lie lie = random.nextInt(6) > 0
                        ? Producer.Lie.NONE
                        : Producer.Lie.values()[random.nextInt(Producer.Lie.values().length)];
                Producer.Built built = producer.build(tip, l1.messages(), random.nextInt(40), lie);
                l1.append(built.header(), built.data());
            } else if (random.nextBoolean()) {
                l1.delete(tip);
            }
        } else if (kind < 65) {
            l1.enqueue(producer.message());
        } else if (kind < 75) {
            l1.reorg(1 + random.nextInt(8));
        } else {
            l1.mine();
        }
        if (random.nextInt(8) == 0) {
            l1.lag(random.nextInt(4));
        } else {
            l1.lag(0);
        }
    }

    private void check(Follower follower, Producer producer, ScriptedL1 l1) {
        follower.settle();
        reorganised += follower.reorganisations;
        follower.reorganisations = 0;
        l1.mine();
        Optional<Judged> stopped = follower.settle();
        List<BatchHeader> chain = l1.batches();
        BatchHeader at = follower.replay.at().header();
        assertThat(at).isEqualTo(chain.get((int) at.index()));
        assertThat(follower.store.tree().root()).isEqualTo(at.finalRoot().bytes());
        producer.state(at)
                .cells()
                .forEach((address, words) ->
                        assertThat(follower.store.read(address)).isEqualTo(words));
        if (at.equals(chain.getLast())) {
            assertThat(stopped).isEmpty();
            return;
        }
        BatchHeader wrong = chain.get((int) at.index() + 1);
        assertThat(stopped.orElseThrow().batch().header()).isEqualTo(wrong);
        Divergence divergence = ((Verdict.Invalid) stopped.get().verdict()).divergence();
        assertThat(divergence.segment()).isEqualTo(producer.lieIn(wrong));
        Follower.assertProves(divergence, recovery);
        lies++;
    }
}
