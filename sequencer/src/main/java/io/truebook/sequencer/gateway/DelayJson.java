package io.truebook.sequencer.gateway;

import io.truebook.sequencer.delay.Delay;
import io.truebook.sequencer.delay.DelaySummary;
import io.truebook.sequencer.delay.Delays;
import tools.jackson.core.JsonGenerator;

/** Distributions of delays as an answer; µs. */
final class DelayJson {
    static Response delays(Delays delays) {
        return ReportJson.ok(json -> {
            for (Delay delay : Delay.values()) {
                json.writeObjectPropertyStart(delay.label());
                summary(json, "total", delays.total(delay));
                summary(json, "interval", delays.interval(delay));
                json.writeEndObject();
            }
        });
    }

    private static void summary(JsonGenerator json, String name, DelaySummary delays) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("count", delays.count());
        json.writeNumberProperty("mean", delays.mean());
        json.writeNumberProperty("min", delays.min());
        json.writeNumberProperty("p10", delays.p10());
        json.writeNumberProperty("p25", delays.p25());
        json.writeNumberProperty("p50", delays.p50());
        json.writeNumberProperty("p75", delays.p75());
        json.writeNumberProperty("p90", delays.p90());
        json.writeNumberProperty("p95", delays.p95());
        json.writeNumberProperty("p99", delays.p99());
        json.writeNumberProperty("p999", delays.p999());
        json.writeNumberProperty("max", delays.max());
        json.writeEndObject();
    }

    private DelayJson() {}
}
