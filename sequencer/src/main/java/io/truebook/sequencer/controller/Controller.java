package io.truebook.sequencer.controller;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The controller: from a state and what is seen to the next state and what is to be done. It knows no clock and keeps nothing; the table
 * of its transitions is in docs/divergence-control.md, and a test compares them.
 */
public final class Controller {
    /**
     * @param post why the open batch goes now; empty when it waits
     * @param why the level has changed, in words for the log; empty when it has not
     */
    public record Step(ControllerState state, Set<Action> actions, Optional<PostReason> post, String why) {}

    public static Step transition(ControllerState state, Inputs inputs, DivergencePolicy policy) {
        PostingCost posting = state.posting().advance(inputs, policy.cost());
        Level level = level(state, inputs, policy);
        Set<Action> actions = EnumSet.noneOf(Action.class);
        if (level.permission() != state.level().permission()) {
            actions.add(level.permission());
        }
        Optional<PostReason> post =
                inputs.isOpen() ? reasonToPost(state.level(), level, inputs, policy, posting) : Optional.empty();
        post.ifPresent(reason -> actions.add(Action.POST));
        if (level == state.level()) {
            return new Step(new ControllerState(level, state.since(), posting), actions, post, "");
        }
        String why = describe(level.compareTo(state.level()) > 0, inputs);
        return new Step(new ControllerState(level, inputs.nowMillis(), posting), actions, post, why);
    }

    /** Up at once; down only when the limits are left well behind and the level has lasted. */
    private static Level level(ControllerState state, Inputs inputs, DivergencePolicy policy) {
        Level required = policy.required(inputs);
        Level held = policy.held(inputs);
        if (required.compareTo(state.level()) > 0) {
            return required;
        }
        boolean lasted = inputs.nowMillis() - state.since() >= policy.dwellMillis();
        return lasted && held.compareTo(state.level()) < 0 ? held : state.level();
    }

    private static Optional<PostReason> reasonToPost(
            Level before, Level level, Inputs inputs, DivergencePolicy policy, PostingCost posting) {
        if (inputs.openAge() >= policy.maxAgeMillis()) {
            return Optional.of(PostReason.AGE);
        }
        if (level.compareTo(before) > 0) {
            return Optional.of(PostReason.LIMIT);
        }
        // Many small batches would only make the line to L1 longer.
        if (level != Level.NORMAL && !inputs.waiting()) {
            return Optional.of(PostReason.LIMIT);
        }
        return posting.pays(inputs, policy.cost()) ? Optional.of(PostReason.COST) : Optional.empty();
    }

    private static String describe(boolean up, Inputs inputs) {
        String usdc =
                BigDecimal.valueOf(inputs.divergence(), 9).stripTrailingZeros().toPlainString();
        return (up ? "reached by " : "left at ") + "divergence " + usdc + " USDC, age " + inputs.unpostedAge() + " ms";
    }

    private Controller() {}
}
