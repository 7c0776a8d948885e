package io.truebook.node;

import com.typesafe.config.Config;
import io.truebook.l1.EthAddress;
import io.truebook.l1.PriceFeedContract;
import io.truebook.sequencer.divergence.PriceFeed;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The price feeds that indices are compared with: the list {@code sequencer.price-feeds} of node.conf. */
final class PriceFeedConfig {
    private static final String KEY = "sequencer.price-feeds";

    static List<PriceFeed> all(ConfigReader read) {
        return read.checked(
                KEY,
                () -> {
                    List<PriceFeed> feeds = read.objects(KEY).stream()
                            .map(PriceFeedConfig::feed)
                            .toList();
                    Set<Integer> markets = new HashSet<>();
                    for (PriceFeed feed : feeds) {
                        if (!markets.add(feed.market())) {
                            throw new IllegalArgumentException("market " + feed.market() + " has two feeds");
                        }
                    }
                    return feeds;
                },
                List.of());
    }

    private static PriceFeed feed(Config feed) {
        return new PriceFeed(
                feed.getInt("market"),
                new PriceFeedContract(new EthAddress(feed.getString("address"))),
                lot(feed.getString("lot")),
                feed.getDuration("max-age").toMillis());
    }

    /** Without an exponent, with which a few characters make a number of any size. */
    private static BigDecimal lot(String text) {
        if (!text.matches("\\d{1,18}(\\.\\d{1,18})?")) {
            throw new IllegalArgumentException("lot = " + text + " is not a decimal number");
        }
        return new BigDecimal(text);
    }

    private PriceFeedConfig() {}
}
