package io.truebook.sequencer.gateway;

import io.truebook.sequencer.controller.ControllerRecord;
import io.truebook.sequencer.controller.DivergencePolicy.Limit;
import io.truebook.sequencer.controller.Inputs;
import io.truebook.sequencer.controller.Level;
import io.truebook.sequencer.controller.PostReason;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** What the controller sees and has decided, as an answer. */
final class ControllerJson {
    static Response controller(ControllerRecord record) {
        ControllerRecord.Now now = record.now();
        return ReportJson.ok(json -> {
            json.writeStringProperty("level", now.state().level().name());
            json.writeNumberProperty("since", now.state().since());
            json.writeStringProperty("why", now.why());
            inputs(json, now.inputs());
            limits(json, record);
            json.writeObjectPropertyStart("entered");
            for (Level level : Level.values()) {
                json.writeNumberProperty(level.name(), record.entered(level));
            }
            json.writeEndObject();
            json.writeObjectPropertyStart("posts");
            for (PostReason reason : PostReason.values()) {
                json.writeNumberProperty(reason.name(), record.posts(reason));
            }
            json.writeEndObject();
            json.writeArrayPropertyStart("changes");
            record.changes().forEach(change -> change(json, change));
            json.writeEndArray();
        });
    }

    private static void inputs(JsonGenerator json, Inputs inputs) {
        json.writeNumberProperty("at", inputs.nowMillis());
        json.writeNumberProperty("divergence", inputs.divergence());
        json.writeNumberProperty("unpostedAge", inputs.unpostedAge());
        json.writeNumberProperty("openBytes", inputs.openBytes());
        json.writeNumberProperty("weiPerGas", (long) inputs.weiPerGas());
    }

    private static void limits(JsonGenerator json, ControllerRecord record) {
        json.writeObjectPropertyStart("limits");
        for (Map.Entry<Level, Limit> entry : record.policy().limits().entrySet()) {
            json.writeObjectPropertyStart(entry.getKey().name());
            limit(json, "divergence", entry.getValue().divergence());
            limit(json, "age", entry.getValue().ageMillis());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeNumberProperty("leavePercent", record.policy().leavePercent());
        json.writeNumberProperty("dwell", record.policy().dwellMillis());
    }

    private static void limit(JsonGenerator json, String name, long limit) {
        if (limit != Limit.NONE) {
            json.writeNumberProperty(name, limit);
        }
    }

    private static void change(JsonGenerator json, ControllerRecord.Change change) {
        json.writeStartObject();
        json.writeNumberProperty("at", change.atMillis());
        json.writeStringProperty("from", change.from().name());
        json.writeStringProperty("to", change.to().name());
        json.writeStringProperty("why", change.why());
        json.writeNumberProperty("divergence", change.divergence());
        json.writeNumberProperty("unpostedAge", change.ageMillis());
        json.writeEndObject();
    }

    private ControllerJson() {}
}
