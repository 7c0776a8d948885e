package io.truebook.sequencer.gateway;

import io.truebook.engine.protocol.Reason;
import io.truebook.sequencer.Json;
import io.truebook.sequencer.Refusal;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/**
 * Why a request was not carried out. Codes below 1000 are the engine's reasons, the same ones that stand in the state.
 *
 * @param status of HTTP
 */
record ApiError(int code, String reason, String message, int status) {
    private static final int REFUSALS = 1100;

    static ApiError badRequest(String message) {
        return new ApiError(1000, "BAD_REQUEST", message, 400);
    }

    static ApiError notFound(String what) {
        return new ApiError(1001, "NOT_FOUND", what, 404);
    }

    static ApiError methodNotAllowed(String method) {
        return new ApiError(1002, "METHOD_NOT_ALLOWED", "this resource does not answer to " + method, 405);
    }

    static ApiError bodyTooLarge(int limit) {
        return new ApiError(1003, "BODY_TOO_LARGE", "a body has at most " + limit + " bytes", 413);
    }

    static ApiError rateLimited() {
        return new ApiError(1004, "RATE_LIMITED", "too many requests from this address", 429);
    }

    static ApiError tooManyConnections() {
        return new ApiError(1005, "TOO_MANY_CONNECTIONS", "too many connections", 503);
    }

    static ApiError of(Refusal refusal) {
        int status = switch (refusal) {
            case CLIENT_ORDER_ID_TAKEN -> 409;
            case DATA_RATE, TOO_MANY_WAITING, UNSIGNED_RATE -> 429;
            default -> 503;
        };
        return new ApiError(REFUSALS + refusal.ordinal(), refusal.name(), refusal.message(), status);
    }

    /** @param status 400 when the item got no place, 422 when it did and was rejected there */
    static ApiError of(Reason reason, int status) {
        String message = reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return new ApiError(reason.code(), reason.name(), message, status);
    }

    void write(JsonGenerator json) {
        json.writeNumberProperty("code", code);
        json.writeStringProperty("reason", reason);
        json.writeStringProperty("message", message);
    }

    Response response() {
        return new Response(status, Json.object(this::write));
    }
}
