package io.truebook.node;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a sequencer's gateway. */
public final class GatewayClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final JsonMapper JSON = new JsonMapper();

    /** @param status of HTTP */
    public record Answer(int status, JsonNode body) {
        public boolean ok() {
            return status == 200;
        }

        public long number(String field) {
            return body.path(field).asLong();
        }

        public String text(String field) {
            return body.path(field).asString("");
        }
    }

    private final URI gateway;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    public GatewayClient(URI gateway) {
        this.gateway = gateway;
    }

    /** Sends one framed, signed item. */
    public Answer submit(byte[] item) {
        return send(request("/v1/items").POST(HttpRequest.BodyPublishers.ofByteArray(item)));
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    /** The text of a resource that is not JSON, such as /metrics. */
    public String text(String path) {
        try {
            return http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException failure) {
            throw new CommandFailure("no answer from " + gateway + ": " + failure.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted");
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path)).timeout(TIMEOUT);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException failure) {
            throw new CommandFailure("no answer from " + gateway + ": " + failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted");
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
