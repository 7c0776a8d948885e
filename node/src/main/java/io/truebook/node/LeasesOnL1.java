package io.truebook.node;

import io.truebook.derivation.BlockRef;
import io.truebook.derivation.LoggedBatch;
import io.truebook.derivation.ReceiptJudge;
import io.truebook.l1.BatchStatus;
import io.truebook.l1.BlockId;
import io.truebook.l1.Bytes32;
import io.truebook.l1.Deployment;
import io.truebook.l1.EthAddress;
import io.truebook.l1.L1Event;
import io.truebook.l1.L1Events;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who holds and held leases, and which batches are final, at one block of L1. */
final class LeasesOnL1 implements ReceiptJudge.Facts {
    private static final long BLOCKS_AT_ONCE = 10_000;

    private final L1Session l1;
    private final Deployment deployment;
    private final BlockId block;
    private final Map<Bytes32, EthAddress> holders = new HashMap<>();

    LeasesOnL1(L1Session l1, Deployment deployment, BlockRef at) {
        this.l1 = l1;
        this.deployment = deployment;
        block = BlockId.of(at.number());
        L1Events events = new L1Events(deployment);
        for (long from = deployment.block(); from <= at.number(); from += BLOCKS_AT_ONCE) {
            l1.agree(events.leases(from, Math.min(at.number(), from + BLOCKS_AT_ONCE - 1)))
                    .forEach(event -> {
                        if (event instanceof L1Event.LeaseStarted started) {
                            holders.put(started.leaseId(), started.holder());
                        }
                    });
        }
    }

    @Override
    public Optional<EthAddress> holder(Bytes32 leaseId) {
        return Optional.ofNullable(holders.get(leaseId));
    }

    @Override
    public boolean goesOn(Bytes32 leaseId) {
        return l1.agree(deployment.sequencers().lease(block)).id().equals(leaseId);
    }

    @Override
    public boolean isFinal(LoggedBatch batch) {
        return l1.agree(deployment.rollup().statusOf(batch.index(), batch.hash(), block)) == BatchStatus.FINAL;
    }

    /** Whether the holder of a lease still has a bond to lose. */
    boolean isLiable(Bytes32 leaseId) {
        return holder(leaseId)
                .map(holder -> l1.agree(deployment.sequencers().bondOf(holder, block))
                                .amount()
                                .signum()
                        > 0)
                .orElse(false);
    }
}
