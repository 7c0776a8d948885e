package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.AmendItem;
import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.OrderCell;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.Reason;

/** Several operations under one signature and one nonce, one a step: section 4.12 of the protocol page. */
public final class Bundle {
    /** Bytes of account, key, nonce and expiry. */
    static final int FIELDS_LENGTH = 15;

    /** Bytes before the operations: the fields and the signature. */
    static final int HEAD_LENGTH = FIELDS_LENGTH + Signatures.LENGTH;

    /** Cancels and amends name an order by so many bits of its placing nonce. */
    private static final long NONCE_BITS = 0xffff;

    private static final int MAX_LOTS_LENGTH = 5;

    /** In the high half of a move's first byte: its change of the tick takes two bytes. */
    private static final int WIDE = 8;

    /** Who signed was settled when the bundle began. */
    private static final int NO_KEY = 0;

    static Reason bundle(Execution x, byte[] bytes, int at, int length, int forced) {
        if (length < HEAD_LENGTH) {
            return Reason.BAD_LENGTH;
        }
        if (forced == 1) {
            return Reason.NOT_FORCIBLE;
        }
        SignedMessage message = SignedMessage.bundle(x.domain, bytes, at, length);
        Reason refused = Authentication.checkSigned(x, ITEM_BUNDLE, message, bytes, at);
        if (refused != Reason.OK) {
            return refused;
        }
        long nonce = Authentication.nonce(bytes, at);
        refused = Authentication.consume(x, bytes, at, nonce);
        if (refused != Reason.OK) {
            return refused;
        }
        InFlight.bundle(x, BigEndian.get(bytes, at, 4), nonce, message.expiry(), length - HEAD_LENGTH);
        return Reason.OK;
    }

    static int bundleNext(Execution x) {
        CursorCell cursor = x.cells.cursor();
        x.cells.changed(cursor);
        int left = cursor.bundleEnd - cursor.offset;
        if (left == 0) {
            InFlight.endItem(x, Reason.OK);
            return WEIGHT_BUNDLE;
        }
        int length = cursor.bundleIndex == MAX_BUNDLE ? 0 : operationLength(head(x));
        if (length == 0 || length > left) {
            cursor.offset = cursor.bundleEnd;
            InFlight.endItem(x, Reason.BAD_BUNDLE);
            return WEIGHT_BUNDLE + Step.lengthWeight(1);
        }
        int at = x.input.at(cursor.offset, length);
        cursor.offset += length;
        cursor.bundleIndex += 1;
        InFlight.settleOperation(x, operation(x, x.input.bytes(), at));
        return WEIGHT_BUNDLE + Step.lengthWeight(length) + extraWeight(x.input.bytes()[at]);
    }

    /** A bundle's body. */
    static byte[] body(long account, int key, long nonce, long expiry, byte[] signature, byte[] operations) {
        byte[] body = new byte[HEAD_LENGTH + operations.length];
        BigEndian.put(body, 0, 4, account);
        BigEndian.put(body, 4, 1, key);
        BigEndian.put(body, 5, 6, nonce);
        BigEndian.put(body, 11, 4, expiry);
        System.arraycopy(signature, 0, body, FIELDS_LENGTH, Signatures.LENGTH);
        System.arraycopy(operations, 0, body, HEAD_LENGTH, operations.length);
        return body;
    }

    private static int head(Execution x) {
        return x.input.bytes()[x.input.at(x.cells.cursor().offset, 1)] & 0xff;
    }

    private static int extraWeight(int head) {
        int kind = head & 15;
        return kind == BUNDLE_CANCEL || kind == BUNDLE_AMEND || kind == BUNDLE_MOVE ? WEIGHT_REMOVE : 0;
    }

    /** Bytes of an operation by its first one, 0 when there is none such. */
    public static int operationLength(int head) {
        int lots = head >>> 4;
        boolean sized = lots >= 1 && lots <= MAX_LOTS_LENGTH;
        return switch (head & 15) {
            case BUNDLE_PLACE -> sized ? 6 + lots : 0;
            case BUNDLE_CANCEL -> lots == 0 ? 4 : 0;
            case BUNDLE_AMEND -> lots == 0 ? 7 : 0;
            case BUNDLE_CANCEL_ALL -> lots == 0 ? 2 : 0;
            case BUNDLE_MOVE -> (lots & WIDE - 1) <= MAX_LOTS_LENGTH ? 5 + lots / WIDE + (lots & WIDE - 1) : 0;
            default -> 0;
        };
    }

    /** Carries out a well-formed operation. */
    private static Reason operation(Execution x, byte[] bytes, int at) {
        CursorCell cursor = x.cells.cursor();
        int second = bytes[at + 1] & 0xff;
        return switch (bytes[at] & 15) {
            case BUNDLE_PLACE -> Place.admit(x, place(cursor, bytes, at), 0);
            case BUNDLE_CANCEL -> Cancel.remove(x, cursor.taker, second, BigEndian.get(bytes, at + 2, 2), NONCE_BITS);
            case BUNDLE_AMEND, BUNDLE_MOVE ->
                Amend.admit(x, amendment(x.cells, cursor.taker, cursor.nonce, cursor.expiry, bytes, at), NONCE_BITS, 0);
            default -> {
                InFlight.cancelAll(x, cursor.taker, second, cursor.nonce, 0);
                yield Reason.OK;
            }
        };
    }

    private static PlaceItem place(CursorCell cursor, byte[] bytes, int at) {
        return new PlaceItem(
                cursor.taker,
                NO_KEY,
                cursor.nonce,
                bytes[at + 1] & 0xff,
                bytes[at + 2] & 0xff,
                (int) BigEndian.get(bytes, at + 3, 3),
                BigEndian.get(bytes, at + 6, bytes[at] >>> 4),
                cursor.expiry);
    }

    /**
     * What an AMEND or a MOVE asks of the order it names: a price, or how far the price moves and how many lots if they are not those that
     * are left.
     */
    public static AmendItem amendment(Cells cells, long account, long nonce, long expiry, byte[] bytes, int at) {
        int slot = bytes[at + 1] & 0xff;
        OrderCell order = cells.order(account, slot);
        int tick;
        long lots = order.lots;
        if ((bytes[at] & 15) == BUNDLE_AMEND) {
            tick = (int) BigEndian.get(bytes, at + 4, 3);
        } else {
            int sizes = (bytes[at] & 0xff) >>> 4;
            int wide = sizes / WIDE;
            int lotsLength = sizes & WIDE - 1;
            tick = order.tick + (wide == 1 ? (short) BigEndian.get(bytes, at + 4, 2) : bytes[at + 4]);
            lots = lotsLength == 0 ? lots : BigEndian.get(bytes, at + 5 + wide, lotsLength);
        }
        return new AmendItem(account, NO_KEY, nonce, slot, BigEndian.get(bytes, at + 2, 2), tick, lots, expiry);
    }

    private Bundle() {}
}
