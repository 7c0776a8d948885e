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
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Runs right segments of the replay through the verifier contract, one in each batch at random. Where engine and contract differ, the
 * watcher learns it here and not from an attacker: what it holds right could be proven wrong, and the other way round.
 */
public final class VerifierAudit implements SegmentSampler {
    private record Sample(SegmentRecord record, Bytes32 postRoot) {}

    private final L1Client client;
    private final VerifierContract verifier;
    private final SplittableRandom random = new SplittableRandom();
    private long batch = -1;
    private int chosen;
    private Sample latest;
    private long passed;

    public VerifierAudit(L1Client client, VerifierContract verifier) {
        this.client = client;
        this.verifier = verifier;
    }

    @Override
    public boolean wants(BatchHeader header, int segment) {
        if (segment == 0 || header.index() != batch) {
            batch = header.index();
            chosen = random.nextInt(header.segments());
        }
        return segment == chosen;
    }

    @Override
    public void take(SegmentRecord record, Bytes32 postRoot) {
        latest = new Sample(record, postRoot);
    }

    /** Segments on which both have agreed. */
    public long passed() {
        return passed;
    }

    /** Checks the latest segment picked; says how engine and contract differ. Without an agreed answer it stays for the next time. */
    Optional<String> check() {
        if (latest == null) {
            return Optional.empty();
        }
        SegmentRecord record = latest.record();
        Bytes proof = Evidence.of(record).proof();
        Agreement<VerifierContract.Execution> answer = client.agree(verifier.execute(
                record.header(), record.parent().finalRoot(), record.segment(), proof, BlockId.LATEST));
        if (!(answer instanceof Agreement.Agreed<VerifierContract.Execution>(VerifierContract.Execution execution))) {
            return Optional.empty();
        }
        VerifierContract.Execution expected = new VerifierContract.Execution.Executed(latest.postRoot(), false);
        if (execution.equals(expected)) {
            latest = null;
            passed++;
            return Optional.empty();
        }
        return Optional.of("segment " + record.segment() + " of batch "
                + record.header().index() + " gives " + latest.postRoot().hex() + " here, and on L1 " + execution);
    }
}
