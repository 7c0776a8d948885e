package io.truebook.prover;

import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes32;
import io.truebook.l1.SegmentProof;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Damage to one place of a proof that the contract checks by itself: each must revert, by what is wrong. */
final class HostileBytes {
    private final RecordedSegment segment;
    private final SegmentProof proof;
    private final byte[] right;
    private final Map<String, byte[]> all = new LinkedHashMap<>();

    private HostileBytes(RecordedSegment segment) {
        this.segment = segment;
        proof = segment.proof();
        right = proof.encode();
    }

    static Map<String, byte[]> of(RecordedSegment segment) {
        HostileBytes bytes = new HostileBytes(segment);
        bytes.cells();
        bytes.data();
        bytes.messages();
        bytes.multiproof();
        return bytes.all;
    }

    private void cells() {
        int count = proof.cells().size();
        if (count > 1) {
            byte[] twice = right.clone();
            System.arraycopy(twice, 2, twice, 8, 6);
            all.put("a cell twice", twice);
        }
        if (count % 8 != 0) {
            byte[] unused = right.clone();
            unused[emptyBitsAt() + count / 8] |= 1;
            all.put("a bit past the empty bits", unused);
        }
        proof.cells().values().stream().filter(cell -> cell != null).findFirst().ifPresent(cell -> {
            byte[] zero = right.clone();
            Arrays.fill(zero, wordsAt(), wordsAt() + cell.length, (byte) 0);
            all.put("an empty cell written out", zero);
        });
        all.put("a count of cells and nothing else", Arrays.copyOf(right, 2));
        all.put("no bytes", new byte[0]);
    }

    private void data() {
        int count = right[dataAt()];
        if (count > 0) {
            byte[] beyond = right.clone();
            beyond[dataAt() + count] = (byte) 255;
            all.put("a chunk past the data", beyond);
        }
        if (count > 1) {
            byte[] twice = right.clone();
            twice[dataAt() + 2] = twice[dataAt() + 1];
            all.put("a chunk twice", twice);
        }
        if (proof.toOffset() > proof.fromOffset()) {
            SegmentProof without =
                    with(proof.messages(), proof.laterMessages(), proof.fromOffset(), proof.multiproof());
            // The roots may lie in the same chunk, and then the proof has all it needs.
            if (without.encode().length < right.length) {
                all.put("no transaction bytes", without.encode());
            }
        }
        int roots = proof.header().dataLength() - proof.header().transactionLength();
        // As if there were no roots, and so none of their chunks; they may lie in a chunk of the transactions all the
        // same.
        byte[] noRoots = new SegmentProof(
                        alone(proof.header()),
                        0,
                        proof.cells(),
                        proof.multiproof(),
                        proof.data(),
                        roots + proof.fromOffset(),
                        roots + proof.toOffset(),
                        proof.messages(),
                        proof.laterMessages())
                .encode();
        if (proof.segment() > 0 && noRoots.length < right.length) {
            all.put("no roots", noRoots);
        }
        all.put("cut in the data", Arrays.copyOf(right, dataAt() + 1));
    }

    private static BatchHeader alone(BatchHeader h) {
        return new BatchHeader(
                h.version(),
                h.parentHash(),
                h.index(),
                h.time(),
                h.inboxEnd(),
                h.inboxAcc(),
                h.leaseId(),
                h.dataLength(),
                1,
                h.dataRoot(),
                h.finalRoot());
    }

    private void messages() {
        List<byte[]> batch = segment.batch().messages();
        int consumed = proof.messages().size();
        if (consumed == 0) {
            return;
        }
        put("no messages", with(List.of(), List.of(), proof.toOffset(), proof.multiproof()));
        if (!proof.laterMessages().isEmpty()) {
            int first = batch.size() - proof.laterMessages().size() - consumed;
            List<Bytes32> later =
                    proof.laterMessages().subList(1, proof.laterMessages().size());
            List<byte[]> more = batch.subList(first, first + consumed + 1);
            put("a message more", with(more, later, proof.toOffset(), proof.multiproof()));
            put("a hash less", with(proof.messages(), later, proof.toOffset(), proof.multiproof()));
        }
    }

    private void multiproof() {
        byte[] siblings = proof.multiproof();
        int count = (siblings[0] & 0xff) << 8 | siblings[1] & 0xff;
        int bits = 2 + (count + 7) / 8;
        put("no multiproof", multiproof(new byte[0]));
        put("half a count of siblings", multiproof(new byte[1]));
        put("siblings announced only", multiproof(new byte[] {siblings[0], siblings[1]}));
        put("a sibling more", multiproof(Arrays.copyOf(siblings, siblings.length + 32)));
        if (siblings[1] != 0) {
            byte[] fewer = siblings.clone();
            fewer[1]--;
            put("a sibling announced less", multiproof(fewer));
        }
        if (siblings.length > bits) {
            put("a sibling cut off", multiproof(Arrays.copyOf(siblings, siblings.length - 32)));
            byte[] zero = siblings.clone();
            Arrays.fill(zero, bits, bits + 32, (byte) 0);
            put("an empty sibling written out", multiproof(zero));
        }
        if (count % 8 != 0) {
            byte[] more = siblings.clone();
            more[1]++;
            put("a sibling announced more", multiproof(more));
            byte[] unused = siblings.clone();
            unused[bits - 1] |= 1;
            put("a bit past the siblings", multiproof(unused));
        }
    }

    private void put(String what, SegmentProof changed) {
        all.put(what, changed.encode());
    }

    private SegmentProof multiproof(byte[] multiproof) {
        return with(proof.messages(), proof.laterMessages(), proof.toOffset(), multiproof);
    }

    private SegmentProof with(List<byte[]> messages, List<Bytes32> later, int toOffset, byte[] multiproof) {
        return new SegmentProof(
                proof.header(),
                proof.segment(),
                proof.cells(),
                multiproof,
                proof.data(),
                proof.fromOffset(),
                toOffset,
                messages,
                later);
    }

    private int emptyBitsAt() {
        return 2 + 6 * proof.cells().size();
    }

    private int wordsAt() {
        return emptyBitsAt() + (proof.cells().size() + 7) / 8;
    }

    private int dataAt() {
        return wordsAt()
                + proof.cells().values().stream()
                        .mapToInt(cell -> cell == null ? 0 : cell.length)
                        .sum();
    }
}
