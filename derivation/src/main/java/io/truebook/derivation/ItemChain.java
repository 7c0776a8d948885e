package io.truebook.derivation;

import static io.truebook.engine.protocol.Protocol.FRAME_LENGTH;
import static io.truebook.engine.protocol.Protocol.MAX_ITEM_BODY;

import io.truebook.engine.protocol.BigEndian;
import io.truebook.l1.Bytes32;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A place in the chain of items: how many there were, and the hash over all of them. It follows from the bytes of batches by framing
 * alone, nothing has to be executed.
 */
public record ItemChain(long sequence, Bytes32 hash) {
    /** Before the first item. */
    public static final ItemChain START = new ItemChain(0, Bytes32.ZERO);

    /** The place after one more item. @param frame the bytes the engine reads of it */
    public ItemChain after(byte[] frame) {
        MessageDigest sha256 = sha256();
        sha256.update(hash.bytes());
        sha256.update(frame);
        return new ItemChain(sequence + 1, Bytes32.of(sha256.digest()));
    }

    public ItemChain after(List<byte[]> frames) {
        ItemChain place = this;
        for (byte[] frame : frames) {
            place = place.after(frame);
        }
        return place;
    }

    /**
     * The frames of a batch in their order, as the engine reads them: what is no frame ends the batch, and is one last item of at most
     * three bytes.
     */
    public static List<byte[]> frames(byte[] transactions) {
        List<byte[]> frames = new ArrayList<>();
        for (int at = 0; at < transactions.length; at = behind(transactions, at)) {
            frames.add(frameAt(transactions, at));
        }
        return frames;
    }

    /** What the engine reads of the item that begins at a byte of a batch; not past its end. */
    public static byte[] frameAt(byte[] transactions, int at) {
        int behind = behind(transactions, at);
        boolean malformed = frameLength(transactions, at) != behind - at;
        return Arrays.copyOfRange(transactions, at, malformed ? Math.min(at + FRAME_LENGTH, behind) : behind);
    }

    /** Where the item after that one begins. */
    public static int behind(byte[] transactions, int at) {
        int length = frameLength(transactions, at);
        return length < 0 || length > transactions.length - at ? transactions.length : at + length;
    }

    /** Whether these bytes are exactly one well-formed frame. */
    public static boolean isFrame(byte[] bytes) {
        return frameLength(bytes, 0) == bytes.length;
    }

    /** Length of the frame that begins here, -1 when its head is not all there or states too much. */
    private static int frameLength(byte[] bytes, int at) {
        if (bytes.length - at < FRAME_LENGTH) {
            return -1;
        }
        int body = (int) BigEndian.get(bytes, at + 1, 2);
        return body > MAX_ITEM_BODY ? -1 : FRAME_LENGTH + body;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
