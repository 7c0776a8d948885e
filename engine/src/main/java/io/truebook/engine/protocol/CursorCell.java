// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** Cursor: program counter and in-flight register, SYSTEM slot 0. */
public final class CursorCell extends Cell {
    /** Words of this kind of cell. */
    public static final int WORDS = 7;

    /** index of the current or last batch. */
    public long batch;

    /** engine time, ms since the Unix epoch. */
    public long time;

    /** framed items executed since genesis. */
    public long sequence;

    /** next inbox message. */
    public long inboxNext;

    /** next transaction byte of the batch, 0 = first byte after the roots. */
    public int offset;

    /** see phases. */
    public int phase;

    /** outcome of the last finished item or message. */
    public int reason;

    /** H_n, running hash of framed items. */
    public final byte[] chainHash = new byte[32];

    /** inbox accumulator at inboxNext. */
    public final byte[] inboxAcc = new byte[32];

    /** lease of the current or last batch. */
    public final byte[] leaseId = new byte[32];

    /** in-flight account. */
    public long taker;

    /** in-flight market; ALL_MARKETS in a cancel-all. */
    public int market;

    /** in-flight order flags. */
    public int flags;

    /** in-flight limit tick. */
    public int tick;

    /** in-flight lots remaining. */
    public long lots;

    /** in-flight placing nonce. */
    public long nonce;

    /** in-flight expiry, s. */
    public long expiry;

    /** match or cancel steps taken by the item in flight. */
    public int steps;

    /** 1 when the item in flight came from the inbox. */
    public int forced;

    /** what the order in flight is: see order kinds. */
    public int kind;

    /** lots the maker agreed to (phase FILL). */
    public long fillLots;

    /** order reference of that maker (phase FILL). */
    public long makerRef;

    /** next order slot of a cancel-all, 0..256. */
    public int scan;

    /** messages still to consume for the INBOX item or batch tail. */
    public int inboxRemaining;

    /** offset behind the bundle in flight, 0 without one. */
    public int bundleEnd;

    /** operations of the bundle begun so far. */
    public int bundleIndex;

    /** nano-USDC of the impact price in the making (phase SAMPLE). */
    public long notional;

    /** ppb, premium of the bid side (phase SAMPLE, asks). */
    public long premium;

    /** minutes since the Unix epoch, last one whose samples are taken or being taken. */
    public long minute;

    /** s, of the forced message in flight or being carried out, else 0. */
    public long enqueuedAt;

    /** nano-USDC that all accounts, positions and markets hold together, counted write by write, modulo 2^64. */
    public long liabilities;

    public CursorCell(long address) {
        super(address);
    }

    @Override
    public int words() {
        return WORDS;
    }

    @Override
    public void decode(byte[] in, int at) {
        batch = (Words.get(in, at + 0) >>> 16) & 0xffffffffffffL;
        time = ((Words.get(in, at + 0) & 0xffffL) << 32) | ((Words.get(in, at + 8) >>> 32) & 0xffffffffL);
        sequence = ((Words.get(in, at + 8) & 0xffffffffL) << 16) | ((Words.get(in, at + 16) >>> 48) & 0xffffL);
        inboxNext = Words.get(in, at + 16) & 0xffffffffffffL;
        offset = (int) ((Words.get(in, at + 24) >>> 40) & 0xffffffL);
        phase = (int) ((Words.get(in, at + 24) >>> 32) & 0xffL);
        reason = (int) ((Words.get(in, at + 24) >>> 16) & 0xffffL);
        System.arraycopy(in, at + 32, chainHash, 0, 32);
        System.arraycopy(in, at + 64, inboxAcc, 0, 32);
        System.arraycopy(in, at + 96, leaseId, 0, 32);
        taker = (Words.get(in, at + 128) >>> 32) & 0xffffffffL;
        market = (int) ((Words.get(in, at + 128) >>> 16) & 0xffffL);
        flags = (int) ((Words.get(in, at + 128) >>> 8) & 0xffL);
        tick = (int) (((Words.get(in, at + 128) & 0xffL) << 16) | ((Words.get(in, at + 136) >>> 48) & 0xffffL));
        lots = (Words.get(in, at + 136) >>> 8) & 0xffffffffffL;
        nonce = ((Words.get(in, at + 136) & 0xffL) << 40) | ((Words.get(in, at + 144) >>> 24) & 0xffffffffffL);
        expiry = ((Words.get(in, at + 144) & 0xffffffL) << 8) | ((Words.get(in, at + 152) >>> 56) & 0xffL);
        steps = (int) ((Words.get(in, at + 152) >>> 40) & 0xffffL);
        forced = (int) ((Words.get(in, at + 152) >>> 32) & 0xffL);
        kind = (int) ((Words.get(in, at + 152) >>> 24) & 0xffL);
        fillLots = (Words.get(in, at + 160) >>> 24) & 0xffffffffffL;
        makerRef = ((Words.get(in, at + 160) & 0xffffffL) << 16) | ((Words.get(in, at + 168) >>> 48) & 0xffffL);
        scan = (int) ((Words.get(in, at + 168) >>> 32) & 0xffffL);
        inboxRemaining = (int) ((Words.get(in, at + 168) >>> 16) & 0xffffL);
        bundleEnd = (int) (((Words.get(in, at + 168) & 0xffffL) << 8) | ((Words.get(in, at + 176) >>> 56) & 0xffL));
        bundleIndex = (int) ((Words.get(in, at + 176) >>> 48) & 0xffL);
        notional = ((Words.get(in, at + 176) & 0xffffffffffffL) << 16) | ((Words.get(in, at + 184) >>> 48) & 0xffffL);
        premium = ((Words.get(in, at + 184) >>> 16) & 0xffffffffL) << 32 >> 32;
        minute = (Words.get(in, at + 192) >>> 32) & 0xffffffffL;
        enqueuedAt = ((Words.get(in, at + 192) & 0xffffffffL) << 16) | ((Words.get(in, at + 200) >>> 48) & 0xffffL);
        liabilities = ((Words.get(in, at + 200) & 0xffffffffffffL) << 16) | ((Words.get(in, at + 208) >>> 48) & 0xffffL);
    }

