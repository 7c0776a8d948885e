package io.truebook.sequencer.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.truebook.sequencer.controller.DivergencePolicy.Limit;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever it sees: no required step is skipped, none is undone before it has lasted, and in the end it recovers. */
class ControllerTest {
    private static final long SEED = Long.getLong("truebook.seed", System.nanoTime());
    private static final long NANO = 1_000_000_000L;

    private final SplittableRandom random = new SplittableRandom(SEED);

    private DivergencePolicy randomPolicy() {
        Map<Level, Limit> limits = new EnumMap<>(Level.class);
        long divergence = 0;
        long age = 0;
        for (Level level : Level.values()) {
            if (level != Level.NORMAL && random.nextInt(4) > 0) {
                divergence += random.nextLong(1, 1_000) * NANO;
                age += random.nextLong(1, 20_000);
                limits.put(
                        level,
                        new Limit(
                                random.nextInt(4) == 0 ? Limit.NONE : divergence,
                                random.nextInt(4) == 0 ? Limit.NONE : age));
            }
        }
        DivergencePolicy.Cost cost = random.nextBoolean()
                ? DivergencePolicy.Cost.BY_AGE
                : new DivergencePolicy.Cost(random.nextLong(1, 1_000_000), 3_000, 190_000, 38, 600_000);
        return new DivergencePolicy(
                random.nextLong(1, 60_000),
                cost,
                limits,
                random.nextInt(1, 101),
                random.nextLong(0, 10_000),
                random.nextLong(0, 100));
    }

    @Test
    void nothingRequiredIsSkippedNothingFlapsAndAllIsLeftInTheEnd() {
        System.out.println("controller: replay with -Dtruebook.seed=" + SEED);
        int changes = 0;
        int highest = 0;
        for (int run = 0; run < 300; run++) {
            DivergencePolicy policy = randomPolicy();
            long now = 1_700_000_000_000L;
            ControllerState state = ControllerState.from(now);
            long divergence = 0;
            long unpostedAt = Long.MAX_VALUE;
            long openedAt = Long.MAX_VALUE;
            for (int i = 0; i < 2_000; i++) {
                now += random.nextLong(0, 400);
                divergence = Math.clamp(divergence + random.nextLong(-200, 201) * NANO, 0, 6_000 * NANO);
                if (openedAt == Long.MAX_VALUE && random.nextInt(3) == 0) {
                    openedAt = now;
                }
                boolean waiting = unpostedAt != Long.MAX_VALUE && unpostedAt < openedAt;
                unpostedAt = random.nextInt(30) == 0 ? openedAt : Math.min(unpostedAt, openedAt);
                Inputs inputs = new Inputs(
                        now, divergence, unpostedAt, openedAt, 5_000, waiting, random.nextLong(1, 100) * 1e9);
                Controller.Step step = Controller.transition(state, inputs, policy);
                check(state, inputs, policy, step);
                assertThat(Controller.transition(state, inputs, policy)).isEqualTo(step);
                if (step.actions().contains(Action.POST)) {
                    openedAt = Long.MAX_VALUE;
                }
                changes += step.state().level() == state.level() ? 0 : 1;
                highest = Math.max(highest, step.state().level().ordinal());
                state = step.state();
            }
            assertThat(recovered(state, now, policy).level()).as("seed " + SEED).isEqualTo(Level.NORMAL);
        }
        assertThat(changes).isGreaterThan(1_000);
        assertThat(highest).isEqualTo(Level.CLOSED.ordinal());
    }

    private static void check(ControllerState before, Inputs inputs, DivergencePolicy policy, Controller.Step step) {
        Level after = step.state().level();
        String what = "seed " + SEED + " " + before + " " + inputs + " " + policy;
        policy.limits().forEach((level, limit) -> {
            if (inputs.divergence() >= limit.divergence() || inputs.unpostedAge() >= limit.ageMillis()) {
                assertThat(after).as(what).isGreaterThanOrEqualTo(level);
            }
        });
        if (after.compareTo(before.level()) < 0) {
            assertThat(inputs.nowMillis() - before.since()).as(what).isGreaterThanOrEqualTo(policy.dwellMillis());
        }
        if (after.permission() != before.level().permission()) {
            assertThat(step.actions()).as(what).contains(after.permission());
        }
        if (inputs.isOpen() && (after.compareTo(before.level()) > 0 || inputs.openAge() >= policy.maxAgeMillis())) {
            assertThat(step.actions()).as(what).contains(Action.POST);
        }
        if (!inputs.isOpen()) {
            assertThat(step.actions()).as(what).doesNotContain(Action.POST);
        }
        assertThat(step.why().isEmpty()).as(what).isEqualTo(after == before.level());
        assertThat(step.post().isPresent()).as(what).isEqualTo(step.actions().contains(Action.POST));
        if (step.post().isPresent() && inputs.openAge() >= policy.maxAgeMillis()) {
            assertThat(step.post()).as(what).contains(PostReason.AGE);
        }
    }

    /** With nothing unposted it takes one dwell. */
    private static ControllerState recovered(ControllerState state, long now, DivergencePolicy policy) {
        Inputs calm = new Inputs(
                Math.max(now, state.since() + policy.dwellMillis()), 0, Long.MAX_VALUE, Long.MAX_VALUE, 0, false, 1e9);
        return Controller.transition(state, calm, policy).state();
    }

    @Test
    void aSwingAroundALimitChangesTheLevelOnce() {
        Map<Level, Limit> limits = Map.of(Level.REDUCE_ONLY, new Limit(1_000 * NANO, Limit.NONE));
        DivergencePolicy policy = new DivergencePolicy(1_000, DivergencePolicy.Cost.BY_AGE, limits, 80, 500, 10);
        ControllerState state = ControllerState.from(0);
        int changes = 0;
        for (long now = 0; now < 60_000; now += 10) {
            long divergence = (now / 10 % 2 == 0 ? 1_001 : 850) * NANO;
            Inputs inputs = new Inputs(now, divergence, Long.MAX_VALUE, Long.MAX_VALUE, 0, false, 0);
            ControllerState next = Controller.transition(state, inputs, policy).state();
            changes += next.level() == state.level() ? 0 : 1;
            state = next;
        }
        assertThat(changes).isEqualTo(1);
    }

    @Test
    void theSmallestLimitsCanBeLeft() {
        for (Limit smallest : new Limit[] {new Limit(1, Limit.NONE), new Limit(Limit.NONE, 1)}) {
            DivergencePolicy policy = new DivergencePolicy(
                    1_000, DivergencePolicy.Cost.BY_AGE, Map.of(Level.POST_NOW, smallest), 1, 0, 10);
            ControllerState state = ControllerState.from(0);
            Inputs seen = new Inputs(10, 1, 9, Long.MAX_VALUE, 0, true, 0);
            state = Controller.transition(state, seen, policy).state();
            assertThat(state.level()).isEqualTo(Level.POST_NOW);
            assertThat(recovered(state, 20, policy).level()).isEqualTo(Level.NORMAL);
        }
    }

    @Test
    void limitsMustNotFall() {
        Limit high = new Limit(1_000 * NANO, 1_000);
        for (Limit lower :
                new Limit[] {new Limit(999 * NANO, 1_000), new Limit(1_000 * NANO, 999), new Limit(0, 2_000)}) {
            Map<Level, Limit> limits = Map.of(Level.POST_NOW, high, Level.HALT, lower);
            assertThatThrownBy(() -> new DivergencePolicy(1, DivergencePolicy.Cost.BY_AGE, limits, 80, 0, 0))
                    .hasMessageContaining("HALT");
        }
    }
}
