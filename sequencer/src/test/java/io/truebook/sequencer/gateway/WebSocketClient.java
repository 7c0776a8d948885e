package io.truebook.sequencer.gateway;

import io.truebook.sequencer.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** The JDK's WebSocket with its messages in a queue. */
public final class WebSocketClient implements WebSocket.Listener, AutoCloseable {
    public final LinkedBlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    public final LinkedBlockingQueue<String> closed = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    public WebSocketClient(HttpClient http, URI uri) {
        socket = http.newWebSocketBuilder().buildAsync(uri, this).join();
    }

    public void send(String json) {
        socket.sendText(json.replace('\'', '"'), true).join();
    }

    public void send(byte[] binary) {
        socket.sendBinary(ByteBuffer.wrap(binary), true).join();
    }

    /** The next message of a type; others before it are dropped. */
    public JsonNode next(String type) throws InterruptedException {
        while (true) {
            JsonNode message = messages.poll(10, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no message of type " + type);
            }
            if (message.get("type").stringValue().equals(type)) {
                return message;
            }
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            messages.add(Json.read(partial.toString().getBytes(StandardCharsets.UTF_8)));
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.add(code + " " + reason);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
