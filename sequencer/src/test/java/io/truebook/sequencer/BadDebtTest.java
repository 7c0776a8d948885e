package io.truebook.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.derivation.Solvency;
import io.truebook.engine.CellMap;
import io.truebook.engine.CrisisBatches;
import io.truebook.engine.Seeds;
import org.junit.jupiter.api.Test;

/** Bad debt from the accounts that the liquidation watch knows of, against a recount of all, in a crisis. */
class BadDebtTest {
    private static final int BATCHES = 120;
    private static final int OPERATIONS = 250;

    @Test
    void theWatchKnowsEveryAccountThatOwesMoreThanItHas() {
        CellMap state = CellMap.genesis(1_700_000_000L);
        CrisisBatches crisis = new CrisisBatches(Seeds.next("bad debt"), state);
        int inDebt = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            crisis.open(end -> crisis.cells().drain(state));
            for (int i = 0; i < OPERATIONS; i++) {
                crisis.step();
            }
            crisis.close();
            long debt = Solvency.of(state).badDebt();
            inDebt += debt > 0 ? 1 : 0;
            Accounts accounts = new Accounts();
            accounts.load(crisis.cells());
            LiquidationWatch watch = new LiquidationWatch();
            watch.load(crisis.cells(), accounts);
            assertThat(watch.badDebt(crisis.cells())).as("nobody looked at yet").isEqualTo(debt);
            for (int i = 0; i < 5; i++) {
                watch.next(crisis.cells(), 0);
            }
            assertThat(watch.badDebt(crisis.cells())).as("some looked at").isEqualTo(debt);
            for (int i = 0; i < 1_000 && watch.hasWork(0); i++) {
                watch.next(crisis.cells(), 0);
            }
            assertThat(watch.badDebt(crisis.cells())).as("all looked at").isEqualTo(debt);
        }
        System.out.println(inDebt + " of " + BATCHES + " states with bad debt");
        assertThat(inDebt).isPositive();
    }
}
