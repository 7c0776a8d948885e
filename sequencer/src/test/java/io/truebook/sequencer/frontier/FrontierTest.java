package io.truebook.sequencer.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which policies are named, and that a run can be repeated. */
class FrontierTest {
    private static final long SEED = Long.getLong("truebook.seed", 4);
    private static final double GWEI = 1e9;

    private static Outcome outcome(String name, double ether, double mean) {
        return new Outcome(name, 1, 1, ether, mean * 100, mean, mean, 1);
    }

    @Test
    void whatIsWorseInOneAndNotBetterInTheOtherIsLeftOut() {
        Outcome cheap = outcome("cheap", 1, 9);
        Outcome near = outcome("near", 9, 1);
        Outcome between = outcome("between", 4, 4);
        Outcome sameGas = outcome("same gas", 4, 5);
        Outcome sameMean = outcome("same divergence", 5, 4);
        Outcome worse = outcome("worse", 6, 6);
        assertThat(Frontier.of(List.of(worse, near, sameGas, between, sameMean, cheap)))
                .containsExactly(cheap, between, near);
    }

    @Test
    void ofEqualsTheFirstIsNamedAndNoneDominates() {
        Outcome one = outcome("one", 2, 2);
        Outcome other = outcome("other", 2, 2);
        assertThat(Frontier.of(List.of(one, other))).containsExactly(one);
        assertThat(Frontier.dominating(List.of(one, other), one)).isEmpty();
    }

    @Test
    void oneThatDominatesIsNamedAndNoneWhenThereIsNone() {
        Outcome delivered = outcome("delivered", 6, 6);
        Outcome better = outcome("better", 5, 5);
        Outcome best = outcome("best", 3, 4);
        Outcome elsewhere = outcome("elsewhere", 1, 7);
        assertThat(Frontier.dominating(List.of(delivered, better, best, elsewhere), delivered))
                .contains(best);
        assertThat(Frontier.dominating(List.of(delivered, elsewhere), delivered))
                .isEmpty();
    }

    @Test
    @DisplayName("of random outcomes each is on the frontier or dominated from there, never both")
    void theFrontierDominatesAllOthers() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            List<Outcome> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(outcome("" + i, random.nextInt(10), random.nextInt(10)));
            }
            List<Outcome> frontier = Frontier.of(all);
            for (Outcome one : all) {
                boolean dominated = frontier.stream().anyMatch(other -> other.dominates(one));
                boolean named = frontier.stream().anyMatch(one::isAsGoodAs);
                assertThat(named).isNotEqualTo(dominated);
            }
        }
    }

    @Test
    void gasPricesAreTheSameForTheSameSeedAndMoveNoFasterThanL1Does() {
        GasPrices prices = new GasPrices(SEED, 2 * GWEI, 3_600_000);
        GasPrices again = new GasPrices(SEED, 2 * GWEI, 3_600_000);
        GasPrices another = new GasPrices(SEED + 1, 2 * GWEI, 3_600_000);
        int same = 0;
        for (long at = 0; at < 3_600_000; at += GasPrices.SLOT_MILLIS) {
            assertThat(prices.weiAt(at)).isEqualTo(again.weiAt(at));
            assertThat(prices.isBlock(at)).isEqualTo(again.isBlock(at));
            assertThat(prices.isBlock(at + 100)).isFalse();
            assertThat(prices.weiAt(at + GasPrices.SLOT_MILLIS) / prices.weiAt(at))
                    .isBetween(8 / 9.0 - 1e-9, 9 / 8.0 + 1e-9);
            same += prices.weiAt(at) == another.weiAt(at) ? 1 : 0;
        }
        assertThat(same).isLessThan(3);
    }

    @Test
    void aRunIsRepeatedExactlyAndPostsAllOfTheFlowWhateverThePolicy() {
        RecordedFlow flow = RecordedFlow.record(SEED, 1, 10);
        RecordedFlow again = RecordedFlow.record(SEED, 1, 10);
        GasPrices prices = new GasPrices(SEED, 2 * GWEI, flow.millis());
        long floor =
                38L * flow.ticks().stream().mapToLong(RecordedFlow.Tick::bytes).sum();
        for (Candidate candidate : Candidate.all(3_000)) {
            Outcome outcome = PolicyRun.of(flow, prices, candidate);
            assertThat(PolicyRun.of(again, prices, candidate)).isEqualTo(outcome);
            assertThat(outcome.gas()).isGreaterThan(floor + 21_000L * outcome.posts());
            assertThat(outcome.mean()).isPositive().isLessThanOrEqualTo(outcome.most());
        }
    }

    @Test
    void anAppendCostsWhatTheSnapshotsSay() {
        assertThat(AppendGas.of(0)).isEqualTo(106_194);
        assertThat(AppendGas.of(60_000)).isEqualTo(21_000 + 38 * 60_000);
    }
}
