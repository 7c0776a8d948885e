package io.truebook.node;

import io.truebook.risk.DelayDistribution;
import io.truebook.risk.DelayDistribution.Quantile;
import io.truebook.risk.PriceSeries;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a running sequencer has measured of its delays and of one market. */
final class MeasuredOptions {
    private static final double MICROS = 1e6;
    private static final double MILLIS = 1e3;

    /** Of /v1/delays; below the first of them nothing is taken to be shorter. */
    private static final SortedMap<Double, String> QUANTILES = new TreeMap<>(Map.of(
            0.1, "p10", 0.25, "p25", 0.5, "p50", 0.75, "p75", 0.9, "p90", 0.95, "p95", 0.99, "p99", 0.999, "p999", 1.0,
            "max"));

    @Option(
            names = "--from",
            paramLabel = "URL",
            description = {
                "gateway of a sequencer that says what is not said here: its delay from acceptance to finality, the margins of a market,",
                "and the market's index prices since it was started"
            })
    private URI gateway;

    @Option(
            names = "--market",
            defaultValue = "0",
            description = "the market to ask for with --from (default: ${DEFAULT-VALUE})")
    private int market;

    boolean areAsked() {
        return gateway != null;
    }

    /** Uniform between the percentiles that the sequencer gives, the longest included. */
    DelayDistribution delay() {
        JsonNode measured = get("/v1/delays").path("final").path("total");
        if (measured.path("count").asLong() == 0) {
            throw new CommandFailure("no item of " + gateway + " has become final yet: say --delay, or wait");
        }
        List<Quantile> quantiles = new ArrayList<>();
        QUANTILES.forEach((probability, name) ->
                quantiles.add(new Quantile(probability, measured.path(name).asDouble() / MICROS)));
        return DelayDistribution.ofQuantiles(quantiles);
    }

    /** What the governor has set: before open interest and size raise it. */
    record Margins(int imrPpm, int mmrPpm) {}

    Margins margins() {
        for (JsonNode listed : get("/v1/markets").path("markets")) {
            if (listed.path("market").asInt(-1) == market) {
                return new Margins(
                        listed.path("baseImrPpm").asInt(), listed.path("mmrPpm").asInt());
            }
        }
        throw new CommandFailure(gateway + " does not list market " + market);
    }

    /** Empty when there are too few prices to estimate anything from. */
    Optional<PriceSeries> history() {
        JsonNode prices = get("/v1/markets/" + market + "/index").path("prices");
        if (prices.size() < 3) {
            return Optional.empty();
        }
        return Optional.of(new PriceSeries(
                prices.valueStream()
                        .mapToDouble(row -> row.path(0).asDouble() / MILLIS)
                        .toArray(),
                prices.valueStream().mapToDouble(row -> row.path(1).asDouble()).toArray()));
    }

    private JsonNode get(String path) {
        try (GatewayClient client = new GatewayClient(gateway)) {
            GatewayClient.Answer answer = client.get(path);
            if (!answer.ok()) {
                throw new CommandFailure(gateway + path + ": " + answer.text("reason") + " " + answer.text("message"));
            }
            return answer.body();
        } catch (IllegalArgumentException | JacksonException noGateway) {
            throw new CommandFailure(gateway + " is no gateway: " + noGateway.getMessage());
        }
    }
}
