package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.engine.protocol.TwapSliceItem;
import java.util.List;

/** Framed items as bytes: type(1) ‖ length(2) ‖ body. */
public final class Items {
    /** One publisher's signed price. */
    public record Price(int publisher, int tick, byte[] signature) {}

    /** Frames any body. */
    public static byte[] frame(int type, byte[] body) {
        if (body.length > MAX_ITEM_BODY) {
            throw new IllegalArgumentException("body of " + body.length + " bytes, more than " + MAX_ITEM_BODY);
        }
        byte[] item = new byte[FRAME_LENGTH + body.length];
        item[0] = (byte) type;
        BigEndian.put(item, 1, 2, body.length);
        System.arraycopy(body, 0, item, FRAME_LENGTH, body.length);
        return item;
    }

    /** Frames a signed operation. */
    public static byte[] signed(SignedItem item, byte[] signature) {
        return frame(item.type(), body(item, signature, 0));
    }

    /** Frames a slice of a time-weighted order: the same signature goes with each of its slices. */
    public static byte[] slice(TwapSliceItem item, byte[] signature, int slice) {
        byte[] body = body(item, signature, 1);
        body[body.length - 1] = (byte) slice;
        return frame(ITEM_TWAP_SLICE, body);
    }

    /** Frames a bundle of the operations that a {@link BundleBuilder} wrote. */
    public static byte[] bundle(long account, int key, long nonce, long expiry, byte[] operations, byte[] signature) {
        requireSignature(signature);
        return frame(ITEM_BUNDLE, Bundle.body(account, key, nonce, expiry, signature, operations));
    }

    private static byte[] body(SignedItem item, byte[] signature, int behind) {
        requireSignature(signature);
        int fields = SignedItem.fieldsLength(item.type());
        byte[] body = new byte[fields + Signatures.LENGTH + behind];
        item.encode(body, 0);
        System.arraycopy(signature, 0, body, fields, Signatures.LENGTH);
        return body;
    }

    private static void requireSignature(byte[] signature) {
        if (signature.length != Signatures.LENGTH) {
            throw new IllegalArgumentException("a signature has 64 bytes, not " + signature.length);
        }
    }

    /** A price update; publishers strictly ascending. */
    public static byte[] oracle(int market, long publishTime, List<Price> prices) {
        byte[] body = new byte[8 + 68 * prices.size()];
        BigEndian.put(body, 0, 1, market);
        BigEndian.put(body, 1, 6, publishTime);
        BigEndian.put(body, 7, 1, prices.size());
        int at = 8;
        for (Price price : prices) {
            BigEndian.put(body, at, 1, price.publisher());
            BigEndian.put(body, at + 1, 3, price.tick());
            System.arraycopy(price.signature(), 0, body, at + 4, Signatures.LENGTH);
            at += 68;
        }
        return frame(ITEM_ORACLE, body);
    }

    /** Moves engine time, ms since the Unix epoch. */
    public static byte[] time(long milliseconds) {
        byte[] body = new byte[6];
        BigEndian.put(body, 0, 6, milliseconds);
        return frame(ITEM_TIME, body);
    }

    /** Consumes inbox messages. */
    public static byte[] inbox(int count) {
        byte[] body = new byte[2];
        BigEndian.put(body, 0, 2, count);
        return frame(ITEM_INBOX, body);
    }

    /** Removes an order that no longer counts. */
    public static byte[] expire(long account, int slot) {
        byte[] body = new byte[5];
        BigEndian.put(body, 0, 4, account);
        BigEndian.put(body, 4, 1, slot);
        return frame(ITEM_EXPIRE, body);
    }

    /** Settles what a position owes, and closes it in a settled market. */
    public static byte[] settle(long account, int market) {
        byte[] body = new byte[5];
        BigEndian.put(body, 0, 4, account);
        BigEndian.put(body, 4, 1, market);
        return frame(ITEM_SETTLE, body);
    }

    /** Asks that a position of an account below maintenance margin be closed. */
    public static byte[] liquidate(long account, int market) {
        byte[] body = new byte[RiskItems.LIQUIDATE_LENGTH];
        BigEndian.put(body, 0, 4, account);
        BigEndian.put(body, 4, 1, market);
        return frame(ITEM_LIQUIDATE, body);
    }

    /** Asks that the backstop of a market trade its position away. */
    public static byte[] unwind(int market) {
        return frame(ITEM_UNWIND, new byte[] {(byte) market});
    }

    private Items() {}
}
