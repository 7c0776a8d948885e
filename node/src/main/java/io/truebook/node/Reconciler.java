package io.truebook.node;

import io.truebook.derivation.Judged;
import io.truebook.derivation.LoggedBatch;
import io.truebook.derivation.StateProofs;
import io.truebook.engine.Cells;
import io.truebook.l1.Agreement;
import io.truebook.l1.BatchStatus;
import io.truebook.l1.BlockId;
import io.truebook.l1.BridgeContract;
import io.truebook.l1.BridgeContract.StateBooks;
import io.truebook.l1.Deployment;
import io.truebook.l1.L1Client;
import io.truebook.l1.TransactionOutcome;
import io.truebook.l1.TransactionSender;
import io.truebook.tree.CellStore;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has final batches reconciled with the Bridge's books when their states have withdrawals that are not payable yet. It remembers the proofs
 * of batches it has seen judged, and forgets them with the process: the next batch covers all before it.
 */
final class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger("watcher");

    /** Batches whose proofs are kept; some 2 KB each. */
    private static final int MOST = 4_096;

    private record Waiting(LoggedBatch batch, StateBooks books, long withdrawn) {}

    private final L1Client client;
    private final Deployment deployment;
    private final TransactionSender sender;
    private final CellStore state;
    private final NavigableMap<Long, Waiting> waiting = new TreeMap<>();
    private long payable;

    Reconciler(L1Client client, Deployment deployment, TransactionSender sender, CellStore state) {
        this.client = client;
        this.deployment = deployment;
        this.sender = sender;
        this.state = state;
    }

    /** Called with the state of a valid batch in the store; a batch judged again after a reorg takes the place of the one before. */
    void judged(Judged judged) {
        LoggedBatch batch = judged.batch();
        waiting.tailMap(batch.index(), true).clear();
        long withdrawn = new Cells(state::read).totals().withdrawn;
        if (withdrawn != (waiting.isEmpty() ? payable : waiting.lastEntry().getValue().withdrawn)) {
            waiting.put(batch.index(), new Waiting(batch, StateProofs.books(state, state.tree()), withdrawn));
        }
        while (waiting.size() > MOST) {
            waiting.pollFirstEntry();
        }
    }

    /** Sends for the newest final batch that makes anything payable; silence of L1 leaves it for the next time. */
    void step() {
        if (waiting.isEmpty()
                || !(client.agree(deployment.bridge().reconciliation(BlockId.LATEST))
                        instanceof Agreement.Agreed<BridgeContract.Reconciliation>(var done))) {
            return;
        }
        sender.poll();
        payable = done.withdrawn().longValue();
        waiting.headMap(done.index(), true).clear();
        waiting.descendingMap().values().stream()
                .filter(each -> isFinal(each.batch))
                .findFirst()
                .ifPresent(this::send);
    }

    private boolean isFinal(LoggedBatch batch) {
        return client.agree(deployment.rollup().statusOf(batch.index(), batch.hash(), BlockId.LATEST))
                        instanceof Agreement.Agreed<BatchStatus>(BatchStatus status)
                && status == BatchStatus.FINAL;
    }

    private void send(Waiting next) {
        long index = next.batch.index();
        if (!(client.agree(deployment.bridge().reconciles(next.batch.header(), next.books, BlockId.LATEST))
                instanceof Agreement.Agreed<Boolean>(Boolean sound))) {
            return;
        }
        if (!sound) {
            LOG.error(
                    "ALARM: batch {} cannot be reconciled with the Bridge's books, its withdrawals are paused", index);
        }
        // A pause is made known on L1 too, once; only a batch that can be reconciled is worth more attempts.
        String key = "reconcile-" + index + "-" + next.batch.hash().hex();
        switch (sender.submit(
                deployment.bridge().reconcile(next.batch.header(), next.books).keyed(key))) {
            case TransactionOutcome.Confirmed _ -> {
                if (!sound) {
                    waiting.headMap(index, true).clear();
                }
            }
            case TransactionOutcome.Pending _ -> {}
            case TransactionOutcome.Refused(String reason) -> LOG.warn("batch {} is not reconciled: {}", index, reason);
            case TransactionOutcome.Reverted _, TransactionOutcome.Lost _ -> waiting.remove(index);
        }
    }
}
