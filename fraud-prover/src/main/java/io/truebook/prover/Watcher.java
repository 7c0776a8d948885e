package io.truebook.prover;

import io.truebook.derivation.BlockRef;
import io.truebook.derivation.Divergence;
import io.truebook.derivation.Judged;
import io.truebook.derivation.L1Chain;
import io.truebook.derivation.LoggedBatch;
import io.truebook.derivation.Progress;
import io.truebook.derivation.Replay;
import io.truebook.derivation.Verdict;
import java.util.Optional;

/**
 * Follows L1, judges every batch, and has wrong ones challenged. One {@link #step} reads what is new and takes at most one move; whoever
 * runs it calls it a few times a block. Nothing is done about a batch whose verdict is unknown. One thread.
 */
public final class Watcher {
    /** Where a step has left it. */
    public sealed interface Standing {
        /** All batches of the chain up to here are valid. */
        record UpToDate(BlockRef block, LoggedBatch tip) implements Standing {}

        /** L1 or a batch could not be read; nothing was done. */
        record Unknown(String reason) implements Standing {}

        /** The first batch that is not valid, what is wrong, and the move taken against it. */
        record Challenging(LoggedBatch batch, Evidence evidence, Move move) implements Standing {}
    }

    private final L1Chain chain;
    private final Replay replay;
    private final Challenger challenger;
    private final WatcherListener listener;
    private final Optional<VerifierAudit> audit;

    public Watcher(L1Chain chain, Replay replay, Challenger challenger, WatcherListener listener) {
        this(chain, replay, challenger, listener, Optional.empty());
    }

    /**
     * @param audit that samples this replay; while it finds the contract to differ, every standing is unknown and no wrong batch is
     *     challenged: an engine that is wrong about one segment is believed about none
     */
    public Watcher(
            L1Chain chain,
            Replay replay,
            Challenger challenger,
            WatcherListener listener,
            Optional<VerifierAudit> audit) {
        this.audit = audit;
        this.chain = chain;
        this.replay = replay;
        this.challenger = challenger;
        this.listener = listener;
    }

    /** Reads, judges, and moves. */
    public Standing step() {
        return switch (chain.advance()) {
            case Progress.Unknown(String reason) -> new Standing.Unknown(reason);
            case Progress.Followed(BlockRef block, boolean reorganised) -> {
                if (reorganised) {
                    listener.reorganised(block);
                }
                yield judgeAll(block);
            }
        };
    }

    private Standing judgeAll(BlockRef block) {
        Optional<Judged> judged = replay.next();
        while (judged.isPresent() && judged.get().verdict() instanceof Verdict.Valid) {
            listener.judged(judged.get());
            judged = replay.next();
        }
        Optional<String> objection = audit();
        if (judged.isEmpty()) {
            return objection
                    .<Standing>map(Standing.Unknown::new)
                    .orElseGet(() -> new Standing.UpToDate(block, replay.at()));
        }
        listener.judged(judged.get());
        LoggedBatch batch = judged.get().batch();
        if (objection.isPresent()) {
            return new Standing.Unknown("batch " + batch.index() + " cannot be judged: " + objection.get());
        }
        return switch (judged.get().verdict()) {
            case Verdict.Invalid(var divergence) -> challenge(batch, divergence);
            case Verdict.Unknown(String reason) -> new Standing.Unknown("batch " + batch.index() + ": " + reason);
            case Verdict.Valid() -> throw new IllegalStateException("a valid batch stopped the replay");
        };
    }

    /** Lets the audit ask about one segment; why no verdict counts, if it finds so. */
    private Optional<String> audit() {
        Optional<VerifierAudit.Finding> finding = audit.flatMap(VerifierAudit::check);
        finding.ifPresent(listener::audited);
        return finding.flatMap(found -> switch (found) {
            case VerifierAudit.Finding.Differs(String how) ->
                Optional.of("the verifier contract and this engine differ: " + how);
            case VerifierAudit.Finding.Contradicted(String reason) -> Optional.of(reason);
            case VerifierAudit.Finding.Agrees _, VerifierAudit.Finding.Unanswered _ -> Optional.empty();
        });
    }

    private Standing challenge(LoggedBatch batch, Divergence divergence) {
        Evidence evidence;
        try {
            evidence = Evidence.of(divergence);
        } catch (IllegalArgumentException tooLong) {
            return new Standing.Unknown(
                    "batch " + batch.index() + " is wrong but cannot be proven so: " + tooLong.getMessage());
        }
        return new Standing.Challenging(batch, evidence, challenger.pursue(evidence));
    }
}
