package io.truebook.tree;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Bytes of boundaries and undo records: number u64 ‖ root 32 ‖ position; cells as address u48, length u16, words. */
final class BoundaryCodec {
    /** The cells a boundary overwrote, with their values before it. */
    record Undo(Boundary previous, long[] addresses, byte[][] before) {}

    static byte[] encode(Boundary boundary) {
        return ByteBuffer.allocate(40 + boundary.position().length)
                .putLong(boundary.number())
                .put(boundary.root())
                .put(boundary.position())
                .array();
    }

    static Boundary decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long number = in.getLong();
        byte[] root = take(in, Hashing.LENGTH);
        return new Boundary(number, root, take(in, in.remaining()));
    }

    static byte[] encode(Undo undo) {
        byte[] previous = encode(undo.previous());
        int size = 4 + previous.length;
        for (byte[] cell : undo.before()) {
            size += 8 + (cell == null ? 0 : cell.length);
        }
        ByteBuffer out = ByteBuffer.allocate(size).putInt(previous.length).put(previous);
        for (int i = 0; i < undo.addresses().length; i++) {
            byte[] cell = undo.before()[i];
            out.put(key(undo.addresses()[i])).putShort((short) (cell == null ? 0 : cell.length));
            if (cell != null) {
                out.put(cell);
            }
        }
        return out.array();
    }

    static Undo decodeUndo(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        Boundary previous = decode(take(in, in.getInt()));
        List<Long> addresses = new ArrayList<>();
        List<byte[]> before = new ArrayList<>();
        while (in.hasRemaining()) {
            addresses.add(address(take(in, 6)));
            int length = in.getShort();
            before.add(length == 0 ? null : take(in, length));
        }
        return new Undo(
                previous, addresses.stream().mapToLong(Long::longValue).toArray(), before.toArray(byte[][]::new));
    }

    static byte[] key(long address) {
        return ByteBuffer.allocate(6)
                .putShort((short) (address >>> 32))
                .putInt((int) address)
                .array();
    }

    static long address(byte[] key) {
        ByteBuffer in = ByteBuffer.wrap(key);
        return (in.getShort() & 0xffffL) << 32 | in.getInt() & 0xffffffffL;
    }

    private static byte[] take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private BoundaryCodec() {}
}
