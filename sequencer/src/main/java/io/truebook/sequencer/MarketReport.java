package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.Cells;
import io.truebook.engine.protocol.ActivityCell;
import io.truebook.engine.protocol.Cell;
import io.truebook.engine.protocol.MarketCell;
import io.truebook.engine.protocol.RiskCell;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * A market's parameters, prices and funding, as copies of its cells at one moment.
 *
 * @param nextFunding engine time at which funding is paid next, ms
 */
public record MarketReport(int market, MarketCell parameters, RiskCell risk, ActivityCell activity, long nextFunding) {
    private static final int MARKETS = 256;
    private static final long FUNDING_MS = FUNDING_MINUTES * MINUTE_MS;

    /** One tier of margin rates: from {@code bound} USDC of notional on. */
    public record Tier(long bound, int imrPpm, int mmrPpm) {}

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

    public static MarketReport of(Cells cells, int market) {
        return new MarketReport(
                market,
                copy(cells.market(market), MarketCell::new),
                copy(cells.risk(market), RiskCell::new),
                copy(cells.activity(market), ActivityCell::new),
                (cells.cursor().time / FUNDING_MS + 1) * FUNDING_MS);
    }

    public String symbol() {
        return new String(parameters.symbol, StandardCharsets.US_ASCII).replace("\0", "");
    }

    /** The tiers that are in use, by their bounds. */
    public List<Tier> tiers() {
        List<Tier> tiers = new ArrayList<>();
        add(tiers, risk.tierBound1, risk.tierImr1, risk.tierMmr1);
        add(tiers, risk.tierBound2, risk.tierImr2, risk.tierMmr2);
        add(tiers, risk.tierBound3, risk.tierImr3, risk.tierMmr3);
        return tiers;
    }

    /** The premium of the hour so far, ppb per 8 hours: what the next funding rate is made from. */
    public long premiumPpb() {
        return activity.premiumMinutes == 0 ? 0 : activity.premiumSum / activity.premiumMinutes;
    }

    public String status() {
        return statusName(risk.status);
    }

    /** A status as it is written. */
    public static String statusName(int status) {
        return switch (status) {
            case STATUS_UNLISTED -> "UNLISTED";
            case STATUS_ACTIVE -> "ACTIVE";
            case STATUS_REDUCE_ONLY -> "REDUCE_ONLY";
            case STATUS_HALTED -> "HALTED";
            case STATUS_SETTLED -> "SETTLED";
            default -> throw new IllegalArgumentException("no status " + status);
        };
    }

    private static void add(List<Tier> tiers, long bound, int imr, int mmr) {
        if (bound != 0) {
            tiers.add(new Tier(bound, imr * TIER_UNIT_PPM, mmr * TIER_UNIT_PPM));
        }
    }

    private static <T extends Cell> T copy(T cell, LongFunction<T> empty) {
        T copy = empty.apply(cell.address);
        byte[] words = new byte[32 * cell.words()];
        cell.encode(words, 0);
        copy.decode(words, 0);
        return copy;
    }
}
