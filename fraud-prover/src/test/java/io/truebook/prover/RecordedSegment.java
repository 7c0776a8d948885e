package io.truebook.prover;

import io.truebook.engine.PostedBatch;
import io.truebook.engine.Witness;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes32;
import io.truebook.l1.SegmentProof;
import java.util.List;

/**
 * One segment as the Java engine ran it.
 *
 * @param parentRoot final root of the batch before
 * @param postRoot where it leads
 * @param invalid batch end does not fall where the header says
 * @param steps what it does
 * @param incomplete the same proof without one cell, correct in all else; {@code null} when none was made
 * @param missing that cell
 */
record RecordedSegment(
        PostedBatch batch,
        BatchHeader header,
        Bytes32 parentRoot,
        SegmentProof proof,
        Witness witness,
        Bytes32 postRoot,
        boolean invalid,
        List<ExecutedStep> steps,
        SegmentProof incomplete,
        long missing) {}
