package io.truebook.prover;

import static io.truebook.engine.protocol.Reason.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.CurveRecovery;
import io.truebook.engine.PostedBatch;
import io.truebook.engine.protocol.Reason;
import io.truebook.l1.EthAddress;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The flow of accounts through the deployed contract: all that can become of its items does, and the two engines agree. */
class AccountFlowTest {
    private static final int FEWEST = 20;
    private static final int MOST = 200;
    private static final int ITEMS = 120;

    private static final Set<Reason> WANTED = EnumSet.of(
            OK,
            IOC_REMAINDER,
            SELF_TRADE,
            SELF_TRADE_TAKER,
            MAKER_SWITCHED,
            MAKER_EXPIRED,
            BAD_LENGTH,
            UNKNOWN_ACCOUNT,
            UNKNOWN_KEY,
            AGENT_EXPIRED,
            OUT_OF_SCOPE,
            BAD_SIGNATURE,
            EXPIRED,
            NONCE_TOO_OLD,
            NONCE_USED,
            NONCE_TOO_FAR,
            TRIGGER_NOT_REACHED,
            SLICE_NOT_DUE,
            NOT_OWN_ACCOUNT,
            BAD_AMOUNT,
            INSUFFICIENT_MARGIN,
            BAD_AGENT,
            BAD_TIME,
            SWITCH_FIRED,
            BAD_BUNDLE,
            NOT_FORCIBLE,
            UNKNOWN_ORDER,
            NOT_DUE,
            BAD_FLAGS,
            BAD_MESSAGE);

    @Test
    void everyOutcomeOccursAndTheContractAgrees() throws InterruptedException {
        // What one flow reaches is the same every time; the large run of both engines takes new seeds.
        long seed = Long.getLong("truebook.seed", 1);
        CurveRecovery recovery = new CurveRecovery();
        AccountFlow[] flow = new AccountFlow[1];
        RandomBatches batches =
                new RandomBatches(seed, domain -> flow[0] = new AccountFlow(seed, domain), 150, recovery);
        SegmentRecorder recorder = new SegmentRecorder(batches.initial(), batches.domain, recovery);
        try (DeployedVerifier verifier = new DeployedVerifier(EthAddress.ZERO);
                Comparison comparison = new Comparison(verifier, Integer.MAX_VALUE)) {
            comparison.submit(recorder.record(batches.opening()));
            for (int i = 0; i < FEWEST || i < MOST && !occurred(flow[0]); i++) {
                PostedBatch batch = batches.next(ITEMS);
                comparison.submit(recorder.record(batch));
            }
            comparison.await();
            System.out.println(comparison.summary());
            System.out.println(flow[0].reasons());
            assertThat(comparison.differing()).as("seed " + seed).isEmpty();
        }
        assertThat(recorder.cells()).as("seed " + seed).isEqualTo(batches.cells());
        assertThat(flow[0].reasons().keySet()).as("seed " + seed).containsAll(WANTED);
    }

    private static boolean occurred(AccountFlow flow) {
        return flow.reasons().keySet().containsAll(WANTED);
    }
}
