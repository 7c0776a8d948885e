package io.truebook.sequencer.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.truebook.sequencer.controller.ControllerRecord;
import io.truebook.sequencer.controller.Level;
import java.util.List;

/** The controller's level, how often each was entered, and why batches were closed. */
final class ControllerMetrics {
    private static final List<String> REASONS = List.of("AGE", "LIMIT", "COST");

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
        for (String reason : REASONS) {
            FunctionCounter.builder(
                            "truebook.controller.posts", record, r -> r.posts().getOrDefault(reason, 0L))
                    .description("batches that the controller has closed")
                    .tag("reason", reason)
                    .register(registry);
        }
    }

    private ControllerMetrics() {}
}