    @Override
    public void encode(byte[] out, int at) {
        java.util.Arrays.fill(out, at, at + 224, (byte) 0);
        Words.put(out, at + 0, ((batch & 0xffffffffffffL) << 16) | ((time >>> 32) & 0xffffL));
        Words.put(out, at + 8, ((time & 0xffffffffL) << 32) | ((sequence >>> 16) & 0xffffffffL));
        Words.put(out, at + 16, ((sequence & 0xffffL) << 48) | (inboxNext & 0xffffffffffffL));
        Words.put(out, at + 24, (((long) offset & 0xffffffL) << 40) | (((long) phase & 0xffL) << 32) | (((long) reason & 0xffffL) << 16));
        Words.put(out, at + 128, ((taker & 0xffffffffL) << 32) | (((long) market & 0xffffL) << 16) | (((long) flags & 0xffL) << 8) | (((long) tick >>> 16) & 0xffL));
        Words.put(out, at + 136, (((long) tick & 0xffffL) << 48) | ((lots & 0xffffffffffL) << 8) | ((nonce >>> 40) & 0xffL));
        Words.put(out, at + 144, ((nonce & 0xffffffffffL) << 24) | ((expiry >>> 8) & 0xffffffL));
        Words.put(out, at + 152, ((expiry & 0xffL) << 56) | (((long) steps & 0xffffL) << 40) | (((long) forced & 0xffL) << 32) | (((long) kind & 0xffL) << 24));
        Words.put(out, at + 160, ((fillLots & 0xffffffffffL) << 24) | ((makerRef >>> 16) & 0xffffffL));
        Words.put(out, at + 168, ((makerRef & 0xffffL) << 48) | (((long) scan & 0xffffL) << 32) | (((long) inboxRemaining & 0xffffL) << 16) | (((long) bundleEnd >>> 8) & 0xffffL));
        Words.put(out, at + 176, (((long) bundleEnd & 0xffL) << 56) | (((long) bundleIndex & 0xffL) << 48) | ((notional >>> 16) & 0xffffffffffffL));
        Words.put(out, at + 184, ((notional & 0xffffL) << 48) | ((premium & 0xffffffffL) << 16));
        Words.put(out, at + 192, ((minute & 0xffffffffL) << 32) | ((enqueuedAt >>> 16) & 0xffffffffL));
        Words.put(out, at + 200, ((enqueuedAt & 0xffffL) << 48) | ((liabilities >>> 16) & 0xffffffffffffL));
        Words.put(out, at + 208, (liabilities & 0xffffL) << 48);
        System.arraycopy(chainHash, 0, out, at + 32, 32);
        System.arraycopy(inboxAcc, 0, out, at + 64, 32);
        System.arraycopy(leaseId, 0, out, at + 96, 32);
    }
}
