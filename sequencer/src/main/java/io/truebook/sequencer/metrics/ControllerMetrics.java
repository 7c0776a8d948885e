package io.truebook.sequencer.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.truebook.sequencer.controller.ControllerRecord;
import io.truebook.sequencer.controller.Level;
import io.truebook.sequencer.controller.PostReason;

/** The controller's level, how often each was entered, and why batches were closed. */
final class ControllerMetrics {
    static void watch(ControllerRecord record, MeterRegistry registry) {
        Gauge.builder("truebook.controller.level", record, r -> r.level().ordinal())
                .description("0 normal, 1 post now, 2 reduce only, 3 halt, 4 closed")
                .register(registry);
        for (Level level : Level.values()) {
            FunctionCounter.builder("truebook.controller.entered", record, r -> r.entered(level))
                    .description("times that a level was entered")
                    .tag("level", level.name())
                    .register(registry);
        }
        for (PostReason reason : PostReason.values()) {
            FunctionCounter.builder("truebook.controller.posts", record, r -> r.posts(reason))
                    .description("batches that the controller has closed")
                    .tag("reason", reason.name())
                    .register(registry);
        }
    }

    private ControllerMetrics() {}
}
