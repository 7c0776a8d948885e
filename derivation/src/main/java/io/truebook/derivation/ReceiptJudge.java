package io.truebook.derivation;

import io.truebook.derivation.BatchPlaces.Placed;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.SignatureRecovery;
import io.truebook.l1.Bytes32;
import io.truebook.l1.EthAddress;
import io.truebook.l1.SignedHead;
import java.util.List;
import java.util.Optional;

/** Compares receipts with what L1 holds, and with each other: section 8.1 of the protocol page. The sequencer is not asked. */
public final class ReceiptJudge {
    /** What became of a promise. */
    public enum Standing {
        INVALID,
        SOFT,
        POSTED,
        FINAL,
        REVERTED,
        CONTRADICTED
    }

    /**
     * @param fault why it is no good, one of the names of the protocol page; empty for a good one
     * @param detail in words; empty when there is nothing to add
     * @param batch in which the item is, was, or is missing
     * @param holder who answers for it
     */
    public record Judgement(
            Standing standing, String fault, String detail, Optional<LoggedBatch> batch, Optional<EthAddress> holder) {}

    /** What L1 says of leases and batches at the block up to which the chain was followed. */
    public interface Facts {
        /** Who began a lease; empty when L1 knows none of this id. */
        Optional<EthAddress> holder(Bytes32 leaseId);

        /** Whether batches can still be appended under a lease. */
        boolean goesOn(Bytes32 leaseId);

        boolean isFinal(LoggedBatch batch);
    }

    private final Eip712Domain domain;
    private final SignatureRecovery recovery;
    private final InboxLog inbox;
    private final BatchPlaces places;
    private final Facts facts;

    public ReceiptJudge(Eip712Domain domain, SignatureRecovery recovery, L1Chain chain, Facts facts) {
        this.domain = domain;
        this.recovery = recovery;
        this.facts = facts;
        inbox = chain.inbox();
        places = new BatchPlaces(chain.batches());
    }

    public Judgement judge(Receipt receipt) {
        Optional<Receipt.Fault> fault = receipt.fault(domain, recovery);
        if (fault.isPresent()) {
            return invalid(fault.get().name(), fault.get().message(), Optional.empty());
        }
        SignedHead head = receipt.head();
        Optional<EthAddress> holder = facts.holder(head.leaseId());
        if (holder.isEmpty()) {
            return invalid("UNKNOWN_LEASE", "L1 has begun no lease of this id", holder);
        }
        if (!HeadSignature.signer(head, domain, recovery).equals(holder)) {
            return invalid("WRONG_SIGNER", "not the holder of the lease has signed the head", holder);
        }
        if (BatchPlaces.inboxLength(inbox, head.inboxAcc()).isEmpty()) {
            return invalid("UNKNOWN_INBOX", "L1 has no such inbox, so the head binds nobody", holder);
        }
        return compare(receipt, holder);
    }

    /** Whether two good receipts have heads that contradict each other. */
    public static boolean contradict(Receipt first, Receipt second) {
        return first.head().contradicts(second.head());
    }

    private Judgement compare(Receipt receipt, Optional<EthAddress> holder) {
        SignedHead head = receipt.head();
        ItemChain place = receipt.place();
        Optional<Placed> withHead = canonical(head.leaseId(), head.sequence());
        if (withHead.isPresent()
                && !places.hashAfter(withHead.get(), head.sequence()).equals(head.chainHash())) {
            return new Judgement(
                    Standing.CONTRADICTED,
                    "",
                    "the batch has another chain at item " + head.sequence(),
                    withHead.map(Placed::batch),
                    holder);
        }
        Optional<Placed> withItem = canonical(head.leaseId(), place.sequence());
        if (withItem.isPresent()) {
            boolean same = places.hashAfter(withItem.get(), place.sequence()).equals(place.hash());
            Standing standing = !same
                    ? Standing.CONTRADICTED
                    : facts.isFinal(withItem.get().batch()) ? Standing.FINAL : Standing.POSTED;
            String detail = same
                    ? ""
                    : "the batch has another chain at the item; it can be shown when item " + head.sequence()
                            + " is posted too";
            return new Judgement(standing, "", detail, withItem.map(Placed::batch), holder);
        }
        return unposted(receipt, holder);
    }

    private Judgement unposted(Receipt receipt, Optional<EthAddress> holder) {
        Bytes32 lease = receipt.head().leaseId();
        List<Placed> deleted = places.of(lease, receipt.sequence());
        if (!deleted.isEmpty()) {
            return new Judgement(
                    Standing.REVERTED,
                    "",
                    "its batch was deleted",
                    Optional.of(deleted.getLast().batch()),
                    holder);
        }
        if (!facts.goesOn(lease)) {
            String why = places.lostBatches(lease) ? "a batch before it was deleted" : "its lease ended first";
            return new Judgement(Standing.REVERTED, "", "never posted: " + why, Optional.empty(), holder);
        }
        return new Judgement(Standing.SOFT, "", "", Optional.empty(), holder);
    }

    private Optional<Placed> canonical(Bytes32 lease, long sequence) {
        return places.of(lease, sequence).stream().filter(Placed::canonical).findAny();
    }

    private static Judgement invalid(String fault, String detail, Optional<EthAddress> holder) {
        return new Judgement(Standing.INVALID, fault, detail, Optional.empty(), holder);
    }
}
