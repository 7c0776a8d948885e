package io.truebook.sequencer.controller;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the controller has done since the process began, for those who watch. Written on one thread, read from any. */
public final class ControllerRecord {
    private static final int KEPT = 100;

    /** @param atMillis since the Unix epoch @param divergence nano-USDC @param ageMillis of the oldest batch not on L1 */
    public record Change(long atMillis, Level from, Level to, String why, long divergence, long ageMillis) {}

    /** @param why the level was entered */
    public record Now(ControllerState state, Inputs inputs, String why) {}

    private final DivergencePolicy policy;
    private final Deque<Change> changes = new ArrayDeque<>();
    private final Map<Level, Long> entered = new EnumMap<>(Level.class);
    private final Map<PostReason, Long> posts = new EnumMap<>(PostReason.class);
    private volatile Now now;

    public ControllerRecord(DivergencePolicy policy, long nowMillis) {
        this.policy = policy;
        Inputs nothing = new Inputs(nowMillis, 0, Long.MAX_VALUE, Long.MAX_VALUE, 0, false, 0);
        now = new Now(ControllerState.from(nowMillis), nothing, "started");
    }

    /** Notes a step. */
    public void stepped(Controller.Step step, Inputs inputs) {
        Level before = now.state().level();
        Level after = step.state().level();
        boolean changed = before != after;
        if (changed || step.post().isPresent()) {
            note(step, inputs, before, changed);
        }
        now = new Now(step.state(), inputs, changed ? step.why() : now.why());
    }

    private synchronized void note(Controller.Step step, Inputs inputs, Level before, boolean changed) {
        if (changed) {
            Level after = step.state().level();
            entered.merge(after, 1L, Long::sum);
            changes.addFirst(new Change(
                    inputs.nowMillis(), before, after, step.why(), inputs.divergence(), inputs.unpostedAge()));
            if (changes.size() > KEPT) {
                changes.removeLast();
            }
        }
        step.post().ifPresent(reason -> posts.merge(reason, 1L, Long::sum));
    }

    public DivergencePolicy policy() {
        return policy;
    }

    public Now now() {
        return now;
    }

    public Level level() {
        return now.state().level();
    }

    /** The last changes, newest first. */
    public synchronized List<Change> changes() {
        return List.copyOf(changes);
    }

    /** How often a level was entered. */
    public synchronized long entered(Level level) {
        return entered.getOrDefault(level, 0L);
    }

    /** Batches that the controller has closed for a reason. */
    public synchronized long posts(PostReason reason) {
        return posts.getOrDefault(reason, 0L);
    }
}
