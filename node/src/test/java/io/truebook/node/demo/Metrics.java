package io.truebook.node.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.OptionalDouble;

/** Reads a process' figures where a monitoring system would. */
final class Metrics implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final URI page;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    Metrics(int port) {
        page = URI.create("http://127.0.0.1:" + port + "/metrics");
    }

    /** The sum of a metric over its labels; empty when the process does not answer or does not have it. */
    OptionalDouble read(String name) {
        try {
            String text = http.send(
                            HttpRequest.newBuilder(page).timeout(PATIENCE).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            double[] values = text.lines()
                    .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .toArray();
            return values.length == 0
                    ? OptionalDouble.empty()
                    : java.util.Arrays.stream(values).reduce(Double::sum);
        } catch (IOException unreachable) {
            return OptionalDouble.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return OptionalDouble.empty();
        }
    }

    /** A figure that must be there. */
    long require(String name) {
        return (long) read(name).orElseThrow(() -> new DemoFailure(page + " does not show " + name));
    }

    @Override
    public void close() {
        http.close();
    }
}
