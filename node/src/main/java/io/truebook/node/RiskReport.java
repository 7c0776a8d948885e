package io.truebook.node;

import io.truebook.risk.AddOn;
import io.truebook.risk.Claim;
import io.truebook.risk.DelayDistribution;
import io.truebook.risk.Estimate;
import io.truebook.risk.GapRisk;
import io.truebook.risk.PriceProcess;
import io.truebook.risk.ReturnEstimate;
import io.truebook.risk.Side;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What `truebook risk` says: for people as a table, for programs as JSON. */
final class RiskReport {
    private static final double PPM = 1e6;
    private static final double PPB_PER_PPM = 1e3;
    private static final double SECONDS_PER_HOUR = 3_600;

    /** What the governor has set, what he accepts, and what is claimed. */
    record Terms(int imrPpm, int mmrPpm, double level, Claim claim) {}

    /** The figures of one side; losses in ppm of notional, the discount in ppm of the face. */
    private record Figures(
            Estimate outruns,
            double beyond,
            double shortfallPpm,
            double shortfallBeyondPpm,
            Optional<AddOn> addOn,
            double discountPpm) {}

    private final PriceProcess process;
    private final Optional<ReturnEstimate> estimate;
    private final DelayDistribution delay;
    private final Terms terms;
    private final Figures longs;
    private final Figures shorts;

    RiskReport(
            GapRisk risk,
            PriceProcess process,
            Optional<ReturnEstimate> estimate,
            DelayDistribution delay,
            Terms terms) {
        this.process = process;
        this.estimate = estimate;
        this.delay = delay;
        this.terms = terms;
        this.longs = figures(risk, Side.LONG);
        this.shorts = figures(risk, Side.SHORT);
    }

    private Figures figures(GapRisk risk, Side side) {
        double margin = terms.mmrPpm() / PPM;
        return new Figures(
                risk.outruns(side, margin),
                risk.beyond(side, margin),
                risk.shortfall(side, margin) * PPM,
                risk.shortfallBeyond(side, margin) * PPM,
                risk.addOn(side, margin, terms.level()),
                risk.discount(side, terms.claim()) * PPM);
    }

    /** A market has one margin for both sides, so the dearer one decides. */
    private Optional<Integer> addOnPpm() {
        return longs.addOn()
                .flatMap(bought -> shorts.addOn().map(sold -> Math.max(bought.ppm(), sold.ppm())))
                .filter(addOn -> terms.mmrPpm() + addOn <= PPM);
    }

    /**
     * What a USDC that waits for settlement loses in an hour by the discount of the dearer side, thousand-millionths: `cost.ppb-per-hour` of
     * the controller.
     */
    private long pricePpbPerHour() {
        double hours = delay.meanSeconds() / SECONDS_PER_HOUR;
        double discount = Math.max(longs.discountPpm(), shorts.discountPpm());
        return hours == 0 ? 0 : Math.round(discount * PPB_PER_PPM / hours);
    }

    private int marketImr(int addOn) {
        return (int) Math.min(PPM, (double) terms.imrPpm() + addOn);
    }

    String table() {
        StringBuilder out = new StringBuilder();
        out.append(inputs()).append('\n');
        out.append(new Table()
                .row("of the notional at the mark", "long", "short")
                .row(
                        "outruns the margin before settlement",
                        probability(longs.outruns()),
                        probability(shorts.outruns()))
                .row("is beyond it at settlement", number(longs.beyond()), number(shorts.beyond()))
                .row("expected shortfall", ppm(longs.shortfallPpm()), ppm(shorts.shortfallPpm()))
                .row("  when beyond", ppm(longs.shortfallBeyondPpm()), ppm(shorts.shortfallBeyondPpm()))
                .row("add-on for the level", addOn(longs), addOn(shorts))
                .row("discount of the claim, of its face", ppm(longs.discountPpm()), ppm(shorts.discountPpm())));
        out.append('\n').append(verdict());
        out.append("price of divergence, for sequencer.divergence-policy in node.conf: cost.ppb-per-hour = ")
                .append(pricePpbPerHour())
                .append('\n');
        return out.toString();
    }

