package io.truebook.sequencer.gateway;

import io.truebook.sequencer.FeedFan;
import io.truebook.sequencer.Json;
import io.truebook.sequencer.RunningSequencer;
import io.truebook.sequencer.SequencerOptions;
import io.truebook.sequencer.TestExchange;
import io.truebook.sequencer.market.MarketData;
import io.truebook.sequencer.metrics.SequencerMetrics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A whole sequencer with its gateway on a real port. */
final class RunningExchange implements AutoCloseable {
    final MarketData marketData = new MarketData();
    final SequencerMetrics metrics = new SequencerMetrics();
    final RunningSequencer running;
    final Gateway gateway;
    final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    RunningExchange(Path folder, GatewayOptions options) throws Exception {
        this(folder, options, RunningSequencer.OPTIONS);
    }

    RunningExchange(Path folder, GatewayOptions options, SequencerOptions sequencerOptions) throws Exception {
        this(folder, options, sequencerOptions, 0);
        running.funded(8);
    }

    private RunningExchange(Path folder, GatewayOptions options, SequencerOptions sequencerOptions, long now)
            throws Exception {
        running = new RunningSequencer(folder, sequencerOptions, new FeedFan(List.of(marketData, metrics)));
        running.now.set(Math.max(running.now.get(), now));
        running.sequencer.hold(TestExchange.LEASE);
        gateway = Gateway.open(
                options,
                new Gateway.Backend(
                        running.sequencer,
                        marketData,
                        TestExchange.DOMAIN,
                        TestExchange.CHAIN_ID,
                        TestExchange.BRIDGE,
                        submission -> running.sequencer.submit(metrics.observed(submission)),
                        metrics::scrape));
        metrics.watch(running.sequencer);
    }

    /** The exchange of a folder once more, at a time in ms. */
    static RunningExchange again(Path folder, SequencerOptions options, long now) throws Exception {
        return new RunningExchange(folder, GatewayOptions.DEFAULT, options, now);
    }

    record Answer(int status, JsonNode body) {
        long number(String field) {
            return body.get(field).longValue();
        }

        String text(String field) {
            return body.get(field).stringValue();
        }
    }

    Answer get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri("http", path)).build());
    }

    Answer post(String path, byte[] body) throws Exception {
        return send(HttpRequest.newBuilder(uri("http", path))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    Answer send(HttpRequest request) throws Exception {
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), Json.read(response.body()));
    }

    String text(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("http", path)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    URI uri(String scheme, String path) {
        return URI.create(scheme + "://127.0.0.1:" + gateway.port() + path);
    }

    @Override
    public void close() {
        http.close();
        gateway.close();
        running.close();
        marketData.close();
    }
}
