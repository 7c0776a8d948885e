package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.l1.SegmentProof;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The inequality of section 2.1 of the protocol page, from the table itself: a segment that had almost W units when its dearest step
 * began, all at WORK_UNIT bytes each, and everything that weights do not count, is no longer than a proof may be.
 */
class ProofLengthTest {
    private static final int POSITIONS = WEIGHT_PER_POSITION * MAX_POSITIONS;
    private static final int LONGEST_ITEM = FRAME_LENGTH + MAX_ITEM_BODY;
    private static final int ORACLE_ITEM = FRAME_LENGTH + 8 + 68 * MAX_PUBLISHERS;

    /** A bundle's operation with the longest fields. */
    private static final int LONGEST_OPERATION = 11;

    /** A cell's words are weighed, the bit that says whether it has any is not: no more cells than have their addresses weighed. */
    private static final int CELLS = MAX_DATA_LENGTH / 38;

    private static final int EMPTY_BITS = CELLS / 8;

    /** A sibling opened beside an empty cell has 33 bytes more than a hash, and an empty place below it that takes 32 fewer. */
    private static final int OPENED = CELLS;

    @Test
    void noSegmentNeedsALongerProofThanL1Takes() {
        int work = INITIAL_WORK_LIMIT - 1 + greatestStep();
        int longest = work * WORK_UNIT + unweighed();
        System.out.printf(
                "W %,d, greatest step %,d, not weighed %,d bytes: at most %,d of %,d bytes; a unit could take %.1f%n",
                INITIAL_WORK_LIMIT,
                greatestStep(),
                unweighed(),
                longest,
                SegmentProof.MAX_LENGTH,
                (double) (SegmentProof.MAX_LENGTH - unweighed()) / work);
        assertThat(longest).isLessThanOrEqualTo(SegmentProof.MAX_LENGTH);
    }

    private static int greatestStep() {
        return steps().values().stream().mapToInt(Integer::intValue).max().orElseThrow();
    }

    /** What each kind of step weighs at most, the bytes that it reads included. */
    private static Map<String, Integer> steps() {
        Map<String, Integer> steps = new TreeMap<>();
        steps.put("batch start", WEIGHT_BATCH_START);
        steps.put("batch end", WEIGHT_BATCH_END);
        steps.put("item of any type, a bundle's begin", WEIGHT_ITEM + lengthWeight(LONGEST_ITEM));
        steps.put("signed item that scans positions", WEIGHT_ITEM + lengthWeight(200) + POSITIONS);
        steps.put(
                "prices",
                WEIGHT_ITEM + lengthWeight(ORACLE_ITEM) + WEIGHT_PER_PUBLISHER * MAX_PUBLISHERS + WEIGHT_ORACLE_BOOK);
        steps.put("message", WEIGHT_MESSAGE + lengthWeight(MAX_MESSAGE_LENGTH) + POSITIONS);
        int forcedPublishers = (MAX_MESSAGE_LENGTH - 7 - FRAME_LENGTH - 8) / 68;
        steps.put(
                "forced prices",
                WEIGHT_MESSAGE
                        + lengthWeight(MAX_MESSAGE_LENGTH)
                        + WEIGHT_PER_PUBLISHER * forcedPublishers
                        + WEIGHT_ORACLE_BOOK);
        steps.put("item that names an order", WEIGHT_ITEM + lengthWeight(200) + WEIGHT_REMOVE);
        steps.put("look", WEIGHT_LOOK);
        steps.put("match", WEIGHT_MATCH + POSITIONS);
        steps.put("fill", WEIGHT_FILL + POSITIONS);
        steps.put("rest", WEIGHT_REST + POSITIONS);
        steps.put("cancel", WEIGHT_CANCEL);
        steps.put("operation", WEIGHT_BUNDLE + lengthWeight(LONGEST_OPERATION) + WEIGHT_REMOVE);
        steps.put("due", WEIGHT_DUE);
        steps.put("sample", WEIGHT_SAMPLE);
        steps.put("liquidate", WEIGHT_LIQUIDATE + POSITIONS);
        steps.put("backstop", WEIGHT_BACKSTOP + POSITIONS);
        return steps;
    }

    /** Bytes of a proof ([segment-proof.md]) that no weight stands for. */
    private static int unweighed() {
        int cells = 2 + EMPTY_BITS;
        int chunks = (MAX_DATA_LENGTH + CHUNK_LENGTH - 1) / CHUNK_LENGTH;
        int depth = Integer.SIZE - Integer.numberOfLeadingZeros(chunks - 1);
        // Chunks cut at both ends of what is read, two more for the two roots, and for both runs the siblings at their
        // two edges.
        int data = 1 + chunks + 2 * (CHUNK_LENGTH - 1) + 2 * CHUNK_LENGTH + 2 * 2 * depth * 32;
        int inbox = 2 + 2 * MAX_INBOX_PER_BATCH + 2 + (MAX_INBOX_PER_BATCH - 1) * 32;
        return cells + OPENED + data + inbox;
    }

    private static int lengthWeight(int bytes) {
        return (bytes * WEIGHT_LENGTH_NUMERATOR + WEIGHT_LENGTH_DENOMINATOR - 1) / WEIGHT_LENGTH_DENOMINATOR;
    }
}
