package io.truebook.prover;

import io.truebook.derivation.HeadSignature;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.SignatureRecovery;
import io.truebook.l1.Agreement;
import io.truebook.l1.BlockId;
import io.truebook.l1.Bytes32;
import io.truebook.l1.EthAddress;
import io.truebook.l1.L1Client;
import io.truebook.l1.SequencersContract;
import io.truebook.l1.SignedHead;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Whether a head is what it says: signed by the holder of a lease that L1 knows, on an inbox that L1 has. Anything else proves nothing. */
public final class HeadCheck {
    /** What is wrong with a head. */
    public enum Fault {
        /** L1 knows no lease of this id, or does not say. */
        LEASE,
        /** Not signed by the lease's holder, not in this domain, or not in canonical form. */
        SIGNATURE,
        /** L1 has no such inbox accumulator: the head binds nobody. */
        INBOX
    }

    /** Questions asked of L1 for one block; whoever invents leases must not keep a watcher busy. */
    private static final int QUESTIONS = 32;

    private static final int HOLDERS = 1_000;

    private final L1Client client;
    private final SequencersContract sequencers;
    private final Eip712Domain domain;
    private final SignatureRecovery recovery;
    private final InboxPlaces inbox;
    private final Map<Bytes32, EthAddress> holders = new LinkedHashMap<>();
    private final Map<Bytes32, Boolean> unknown = new HashMap<>();
    private BlockId block = BlockId.LATEST;

    HeadCheck(
            L1Client client,
            SequencersContract sequencers,
            Eip712Domain domain,
            SignatureRecovery recovery,
            InboxPlaces inbox) {
        this.client = client;
        this.sequencers = sequencers;
        this.domain = domain;
        this.recovery = recovery;
        this.inbox = inbox;
    }

    /** Leases are looked up at this block from now on. */
    void at(long number) {
        BlockId next = BlockId.of(number);
        if (!next.equals(block)) {
            block = next;
            unknown.clear();
        }
    }

    /** Forgets whose leases are: L1 has left the blocks in which they began. */
    void reorganised() {
        holders.clear();
        unknown.clear();
    }

    /** The first fault found; empty when the head binds its signer. */
    Optional<Fault> fault(SignedHead head) {
        Optional<EthAddress> holder = holder(head.leaseId());
        if (holder.isEmpty()) {
            return Optional.of(Fault.LEASE);
        }
        if (!HeadSignature.signer(head, domain, recovery).equals(holder)) {
            return Optional.of(Fault.SIGNATURE);
        }
        return inbox.of(head.inboxAcc()).isEmpty() ? Optional.of(Fault.INBOX) : Optional.empty();
    }

    private Optional<EthAddress> holder(Bytes32 lease) {
        EthAddress known = holders.get(lease);
        if (known != null || unknown.containsKey(lease) || unknown.size() >= QUESTIONS) {
            return Optional.ofNullable(known);
        }
        if (client.agree(sequencers.holderOf(lease, block))
                        instanceof Agreement.Agreed<Optional<EthAddress>>(Optional<EthAddress> holder)
                && holder.isPresent()) {
            if (holders.size() >= HOLDERS) {
                holders.remove(holders.keySet().iterator().next());
            }
            holders.put(lease, holder.get());
            return holder;
        }
        unknown.put(lease, true);
        return Optional.empty();
    }
}
