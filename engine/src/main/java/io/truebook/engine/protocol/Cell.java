// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/**
 * A cell of the state as a mutable object of plain fields. The engine works on these; bytes exist only where a cell is
 * loaded or written out.
 */
public abstract class Cell {
    /** 48-bit address in the state tree. */
    public final long address;

    /** False while only its place is known and its words were not read. */
    public boolean loaded;

    /** Changed since it was last written out. */
    public boolean dirty;

    protected Cell(long address) {
        this.address = address;
    }

    /** Number of 32-byte words. */
    public abstract int words();

    /** Reads all fields from 32·words bytes. */
    public abstract void decode(byte[] in, int at);

    /** Writes all fields as 32·words bytes; the bytes between fields are zero. */
    public abstract void encode(byte[] out, int at);
}
