package io.truebook.sequencer;

import io.truebook.derivation.Holding;
import io.truebook.derivation.Solvency;
import io.truebook.engine.CellSource;
import io.truebook.engine.Cells;
import io.truebook.engine.protocol.RiskCell;
import java.util.List;

/**
 * What an account owns at one moment, in lots and in money that does not depend on any price.
 *
 * @param money collateral, margins and quote balances, nano-USDC
 */
record Portfolio(List<Lots> positions, long money) {
    /** @param entryIndex the payment index at the position's last settlement */
    record Lots(int market, long lots, long entryIndex) {}

    static Portfolio read(CellSource state, long number) {
        return read(new Cells(state), number);
    }

    static Portfolio read(Cells cells, long number) {
        List<Holding> holdings = Holding.of(cells, number);
        List<Lots> positions = holdings.stream()
                .filter(holding -> holding.lots() != 0)
                .map(holding -> new Lots(holding.market(), holding.lots(), holding.entryIndex()))
                .toList();
        return new Portfolio(positions, Solvency.money(cells.account(number).collateral, holdings));
    }

    /** Equity at the marks and indices of a state. */
    long equity(Cells prices) {
        long equity = money;
        for (Lots position : positions) {
            RiskCell risk = prices.risk(position.market());
            equity += position.lots() * risk.mark * risk.multiplier;
            equity -= Holding.pending(risk, position.lots(), position.entryIndex());
        }
        return equity;
    }
}
