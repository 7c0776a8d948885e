package io.truebook.sequencer.gateway;

import java.nio.charset.StandardCharsets;

/** An answer to one HTTP request. */
record Response(int status, byte[] body, String contentType) {
    private static final String JSON = "application/json";

    Response(int status, byte[] json) {
        this(status, json, JSON);
    }

    static Response text(String text) {
        return new Response(200, text.getBytes(StandardCharsets.UTF_8), "text/plain; version=0.0.4; charset=utf-8");
    }
}
