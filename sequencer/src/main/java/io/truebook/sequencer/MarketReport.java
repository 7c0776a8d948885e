package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.STATUS_UNLISTED;

import io.truebook.engine.Cells;
import io.truebook.engine.protocol.MarketCell;
import io.truebook.engine.protocol.RiskCell;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A market's parameters and price. */
public record MarketReport(
        int market,
        String symbol,
        int maxTick,
        long maxPositionLots,
        long maxOrderLots,
        long minNotional,
        int takerFeePpm,
        int makerFeePpm,
        int jumpPpm,
        long oracleMaxAge,
        long multiplier,
        int imrPpm,
        int mmrPpm,
        int mark,
        long publishTime) {
    private static final int MARKETS = 256;

    /** All listed markets. */
    public static List<MarketReport> all(Cells cells) {
        List<MarketReport> markets = new ArrayList<>();
        for (int market = 0; market < MARKETS; market++) {
            if (cells.risk(market).status != STATUS_UNLISTED) {
                markets.add(of(cells, market));
            }
        }
        return markets;
    }

    private static MarketReport of(Cells cells, int market) {
        RiskCell risk = cells.risk(market);
        MarketCell m = cells.market(market);
        String symbol = new String(m.symbol, StandardCharsets.US_ASCII).replace("\0", "");
        return new MarketReport(
                market,
                symbol,
                m.maxTick,
                m.maxPositionLots,
                m.maxOrderLots,
                m.minNotional,
                m.takerFeePpm,
                m.makerFeePpm,
                m.jumpPpm,
                m.oracleMaxAge,
                risk.multiplier,
                risk.imrPpm,
                risk.mmrPpm,
                risk.mark,
                risk.publishTime);
    }
}