    private Table inputs() {
        Table table = new Table()
                .row(
                        "delay",
                        "mean %s s, half within %s s, 99 %% within %s s, longest %s s"
                                .formatted(
                                        number(delay.meanSeconds()),
                                        number(delay.quantileSeconds(0.5)),
                                        number(delay.quantileSeconds(0.99)),
                                        number(delay.longestSeconds())))
                .row("volatility", number(process.volatility()) + " per root year")
                .row(
                        "jumps",
                        process.hasJumps()
                                ? "%s a year, of mean %s and deviation %s"
                                        .formatted(
                                                number(process.jumpsPerYear()),
                                                number(process.jumpMean()),
                                                number(process.jumpDeviation()))
                                : "none");
        estimate.ifPresent(found -> table.row(
                "history",
                "%s returns over %s days: %s jumps, %s to %s a year at 99 %%; bipower volatility %s"
                        .formatted(
                                found.returns(),
                                number(found.years() * 365),
                                found.jumps(),
                                number(found.jumpsPerYearLow()),
                                number(found.jumpsPerYearHigh()),
                                number(found.bipowerVolatility()))));
        return table.row("margin", "mmrPpm " + terms.mmrPpm() + ", imrPpm " + terms.imrPpm())
                .row("level", number(terms.level()) + " to outrun it, for one position and one delay")
                .row(
                        "claim",
                        "face %s, on equity %s"
                                .formatted(
                                        ppm(terms.claim().face() * PPM),
                                        ppm(terms.claim().equity() * PPM)));
    }

    private String verdict() {
        return addOnPpm()
                .map(addOn -> addOn == 0
                        ? "the margins keep the level: nothing to set\n"
                        : "SET_MARKET with\n"
                                + new Table()
                                        .row("  mmrPpm", terms.mmrPpm() + addOn)
                                        .row("  imrPpm", marketImr(addOn))
                                + "and no tier below " + marketImr(addOn) + " and " + (terms.mmrPpm() + addOn)
                                + " ppm\n")
                .orElse("no margin up to the whole notional keeps the level\n");
    }

    String json() {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put(
                "delaySeconds",
                Map.of(
                        "mean", delay.meanSeconds(),
                        "p50", delay.quantileSeconds(0.5),
                        "p99", delay.quantileSeconds(0.99),
                        "max", delay.longestSeconds()));
        out.put("process", process);
        estimate.ifPresent(found -> {
            Map<String, Object> history = new LinkedHashMap<>();
            history.put("returns", found.returns());
            history.put("years", found.years());
            history.put("jumps", found.jumps());
            history.put("jumpsPerYearLow", found.jumpsPerYearLow());
            history.put("jumpsPerYearHigh", found.jumpsPerYearHigh());
            history.put("bipowerVolatility", found.bipowerVolatility());
            out.put("history", history);
        });
        out.put("mmrPpm", terms.mmrPpm());
        out.put("imrPpm", terms.imrPpm());
        out.put("level", terms.level());
        out.put("claim", terms.claim());
        out.put("pricePpbPerHour", pricePpbPerHour());
        out.put("long", json(longs));
        out.put("short", json(shorts));
        out.put(
                "setMarket",
                addOnPpm()
                        .map(addOn -> Map.of("mmrPpm", terms.mmrPpm() + addOn, "imrPpm", marketImr(addOn)))
                        .orElse(null));
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build()
                .writeValueAsString(out);
    }

    private static Map<String, Object> json(Figures figures) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("outruns", figures.outruns().value());
        out.put("outrunsStandardError", figures.outruns().standardError());
        out.put("beyond", figures.beyond());
        out.put("shortfallPpm", figures.shortfallPpm());
        out.put("shortfallBeyondPpm", figures.shortfallBeyondPpm());
        out.put("addOn", figures.addOn().orElse(null));
        out.put("discountPpm", figures.discountPpm());
        return out;
    }

    private static String probability(Estimate estimate) {
        return number(estimate.value())
                + (estimate.standardError() == 0
                        ? ""
                        : " (" + number(estimate.low()) + " to " + number(estimate.high()) + ")");
    }

    private static String addOn(Figures figures) {
        return figures.addOn()
                .map(addOn -> addOn.ppm()
                        + " ppm"
                        + (addOn.lowPpm() == addOn.highPpm()
                                ? ""
                                : " (" + addOn.lowPpm() + " to " + addOn.highPpm() + ")"))
                .orElse("none is enough");
    }

    private static String ppm(double ppm) {
        return number(ppm) + " ppm";
    }

    /** Four significant digits. */
    private static String number(double value) {
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        if (size < 1e-3) {
            return String.format(Locale.ROOT, "%.3e", value);
        }
        int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}
