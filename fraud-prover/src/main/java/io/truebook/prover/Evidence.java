package io.truebook.prover;

import io.truebook.derivation.Divergence;
import io.truebook.derivation.SegmentRecord;
import io.truebook.engine.Witness;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.l1.DataChunks;
import io.truebook.l1.Keccak;
import io.truebook.l1.SegmentProof;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What proves one batch wrong: the arguments of the Rollup's {@code prove}, but for the salt. Whoever holds it can challenge, without a
 * replay of their own. As bytes: "TBE1" ‖ header ‖ parent (each as eleven words) ‖ segment u16 ‖ proof.
 *
 * @param parent header of the batch before
 * @param segment the wrong one
 * @param proof docs/segment-proof.md
 */
public record Evidence(BatchHeader header, BatchHeader parent, int segment, Bytes proof) {
    private static final byte[] MAGIC = "TBE1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD = 4 + 2 * BatchHeader.ENCODED_LENGTH + 2;

    public Evidence {
        if (!header.parentHash().equals(parent.hash())) {
            throw new IllegalArgumentException("the parent is not the batch's parent");
        }
        if (segment < 0 || segment >= header.segments()) {
            throw new IllegalArgumentException("segment " + segment + " of " + header.segments());
        }
        if (proof.length() > SegmentProof.MAX_LENGTH) {
            throw new IllegalArgumentException("a proof of " + proof.length() + " bytes fits no transaction");
        }
    }

    /** Packs what a replay found. */
    public static Evidence of(Divergence divergence) {
        return of(divergence.record());
    }

    /** Packs any segment, wrong or not. */
    public static Evidence of(SegmentRecord segment) {
        Witness witness = segment.witness();
        List<byte[]> consumed = List.of();
        List<Bytes32> later = new ArrayList<>();
        if (witness.messageCount() > 0) {
            int first = (int) (witness.firstMessage() - segment.parent().inboxEnd());
            int end = first + witness.messageCount();
            List<Bytes> messages = segment.messages();
            consumed = messages.subList(first, end).stream().map(Bytes::bytes).toList();
            messages.subList(end, messages.size()).forEach(message -> later.add(Keccak.hash(message.bytes())));
        }
        SegmentProof proof = new SegmentProof(
                segment.header(),
                segment.segment(),
                witness.cells(),
                segment.multiproof().bytes(),
                new DataChunks(segment.data().bytes()),
                witness.fromOffset(),
                witness.toOffset(),
                consumed,
                later);
        return new Evidence(segment.header(), segment.parent(), segment.segment(), Bytes.of(proof.encode()));
    }

    public Bytes32 batchHash() {
        return header.hash();
    }

    public Bytes32 proofHash() {
        return Keccak.hash(proof.bytes());
    }

    public byte[] encode() {
        return ByteBuffer.allocate(HEAD + proof.length())
                .put(MAGIC)
                .put(header.abiEncode())
                .put(parent.abiEncode())
                .putShort((short) segment)
                .put(proof.bytes())
                .array();
    }

    /** The inverse of {@link #encode}; refuses bytes that are no evidence. */
    public static Evidence decode(byte[] bytes) {
        if (bytes.length < HEAD || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
            throw new IllegalArgumentException("not evidence of a wrong batch");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, MAGIC.length, bytes.length - MAGIC.length);
        BatchHeader header = BatchHeader.decode(take(in, BatchHeader.ENCODED_LENGTH));
        BatchHeader parent = BatchHeader.decode(take(in, BatchHeader.ENCODED_LENGTH));
        int segment = Short.toUnsignedInt(in.getShort());
        return new Evidence(header, parent, segment, Bytes.of(take(in, in.remaining())));
    }

    private static byte[] take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
