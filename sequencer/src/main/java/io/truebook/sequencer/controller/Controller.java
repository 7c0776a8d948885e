package io.truebook.sequencer.controller;

import java.util.EnumSet;
import java.util.Set;

/**
 * The controller: from a state and what is seen to the next state and what is to be done. It knows no clock and keeps nothing; the table
 * of its transitions is in docs/divergence-control.md, and a test compares them.
 */
public final class Controller {
    /** @param why in words, for the log */
    public record Step(ControllerState state, Set<Action> actions, String why) {}

    public static Step transition(ControllerState state, Inputs inputs, DivergencePolicy policy) {
        PostingCost posting = state.posting().advance(inputs, policy.cost());
        Level level = level(state, inputs, policy);
        Set<Action> actions = EnumSet.noneOf(Action.class);
        if (level.permission() != state.level().permission()) {
            actions.add(level.permission());
        }
        String post = inputs.isOpen() ? reasonToPost(state.level(), level, inputs, policy, posting) : "";
        if (!post.isEmpty()) {
            actions.add(Action.POST);
        }
        long since = level == state.level() ? state.since() : inputs.nowMillis();
        String why = level == state.level() ? post : describe(level.compareTo(state.level()) > 0, inputs);
        return new Step(new ControllerState(level, since, posting), actions, why);
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

    /** Why the open batch goes now, empty when it waits. */
    private static String reasonToPost(
            Level before, Level level, Inputs inputs, DivergencePolicy policy, PostingCost posting) {
        if (inputs.openAge() >= policy.maxAgeMillis()) {
            return "AGE";
        }
        if (level.compareTo(before) > 0) {
            return "LIMIT";
        }
        // Many small batches would only make the line to L1 longer.
        if (level != Level.NORMAL && !inputs.waiting()) {
            return "LIMIT";
        }
        return posting.pays(inputs, policy.cost()) ? "COST" : "";
    }

    private static String describe(boolean up, Inputs inputs) {
        return (up ? "reached by " : "left at ") + "divergence " + inputs.divergence() / 1_000_000_000 + " USDC, age "
                + inputs.unpostedAge() + " ms";
    }

    private Controller() {}
}
