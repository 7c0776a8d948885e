package io.truebook.node;

import com.typesafe.config.Config;
import io.truebook.engine.GovernanceActions;
import io.truebook.engine.GovernanceActions.MarketListing;
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
        List<MarketListing> markets) {

    static DeployConfig of(ConfigReader read) {
        return new DeployConfig(
                read.text("deploy.profile"),
                read.address("deploy.token"),
                read.address("deploy.governor"),
                read.addresses("deploy.publishers"),
                (int) read.number("deploy.quorum", 1, 16),
                read.objects("deploy.markets").stream()
                        .map(DeployConfig::market)
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
                market.getString("symbol"));
    }

    /** Governance bodies that stand in the inbox from the beginning. */
    List<Bytes> genesisMessages() {
        List<Bytes> messages = new ArrayList<>();
        for (MarketListing market : markets) {
            messages.add(Bytes.of(GovernanceActions.listMarket(market)));
        }
        for (int i = 0; i < publishers.size(); i++) {
            messages.add(
                    Bytes.of(GovernanceActions.setPublisher(i, publishers.get(i).bytes())));
        }
        messages.add(Bytes.of(GovernanceActions.setQuorum(quorum)));
        return messages;
    }
}
