package io.truebook.node;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Help.Ansi;
import tools.jackson.databind.JsonNode;

/** What {@code status --watch} draws: divergence with its course, delays, batches and mode, from what the gateway answers. */
final class StatusScreen {
    private static final int COURSE = 60;
    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final Pattern DELAY = Pattern.compile(
            "truebook_delay_seconds\\{delay=\"(\\w+)\",quantile=\"([\\d.]+)\",span=\"interval\",?\\} (\\S+)");

    /** One look at a sequencer. */
    record Look(JsonNode status, JsonNode divergence, JsonNode batch, String metrics) {}

    private final Deque<Long> course = new ArrayDeque<>();
    private final Ansi ansi;

    StatusScreen(Ansi ansi) {
        this.ansi = ansi;
    }

    /** Several lines that fill a screen. */
    String screen(Look look) {
        JsonNode divergence = look.divergence();
        JsonNode posted = divergence.path("sincePosted");
        JsonNode settled = divergence.path("sinceFinal");
        remember(posted.path("value").asLong());
        StringBuilder out = new StringBuilder();
        out.append(mode(look.status())).append("\n\n");
        out.append(heading("divergence, USDC"));
        out.append(new Table()
                .row("", "since posted", "since final")
                .row("equity that stands otherwise", usdc(posted, "value"), usdc(settled, "value"))
                .row("  with its sign", usdc(posted, "signed"), usdc(settled, "signed"))
                .row(
                        "  accounts",
                        posted.path("accounts").asLong(),
                        settled.path("accounts").asLong())
                .row("open notional", usdc(posted, "openNotional"), usdc(settled, "openNotional"))
                .row("payments made due", usdc(posted, "payments"), usdc(settled, "payments")));
        out.append("  ")
                .append(course())
                .append("  greatest ")
                .append(Units.usdc(greatest()))
                .append("\n\n");
        JsonNode unposted = divergence.path("unposted");
        out.append(heading("not on L1"));
        out.append(new Table()
                .row("batches", unposted.path("batches").asLong())
                .row("bytes", unposted.path("bytes").asLong())
                .row("traded, USDC", usdc(unposted, "tradedNotional"))
                .row("age", seconds(unposted.path("age").asLong())));
        out.append(prices(divergence.path("prices")));
        JsonNode books = divergence.path("books");
        out.append('\n').append(heading("books, USDC"));
        out.append(new Table()
                .row("solvency gap", alarm(books.path("gap").asLong() != 0, usdc(books, "gap")))
                .row("bad debt", alarm(books.path("badDebt").asLong() != 0, usdc(books, "badDebt")))
                .row("insurance", usdc(books, "insurance"))
                .row("liabilities", usdc(books, "liabilities")));
        out.append('\n').append(heading("batches"));
        out.append(new Table()
                .row("sealed", look.status().path("sealedBatch").asLong())
                .row("newest", batch(look.batch())));
        out.append('\n').append(heading("delays of the last interval"));
        return out.append(delays(look.metrics())).toString();
    }

    /** The same on one line, for what is no terminal. */
    String line(Look look) {
        JsonNode divergence = look.divergence();
        JsonNode unposted = divergence.path("unposted");
        StringBuilder prices = new StringBuilder();
        for (JsonNode price : divergence.path("prices")) {
            prices.append("  index ")
                    .append(price.path("market").asLong())
                    .append(' ')
                    .append(difference(price));
        }
        return "%s  since posted %s  since final %s  not on L1 %d batches %d bytes %s  gap %s  bad debt %s  sealed %d%s"
                .formatted(
                        look.status().path("mode").asString(),
                        usdc(divergence.path("sincePosted"), "value"),
                        usdc(divergence.path("sinceFinal"), "value"),
                        unposted.path("batches").asLong(),
                        unposted.path("bytes").asLong(),
                        seconds(unposted.path("age").asLong()),
                        usdc(divergence.path("books"), "gap"),
                        usdc(divergence.path("books"), "badDebt"),
                        look.status().path("sealedBatch").asLong(),
                        prices);
    }

    private String prices(JsonNode prices) {
        if (prices.isEmpty()) {
            return "";
        }
        Table table = new Table().row("market", "index", "feed", "difference", "age");
        for (JsonNode price : prices) {
            table.row(
                    price.path("market").asLong(),
                    price.path("indexPrice").isNumber() ? usdc(price, "indexPrice") : "unknown",
                    price.path("feedPrice").isNumber() ? usdc(price, "feedPrice") : "unknown",
                    difference(price),
                    price.path("age").isNumber() ? price.path("age").asLong() + " s" : "");
        }
        return "\n" + heading("index beside price feeds, USDC") + table;
    }

    private static String difference(JsonNode price) {
        return price.path("ppm").isNumber()
                ? "%+,d ppm".formatted(price.path("ppm").asLong())
                : "unknown: " + price.path("unknown").asString("");
    }

    private String mode(JsonNode status) {
        String mode = status.path("mode").asString();
        String reason = status.path("reason").asString("");
        String colour = mode.equals("ACTIVE") ? "green" : "red";
        return ansi.string("@|bold," + colour + " " + mode + "|@") + (reason.isEmpty() ? "" : "  " + reason);
    }

    private String heading(String text) {
        return ansi.string("@|bold " + text + "|@") + "\n";
    }

    private String alarm(boolean wrong, String text) {
        return wrong ? ansi.string("@|red " + text + "|@") : text;
    }

    private void remember(long value) {
        course.addLast(value);
        if (course.size() > COURSE) {
            course.removeFirst();
        }
    }

    private long greatest() {
        return course.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private String course() {
        long greatest = Math.max(1, greatest());
        StringBuilder bars = new StringBuilder();
        for (long value : course) {
            bars.append(BARS.charAt((int) (value / (double) greatest * (BARS.length() - 1))));
        }
        return bars.toString();
    }

    private static String batch(JsonNode batch) {
        return batch.path("index").isMissingNode()
                ? "none"
                : batch.path("index").asLong() + " " + batch.path("status").asString();
    }

    private static Table delays(String metrics) {
        Map<String, Map<String, String>> delays = new TreeMap<>();
        Matcher matcher = DELAY.matcher(metrics);
        while (matcher.find()) {
            double millis = Double.parseDouble(matcher.group(3)) * 1000;
            String text = Double.isNaN(millis) ? "" : String.format(Locale.ROOT, "%,.1f ms", millis);
            delays.computeIfAbsent(matcher.group(1), name -> new TreeMap<>()).put(matcher.group(2), text);
        }
        Table table = new Table().row("", "p50", "p99", "longest");
        delays.forEach((name, quantiles) -> table.row(
                name,
                quantiles.getOrDefault("0.5", ""),
                quantiles.getOrDefault("0.99", ""),
                quantiles.getOrDefault("1", quantiles.getOrDefault("1.0", ""))));
        return table;
    }

    private static String usdc(JsonNode of, String field) {
        return Units.usdc(of.path(field).asLong());
    }

    private static String seconds(long millis) {
        return millis / 1000 + "." + millis % 1000 / 100 + " s";
    }
}
