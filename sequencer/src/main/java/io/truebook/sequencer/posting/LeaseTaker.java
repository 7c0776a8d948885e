package io.truebook.sequencer.posting;

import io.truebook.l1.BlockId;
import io.truebook.l1.Bytes32;
import io.truebook.l1.ContractCall;
import io.truebook.l1.Deployment;
import io.truebook.l1.EthAddress;
import io.truebook.l1.SequencersContract;
import io.truebook.l1.SequencersContract.Lease;
import io.truebook.sequencer.Mode;
import io.truebook.sequencer.Sequencer;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the lease when it is this sequencer's turn, works while it holds, and gives up in time. Items are accepted under a lease only when
 * it has stood for some blocks, and when everything not posted yet was made under the same one.
 */
final class LeaseTaker {
    private static final System.Logger LOG = System.getLogger(LeaseTaker.class.getName());

    private final Sequencer sequencer;
    private final LocalBatches local;
    private final ChainAlignment alignment;
    private final LeaseFence fence;
    private final SequencersContract contract;
    private final EthAddress self;
    private final L1Options options;
    private final L1Answers l1;
    private final ChainClock clock;
    private final RepeatableCall calls;

    LeaseTaker(
            Sequencer sequencer,
            LocalBatches local,
            ChainAlignment alignment,
            LeaseFence fence,
            Deployment deployment,
            EthAddress self,
            L1Options options,
            L1Answers l1,
            ChainClock clock,
            RepeatableCall calls) {
        this.sequencer = sequencer;
        this.local = local;
        this.alignment = alignment;
        this.fence = fence;
        contract = deployment.sequencers();
        this.self = self;
        this.options = options;
        this.l1 = l1;
        this.clock = clock;
        this.calls = calls;
    }

    /** @return whether the sequencer has been told to work under the lease */
    boolean step(L1View view, ChainAlignment.Aligned aligned) throws InterruptedException {
        Lease lease = l1.ask(contract.lease(view.at()));
        if (isOurs(lease)) {
            return work(view, lease, aligned);
        }
        letGo();
        dropWhatCannotBePosted(view, lease, aligned);
        if (aligned.complete()) {
            pursue(view, lease);
        }
        return false;
    }

    private boolean work(L1View view, Lease lease, ChainAlignment.Aligned aligned) throws InterruptedException {
        if (!fence.maySign(lease)) {
            giveBack(lease, aligned);
            return false;
        }
        if (isBeingReplaced(lease) || !aligned.complete()) {
            letGo();
            return false;
        }
        if (sequencer.standing().mode() == Mode.WAITING) {
            if (!isOld(view, lease)) {
                return false;
            }
            Set<Bytes32> promised = local.leasesAbove(aligned.common());
            if (!promised.isEmpty() && !promised.equals(Set.of(lease.id()))) {
                alignment.abandon(aligned.common(), "it was made under a lease that is over");
                return false;
            }
            LOG.log(Level.INFO, "lease {0} begins after batch {1}", lease.number(), local.sealed());
            sequencer.hold(lease.id().bytes());
        }
        return true;
    }

    /** Posts what was accepted under a lease that must not be signed under again, and releases it then. */
    private void giveBack(Lease lease, ChainAlignment.Aligned aligned) throws InterruptedException {
        sequencer.hold(null);
        if (aligned.complete() && local.leasesAbove(aligned.common()).isEmpty()) {
            send("release-" + lease.id().hex(), contract.release());
        }
    }

    /** What was made under a lease that is over can be posted no more. */
    private void dropWhatCannotBePosted(L1View view, Lease lease, ChainAlignment.Aligned aligned)
            throws InterruptedException {
        Set<Bytes32> promised = local.leasesAbove(aligned.common());
        promised.remove(lease.id());
        if (!promised.isEmpty()) {
            promised.remove(before(view).id());
            if (!promised.isEmpty()) {
                alignment.abandon(aligned.common(), "it was made under a lease that is over");
            }
        }
    }

    private void pursue(L1View view, Lease lease) {
        if (lease.claimant().equals(Optional.of(self))) {
            long effective = lease.claimedAt() + options.parameters().grace();
            if (clock.reaches(effective)) {
                fence.claims(lease.number() + 1);
                send("activate-" + lease.number() + "-" + effective, contract.activate());
            }
        } else if (lease.claimant().isEmpty() && l1.ask(contract.isActive(self, view.at()))) {
            long opens = l1.ask(contract.claimableAt(self, view.at()));
            if (clock.reaches(opens)) {
                fence.claims(lease.number() + 1);
                send("claim-" + lease.number() + "-" + opens, contract.claim());
            }
        }
    }

    private boolean isOurs(Lease lease) {
        boolean taken = lease.claimant().isPresent()
                && clock.reaches(lease.claimedAt() + options.parameters().grace());
        return lease.holder().equals(Optional.of(self)) && !taken;
    }

    /** After a claim at the end of the term the second half of the grace period is for posting what has been accepted. */
    private boolean isBeingReplaced(Lease lease) {
        return lease.claimant().isPresent()
                && !lease.forSilence()
                && clock.reaches(lease.claimedAt() + options.parameters().grace() / 2);
    }

    private boolean isOld(L1View view, Lease lease) {
        return before(view).id().equals(lease.id());
    }

    private Lease before(L1View view) {
        BlockId block = view.below(options.certainty());
        return l1.ask(contract.lease(block));
    }

    private void letGo() throws InterruptedException {
        if (sequencer.standing().mode() == Mode.ACTIVE) {
            LOG.log(Level.INFO, "the lease is not held any more");
            sequencer.hold(null);
        }
    }

    private void send(String name, ContractCall call) {
        Object unused = calls.send(name, call, () -> true);
    }
}
