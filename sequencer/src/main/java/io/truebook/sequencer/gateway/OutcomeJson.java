package io.truebook.sequencer.gateway;

import io.truebook.engine.protocol.Reason;
import io.truebook.sequencer.Json;
import io.truebook.sequencer.Outcome;
import io.truebook.sequencer.lifecycle.ItemStatus;
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
            json.writeStringProperty("status", ItemStatus.ACCEPTED.wire());
            json.writeStringProperty("trigger", Json.hex(id));
        }
        if (outcome instanceof Outcome.Sequenced sequenced) {
            if (error == null) {
                json.writeNumberProperty("code", sequenced.reason().code());
                json.writeStringProperty("reason", sequenced.reason().name());
            }
            json.writeStringProperty("status", ItemStatus.SOFT.wire());
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
        Doing doing = new Doing();
        boolean bundle = false;
        for (EngineEvent event : sequenced.events()) {
            if (event instanceof EngineEvent.OperationFinished(int index, Reason reason)) {
                if (!bundle) {
                    json.writeArrayPropertyStart("operations");
                    bundle = true;
                }
                json.writeStartObject();
                json.writeStringProperty("reason", reason.name());
                doing.write(json);
                json.writeEndObject();
                doing = new Doing();
            } else {
                doing.take(event, account);
            }
        }
        if (bundle) {
            json.writeEndArray();
        } else {
            doing.write(json);
        }
    }

    /** What one operation did for its account. */
    private static final class Doing {
        private long filled;
        private EngineEvent.Rested rested;
        private EngineEvent.Withdrew withdrew;
        private EngineEvent.SubaccountOpened opened;

        void take(EngineEvent event, long account) {
            switch (event) {
                case EngineEvent.Filled fill when fill.taker() == account -> filled += fill.lots();
                case EngineEvent.Rested rest when rest.account() == account -> rested = rest;
                case EngineEvent.Withdrew done when done.account() == account -> withdrew = done;
                case EngineEvent.SubaccountOpened done when done.account() == account -> opened = done;
                default -> {}
            }
        }

        void write(JsonGenerator json) {
            if (rested != null) {
                json.writeNumberProperty("slot", rested.slot());
                json.writeNumberProperty("restingLots", rested.lots());
            }
            if (withdrew != null) {
                json.writeNumberProperty("withdrawal", withdrew.number());
            }
            if (opened != null) {
                json.writeNumberProperty("opened", opened.opened());
            }
            if (filled > 0) {
                json.writeNumberProperty("filledLots", filled);
            }
        }
    }

    private OutcomeJson() {}
}
