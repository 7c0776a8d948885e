package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.AmendItem;
import io.truebook.engine.protocol.CancelAllItem;
import io.truebook.engine.protocol.CancelItem;
import io.truebook.engine.protocol.MarketOrderItem;
import io.truebook.engine.protocol.OpenSubaccountItem;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.ScheduleCancelItem;
import io.truebook.engine.protocol.SetAgentItem;
import io.truebook.engine.protocol.SetMarginItem;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.engine.protocol.TransferItem;
import io.truebook.engine.protocol.TriggerOrderItem;
import io.truebook.engine.protocol.TwapSliceItem;
import io.truebook.engine.protocol.VoidNonceItem;
import io.truebook.engine.protocol.WithdrawItem;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys that an owner lends: what they may sign, how long, and that they leave nothing behind. */
class AgentTest {
    private static final Key AGENT = new Key(31_000);
    private static final int SLOT = 2;
    private static final int BOTH = SCOPE_TRADE | SCOPE_CANCEL;

    private final Market market = new Market();
    private final long later = market.expiry() + 100_000;

    private Reason appoint(int slot, Key agent, int scope, long agentExpiry) {
        BigInteger address = agent == null ? BigInteger.ZERO : new BigInteger(1, agent.address());
        return market.trial.execute(
                key(16),
                new SetAgentItem(16, OWNER_KEY, market.nextNonce(16), slot, address, scope, agentExpiry, later));
    }

    private SignedItem order(int key, long nonce) {
        return new PlaceItem(16, key, nonce, 0, BUY, 49_000, 3, later);
    }

    private List<SignedItem> trades(long nonce) {
        return List.of(
                order(SLOT, nonce),
                new MarketOrderItem(16, SLOT, nonce + 1, 0, BUY, 0, 3, later),
                new AmendItem(16, SLOT, nonce + 2, 9, 0, 49_000, 3, later),
                new TriggerOrderItem(16, SLOT, nonce + 3, 0, BUY, 49_000, 0, 3, 1, 1, later));
    }

    private List<SignedItem> cancels(long nonce) {
        return List.of(
                new CancelItem(16, SLOT, nonce, 9, 0, later),
                new CancelAllItem(16, SLOT, nonce + 1, 0, later),
                new VoidNonceItem(16, SLOT, nonce + 2, later),
                new ScheduleCancelItem(16, SLOT, nonce + 3, 0, later));
    }

    private Reason twap(long nonce) {
        TwapSliceItem item = new TwapSliceItem(16, SLOT, nonce, 0, BUY, 0, 3, 1, 0, 0, later);
        return market.trial.execute(Items.slice(item, AGENT.sign(Digests.item(market.trial.domain, item)), 0));
    }

    private Reason bundle(long nonce) {
        byte[] signature = AGENT.sign(Digests.bundle(market.trial.domain, 16, SLOT, nonce, later, new byte[0]));
        return market.trial.execute(Items.bundle(16, SLOT, nonce, later, new byte[0], signature));
    }

    @Test
    void anAgentTradesAndCancelsAsFarAsItsScopeGoes() {
        assertThat(appoint(SLOT, AGENT, SCOPE_TRADE, later)).isEqualTo(Reason.OK);
        trades(0).forEach(item -> assertThat(market.trial.execute(AGENT, item)).isNotEqualTo(Reason.OUT_OF_SCOPE));
        assertThat(market.position(16).restingBidLots).isEqualTo(6);
        assertThat(twap(10)).isEqualTo(Reason.IOC_REMAINDER);
        assertThat(bundle(11)).isEqualTo(Reason.OK);
        cancels(20).forEach(item -> refused(item, Reason.OUT_OF_SCOPE));

        assertThat(appoint(SLOT, AGENT, SCOPE_CANCEL, later)).isEqualTo(Reason.OK);
        trades(30).forEach(item -> refused(item, Reason.OUT_OF_SCOPE));
        assertThat(twap(40)).isEqualTo(Reason.OUT_OF_SCOPE);
        assertThat(bundle(41)).isEqualTo(Reason.OUT_OF_SCOPE);
        cancels(50)
                .forEach(item -> assertThat(market.trial.execute(AGENT, item)).isNotEqualTo(Reason.OUT_OF_SCOPE));
        assertThat(Positions.slotOf(market.account(16), 0)).isNegative();

        assertThat(appoint(SLOT, AGENT, 0, later)).isEqualTo(Reason.OK);
        trades(60).forEach(item -> refused(item, Reason.OUT_OF_SCOPE));
        cancels(70).forEach(item -> refused(item, Reason.OUT_OF_SCOPE));
    }

