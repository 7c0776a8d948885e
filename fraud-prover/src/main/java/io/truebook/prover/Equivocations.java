package io.truebook.prover;

import io.truebook.derivation.L1Chain;
import io.truebook.derivation.LoggedBatch;
import io.truebook.derivation.Replay;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.SignatureRecovery;
import io.truebook.l1.Bytes32;
import io.truebook.l1.Deployment;
import io.truebook.l1.EquivocationContract.Placed;
import io.truebook.l1.L1Client;
import io.truebook.l1.SignedHead;
import io.truebook.tree.CellStore;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Collects signed heads from wherever they come, compares them with each other and with every batch replayed, and has equivocations
 * punished. What does not bind anybody is counted and dropped before it costs anything; a contradiction is tried by {@code eth_call} before
 * a transaction is made of it. {@link #offer} may come from any thread, all else is the watcher's.
 */
public final class Equivocations {
    /** Families of records in the store, to be opened with it. */
    public static final String[] FAMILIES = {KnownHeads.FAMILY, ItemTrail.FAMILY};

    private static final int WAITING = 1 << 14;

    /** Blocks after which what L1 has said is not expected to be taken back. */
    private static final int SETTLED = 64;

    /** An equivocation and what was done about it. */
    public record Pursued(Equivocation equivocation, Move move) {}

    private final L1Chain chain;
    private final Replay replay;
    private final Challenger challenger;
    private final Deployment deployment;
    private final InboxPlaces inbox;
    private final HeadCheck check;
    private final KnownHeads heads;
    private final Contradictions contradictions;
    private final ArrayBlockingQueue<SignedHead> arrived = new ArrayBlockingQueue<>(WAITING);
    private final Map<HeadCheck.Fault, Long> dropped = new EnumMap<>(HeadCheck.Fault.class);
    private final Map<Bytes32, Long> doneAt = new HashMap<>();

    public Equivocations(
            CellStore store,
            L1Chain chain,
            Replay replay,
            ItemTrail trail,
            Challenger challenger,
            L1Client client,
            Deployment deployment,
            Eip712Domain domain,
            SignatureRecovery recovery) {
        this.chain = chain;
        this.replay = replay;
        this.challenger = challenger;
        this.deployment = deployment;
        inbox = new InboxPlaces(chain.inbox());
        check = new HeadCheck(client, deployment.sequencers(), domain, recovery, inbox);
        heads = new KnownHeads(store, KnownHeads.LIMIT);
        contradictions = new Contradictions(deployment, chain.batches(), trail);
    }

    /** Takes a head to be looked at with the next step; false when too many wait already. */
    public boolean offer(SignedHead head) {
        return arrived.offer(head);
    }

    /** Heads that are kept because a batch may yet contradict them. */
    public int known() {
        return heads.size();
    }

    /** Heads dropped since the start, by what was wrong with them. */
    public Map<HeadCheck.Fault, Long> dropped() {
        return Map.copyOf(dropped);
    }

    /** L1 has left blocks that had been followed. */
    public void reorganised() {
        check.reorganised();
    }

    /** Takes in what has arrived, compares, and makes at most one move a lease; to be called after the chain was followed and replayed. */
    public List<Pursued> step() {
        check.at(chain.tip().number());
        take();
        LoggedBatch tip = replay.at();
        List<Pursued> pursued = new ArrayList<>();
        for (Bytes32 lease : heads.leases()) {
            equivocation(lease, tip).ifPresent(found -> pursued.add(pursue(found)));
        }
        return pursued;
    }

    private void take() {
        List<SignedHead> some = new ArrayList<>();
        arrived.drainTo(some);
        List<SignedHead> binding = new ArrayList<>();
        for (SignedHead head : some) {
            check.fault(head).ifPresentOrElse(fault -> dropped.merge(fault, 1L, Long::sum), () -> binding.add(head));
        }
        if (!binding.isEmpty()) {
            heads.add(binding);
        }
    }

    /** The first equivocation under a lease; heads from which nothing can follow any more are forgotten on the way. */
    private Optional<Equivocation> equivocation(Bytes32 lease, LoggedBatch tip) {
        List<SignedHead> done = new ArrayList<>();
        Optional<Equivocation> found = Optional.empty();
        SignedHead before = null;
        SignedHead agreed = null;
        long agreedBatch = -1;
        for (SignedHead head : heads.of(lease)) {
            if (inbox.of(head.inboxAcc()).isEmpty()) {
                continue;
            }
            if (before != null && head.contradicts(before)) {
                found = Optional.of(new Equivocation.TwoHeads(deployment, placed(before), placed(head)));
                break;
            }
            before = head;
            Contradictions.Finding finding =
                    contradictions.of(head, placed(head).inboxIndex(), tip);
            if (finding instanceof Contradictions.Finding.Contradicts(LoggedBatch batch, var proof)) {
                found = Optional.of(proof);
                break;
            }
            if (finding instanceof Contradictions.Finding.Beside) {
                done.add(head);
            }
            if (finding instanceof Contradictions.Finding.Agrees(LoggedBatch batch)) {
                // The last head of a batch says all that those before it say.
                if (agreed != null && agreedBatch == batch.index()) {
                    done.add(agreed);
                }
                agreed = head;
                agreedBatch = batch.index();
                if (chain.tip().number() - batch.at().block() > SETTLED) {
                    done.add(head);
                    agreed = null;
                }
            }
        }
        if (found.isEmpty()) {
            heads.forget(done);
        }
        return found;
    }

    private Pursued pursue(Equivocation equivocation) {
        Move move = challenger.pursue(equivocation);
        Bytes32 lease = equivocation.subject();
        if (move instanceof Move.Done) {
            long now = chain.tip().number();
            if (now - doneAt.computeIfAbsent(lease, _ -> now) > SETTLED) {
                heads.forget(heads.of(lease));
                doneAt.remove(lease);
            }
        } else {
            doneAt.remove(lease);
        }
        return new Pursued(equivocation, move);
    }

    private Placed placed(SignedHead head) {
        return new Placed(head, inbox.of(head.inboxAcc()).orElseThrow());
    }
}
