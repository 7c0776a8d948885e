package io.truebook.sequencer.posting;

import io.truebook.l1.BatchHeader;
import io.truebook.l1.Block;
import io.truebook.l1.BlockId;
import io.truebook.l1.Bytes32;
import io.truebook.l1.CallResult;
import io.truebook.l1.ContractCall;
import io.truebook.l1.Deployment;
import io.truebook.l1.L1Client;
import io.truebook.l1.L1Query;
import io.truebook.l1.RollupContract;
import io.truebook.l1.RollupParameters;
import io.truebook.l1.SequencersContract;
import io.truebook.l1.TransactionOutcome;
import io.truebook.l1.TransactionSender;
import io.truebook.sequencer.SealedBatch;
import java.util.Optional;

/** Posts by {@code Rollup.append}, with the data as calldata. */
public final class RollupPoster implements BatchPoster {
    private final Deployment deployment;
    private final RollupParameters parameters;
    private final TransactionSender sender;
    private final ChainClock clock;
    private final L1Answers l1;
    private final RepeatableCall calls;

    RollupPoster(
            L1Client client,
            Deployment deployment,
            RollupParameters parameters,
            TransactionSender sender,
            ChainClock clock) {
        this.deployment = deployment;
        this.parameters = parameters;
        this.sender = sender;
        this.clock = clock;
        l1 = new L1Answers(client);
        calls = new RepeatableCall(sender);
    }

    @Override
    public StagedBatch stage(SealedBatch batch) {
        return new StagedBatch(batch.header(), batch.data());
    }

    @Override
    public Optional<Objection> objection(StagedBatch batch) {
        Block head = l1.ask(L1Query.block(BlockId.LATEST));
        BlockId at = BlockId.of(head.number());
        return time(batch.header(), head).or(() -> lease(batch.header(), at)).or(() -> inbox(batch.header(), at));
    }

    @Override
    public TransactionOutcome post(StagedBatch batch) {
        ContractCall append = deployment.rollup().append(batch.header(), batch.data());
        String name = "append-" + batch.header().hash().hex();
        return calls.send(name, append, () -> wouldSucceed(append));
    }

    @Override
    public void poll() {
        sender.poll();
    }

    private Optional<Objection> time(BatchHeader header, Block head) {
        long least = head.timestamp() - parameters.lag();
        if (header.time() < least) {
            return Optional.of(new Objection.Never("LAG: batch " + header.index() + " is of " + header.time()
                    + ", and L1 takes nothing from before " + least));
        }
        return clock.reaches(header.time())
                ? Optional.empty()
                : Optional.of(new Objection.NotYet(
                        "TIME: batch " + header.index() + " is of " + header.time() + ", L1 is at " + clock.now()));
    }

    private Optional<Objection> lease(BatchHeader header, BlockId at) {
        SequencersContract.Lease lease = l1.ask(deployment.sequencers().lease(at));
        if (!lease.holder().equals(Optional.of(sender.address()))) {
            return Optional.of(new Objection.NotYet("LEASE: it is not held by " + sender.address()));
        }
        if (!lease.id().equals(header.leaseId())) {
            return Optional.of(new Objection.NotYet("LEASE: batch " + header.index() + " was made under another one"));
        }
        boolean taken = lease.claimant().isPresent() && clock.reaches(lease.claimedAt() + parameters.grace());
        return taken ? Optional.of(new Objection.NotYet("LEASE: a claim has taken effect")) : Optional.empty();
    }

    private Optional<Objection> inbox(BatchHeader header, BlockId at) {
        long length = l1.ask(deployment.bridge().inboxLength(at));
        if (length < header.inboxEnd()) {
            return Optional.of(new Objection.NotYet("INBOX: batch " + header.index() + " consumes up to message "
                    + header.inboxEnd() + ", L1 has " + length));
        }
        Bytes32 accumulator = l1.ask(deployment.bridge().inboxAcc(header.inboxEnd(), at));
        if (!accumulator.equals(header.inboxAcc())) {
            return Optional.of(new Objection.Never(
                    "INBOX: L1 has other messages than those batch " + header.index() + " consumed"));
        }
        RollupContract.Tip tip = l1.ask(deployment.rollup().tip(at));
        if (tip.batchHash().equals(header.parentHash())) {
            long required = l1.ask(deployment.rollup().requiredInboxEnd(at));
            if (required > header.inboxEnd()) {
                return Optional.of(new Objection.Never("INBOX: messages up to " + required + " are overdue, batch "
                        + header.index() + " consumes up to " + header.inboxEnd()));
            }
        }
        return Optional.empty();
    }

    private boolean wouldSucceed(ContractCall append) {
        return l1.ask(append.dryRun(sender.address(), BlockId.LATEST)) instanceof CallResult.Returned;
    }
}
