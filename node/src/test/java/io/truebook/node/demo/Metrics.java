package io.truebook.node.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

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
            double[] values = text().lines()
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

    /** All names it shows, those of histograms with their endings. */
    Set<String> names() {
        try {
            return text().lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("[ {]", 2)[0])
                    .collect(Collectors.toSet());
        } catch (IOException unreachable) {
            throw new DemoFailure(page + ": " + unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("interrupted");
        }
    }

    private String text() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(page).timeout(PATIENCE).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Override
    public void close() {
        http.close();
    }
}
