package io.truebook.node;

import static io.truebook.engine.protocol.Protocol.TIER_UNIT_PPM;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.truebook.engine.GovernanceActions;
import io.truebook.engine.GovernanceActions.FeeTierTerms;
import io.truebook.engine.GovernanceActions.FundingTerms;
import io.truebook.engine.GovernanceActions.MarginTier;
import io.truebook.engine.GovernanceActions.MarketListing;
import io.truebook.engine.GovernanceActions.OpenInterestTerms;
import io.truebook.l1.Bytes;
import io.truebook.l1.EthAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a deployment is to be: the section {@code deploy} of node.conf. */
public record DeployConfig(
        String profile,
        Optional<EthAddress> token,
        Optional<EthAddress> governor,
        List<EthAddress> publishers,
        int quorum,
        List<MarketListing> markets,
        List<FeeTierTerms> feeTiers) {

    static DeployConfig of(ConfigReader read) {
        return new DeployConfig(
                read.text("deploy.profile"),
                read.address("deploy.token"),
                read.address("deploy.governor"),
                read.addresses("deploy.publishers"),
                (int) read.number("deploy.quorum", 1, 16),
                read.objects("deploy.markets").stream()
                        .map(DeployConfig::market)
                        .toList(),
                read.objects("deploy.fee-tiers").stream()
                        .map(DeployConfig::feeTier)
                        .toList());
    }

    private static MarketListing market(Config market) {
        return new MarketListing(
                market.getInt("market"),
                market.getLong("multiplier"),
                market.getInt("max-tick"),
                market.getLong("max-position-lots"),
                market.getLong("max-order-lots"),
                market.getLong("min-notional"),
                market.getInt("taker-fee"),
                market.getInt("maker-fee"),
                market.getInt("initial-margin"),
                market.getInt("maintenance-margin"),
                market.getDuration("oracle-max-age").toMillis(),
                market.getInt("jump"),
                market.getString("symbol"),
                market.getInt("maker-rebate"),
                market.getInt("liquidation-fee"),
                market.getInt("mark-band"),
                funding(market.getConfig("funding")),
                openInterest(market.getConfig("open-interest")),
                market.getConfigList("margin-tiers").stream()
                        .map(DeployConfig::tier)
                        .toList());
    }

    private static FundingTerms funding(Config funding) {
        return new FundingTerms(
                funding.getLong("impact-notional"),
                funding.getLong("interest"),
                funding.getLong("clamp"),
                funding.getLong("cap"));
    }

    private static OpenInterestTerms openInterest(Config lots) {
        return new OpenInterestTerms(lots.getLong("cap"), lots.getLong("lower"), lots.getLong("upper"));
    }

    private static MarginTier tier(Config tier) {
        return new MarginTier(
                tier.getLong("above"), inTierUnits(tier, "initial-margin"), inTierUnits(tier, "maintenance-margin"));
    }

    private static int inTierUnits(Config tier, String key) {
        int ppm = tier.getInt(key);
        if (ppm % TIER_UNIT_PPM != 0) {
            throw new ConfigException.BadValue(tier.origin(), key, "not a multiple of " + TIER_UNIT_PPM + " ppm");
        }
        return ppm / TIER_UNIT_PPM;
    }

    private static FeeTierTerms feeTier(Config tier) {
        return new FeeTierTerms(tier.getLong("volume"), tier.getInt("taker-discount"), tier.getInt("maker-discount"));
    }

    /** Governance bodies that stand in the inbox from the beginning. */
    List<Bytes> genesisMessages() {
        List<Bytes> messages = new ArrayList<>();
        for (MarketListing market : markets) {
            messages.add(Bytes.of(GovernanceActions.listMarket(market)));
        }
        if (!feeTiers.isEmpty()) {
            messages.add(Bytes.of(GovernanceActions.setFeeTiers(feeTiers)));
        }
        for (int i = 0; i < publishers.size(); i++) {
            messages.add(
                    Bytes.of(GovernanceActions.setPublisher(i, publishers.get(i).bytes())));
        }
        messages.add(Bytes.of(GovernanceActions.setQuorum(quorum)));
        return messages;
    }
}
