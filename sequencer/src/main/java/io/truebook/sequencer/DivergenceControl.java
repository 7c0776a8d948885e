package io.truebook.sequencer;

import io.truebook.sequencer.controller.Controller;
import io.truebook.sequencer.controller.ControllerRecord;
import io.truebook.sequencer.controller.DivergencePolicy;
import io.truebook.sequencer.controller.Inputs;
import io.truebook.sequencer.controller.Level;
import io.truebook.sequencer.divergence.DivergenceFigures;
import java.lang.System.Logger;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Looks at the divergence now and then, and does what the {@link Controller} says. For the writer's thread. */
final class DivergenceControl {
    private static final Logger LOG = System.getLogger(DivergenceControl.class.getName());

    private final DivergencePolicy policy;
    private final LongSupplier clock;
    private final BatchLog batches;
    private final BatchMaker maker;
    private final Supplier<DivergenceFigures> divergence;
    private final DoubleSupplier weiPerGas;
    private final ControllerRecord record;
    private long nextTick;

    DivergenceControl(
            ControllerRecord record,
            LongSupplier clock,
            BatchLog batches,
            BatchMaker maker,
            Supplier<DivergenceFigures> divergence,
            DoubleSupplier weiPerGas) {
        this.record = record;
        policy = record.policy();
        this.clock = clock;
        this.batches = batches;
        this.maker = maker;
        this.divergence = divergence;
        this.weiPerGas = weiPerGas;
        nextTick = clock.getAsLong();
    }

    Level level() {
        return record.level();
    }

    /** @param active whether batches are made */
    void tickWhenDue(boolean active) {
        long now = clock.getAsLong();
        if (now < nextTick) {
            return;
        }
        nextTick = now + policy.tickMillis();
        Inputs inputs = inputs(now);
        Level before = level();
        Controller.Step step = Controller.transition(record.now().state(), inputs, policy);
        record.stepped(step, inputs);
        if (before != step.state().level()) {
            boolean worse = before.compareTo(step.state().level()) < 0;
            LOG.log(
                    worse ? Logger.Level.WARNING : Logger.Level.INFO,
                    "{0} after {1}: {2}",
                    level(),
                    before,
                    step.why());
        }
        if (active && step.post().isPresent()) {
            maker.close();
        }
    }

    private Inputs inputs(long now) {
        boolean open = maker.assembly().isOpen();
        long waitingAt = batches.oldestUnposted();
        return new Inputs(
                now,
                divergence.get().sincePosted().moved(),
                Math.min(waitingAt, maker.openedAt()),
                maker.openedAt(),
                open ? maker.assembly().dataLength() : 0,
                waitingAt != Long.MAX_VALUE,
                weiPerGas.getAsDouble());
    }
}
