package io.truebook.prover;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.derivation.Producer;
import io.truebook.derivation.Producer.Lie;
import io.truebook.derivation.StateProofs;
import io.truebook.engine.CellAddresses;
import io.truebook.engine.CellMap;
import io.truebook.engine.Seeds;
import io.truebook.engine.protocol.TotalsCell;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.BlockId;
import io.truebook.l1.BridgeContract;
import io.truebook.l1.BridgeContract.StateBooks;
import io.truebook.l1.BridgeContract.Withdrawal;
import io.truebook.l1.EthAddress;
import io.truebook.l1.L1Event;
import io.truebook.l1.L1Events;
import io.truebook.l1.TransactionOutcome;
import io.truebook.tree.SparseTree;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A state that owes more than ever came in, and nobody challenges it: as if both engines minted and no proof could show it. The Bridge pays
 * nobody by that state or by any after it, and goes on to pay by those before.
 */
class MintedBatchTest {
    private static final int CLAIMANT = 5;
    private static final int ITEMS = 120;

    @TempDir
    private Path folder;

    private Truebook truebook;
    private BridgeContract bridge;

    @BeforeEach
    void start() {
        truebook = new Truebook(Seeds.next("minted batch"), folder);
        bridge = truebook.deployment.bridge();
    }

    @AfterEach
    void stop() {
        truebook.close();
    }

    @Test
    void aBatchThatMintsPausesItsWithdrawalsAndThoseOfAllAfterItButOfNoneBefore() {
        BatchHeader sound = postUntilWithdrawals(2, Lie.NONE);
        BatchHeader minting = truebook.post(ITEMS, Lie.MINTED).header();
        long before = totals(sound).withdrawals;
        BatchHeader after = postUntilWithdrawals(before + 1, Lie.NONE);
        finalise();

        assertThat(bridgeSays(sound)).isTrue();
        reconcile(sound);
        assertThat(paid(sound, 0)).isTrue();

        assertThat(bridgeSays(minting)).isFalse();
        reconcile(minting);
        L1Event.WithdrawalsPaused paused = paused().getLast();
        assertThat(paused.index()).isEqualTo(minting.index());
        assertThat(paused.batchHash()).isEqualTo(minting.hash());
        assertThat(paused.credited()).isEqualTo(paused.creditedHere());
        assertThat(paused.liabilities().subtract(paused.credited().subtract(paused.withdrawn())))
                .isEqualTo(BigInteger.valueOf(Producer.MINTED));
        assertThat(paused.surplus()).isZero();

        assertThat(bridgeSays(after)).isFalse();
        reconcile(after);
        assertThat(paid(after, before)).isFalse();
        assertThat(paid(after, 1)).isFalse();
        assertThat(paid(sound, 1)).isTrue();
        BridgeContract.Reconciliation reached = truebook.ask(bridge.reconciliation(BlockId.LATEST));
        assertThat(reached.index()).isEqualTo(sound.index());
        assertThat(reached.pausedIndex()).isEqualTo(after.index());
    }

    /** Tokens sent to the Bridge by anybody, and deposits that came later, change nothing. */
    @Test
    void aDonationAndADepositToComeStopNobody() {
        BatchHeader sound = postUntilWithdrawals(1, Lie.NONE);
        truebook.deposit();
        truebook.done(Truebook.DEPLOYER, truebook.deployment.token().mint(bridge.address(), BigInteger.valueOf(1)));
        finalise();
        reconcile(sound);
        assertThat(paid(sound, 0)).isTrue();
    }

    private BatchHeader postUntilWithdrawals(long count, Lie lie) {
        BatchHeader last = truebook.post(ITEMS, lie).header();
        while (totals(last).withdrawals < count) {
            last = truebook.post(ITEMS, lie).header();
        }
        return last;
    }

    private void finalise() {
        truebook.anvil.increaseTime(java.time.Duration.ofSeconds(truebook.parameters.finalitySeconds() + 1));
        truebook.anvil.mine((int) truebook.parameters.finalityBlocks() + 1);
    }

    private boolean bridgeSays(BatchHeader batch) {
        return truebook.ask(bridge.reconciles(batch, books(batch), BlockId.LATEST));
    }

    private void reconcile(BatchHeader batch) {
        truebook.done(CLAIMANT, bridge.reconcile(batch, books(batch)));
    }

    /** Claims, and says whether the recipient got its money. */
    private boolean paid(BatchHeader batch, long number) {
        CellMap state = truebook.producer.state(batch);
        Withdrawal withdrawal =
                StateProofs.withdrawal(state::read, tree(state), number).orElseThrow();
        EthAddress recipient = recipient(withdrawal);
        BigInteger tokens = tokens(recipient);
        TransactionOutcome outcome = truebook.send(CLAIMANT, bridge.claim(batch, withdrawal));
        BigInteger got = tokens(recipient).subtract(tokens);
        if (outcome instanceof TransactionOutcome.Confirmed) {
            assertThat(got).isEqualTo(BigInteger.valueOf(withdrawal.amount() / 1_000));
            return true;
        }
        assertThat(outcome).isInstanceOf(TransactionOutcome.Reverted.class);
        assertThat(got).isZero();
        return false;
    }

    private BigInteger tokens(EthAddress owner) {
        return truebook.ask(truebook.deployment.token().balanceOf(owner, BlockId.LATEST));
    }

    private static EthAddress recipient(Withdrawal withdrawal) {
        return EthAddress.of(java.util.Arrays.copyOf(withdrawal.cell().bytes(), EthAddress.LENGTH));
    }

    private StateBooks books(BatchHeader batch) {
        CellMap state = truebook.producer.state(batch);
        return StateProofs.books(state::read, tree(state));
    }

    private TotalsCell totals(BatchHeader batch) {
        TotalsCell totals = new TotalsCell(CellAddresses.totals());
        totals.decode(truebook.producer.state(batch).read(totals.address), 0);
        return totals;
    }

    private static SparseTree tree(CellMap state) {
        TreeMap<Long, byte[]> cells = new TreeMap<>(state.cells());
        SparseTree tree = new SparseTree();
        tree.update(
                cells.keySet().stream().mapToLong(Long::longValue).toArray(),
                cells.values().toArray(byte[][]::new));
        return tree;
    }

    private List<L1Event.WithdrawalsPaused> paused() {
        return truebook
                .ask(new L1Events(truebook.deployment)
                        .between(truebook.deployment.block(), truebook.head().number()))
                .stream()
                .filter(L1Event.WithdrawalsPaused.class::isInstance)
                .map(L1Event.WithdrawalsPaused.class::cast)
                .toList();
    }
}
