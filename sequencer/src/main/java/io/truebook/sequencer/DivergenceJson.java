package io.truebook.sequencer;

import io.truebook.sequencer.divergence.AccountBreakdown;
import io.truebook.sequencer.divergence.AccountChange;
import io.truebook.sequencer.divergence.Base;
import io.truebook.sequencer.divergence.DivergenceFigures;
import io.truebook.sequencer.divergence.MarketBreakdown;
import io.truebook.sequencer.divergence.MarketChange;
import io.truebook.sequencer.divergence.PriceDifference;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** How far the fast state is from L1, as the API tells it. */
public final class DivergenceJson {
    /** The fields of all figures. */
    public static void figures(JsonGenerator json, DivergenceFigures figures) {
        json.writeNumberProperty("sequence", figures.sequence());
        json.writeNumberProperty("at", figures.atMillis());
        change(json, "sincePosted", figures.sincePosted());
        change(json, "sinceFinal", figures.sinceFinal());
        DivergenceFigures.Unposted unposted = figures.unposted();
        json.writeObjectPropertyStart("unposted");
        json.writeNumberProperty("bytes", unposted.bytes());
        json.writeNumberProperty("batches", unposted.batches());
        json.writeNumberProperty("tradedNotional", unposted.tradedNotional());
        json.writeNumberProperty("age", unposted.ageMillis(figures.atMillis()));
        json.writeEndObject();
        DivergenceFigures.Books books = figures.books();
        json.writeObjectPropertyStart("books");
        json.writeNumberProperty("credited", books.credited());
        json.writeNumberProperty("withdrawn", books.withdrawn());
        json.writeNumberProperty("liabilities", books.liabilities());
        json.writeNumberProperty("gap", books.gap());
        json.writeNumberProperty("badDebt", books.badDebt());
        json.writeNumberProperty("insurance", books.insurance());
        json.writeEndObject();
        prices(json, figures.prices(), figures.atMillis());
    }

    /** @param nowMillis by which the ages of the feeds' answers are told */
    public static void byMarket(JsonGenerator json, Base base, MarketBreakdown breakdown, long nowMillis) {
        json.writeNumberProperty("sequence", breakdown.sequence());
        json.writeStringProperty("since", name(base));
        change(json, "total", breakdown.total());
        json.writeObjectPropertyStart("collateral");
        json.writeNumberProperty("value", breakdown.collateralValue());
        json.writeNumberProperty("signed", breakdown.collateralSigned());
        json.writeEndObject();
        json.writeArrayPropertyStart("markets");
        for (MarketChange market : breakdown.markets()) {
            json.writeStartObject();
            json.writeNumberProperty("market", market.market());
            json.writeNumberProperty("value", market.value());
            json.writeNumberProperty("signed", market.signed());
            json.writeNumberProperty("openLots", market.openLots());
            json.writeNumberProperty("openNotional", market.openNotional());
            json.writeNumberProperty("payments", market.payments());
            json.writeEndObject();
        }
        json.writeEndArray();
        prices(json, breakdown.prices(), nowMillis);
    }

    public static void byAccount(JsonGenerator json, Base base, AccountBreakdown breakdown) {
        json.writeNumberProperty("sequence", breakdown.sequence());
        json.writeStringProperty("since", name(base));
        change(json, "total", breakdown.total());
        json.writeArrayPropertyStart("accounts");
        for (AccountChange account : breakdown.accounts()) {
            json.writeStartObject();
            json.writeNumberProperty("account", account.account());
            json.writeNumberProperty("equity", account.equity());
            json.writeNumberProperty("collateral", account.collateral());
            json.writeArrayPropertyStart("positions");
            for (AccountChange.Position position : account.positions()) {
                json.writeStartObject();
                json.writeNumberProperty("market", position.market());
                json.writeNumberProperty("lotsThen", position.lotsThen());
                json.writeNumberProperty("lotsNow", position.lotsNow());
                json.writeNumberProperty("money", position.money());
                json.writeNumberProperty("worth", position.worth());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void prices(JsonGenerator json, List<PriceDifference> prices, long nowMillis) {
        json.writeArrayPropertyStart("prices");
        for (PriceDifference price : prices) {
            json.writeStartObject();
            json.writeNumberProperty("market", price.market());
            known(json, "feedPrice", price.feedPrice());
            known(json, "indexPrice", price.indexPrice());
            known(json, "ppm", price.ppm());
            known(json, "age", price.isAnswered() ? price.ageSeconds(nowMillis) : PriceDifference.NONE);
            if (price.unknown().isPresent()) {
                json.writeStringProperty("unknown", price.unknown().get().name());
            } else {
                json.writeNullProperty("unknown");
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void known(JsonGenerator json, String name, long figure) {
        if (figure == PriceDifference.NONE) {
            json.writeNullProperty(name);
        } else {
            json.writeNumberProperty(name, figure);
        }
    }

    private static void change(JsonGenerator json, String name, DivergenceFigures.Change change) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("value", change.value());
        json.writeNumberProperty("signed", change.signed());
        json.writeNumberProperty("accounts", change.accounts());
        json.writeNumberProperty("openNotional", change.openNotional());
        json.writeNumberProperty("payments", change.payments());
        json.writeEndObject();
    }

    private static String name(Base base) {
        return base.name().toLowerCase(Locale.ROOT);
    }

    private DivergenceJson() {}
}
