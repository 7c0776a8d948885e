package io.truebook.l1;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One Ethereum JSON-RPC server over HTTP. Safe for use by many threads. */
public final class JsonRpcEndpoint implements AutoCloseable {
    /** A hundred full batches as hexadecimal; a range of logs that holds more is split. */
    private static final int MAX_ANSWER_BYTES = 32 << 20;

    private static final JsonMapper JSON = new JsonMapper();

    private final URI url;
    private final Duration timeout;
    private final HttpClient http;
    private final AtomicLong nextId = new AtomicLong(1);

    public JsonRpcEndpoint(URI url, Duration timeout) {
        this.url = url;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    /** Host and port only: the path of a provider's URL is often its secret. */
    public String name() {
        return url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    public URI url() {
        return url;
    }

    JsonNode call(String method, Object... params) throws EndpointException {
        long id = nextId.getAndIncrement();
        byte[] body =
                JSON.writeValueAsBytes(Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", List.of(params)));
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return answer(method, id, exchange(method, request));
    }

    private HttpResponse<byte[]> exchange(String method, HttpRequest request) throws EndpointException {
        BoundedBody body = new BoundedBody(MAX_ANSWER_BYTES);
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, info -> body);
        try {
            // The request's own timeout ends with the headers: a server could hold back the rest for ever.
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooSlow) {
            throw new EndpointException.NoAnswer(name() + " " + method + ": no answer within " + timeout);
        } catch (ExecutionException failure) {
            if (body.overflowed()) {
                throw new EndpointException.Refused(0, "answer of more than " + MAX_ANSWER_BYTES + " bytes", "");
            }
            throw new EndpointException.NoAnswer(name() + " " + method + ": " + describe(failure.getCause()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EndpointException.NoAnswer(name() + " " + method + ": interrupted");
        } finally {
            answer.cancel(true);
        }
    }

    private JsonNode answer(String method, long id, HttpResponse<byte[]> response) throws EndpointException {
        JsonNode answer;
        try {
            answer = JSON.readTree(response.body());
        } catch (JacksonException notJson) {
            throw new EndpointException.NoAnswer(name() + " " + method + ": HTTP " + response.statusCode());
        }
        JsonNode error = answer.path("error");
        if (error.isObject()) {
            String data = error.path("data").isString() ? error.path("data").stringValue() : "";
            throw new EndpointException.Refused(
                    error.path("code").asInt(0), error.path("message").asString(""), data.startsWith("0x") ? data : "");
        }
        if (!answer.has("result") || answer.path("id").asLong(-1) != id) {
            throw new EndpointException.NoAnswer(name() + " " + method + ": HTTP " + response.statusCode());
        }
        return answer.get("result");
    }

    private static String describe(Throwable failure) {
        String message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "" : " " + message);
    }

    @Override
    public String toString() {
        return name();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
