package io.truebook.node;

import static io.truebook.engine.protocol.Protocol.TIER_UNIT_PPM;

import io.truebook.engine.GovernanceActions.FundingTerms;
import io.truebook.engine.GovernanceActions.MarginTier;
import io.truebook.engine.GovernanceActions.MarketListing;
import io.truebook.engine.GovernanceActions.OpenInterestTerms;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A market's parameters as a gateway gives them, and with other margins. */
final class ListedMarket {
    /** @throws CommandFailure when the sequencer does not list it */
    static MarketListing of(GatewayClient gateway, int market) {
        GatewayClient.Answer answer = gateway.get("/v1/markets");
        for (JsonNode listed : answer.body().path("markets")) {
            if (listed.path("market").asInt(-1) == market) {
                return of(listed);
            }
        }
        throw new CommandFailure("the sequencer does not list market " + market);
    }

    private static MarketListing of(JsonNode m) {
        List<MarginTier> tiers = new ArrayList<>();
        for (JsonNode tier : m.path("tiers")) {
            tiers.add(new MarginTier(number(tier, "bound"), (int) (number(tier, "imrPpm") / TIER_UNIT_PPM), (int)
                    (number(tier, "mmrPpm") / TIER_UNIT_PPM)));
        }
        return new MarketListing(
                (int) number(m, "market"),
                number(m, "multiplier"),
                (int) number(m, "maxTick"),
                number(m, "maxPositionLots"),
                number(m, "maxOrderLots"),
                number(m, "minNotional"),
                (int) number(m, "takerFeePpm"),
                (int) number(m, "makerFeePpm"),
                (int) number(m, "baseImrPpm"),
                (int) number(m, "mmrPpm"),
                number(m, "oracleMaxAge"),
                (int) number(m, "jumpPpm"),
                m.path("symbol").asString(),
                (int) number(m, "makerRebatePpm"),
                (int) number(m, "liquidationFeePpm"),
                (int) number(m, "markBandPpm"),
                new FundingTerms(
                        number(m, "impactNotional"),
                        number(m, "interestPpb"),
                        number(m, "fundingClampPpb"),
                        number(m, "fundingCapPpb")),
                new OpenInterestTerms(
                        number(m, "openInterestCap"), number(m, "openInterestLower"), number(m, "openInterestUpper")),
                tiers);
    }

    /** No tier asks for less than the market does. */
    static MarketListing withMargins(MarketListing m, int imrPpm, int mmrPpm) {
        List<MarginTier> tiers = m.tiers().stream()
                .map(tier -> new MarginTier(
                        tier.bound(), Math.max(tier.imr(), unitsUp(imrPpm)), Math.max(tier.mmr(), unitsUp(mmrPpm))))
                .toList();
        return new MarketListing(
                m.market(),
                m.multiplier(),
                m.maxTick(),
                m.maxPositionLots(),
                m.maxOrderLots(),
                m.minNotional(),
                m.takerFeePpm(),
                m.makerFeePpm(),
                imrPpm,
                mmrPpm,
                m.oracleMaxAge(),
                m.jumpPpm(),
                m.symbol(),
                m.makerRebatePpm(),
                m.liquidationFeePpm(),
                m.markBandPpm(),
                m.funding(),
                m.openInterest(),
                tiers);
    }

    private static int unitsUp(int ppm) {
        return Math.ceilDiv(ppm, TIER_UNIT_PPM);
    }

    private static long number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.canConvertToLong()) {
            throw new CommandFailure("the sequencer does not say " + field + " of the market");
        }
        return value.asLong();
    }

    private ListedMarket() {}
}
