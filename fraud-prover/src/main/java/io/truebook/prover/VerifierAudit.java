package io.truebook.prover;

import io.truebook.derivation.SegmentRecord;
import io.truebook.derivation.SegmentSampler;
import io.truebook.l1.Agreement;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.BlockId;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.l1.L1Client;
import io.truebook.l1.VerifierContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Runs right segments of the replay through the verifier contract, one of each batch at random. Where engine and contract differ, the
 * watcher learns it here and not from an attacker: what it holds right could be proven wrong, and the other way round. A segment on
 * which they differ is asked about again and again and no other displaces it, so the alarm ends only when L1 itself takes it back.
 * One thread, the watcher's.
 */
public final class VerifierAudit implements SegmentSampler {
    /** Segments that wait at most, each with the data of its batch: some megabytes. More come only while a watcher catches up. */
    static final int WAITING = 16;

    /** What asking L1 about one segment gave. */
    public sealed interface Finding {
        /** Both lead to the same root. @param passed segments of which this is so, since the start */
        record Agrees(long passed) implements Finding {}

        /** Too few endpoints answered; it will be asked again, and nothing is held against the contract. */
        record Unanswered(String reason) implements Finding {}

        /** The endpoints contradict each other, so one of them lies about the contract. */
        record Contradicted(String reason) implements Finding {}

        /** The contract leads elsewhere than the engine, or nowhere. */
        record Differs(String how) implements Finding {}
    }

    private record Sample(SegmentRecord record, Bytes32 postRoot) {
        String name() {
            return "segment " + record.segment() + " of batch "
                    + record.header().index();
        }
    }

    private final L1Client client;
    private final VerifierContract verifier;
    private final SplittableRandom random;
    private final List<Sample> waiting = new ArrayList<>();
    private Optional<Sample> differing = Optional.empty();
    private long batch = -1;
    private int chosen;
    private long passed;

    public VerifierAudit(L1Client client, VerifierContract verifier) {
        this(client, verifier, new SplittableRandom());
    }

    VerifierAudit(L1Client client, VerifierContract verifier, SplittableRandom random) {
        this.client = client;
        this.verifier = verifier;
        this.random = random;
    }

    @Override
    public boolean wants(BatchHeader header, int segment) {
        if (segment == 0 || header.index() != batch) {
            batch = header.index();
            chosen = segment + random.nextInt(header.segments() - segment);
        }
        return segment == chosen;
    }

    @Override
    public void take(SegmentRecord record, Bytes32 postRoot) {
        Sample sample = new Sample(record, postRoot);
        if (waiting.size() < WAITING) {
            waiting.add(sample);
        } else {
            waiting.set(random.nextInt(WAITING), sample);
        }
    }

    /** Segments on which both have agreed, since the start. */
    public long passed() {
        return passed;
    }

    /** Asks about one segment, one on which they differed first; empty when none waits. */
    Optional<Finding> check() {
        if (differing.isEmpty() && waiting.isEmpty()) {
            return Optional.empty();
        }
        Sample sample = differing.orElseGet(waiting::getFirst);
        Finding finding = ask(sample);
        switch (finding) {
            case Finding.Agrees _ -> settle(Optional.empty());
            case Finding.Differs _ -> settle(Optional.of(sample));
            case Finding.Unanswered _, Finding.Contradicted _ -> {}
        }
        return Optional.of(finding);
    }

    private void settle(Optional<Sample> stillDiffering) {
        if (differing.isEmpty()) {
            waiting.removeFirst();
        }
        differing = stillDiffering;
    }

    private Finding ask(Sample sample) {
        SegmentRecord record = sample.record();
        Bytes proof;
        try {
            proof = Evidence.of(record).proof();
        } catch (IllegalArgumentException unprovable) {
            return new Finding.Differs(
                    sample.name() + " could not be proven if it were wrong: " + unprovable.getMessage());
        }
        return switch (client.agree(verifier.execute(
                record.header(), record.parent().finalRoot(), record.segment(), proof, BlockId.LATEST))) {
            case Agreement.Agreed<VerifierContract.Execution>(var execution) -> compare(sample, execution);
            case Agreement.Disagree<VerifierContract.Execution> _ ->
                new Finding.Contradicted("the endpoints disagree about what the verifier makes of " + sample.name());
            case Agreement.Unavailable<VerifierContract.Execution>(var reasons) ->
                new Finding.Unanswered(String.join("; ", reasons));
        };
    }

    private Finding compare(Sample sample, VerifierContract.Execution execution) {
        String onL1 = switch (execution) {
            case VerifierContract.Execution.Executed(Bytes32 root, boolean invalid) -> {
                if (!invalid && root.equals(sample.postRoot())) {
                    yield "";
                }
                yield root.hex() + (invalid ? ", INVALID" : "");
            }
            case VerifierContract.Execution.NotExecuted(Bytes error) -> "the revert " + error.hex();
        };
        return onL1.isEmpty()
                ? new Finding.Agrees(++passed)
                : new Finding.Differs(
                        sample.name() + " gives " + sample.postRoot().hex() + " here, and on L1 " + onL1);
    }
}
