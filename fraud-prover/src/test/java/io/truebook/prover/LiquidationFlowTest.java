package io.truebook.prover;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.CurveRecovery;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.Invariants;
import io.truebook.engine.Trial;
import io.truebook.engine.protocol.Protocol;
import io.truebook.engine.protocol.Reason;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The flow that goes through both engines in {@link DifferentialTest} reaches every outcome of LIQUIDATE and UNWIND, and conserves. */
class LiquidationFlowTest {
    private static final Set<Reason> LIQUIDATE = EnumSet.of(
            Reason.OK,
            Reason.BAD_LENGTH,
            Reason.UNKNOWN_ACCOUNT,
            Reason.UNKNOWN_MARKET,
            Reason.MARKET_HALTED,
            Reason.NOT_LIQUIDATABLE,
            Reason.ORACLE_STALE,
            Reason.INSURED,
            Reason.BACKSTOPPED);
    private static final Set<Reason> UNWIND = EnumSet.of(
            Reason.OK,
            Reason.BAD_LENGTH,
            Reason.UNKNOWN_MARKET,
            Reason.MARKET_HALTED,
            Reason.NOTHING_TO_UNWIND,
            Reason.ORACLE_STALE,
            Reason.IOC_REMAINDER);

    /** The rarest outcome occurs about once in two flows. */
    private static final int MOST_FLOWS = 60;

    private static final int ITEMS = 1_200;

    private final Map<Reason, Integer> liquidations = new EnumMap<>(Reason.class);
    private final Map<Reason, Integer> unwindings = new EnumMap<>(Reason.class);
    private final Map<Reason, Integer> orders = new EnumMap<>(Reason.class);
    private final CurveRecovery recovery = new CurveRecovery();

    @Test
    void everyOutcomeOccurs() {
        // What these flows reach is the same every time; the large run of both engines takes new seeds.
        SplittableRandom seeds = new SplittableRandom(Long.getLong("truebook.seed", 1));
        for (int i = 0; i < MOST_FLOWS && !complete(); i++) {
            run(seeds.nextLong());
        }
        System.out.println("LIQUIDATE: " + liquidations);
        System.out.println("PLACE: " + orders);
        System.out.println("UNWIND: " + unwindings);
        assertThat(liquidations.keySet()).containsAll(LIQUIDATE);
        assertThat(unwindings.keySet()).containsAll(UNWIND);
    }

    private boolean complete() {
        return liquidations.keySet().containsAll(LIQUIDATE)
                && unwindings.keySet().containsAll(UNWIND);
    }

    private void run(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        LiquidationFlow flow = new LiquidationFlow(seed, new Eip712Domain(31_337, new byte[20]));
        Trial trial = new Trial(flow, recovery);
        trial.batch().consume(flow.opening());
        flow.prices().forEach(trial::execute);
        for (int i = 0; i < ITEMS; i++) {
            if (random.nextInt(40) == 0) {
                trial.consume(flow.message());
                continue;
            }
            byte[] item = flow.item();
            Reason reason = trial.execute(item);
            if (item[0] == Protocol.ITEM_LIQUIDATE) {
                liquidations.merge(reason, 1, Integer::sum);
            } else if (item[0] == Protocol.ITEM_PLACE) {
                orders.merge(reason, 1, Integer::sum);
            } else if (item[0] == Protocol.ITEM_UNWIND) {
                unwindings.merge(reason, 1, Integer::sum);
            }
            if (random.nextInt(100) == 0) {
                trial.cells().drain(trial.state);
                Invariants.check(trial.state);
            }
        }
    }
}
