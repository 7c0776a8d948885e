package io.truebook.sequencer;

import io.truebook.derivation.ItemChain;
import io.truebook.derivation.Receipt;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.l1.SignedHead;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is kept beside a sealed batch, so that each of its items can be shown to be in it.
 *
 * @param before the place in the chain at which the batch begins
 * @param heads over its items, ascending, the last one over its last item; none when another sequencer made it
 */
record BatchHeads(ItemChain before, List<SignedHead> heads) {
    private static final int SIGNATURE = 64;
    private static final int HEAD = 3 * Bytes32.LENGTH + Long.BYTES + SIGNATURE;

    BatchHeads {
        heads = List.copyOf(heads);
    }

    /** The first head over an item of the batch. */
    Optional<SignedHead> covering(long sequence) {
        return heads.stream().filter(head -> head.sequence() >= sequence).findFirst();
    }

    /** Leaves out every head without which the next one is still near enough to the last one kept. */
    static List<SignedHead> fewest(long after, List<SignedHead> heads) {
        List<SignedHead> kept = new ArrayList<>();
        long last = after;
        for (int i = 0; i < heads.size(); i++) {
            boolean needed = i + 1 == heads.size() || heads.get(i + 1).sequence() - last > Receipt.MAX_FRAMES;
            if (needed) {
                kept.add(heads.get(i));
                last = heads.get(i).sequence();
            }
        }
        return kept;
    }

    byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(Long.BYTES + Bytes32.LENGTH + heads.size() * HEAD);
        out.putLong(before.sequence()).put(before.hash().bytes());
        for (SignedHead head : heads) {
            out.put(head.leaseId().bytes())
                    .putLong(head.sequence())
                    .put(head.chainHash().bytes())
                    .put(head.inboxAcc().bytes())
                    .put(head.signature().bytes());
        }
        return out.array();
    }

    static BatchHeads decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        ItemChain before = new ItemChain(in.getLong(), word(in));
        List<SignedHead> heads = new ArrayList<>();
        while (in.hasRemaining()) {
            heads.add(new SignedHead(word(in), in.getLong(), word(in), word(in), Bytes.of(read(in, SIGNATURE))));
        }
        return new BatchHeads(before, heads);
    }

    private static Bytes32 word(ByteBuffer in) {
        return Bytes32.of(read(in, Bytes32.LENGTH));
    }

    private static byte[] read(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
