package io.truebook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Section 7 of the protocol page after every micro-step of a long crisis: from the changed cells alone, and now and then over all of them.
 * {@code scripts/conservation} runs a million operations.
 */
class ConservationTest {
    private static final int OPERATIONS = Integer.getInteger("truebook.operations", 40_000);
    private static final int OPERATIONS_PER_BATCH = 300;
    private static final int OPERATIONS_PER_RECOUNT = 5_000;

    private final CellMap state = CellMap.genesis(Trial.GENESIS);
    private final Books books = new Books();
    private final Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
    private long steps;

    @Test
    void moneyAndLotsAreConservedAtEveryStepOfACrisis() {
        long seed = Seeds.next("conservation");
        CrisisFlow flow = new CrisisFlow(seed);
        Engine engine = new Engine(new Cells(state), BenchSigners.DOMAIN, new BenchSigners(), flow);
        StepwiseBatch batch = new StepwiseBatch(engine, () -> check(engine));
        for (int n = 1; n <= OPERATIONS; n++) {
            CrisisFlow.Operation operation = flow.next(engine.cells().cursor().time);
            try {
                Reason reason =
                        operation.message() ? batch.consume(operation.bytes()) : batch.execute(operation.bytes());
                reasons.merge(reason, 1, Integer::sum);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "operation " + n + ", item or message of kind "
                                + operation.bytes()[0],
                        e);
            }
            if (n % OPERATIONS_PER_BATCH == 0) {
                batch.close();
                batch = new StepwiseBatch(engine, () -> check(engine));
            }
            if (n % OPERATIONS_PER_RECOUNT == 0 || n == OPERATIONS) {
                recount();
            }
        }
        System.out.printf(
                "%,d operations, %,d micro-steps%nreasons %s%nevents %s%n",
                OPERATIONS, steps, reasons, new TreeMap<>(flow.events));
        assertThat(flow.events)
                .containsKeys(
                        "fill",
                        "fill with a rebate",
                        "fill of a backstop",
                        "liquidation",
                        "close-out",
                        "close-out of a bankrupt",
                        "insurance paid",
                        "loss spread",
                        "position settled",
                        "margin moved",
                        "funding",
                        "withdrawal");
    }

    private void check(Engine engine) {
        engine.cells().drain((address, words) -> {
            state.write(address, words);
            books.write(address, words);
        });
        books.check();
        steps++;
    }

    private void recount() {
        Invariants.check(state);
        Books recounted = new Books();
        state.cells().forEach(recounted::write);
        recounted.check();
        books.requireEqual(recounted);
    }
}
