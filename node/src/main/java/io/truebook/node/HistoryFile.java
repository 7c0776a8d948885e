package io.truebook.node;

import io.truebook.risk.PriceSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads prices with their times, as CSV or JSON. */
final class HistoryFile {
    /** In seconds it would be the year 5138. */
    private static final double MILLISECONDS_FROM = 1e11;

    static PriceSeries read(Path file) {
        try {
            String text = Files.readString(file).strip();
            List<double[]> rows = text.startsWith("[") ? json(text) : csv(text);
            return new PriceSeries(
                    rows.stream().mapToDouble(row -> row[0]).toArray(),
                    rows.stream().mapToDouble(row -> row[1]).toArray());
        } catch (IOException unreadable) {
            throw new CommandFailure("cannot read " + file + ": " + unreadable.getMessage());
        } catch (IllegalArgumentException | DateTimeException | JacksonException wrong) {
            throw new CommandFailure("no history in " + file + ": " + wrong.getMessage());
        }
    }

    private static List<double[]> csv(String text) {
        List<double[]> rows = new ArrayList<>();
        boolean first = true;
        for (String line : text.lines().toList()) {
            String[] cells = line.trim().split("\\s*[,;\\t]\\s*");
            boolean header = first && cells[cells.length - 1].matches(".*[A-Za-z].*");
            first = false;
            if (header || line.isBlank()) {
                continue;
            }
            if (cells.length < 2) {
                throw new IllegalArgumentException("no TIME,PRICE: " + line);
            }
            rows.add(new double[] {seconds(cells[0]), Double.parseDouble(cells[1])});
        }
        return rows;
    }

    private static List<double[]> json(String text) {
        List<double[]> rows = new ArrayList<>();
        for (JsonNode row : new JsonMapper().readTree(text)) {
            JsonNode time = row.isArray() ? row.path(0) : row.path("time");
            JsonNode price = row.isArray() ? row.path(1) : row.path("price");
            if (time.isMissingNode() || price.isMissingNode()) {
                throw new IllegalArgumentException("no time and price: " + row);
            }
            rows.add(new double[] {seconds(time.asString()), Double.parseDouble(price.asString())});
        }
        return rows;
    }

    private static double seconds(String time) {
        if (time.contains("T")) {
            return Instant.parse(time).toEpochMilli() / 1_000.0;
        }
        double number = Double.parseDouble(time);
        return Math.abs(number) >= MILLISECONDS_FROM ? number / 1_000 : number;
    }

    private HistoryFile() {}
}