    @Test
    void anAgentMovesNoMoneyAndAppointsNobody() {
        appoint(SLOT, AGENT, BOTH, later);
        BigInteger address = new BigInteger(1, AGENT.address());
        for (SignedItem item : List.of(
                new WithdrawItem(16, SLOT, 0, 1_000, later),
                new TransferItem(16, SLOT, 1, 17, 1_000, later),
                new OpenSubaccountItem(16, SLOT, 2, later),
                new SetAgentItem(16, SLOT, 3, 3, address, BOTH, later, later))) {
            refused(item, Reason.OUT_OF_SCOPE);
        }
        // Not even when it says that it is the owner.
        assertThat(market.trial.execute(AGENT, new WithdrawItem(16, OWNER_KEY, 50, 1_000, later)))
                .isEqualTo(Reason.BAD_SIGNATURE);
        market.trial.execute(AGENT, new SetMarginItem(16, SLOT, 4, 0, MARGIN_ISOLATE, 1_000, later));
        assertThat(market.account(16).collateral).isEqualTo(FUNDS);
        assertThat(Positions.used(market.account(16))).isZero();
    }

    @Test
    void anAgentEndsWithItsLastSecond() {
        long end = market.trial.now() / 1000 + 10;
        appoint(SLOT, AGENT, BOTH, end);
        market.trial.time(end * 1000);
        assertThat(market.trial.execute(AGENT, order(SLOT, 0))).isEqualTo(Reason.OK);
        market.trial.time(end * 1000 + 1);
        refused(order(SLOT, 1), Reason.AGENT_EXPIRED);
        assertThat(market.trial.execute(key(16), order(OWNER_KEY, market.nextNonce(16))))
                .isEqualTo(Reason.OK);
    }

    @Test
    void anAgentThatComesBackFindsItsUsedNoncesUsed() {
        appoint(SLOT, AGENT, BOTH, later);
        byte[] old = AGENT.item(market.trial.domain, order(SLOT, 7));
        assertThat(market.trial.execute(old)).isEqualTo(Reason.OK);
        assertThat(appoint(SLOT, null, 0, 0)).isEqualTo(Reason.OK);
        assertThat(market.trial.execute(old)).isEqualTo(Reason.UNKNOWN_KEY);
        appoint(SLOT, new Key(31_001), BOTH, later);
        assertThat(market.trial.execute(old)).isEqualTo(Reason.BAD_SIGNATURE);
        appoint(SLOT, AGENT, BOTH, later);
        assertThat(market.trial.execute(old)).isEqualTo(Reason.NONCE_USED);
        assertThat(market.trial.execute(AGENT, order(SLOT, 8))).isEqualTo(Reason.OK);
    }

    @Test
    void eachKeyHasNoncesOfItsOwn() {
        appoint(SLOT, AGENT, BOTH, later);
        appoint(MAX_KEY, AGENT, BOTH, later);
        assertThat(market.trial.execute(AGENT, order(SLOT, 0))).isEqualTo(Reason.OK);
        assertThat(market.trial.execute(AGENT, order(MAX_KEY, 0))).isEqualTo(Reason.OK);
        assertThat(market.trial.execute(AGENT, order(SLOT, 0))).isEqualTo(Reason.NONCE_USED);
        assertThat(market.trial.cells().signer(16, OWNER_KEY).nonceBitmap0).isEqualTo(3L << 62);
    }

    @Test
    void keysThatNobodyHasAreUnknown() {
        for (int key : new int[] {0, 3, MAX_KEY, MAX_KEY + 1, 255}) {
            assertThat(market.trial.execute(AGENT, order(key, 0)))
                    .as("key " + key)
                    .isEqualTo(Reason.UNKNOWN_KEY);
        }
        appoint(SLOT, AGENT, BOTH, later);
        assertThat(market.trial.execute(key(16), order(SLOT, 0))).isEqualTo(Reason.BAD_SIGNATURE);
    }

    @Test
    void agentsGoIntoAgentsSlotsWithKnownScopes() {
        for (int slot : new int[] {0, OWNER_KEY, MAX_KEY + 1, 255}) {
            assertThat(appoint(slot, AGENT, BOTH, later)).as("slot " + slot).isEqualTo(Reason.BAD_AGENT);
        }
        assertThat(appoint(SLOT, AGENT, BOTH + 1, later)).isEqualTo(Reason.BAD_AGENT);
        assertThat(market.trial.cells().signer(16, SLOT).key).containsOnly(0);
        assertThat(market.trial.execute(
                        key(17),
                        new SetAgentItem(
                                16, OWNER_KEY, 90, SLOT, new BigInteger(1, AGENT.address()), BOTH, later, later)))
                .isEqualTo(Reason.BAD_SIGNATURE);
    }

    @Test
    void aVoidedNonceCallsOffWhatIsSignedWithIt() {
        byte[] order = key(16).item(market.trial.domain, order(OWNER_KEY, 77));
        VoidNonceItem voided = new VoidNonceItem(16, OWNER_KEY, 77, later);
        assertThat(market.trial.execute(key(17), voided)).isEqualTo(Reason.BAD_SIGNATURE);
        assertThat(market.trial.execute(key(16), voided)).isEqualTo(Reason.OK);
        assertThat(market.trial.execute(order)).isEqualTo(Reason.NONCE_USED);
        assertThat(market.trial.execute(key(16), voided)).isEqualTo(Reason.NONCE_USED);
    }

    private void refused(SignedItem item, Reason reason) {
        assertThat(market.trial.execute(AGENT, item)).as(item.toString()).isEqualTo(reason);
    }
}
