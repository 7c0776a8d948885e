package io.truebook.prover;

import io.truebook.l1.Bytes;
import io.truebook.l1.EthAddress;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** debug_traceCall, read as it comes: a segment is some hundred thousand instructions, too many to hold as a tree. */
final class StepTrace {
    /** Told each instruction before it is carried out. */
    @FunctionalInterface
    interface Listener {
        /**
         * @param depth 1 in the contract called, 2 in the contracts that this one calls
         * @param gas what is left before the instruction
         */
        void step(int depth, int pc, String instruction, long gas);
    }

    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, Boolean> PLAIN =
            Map.of("disableStack", true, "disableMemory", true, "disableStorage", true);

    private static final int BUFFER = 1 << 18;

    private final URL url;

    StepTrace(URI url) {
        try {
            this.url = url.toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    /** Runs the call once and returns whether it failed: reverted, or ran out of gas. */
    boolean run(EthAddress from, EthAddress to, byte[] data, long gas, Listener listener) {
        Map<String, String> call = Map.of(
                "from", from.hex(), "to", to.hex(), "data", Bytes.of(data).hex(), "gas", "0x" + Long.toHexString(gas));
        byte[] body = JSON.writeValueAsBytes(Map.of(
                "jsonrpc", "2.0", "id", 1, "method", "debug_traceCall", "params", List.of(call, "latest", PLAIN)));
        try {
            // The plain client reads the socket in one thread: HttpClient takes longer to hand over an answer than
            // anvil to make it.
            HttpURLConnection connection = (HttpURLConnection) url.openConnection();
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.getOutputStream().write(body);
            try (InputStream answer = new BufferedInputStream(connection.getInputStream(), BUFFER);
                    JsonParser parser = JSON.createParser(answer)) {
                return read(parser, listener);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static boolean read(JsonParser parser, Listener listener) {
        Boolean failed = null;
        while (parser.nextToken() != null) {
            if (parser.currentToken() != JsonToken.PROPERTY_NAME) {
                continue;
            }
            switch (parser.currentName()) {
                case "error" -> throw new IllegalStateException(error(parser));
                case "failed" -> failed = parser.nextToken() == JsonToken.VALUE_TRUE;
                case "structLogs" -> steps(parser, listener);
                default -> {}
            }
        }
        if (failed == null) {
            throw new IllegalStateException("no trace was answered");
        }
        return failed;
    }

    private static String error(JsonParser parser) {
        parser.nextToken();
        return "debug_traceCall: " + parser.readValueAsTree();
    }

    private static void steps(JsonParser parser, Listener listener) {
        int depth = 0;
        int pc = 0;
        long gas = 0;
        String instruction = "";
        parser.nextToken();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.END_OBJECT) {
                listener.step(depth, pc, instruction, gas);
            } else if (parser.currentToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "pc" -> pc = parser.getIntValue();
                    case "depth" -> depth = parser.getIntValue();
                    case "gas" -> gas = parser.getLongValue();
                    case "op" -> instruction = parser.getString();
                    default -> parser.skipChildren();
                }
            }
        }
    }
}
