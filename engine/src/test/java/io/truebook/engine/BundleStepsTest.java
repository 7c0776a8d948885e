package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.Reason;
import org.junit.jupiter.api.Test;

/** A bundle cannot make more steps than one taker could: the sequencer must be able to close the batch it is in. */
class BundleStepsTest {
    private static final int MAKERS = 100;

    private final Market market = new Market();

    @Test
    void eachTakerOfABundleStopsAfterItsPartAndTheNextGoesOn() {
        for (int i = 0; i < MAKERS; i++) {
            assertThat(market.place(17, Market.SELL, Market.MARK, 1)).isEqualTo(Reason.OK);
        }
        BundleBuilder both =
                new BundleBuilder().place(0, FLAG_TIF_IOC, Market.MARK, MAKERS).place(0, FLAG_TIF_IOC, Market.MARK, 30);
        assertThat(bundle(both.operations())).isEqualTo(Reason.OK);
        assertThat(market.position(16).lots).isEqualTo(MAX_BUNDLE_STEPS + 30);
        assertThat(market.place(16, FLAG_TIF_IOC, Market.MARK, MAKERS)).isEqualTo(Reason.IOC_REMAINDER);
        assertThat(market.position(16).lots).isEqualTo(MAKERS);
        assertThat(MAX_BUNDLE_STEPS * MAX_BUNDLE).isEqualTo(MAX_MATCHES);
        market.checkInvariants();
    }

    private Reason bundle(byte[] operations) {
        long nonce = market.nextNonce(16);
        byte[] digest = Digests.bundle(market.trial.domain, 16, OWNER_KEY, nonce, market.expiry(), operations);
        byte[] signature = Market.key(16).sign(digest);
        return market.trial.execute(Items.bundle(16, OWNER_KEY, nonce, market.expiry(), operations, signature));
    }
}
