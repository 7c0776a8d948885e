// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** An operation that an account's key signs: fields at fixed offsets, then a 64-byte signature. */
public sealed interface SignedItem permits PlaceItem, MarketOrderItem, CancelItem, CancelAllItem, AmendItem, WithdrawItem, TransferItem, OpenSubaccountItem, SetAgentItem, VoidNonceItem, ScheduleCancelItem, SetMarginItem, TriggerOrderItem, TwapSliceItem {
    long account();

    int key();

    long nonce();

    long expiry();

    /** Item type of the frame. */
    int type();

    /** Writes the fields, without the signature. */
    void encode(byte[] out, int at);

    /** Bytes of the fields of an item type, -1 when it is not a signed one. */
    static int fieldsLength(int type) {
        return switch (type) {
            case Protocol.ITEM_PLACE -> PlaceItem.FIELDS_LENGTH;
            case Protocol.ITEM_MARKET_ORDER -> MarketOrderItem.FIELDS_LENGTH;
            case Protocol.ITEM_CANCEL -> CancelItem.FIELDS_LENGTH;
            case Protocol.ITEM_CANCEL_ALL -> CancelAllItem.FIELDS_LENGTH;
            case Protocol.ITEM_AMEND -> AmendItem.FIELDS_LENGTH;
            case Protocol.ITEM_WITHDRAW -> WithdrawItem.FIELDS_LENGTH;
            case Protocol.ITEM_TRANSFER -> TransferItem.FIELDS_LENGTH;
            case Protocol.ITEM_OPEN_SUBACCOUNT -> OpenSubaccountItem.FIELDS_LENGTH;
            case Protocol.ITEM_SET_AGENT -> SetAgentItem.FIELDS_LENGTH;
            case Protocol.ITEM_VOID_NONCE -> VoidNonceItem.FIELDS_LENGTH;
            case Protocol.ITEM_SCHEDULE_CANCEL -> ScheduleCancelItem.FIELDS_LENGTH;
            case Protocol.ITEM_SET_MARGIN -> SetMarginItem.FIELDS_LENGTH;
            case Protocol.ITEM_TRIGGER_ORDER -> TriggerOrderItem.FIELDS_LENGTH;
            case Protocol.ITEM_TWAP_SLICE -> TwapSliceItem.FIELDS_LENGTH;
            default -> -1;
        };
    }

    /** Bytes of each field of a signed item type. */
    static int[] widths(int type) {
        return switch (type) {
            case Protocol.ITEM_PLACE -> PlaceItem.WIDTHS;
            case Protocol.ITEM_MARKET_ORDER -> MarketOrderItem.WIDTHS;
            case Protocol.ITEM_CANCEL -> CancelItem.WIDTHS;
            case Protocol.ITEM_CANCEL_ALL -> CancelAllItem.WIDTHS;
            case Protocol.ITEM_AMEND -> AmendItem.WIDTHS;
            case Protocol.ITEM_WITHDRAW -> WithdrawItem.WIDTHS;
            case Protocol.ITEM_TRANSFER -> TransferItem.WIDTHS;
            case Protocol.ITEM_OPEN_SUBACCOUNT -> OpenSubaccountItem.WIDTHS;
            case Protocol.ITEM_SET_AGENT -> SetAgentItem.WIDTHS;
            case Protocol.ITEM_VOID_NONCE -> VoidNonceItem.WIDTHS;
            case Protocol.ITEM_SCHEDULE_CANCEL -> ScheduleCancelItem.WIDTHS;
            case Protocol.ITEM_SET_MARGIN -> SetMarginItem.WIDTHS;
            case Protocol.ITEM_TRIGGER_ORDER -> TriggerOrderItem.WIDTHS;
            case Protocol.ITEM_TWAP_SLICE -> TwapSliceItem.WIDTHS;
            default -> throw new IllegalArgumentException("not a signed item: type " + type);
        };
    }

    /** EIP-712 type of a signed item type. */
    static String eip712Type(int type) {
        return switch (type) {
            case Protocol.ITEM_PLACE -> Protocol.TYPE_PLACE;
            case Protocol.ITEM_MARKET_ORDER -> Protocol.TYPE_MARKET_ORDER;
            case Protocol.ITEM_CANCEL -> Protocol.TYPE_CANCEL;
            case Protocol.ITEM_CANCEL_ALL -> Protocol.TYPE_CANCEL_ALL;
            case Protocol.ITEM_AMEND -> Protocol.TYPE_AMEND;
            case Protocol.ITEM_WITHDRAW -> Protocol.TYPE_WITHDRAW;
            case Protocol.ITEM_TRANSFER -> Protocol.TYPE_TRANSFER;
            case Protocol.ITEM_OPEN_SUBACCOUNT -> Protocol.TYPE_OPEN_SUBACCOUNT;
            case Protocol.ITEM_SET_AGENT -> Protocol.TYPE_SET_AGENT;
            case Protocol.ITEM_VOID_NONCE -> Protocol.TYPE_VOID_NONCE;
            case Protocol.ITEM_SCHEDULE_CANCEL -> Protocol.TYPE_SCHEDULE_CANCEL;
            case Protocol.ITEM_SET_MARGIN -> Protocol.TYPE_SET_MARGIN;
            case Protocol.ITEM_TRIGGER_ORDER -> Protocol.TYPE_TRIGGER_ORDER;
            case Protocol.ITEM_TWAP_SLICE -> Protocol.TYPE_TWAP_SLICE;
            default -> throw new IllegalArgumentException("not a signed item: type " + type);
        };
    }

    /** Reads the fields of a signed item type. */
    static SignedItem decode(int type, byte[] in, int at) {
        return switch (type) {
            case Protocol.ITEM_PLACE -> PlaceItem.decode(in, at);
            case Protocol.ITEM_MARKET_ORDER -> MarketOrderItem.decode(in, at);
            case Protocol.ITEM_CANCEL -> CancelItem.decode(in, at);
            case Protocol.ITEM_CANCEL_ALL -> CancelAllItem.decode(in, at);
            case Protocol.ITEM_AMEND -> AmendItem.decode(in, at);
            case Protocol.ITEM_WITHDRAW -> WithdrawItem.decode(in, at);
            case Protocol.ITEM_TRANSFER -> TransferItem.decode(in, at);
            case Protocol.ITEM_OPEN_SUBACCOUNT -> OpenSubaccountItem.decode(in, at);
            case Protocol.ITEM_SET_AGENT -> SetAgentItem.decode(in, at);
            case Protocol.ITEM_VOID_NONCE -> VoidNonceItem.decode(in, at);
            case Protocol.ITEM_SCHEDULE_CANCEL -> ScheduleCancelItem.decode(in, at);
            case Protocol.ITEM_SET_MARGIN -> SetMarginItem.decode(in, at);
            case Protocol.ITEM_TRIGGER_ORDER -> TriggerOrderItem.decode(in, at);
            case Protocol.ITEM_TWAP_SLICE -> TwapSliceItem.decode(in, at);
            default -> throw new IllegalArgumentException("not a signed item: type " + type);
        };
    }
}
