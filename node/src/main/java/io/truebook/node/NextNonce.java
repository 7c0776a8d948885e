package io.truebook.node;

import static io.truebook.engine.protocol.Protocol.OWNER_KEY;

import tools.jackson.databind.JsonNode;

/**
 * Numbers what a key signs one after another. A nonce counts while it is less than 256 below the highest used, so an order that waits
 * stays good for as many later ones; numbers that jumped, such as the time of day, would call it off at once.
 */
final class NextNonce {
    /** Above all that the key has used, and above all that waits for its price or time. */
    static long of(GatewayClient gateway, long account, int key) {
        JsonNode report = gateway.get("/v1/accounts/" + account).body();
        long next = key == OWNER_KEY ? report.path("nextNonce").asLong() : ofAgent(report, key);
        for (JsonNode waiting :
                gateway.get("/v1/accounts/" + account + "/triggers").body().path("triggers")) {
            if (waiting.path("key").asInt() == key) {
                long nonces = Math.max(1, waiting.path("slices").asLong(1));
                next = Math.max(next, waiting.path("nonce").asLong() + nonces);
            }
        }
        return next;
    }

    private static long ofAgent(JsonNode report, int key) {
        for (JsonNode agent : report.path("agents")) {
            if (agent.path("key").asInt() == key) {
                return agent.path("nextNonce").asLong();
            }
        }
        return 0;
    }

    private NextNonce() {}
}
