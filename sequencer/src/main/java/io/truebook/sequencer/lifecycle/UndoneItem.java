package io.truebook.sequencer.lifecycle;

import io.truebook.derivation.ItemChain;
import io.truebook.l1.Bytes32;
import java.nio.ByteBuffer;

/**
 * An item that had a place and lost it, because the batch it was in is gone.
 *
 * @param place it had, with the chain hash after it
 * @param batch it was in
 * @param at when it was undone, ms since the Unix epoch
 */
public record UndoneItem(ItemChain place, long batch, ItemName name, long at) {
    /** By which it is kept: what was undone twice at one place stays apart by its chain hash. */
    public byte[] key() {
        return ByteBuffer.allocate(Long.BYTES + Bytes32.LENGTH)
                .putLong(place.sequence())
                .put(place.hash().bytes())
                .array();
    }

    public byte[] value() {
        ByteBuffer out = ByteBuffer.allocate(2 * Long.BYTES + ItemName.LENGTH);
        out.putLong(batch).putLong(at);
        name.put(out);
        return out.array();
    }

    public static UndoneItem decode(byte[] key, byte[] value) {
        ByteBuffer in = ByteBuffer.wrap(key);
        long sequence = in.getLong();
        byte[] hash = new byte[Bytes32.LENGTH];
        in.get(hash);
        ByteBuffer rest = ByteBuffer.wrap(value);
        long batch = rest.getLong();
        long at = rest.getLong();
        return new UndoneItem(new ItemChain(sequence, Bytes32.of(hash)), batch, ItemName.get(rest), at);
    }
}
