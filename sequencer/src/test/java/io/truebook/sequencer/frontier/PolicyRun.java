package io.truebook.sequencer.frontier;

import io.truebook.engine.ChangedCells;
import io.truebook.sequencer.controller.Action;
import io.truebook.sequencer.controller.Controller;
import io.truebook.sequencer.controller.ControllerState;
import io.truebook.sequencer.controller.Inputs;
import io.truebook.sequencer.controller.Level;
import io.truebook.sequencer.controller.PostingCost;
import io.truebook.sequencer.divergence.Divergence;
import io.truebook.sequencer.divergence.DivergenceFigures;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One policy over the recorded flow: the controller decides, the ledger measures, and closed batches go into the next block. */
final class PolicyRun {
    /** Where the clock of the run begins: 0 means to the controller that nothing was seen yet. */
    private static final long BEGIN = 1_700_000_000_000L;

    private static final long USDC = 1_000_000_000;

    /** The root at the end of a batch, which the recorded bytes do not have. */
    private static final int LAST_ROOT = 32;

    private record Closed(long index, long openedAt, int bytes) {}

    private final Candidate candidate;
    private final GasPrices prices;
    private final Map<Long, byte[]> sealed;
    private final Map<Long, byte[]> open = new HashMap<>();
    private final Deque<Closed> line = new ArrayDeque<>();
    private final Divergence divergence;
    private ControllerState state;
    private long index = 1;
    private long openedAt = Long.MAX_VALUE;
    private int bytes;
    private long gas;
    private double wei;
    private int posts;
    private double area;
    private long most;
    private long oldest;

    private PolicyRun(RecordedFlow flow, GasPrices prices, Candidate candidate) {
        this.candidate = candidate;
        this.prices = prices;
        // As a controller that has run for long knows it.
        PostingCost usual = new PostingCost(Long.MAX_VALUE, BEGIN, 0, 0, prices.usualWei());
        state = new ControllerState(Level.NORMAL, BEGIN, usual);
        sealed = new HashMap<>(flow.genesis());
        divergence = new Divergence(sealed::get);
        divergence.load(index, List.of());
    }

    static Outcome of(RecordedFlow flow, GasPrices prices, Candidate candidate) {
        PolicyRun run = new PolicyRun(flow, prices, candidate);
        long millis = 0;
        for (RecordedFlow.Tick tick : flow.ticks()) {
            run.take(tick, millis);
            millis += RecordedFlow.TICK_MILLIS;
            run.look(millis);
        }
        run.payForTheRest(millis);
        double seconds = millis / 1_000.0;
        return new Outcome(
                candidate.name(),
                run.posts,
                run.gas,
                run.wei / 1e18,
                run.area,
                run.area / seconds,
                (double) run.most / USDC,
                run.oldest / 1_000.0);
    }

    private void take(RecordedFlow.Tick tick, long millis) {
        if (openedAt == Long.MAX_VALUE) {
            openedAt = BEGIN + millis;
            divergence.opened(++index, openedAt);
        }
        bytes += tick.bytes();
        divergence.changed(List.of(new ChangedCells(tick.addresses(), tick.values())), bytes, 0);
        for (int i = 0; i < tick.addresses().length; i++) {
            open.put(tick.addresses()[i], tick.values()[i]);
        }
        if (bytes >= candidate.maxBytes()) {
            close();
        }
    }

    private void look(long millis) {
        if (prices.isBlock(millis)) {
            include(millis);
        }
        long now = BEGIN + millis;
        divergence.look(0, now, ledger -> {});
        divergence.enterAll();
        DivergenceFigures figures = divergence.figures();
        long moved = figures.sincePosted().moved();
        area += (double) moved / USDC * RecordedFlow.TICK_MILLIS / 1_000;
        most = Math.max(most, moved);
        long waitingAt = line.isEmpty() ? Long.MAX_VALUE : line.getFirst().openedAt;
        double seen = candidate.seesGas() ? prices.weiAt(millis) : prices.usualWei();
        Inputs inputs = new Inputs(now, moved, Math.min(waitingAt, openedAt), openedAt, bytes, !line.isEmpty(), seen);
        oldest = Math.max(oldest, inputs.unpostedAge());
        Controller.Step step = Controller.transition(state, inputs, candidate.policy());
        state = step.state();
        if (step.actions().contains(Action.POST)) {
            close();
        }
    }

    private void close() {
        divergence.enterAll();
        sealed.putAll(open);
        open.clear();
        line.add(new Closed(index, openedAt, bytes + LAST_ROOT));
        openedAt = Long.MAX_VALUE;
        bytes = 0;
    }

    private void include(long millis) {
        while (!line.isEmpty()) {
            Closed batch = line.removeFirst();
            pay(batch.bytes, millis);
            divergence.posted(batch.index);
            divergence.settled(batch.index);
        }
    }

    private void pay(int data, long millis) {
        posts++;
        gas += AppendGas.of(data);
        wei += AppendGas.of(data) * prices.weiAt(millis);
    }

    /** What is left at the end has to be paid for by every policy, at the price of that moment. */
    private void payForTheRest(long millis) {
        if (openedAt != Long.MAX_VALUE) {
            close();
        }
        include(millis);
    }
}
