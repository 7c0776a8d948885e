package io.truebook.l1;

import io.truebook.l1.OutboxEntry.Attempt;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Gets transactions of one account included: once each, in order, at a fee that follows the market, through crashes and reorgs. The
 * account must not be used by anybody else. Whoever owns a sender calls {@link #poll} about once a block.
 */
public final class TransactionSender {
    /** What nodes accept as one transaction. */
    public static final int MAX_SIGNED_LENGTH = 131_072;

    private final L1Client client;
    private final Signer signer;
    private final Outbox outbox;
    private final FeePolicy policy;
    private final long chainId;
    private final Map<String, String> obstacles = new HashMap<>();

    public TransactionSender(L1Client client, Signer signer, Outbox outbox, FeePolicy policy, long chainId) {
        this.client = client;
        this.signer = signer;
        this.outbox = outbox;
        this.policy = policy;
        this.chainId = chainId;
    }

    public EthAddress address() {
        return signer.address();
    }

    /** Persists, then sends. A key seen before is not sent again: what became of it is the answer. */
    public synchronized TransactionOutcome submit(TransactionRequest request) {
        Optional<OutboxEntry> known = outbox.find(request.key());
        if (known.isPresent()) {
            requireSame(known.get(), request);
            return outcome(known.get());
        }
        Block head;
        long nonce;
        switch (client.read(L1Query.block(BlockId.LATEST))) {
            case Read.Value<Block>(Block block, String endpoint) -> head = block;
            case Read.Unavailable<Block>(List<String> reasons) -> {
                return new TransactionOutcome.Refused("L1 is unavailable: " + reasons);
            }
        }
        switch (client.read(L1Query.nonce(signer.address(), BlockId.LATEST))) {
            case Read.Value<Long>(Long next, String endpoint) -> nonce = nextNonce(next);
            case Read.Unavailable<Long>(List<String> reasons) -> {
                return new TransactionOutcome.Refused("L1 is unavailable: " + reasons);
            }
        }
        Attempt attempt = attempt(request, nonce, policy.first(head.baseFee()), head.number());
        if (attempt.signed().length() >= MAX_SIGNED_LENGTH) {
            return new TransactionOutcome.Refused("signed it has "
                    + attempt.signed().length() + " bytes, and nodes take less than " + MAX_SIGNED_LENGTH);
        }
        OutboxEntry entry = new OutboxEntry(request, nonce, List.of(attempt), Optional.empty());
        outbox.write(entry);
        broadcast(entry);
        return pending(entry);
    }

    /** Looks after everything not settled: sends again what the chain has dropped, offers more for what waits too long. */
    public synchronized void poll() {
        List<OutboxEntry> open = outbox.open();
        if (open.isEmpty()) {
            return;
        }
        if (!(client.read(L1Query.block(BlockId.LATEST)) instanceof Read.Value<Block>(Block head, String endpoint))
                || !(client.read(L1Query.nonce(signer.address(), BlockId.LATEST))
                        instanceof Read.Value<Long>(Long next, String by))) {
            return;
        }
        boolean first = true;
        for (OutboxEntry entry : open) {
            Optional<Receipt> receipt = receipt(entry);
            if (receipt.isPresent()) {
                settleWhenDeep(entry, receipt.get(), head);
            } else if (entry.nonce() >= next) {
                push(entry, head, first);
                first = false;
            }
        }
    }

    /** Submits and polls until the transaction is included, lost or refused, or until the time is over. */
    public TransactionOutcome send(TransactionRequest request, Duration timeout, Duration pollInterval) {
        long deadline = System.nanoTime() + timeout.toNanos();
        TransactionOutcome outcome = submit(request);
        while (outcome instanceof TransactionOutcome.Pending) {
            outcome = outcomeOf(request.key()).orElseThrow();
            if (!(outcome instanceof TransactionOutcome.Pending) || System.nanoTime() > deadline) {
                break;
            }
            try {
                Thread.sleep(pollInterval);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                break;
            }
            poll();
        }
        return outcome;
    }

    /** Empty for a key that was never submitted. */
    public synchronized Optional<TransactionOutcome> outcomeOf(String key) {
        return outbox.find(key).map(this::outcome);
    }

    private TransactionOutcome outcome(OutboxEntry entry) {
        Optional<Receipt> found = receipt(entry);
        if (found.isEmpty()) {
            return isLost(entry) ? new TransactionOutcome.Lost(entry.nonce()) : pending(entry);
        }
        Receipt receipt = found.get();
        return receipt.succeeded()
                ? new TransactionOutcome.Confirmed(receipt)
                : new TransactionOutcome.Reverted(receipt, errorOf(entry, receipt));
    }

    private TransactionOutcome pending(OutboxEntry entry) {
        Bytes32 hash = entry.settled().orElseGet(() -> entry.latest().hash());
        String obstacle = obstacles.getOrDefault(entry.request().key(), "");
        return new TransactionOutcome.Pending(hash, entry.attempts().size(), obstacle);
    }

    private Optional<Receipt> receipt(OutboxEntry entry) {
        List<Bytes32> hashes = entry.settled()
                .map(List::of)
                .orElseGet(() ->
                        entry.attempts().reversed().stream().map(Attempt::hash).toList());
        for (Bytes32 hash : hashes) {
            if (client.read(L1Query.receipt(hash))
                            instanceof Read.Value<Optional<Receipt>>(Optional<Receipt> receipt, String endpoint)
                    && receipt.isPresent()) {
                return receipt;
            }
        }
        return Optional.empty();
    }

    /** Forgetting is for good, so one endpoint's word is not enough for it. */
    private void settleWhenDeep(OutboxEntry entry, Receipt receipt, Block head) {
        boolean deep = head.number() - receipt.blockNumber() >= policy.settleDepth();
        Optional<Receipt> same = Optional.of(receipt);
        if (deep && client.agree(L1Query.receipt(receipt.transactionHash())).equals(new Agreement.Agreed<>(same))) {
            outbox.write(entry.settledAs(receipt.transactionHash()));
            obstacles.remove(entry.request().key());
        }
    }

    /** Only the first in line gains by a higher fee: the others wait for its nonce. */
    private void push(OutboxEntry entry, Block head, boolean firstInLine) {
        Attempt latest = entry.latest();
        if (firstInLine && head.number() - latest.sinceBlock() >= policy.bumpAfterBlocks()) {
            FeePolicy.Fees offer = policy.bumped(head.baseFee(), latest.maxFee(), latest.tip());
            if (policy.replaces(offer, latest.maxFee(), latest.tip())) {
                OutboxEntry raised = entry.with(attempt(entry.request(), entry.nonce(), offer, head.number()));
                outbox.write(raised);
                broadcast(raised);
                return;
            }
            obstacles.put(entry.request().key(), "the fee cap does not allow a higher offer");
        }
        if (client.read(L1Query.transaction(latest.hash()))
                        instanceof Read.Value<Optional<L1Transaction>>(Optional<L1Transaction> seen, String endpoint)
                && seen.isEmpty()) {
            broadcast(entry);
        }
    }

    private void broadcast(OutboxEntry entry) {
        L1Client.Broadcast result = client.broadcast(entry.latest().signed());
        String obstacle = result.accepted() > 0 ? "" : String.join("; ", result.reasons());
        obstacles.put(entry.request().key(), obstacle);
    }

    private Attempt attempt(TransactionRequest request, long nonce, FeePolicy.Fees fees, long head) {
        Bytes signed = signer.sign(request, chainId, nonce, fees);
        return new Attempt(Keccak.hash(signed.bytes()), signed, fees.maxFee(), fees.tip(), head);
    }

    private long nextNonce(long onChain) {
        long afterOpen =
                outbox.open().stream().mapToLong(OutboxEntry::nonce).max().orElse(-1) + 1;
        return Math.max(onChain, afterOpen);
    }

    /** Judged well below the head, where a reorg could no longer bring the transaction back. */
    private boolean isLost(OutboxEntry entry) {
        if (!(client.read(L1Query.block(BlockId.LATEST)) instanceof Read.Value<Block>(Block head, String endpoint))
                || head.number() < policy.settleDepth()) {
            return false;
        }
        BlockId deep = BlockId.of(head.number() - policy.settleDepth());
        return entry.isOpen()
                && client.read(L1Query.nonce(signer.address(), deep)) instanceof Read.Value<Long>(Long used, String by)
                && used > entry.nonce()
                && receipt(entry).isEmpty();
    }

    /** L1 keeps no errors: the call is made again on the state before its block, which is close to what it met. */
    private Bytes errorOf(OutboxEntry entry, Receipt receipt) {
        TransactionRequest request = entry.request();
        if (request.to().isEmpty() || receipt.blockNumber() == 0) {
            return Bytes.EMPTY;
        }
        CallRequest again = new CallRequest(
                Optional.of(signer.address()),
                request.to().get(),
                request.data(),
                request.value(),
                OptionalLong.of(request.gasLimit()));
        return client.read(L1Query.call(again, BlockId.of(receipt.blockNumber() - 1)))
                                instanceof Read.Value<CallResult>(CallResult result, String endpoint)
                        && result instanceof CallResult.Reverted(Bytes error)
                ? error
                : Bytes.EMPTY;
    }

    private static void requireSame(OutboxEntry known, TransactionRequest request) {
        TransactionRequest before = known.request();
        boolean same = before.to().equals(request.to()) && before.value().equals(request.value());
        if (!same || known.isOpen() && !before.data().equals(request.data())) {
            throw new IllegalArgumentException("key " + request.key() + " already names another transaction");
        }
    }
}
