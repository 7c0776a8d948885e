// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** Signer: ACCOUNT slots 1..15: one signing key and its nonces. */
public final class SignerCell extends Cell {
    /** Words of this kind of cell. */
    public static final int WORDS = 2;

    /** lowest nonce of the window. */
    public long nonceBase;

    /** address of an agent, 0 = none; not used in slot 1, whose key is the owner. */
    public final byte[] key = new byte[20];

    /** s, last second of the agent key. */
    public long expiry;

    /** scope bits of the agent key. */
    public int scope;

    /** bit (255 - i) = nonce base + i is used. */
    public long nonceBitmap0, nonceBitmap1, nonceBitmap2, nonceBitmap3;

    public SignerCell(long address) {
        super(address);
    }

    @Override
    public int words() {
        return WORDS;
    }

    @Override
    public void decode(byte[] in, int at) {
        nonceBase = (Words.get(in, at + 0) >>> 16) & 0xffffffffffffL;
        System.arraycopy(in, at + 6, key, 0, 20);
        expiry = (Words.get(in, at + 24) >>> 16) & 0xffffffffL;
        scope = (int) ((Words.get(in, at + 24) >>> 8) & 0xffL);
        nonceBitmap0 = Words.get(in, at + 32);
        nonceBitmap1 = Words.get(in, at + 40);
        nonceBitmap2 = Words.get(in, at + 48);
        nonceBitmap3 = Words.get(in, at + 56);
    }

    @Override
    public void encode(byte[] out, int at) {
        java.util.Arrays.fill(out, at, at + 64, (byte) 0);
        Words.put(out, at + 0, (nonceBase & 0xffffffffffffL) << 16);
        Words.put(out, at + 24, ((expiry & 0xffffffffL) << 16) | (((long) scope & 0xffL) << 8));
        System.arraycopy(key, 0, out, at + 6, 20);
        Words.put(out, at + 32, nonceBitmap0);
        Words.put(out, at + 40, nonceBitmap1);
        Words.put(out, at + 48, nonceBitmap2);
        Words.put(out, at + 56, nonceBitmap3);
    }

    /** Long 0 to 3 of nonceBitmap. */
    public long nonceBitmap(int index) {
        return index < 2 ? index == 0 ? nonceBitmap0 : nonceBitmap1 : index == 2 ? nonceBitmap2 : nonceBitmap3;
    }

    /** Sets long 0 to 3 of nonceBitmap. */
    public void nonceBitmap(int index, long bits) {
        switch (index) {
            case 0 -> nonceBitmap0 = bits;
            case 1 -> nonceBitmap1 = bits;
            case 2 -> nonceBitmap2 = bits;
            default -> nonceBitmap3 = bits;
        }
    }
}
