package io.truebook.sequencer.lifecycle;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.sequencer.WaitingOrder;
import java.nio.ByteBuffer;

/**
 * What names an item to the one it belongs to.
 *
 * @param type of the frame
 * @param account 0 when it belongs to none
 * @param key slot of the signing key, 0 for an item without signature
 * @param nonce of a slice its own; 0 for an item without signature
 */
public record ItemName(int type, long account, int key, long nonce) {
    static final int LENGTH = 1 + Integer.BYTES + 1 + Long.BYTES;

    private static final int KEY = FRAME_LENGTH + 4;
    private static final int NONCE = KEY + 1;
    private static final int SIGNED_HEAD = NONCE + 6;

    /** Reads the name off a framed item. */
    public static ItemName of(byte[] frame) {
        int type = frame.length == 0 ? 0 : frame[0] & 0xff;
        return switch (type) {
            case ITEM_LIQUIDATE, ITEM_EXPIRE, ITEM_SETTLE -> new ItemName(type, account(frame), 0, 0);
            case ITEM_ORACLE, ITEM_TIME, ITEM_INBOX, ITEM_UNWIND -> new ItemName(type, 0, 0, 0);
            default -> frame.length < SIGNED_HEAD ? new ItemName(type, 0, 0, 0) : signed(type, frame);
        };
    }

    /** The name of the next step of an order that waits. */
    public static ItemName of(WaitingOrder.View order) {
        SignedItem fields = order.fields();
        return new ItemName(fields.type(), fields.account(), fields.key(), fields.nonce() + order.slice());
    }

    /** Whether it is another try of the same, as a trigger order is of what waited. */
    public boolean names(ItemName other) {
        return account == other.account && key == other.key && nonce == other.nonce && type == other.type;
    }

    /** What the API calls an operation of this type. */
    public String operation() {
        return switch (type) {
            case ITEM_PLACE -> "place";
            case ITEM_MARKET_ORDER -> "market";
            case ITEM_CANCEL -> "cancel";
            case ITEM_CANCEL_ALL -> "cancelAll";
            case ITEM_AMEND -> "amend";
            case ITEM_WITHDRAW -> "withdraw";
            case ITEM_TRANSFER -> "transfer";
            case ITEM_OPEN_SUBACCOUNT -> "openSubaccount";
            case ITEM_SET_AGENT -> "setAgent";
            case ITEM_VOID_NONCE -> "voidNonce";
            case ITEM_SCHEDULE_CANCEL -> "scheduleCancel";
            case ITEM_SET_MARGIN -> "setMargin";
            case ITEM_TRIGGER_ORDER -> "trigger";
            case ITEM_TWAP_SLICE -> "twap";
            case ITEM_BUNDLE -> "bundle";
            case ITEM_ORACLE -> "price";
            case ITEM_LIQUIDATE -> "liquidate";
            case ITEM_EXPIRE -> "expire";
            case ITEM_SETTLE -> "settle";
            case ITEM_UNWIND -> "unwind";
            case ITEM_TIME -> "time";
            case ITEM_INBOX -> "inbox";
            default -> "unknown";
        };
    }

    void put(ByteBuffer out) {
        out.put((byte) type).putInt((int) account).put((byte) key).putLong(nonce);
    }

    static ItemName get(ByteBuffer in) {
        return new ItemName(in.get() & 0xff, in.getInt() & 0xffff_ffffL, in.get() & 0xff, in.getLong());
    }

    private static ItemName signed(int type, byte[] frame) {
        long nonce = BigEndian.get(frame, NONCE, 6);
        if (type == ITEM_TWAP_SLICE) {
            nonce += frame[frame.length - 1] & 0xff;
        }
        return new ItemName(type, account(frame), frame[KEY] & 0xff, nonce);
    }

    private static long account(byte[] frame) {
        return frame.length < KEY ? 0 : BigEndian.get(frame, FRAME_LENGTH, 4);
    }
}
