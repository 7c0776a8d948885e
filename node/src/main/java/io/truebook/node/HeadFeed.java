package io.truebook.node;

import io.truebook.l1.MalformedEncodingException;
import io.truebook.l1.SignedHead;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hears the heads that a gateway signs, over its WebSocket, and connects again whenever it is cut off. What is no head is passed over. */
final class HeadFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("watcher");
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int AGAIN_SECONDS = 5;
    private static final int PING_SECONDS = 20;

    /** Of a message; a head has some 400. */
    private static final int LONGEST = 10_000;

    private final URI source;
    private final Predicate<SignedHead> heads;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("heads").factory());
    private volatile boolean closed;
    private volatile WebSocket socket;

    /** @param gateway http address @param heads takes a head; may refuse it */
    HeadFeed(URI gateway, Predicate<SignedHead> heads) {
        source = URI.create(gateway.toString().replaceFirst("^http", "ws")).resolve("/v1/ws");
        this.heads = heads;
        clock.execute(this::connect);
        Object unused = clock.scheduleAtFixedRate(this::ping, PING_SECONDS, PING_SECONDS, TimeUnit.SECONDS);
    }

    private void connect() {
        Object unused = http.newWebSocketBuilder()
                .connectTimeout(TIMEOUT)
                .buildAsync(source, new Listener())
                .whenComplete((open, failure) -> {
                    if (failure != null) {
                        again("cannot be reached: " + failure.getMessage());
                    } else {
                        socket = open;
                        LOG.info("hearing heads of {}", source);
                        send(open, "{\"op\":\"subscribe\",\"channel\":\"heads\"}");
                    }
                });
    }

    /** A peer that says nothing for a minute is cut off. */
    private void ping() {
        WebSocket open = socket;
        if (open != null && !open.isOutputClosed()) {
            send(open, "{\"op\":\"ping\"}");
        }
    }

    /** A message that is lost shows as an error of the connection. */
    private static void send(WebSocket open, String text) {
        Object unused = open.sendText(text, true);
    }

    private void again(String why) {
        socket = null;
        if (!closed) {
            LOG.warn("heads of {}: {}", source, why);
            Object unused = clock.schedule(this::connect, AGAIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder partial = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            if (partial.length() + data.length() <= LONGEST) {
                partial.append(data);
            }
            if (last) {
                hear(partial.toString());
                partial.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            again("closed, " + code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            again(String.valueOf(failure.getMessage()));
        }
    }

    private void hear(String text) {
        try {
            JsonNode message = JSON.readTree(text);
            if (message.path("type").asString("").equals("head")) {
                // When it is refused, a later head says the same and more.
                boolean unused = heads.test(SignedHead.of(message));
            }
        } catch (JacksonException | MalformedEncodingException noHead) {
            LOG.debug("{} sent what is no head", source);
        }
    }

    @Override
    public void close() {
        closed = true;
        clock.shutdownNow();
        http.shutdownNow();
    }
}
