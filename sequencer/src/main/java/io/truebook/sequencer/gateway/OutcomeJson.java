package io.truebook.sequencer.gateway;

import io.truebook.engine.protocol.Reason;
import io.truebook.sequencer.Json;
import io.truebook.sequencer.Outcome;
import io.truebook.sequencer.market.EngineEvent;
import tools.jackson.core.JsonGenerator;

/** What became of an item, for the one who sent it. */
final class OutcomeJson {
    static Response response(Outcome outcome, long account) {
        ApiError error = error(outcome);
        return new Response(error == null ? 200 : error.status(), Json.object(json -> write(json, outcome, account)));
    }

    /** The same fields for HTTP and WebSocket. */
    static void write(JsonGenerator json, Outcome outcome, long account) {
        ApiError error = error(outcome);
        if (error != null) {
            error.write(json);
        }
        if (outcome instanceof Outcome.Kept(byte[] id)) {
            json.writeNumberProperty("code", Reason.OK.code());
            json.writeStringProperty("reason", Reason.OK.name());
            json.writeStringProperty("status", "kept");
            json.writeStringProperty("trigger", Json.hex(id));
        }
        if (outcome instanceof Outcome.Sequenced sequenced) {
            if (error == null) {
                json.writeNumberProperty("code", sequenced.reason().code());
                json.writeStringProperty("reason", sequenced.reason().name());
            }
            json.writeStringProperty("status", "soft");
            json.writeNumberProperty("sequence", sequenced.sequence());
            json.writeNumberProperty("batch", sequenced.batch());
            json.writeStringProperty("chainHash", Json.hex(sequenced.chainHash()));
            events(json, sequenced, account);
        }
    }

    private static ApiError error(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Sequenced sequenced ->
                sequenced.reason().rejected() ? ApiError.of(sequenced.reason(), 422) : null;
            case Outcome.Kept kept -> null;
            case Outcome.Rejected rejected -> ApiError.of(rejected.reason(), 400);
            case Outcome.Refused refused -> ApiError.of(refused.refusal());
        };
    }

    private static void events(JsonGenerator json, Outcome.Sequenced sequenced, long account) {
        long filled = 0;
        for (EngineEvent event : sequenced.events()) {
            switch (event) {
                case EngineEvent.Filled fill when fill.taker() == account -> filled += fill.lots();
                case EngineEvent.Rested rested
                when rested.account() == account -> {
                    json.writeNumberProperty("slot", rested.slot());
                    json.writeNumberProperty("restingLots", rested.lots());
                }
                case EngineEvent.Withdrew withdrew
                when withdrew.account() == account -> json.writeNumberProperty("withdrawal", withdrew.number());
                default -> {}
            }
        }
        if (filled > 0) {
            json.writeNumberProperty("filledLots", filled);
        }
    }

    private OutcomeJson() {}
}
