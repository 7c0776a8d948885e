package io.truebook.prover;

import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes32;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A call with something wrong.
 *
 * @param what is wrong with it
 * @param mustRevert false when the segment may not read what was changed; only the Rollup knows which header is right
 */
record HostileProof(
        String what, boolean mustRevert, BatchHeader header, Bytes32 parentRoot, int segment, byte[] proof) {
    /** A few of each kind of damage to the proof of one segment. */
    static List<HostileProof> of(RecordedSegment segment, SplittableRandom random) {
        List<HostileProof> all = new ArrayList<>();
        HostileProof right = new HostileProof(
                "nothing",
                true,
                segment.header(),
                segment.parentRoot(),
                segment.proof().segment(),
                segment.proof().encode());
        if (segment.incomplete() != null) {
            all.add(right.proof("a cell missing", segment.incomplete().encode()));
        }
        int length = right.proof.length;
        for (int i = 0; i < 4; i++) {
            all.add(right.proof("cut short", Arrays.copyOf(right.proof, random.nextInt(length))));
        }
        all.add(right.proof("too long", Arrays.copyOf(right.proof, length + 1 + random.nextInt(70))));
        for (int i = 0; i < 12; i++) {
            byte[] changed = right.proof.clone();
            // The counts at the front are few bytes among many.
            int at = i < 4 ? i * 2 + random.nextInt(2) : random.nextInt(length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            all.add(right.proof("byte " + at + " changed", changed));
        }
        all.addAll(right.places(random));
        all.addAll(right.headers(random));
        return all;
    }

    private List<HostileProof> places(SplittableRandom random) {
        return List.of(
                new HostileProof("another parent", segment == 0, header, any(random), segment, proof),
                new HostileProof("the segment after", false, header, parentRoot, segment + 1, proof),
                new HostileProof("no such segment", true, header, parentRoot, header.segments(), proof));
    }

    private List<HostileProof> headers(SplittableRandom random) {
        BatchHeader h = header;
        return List.of(
                new HostileProof("no segments", true, with(0, h.dataLength(), h.inboxEnd()), parentRoot, 0, proof),
                new HostileProof("roots past the data", true, with(2, 31, h.inboxEnd()), parentRoot, 0, proof),
                header("another end of the inbox", with(h.segments(), h.dataLength(), beside(h.inboxEnd()))),
                header("another length", with(h.segments(), (int) beside(h.dataLength()), h.inboxEnd())),
                header("another accumulator", with(h.dataRoot(), any(random))),
                header("other data", with(any(random), h.inboxAcc())));
    }

    /** One less, or 1 where there is nothing. */
    private static long beside(long count) {
        return count == 0 ? 1 : count - 1;
    }

    private HostileProof proof(String named, byte[] changed) {
        return new HostileProof(named, true, header, parentRoot, segment, changed);
    }

    private HostileProof header(String named, BatchHeader changed) {
        return new HostileProof(named, false, changed, parentRoot, segment, proof);
    }

    private BatchHeader with(int segments, int dataLength, long inboxEnd) {
        return with(segments, dataLength, inboxEnd, header.dataRoot(), header.inboxAcc());
    }

    private BatchHeader with(Bytes32 dataRoot, Bytes32 inboxAcc) {
        return with(header.segments(), header.dataLength(), header.inboxEnd(), dataRoot, inboxAcc);
    }

    private BatchHeader with(int segments, int dataLength, long inboxEnd, Bytes32 dataRoot, Bytes32 inboxAcc) {
        return new BatchHeader(
                header.version(),
                header.parentHash(),
                header.index(),
                header.time(),
                inboxEnd,
                inboxAcc,
                header.leaseId(),
                dataLength,
                segments,
                dataRoot,
                header.finalRoot());
    }

    private static Bytes32 any(SplittableRandom random) {
        byte[] bytes = new byte[Bytes32.LENGTH];
        random.nextBytes(bytes);
        return Bytes32.of(bytes);
    }
}
