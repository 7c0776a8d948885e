package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.derivation.Bucket;
import io.truebook.derivation.Holding;
import io.truebook.engine.Cells;
import java.util.ArrayList;
import java.util.List;

/**
 * What the exchange holds for all, nano-USDC.
 *
 * @param time of the engine, ms
 * @param fees collateral of the fee account
 * @param insurance collateral of the insurance fund
 * @param backstops of all listed markets
 */
public record ExchangeReport(
        long time, long fees, long insurance, List<Backstop> backstops, List<FeeTier.Row> feeTiers) {
    private static final int MARKETS = 256;

    /**
     * The account that takes over what nobody would buy.
     *
     * @param lossSpread losses of this market that its winners have borne since genesis
     */
    public record Backstop(int market, long collateral, long lots, long equity, long lossSpread) {}

    public static ExchangeReport of(Cells cells) {
        List<Backstop> backstops = new ArrayList<>();
        for (int market = 0; market < MARKETS; market++) {
            if (cells.risk(market).status != STATUS_UNLISTED) {
                backstops.add(backstop(cells, market));
            }
        }
        return new ExchangeReport(
                cells.cursor().time,
                cells.account(FEE_ACCOUNT).collateral,
                cells.account(INSURANCE_ACCOUNT).collateral,
                backstops,
                FeeTier.table(cells));
    }

    private static Backstop backstop(Cells cells, int market) {
        long number = BACKSTOP_BASE + market;
        Bucket all = Bucket.of(cells, number).getFirst();
        long lots = all.holdings().stream().mapToLong(Holding::lots).sum();
        return new Backstop(
                market, cells.account(number).collateral, lots, all.equity(), cells.activity(market).lossSpread);
    }
}
