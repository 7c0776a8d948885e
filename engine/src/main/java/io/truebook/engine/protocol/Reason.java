// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** Why an item did what it did; the same code in the engine, on L1 and in the API. */
public enum Reason {
    /** done, or accepted and fully handled. */
    OK(0),
    /** fewer than 3 bytes left, or a length over MAX_ITEM_BODY or past the end: the rest of the data is skipped. */
    MALFORMED_FRAME(1),
    /** no such item type; skipped. */
    UNKNOWN_TYPE(2),
    /** body length is not that of the type. */
    BAD_LENGTH(3),
    /** reserved flag bits set, or a flag the operation does not know. */
    BAD_FLAGS(4),
    /** no such account. */
    UNKNOWN_ACCOUNT(5),
    /** no such signing key. */
    UNKNOWN_KEY(6),
    /** signature not canonical or not by this key. */
    BAD_SIGNATURE(7),
    /** engine time is past the expiry. */
    EXPIRED(8),
    /** nonce below the window. */
    NONCE_TOO_OLD(9),
    /** nonce already used. */
    NONCE_USED(10),
    /** nonce at or above base + NONCE_JUMP. */
    NONCE_TOO_FAR(11),
    /** market not listed. */
    UNKNOWN_MARKET(12),
    /** fill-or-kill is not offered. */
    FOK_NOT_SUPPORTED(13),
    /** price 0 or above the market's maximum. */
    BAD_TICK(14),
    /** size 0 or above the market's maximum. */
    BAD_LOTS(15),
    /** order value below the market's minimum. */
    BELOW_MIN_NOTIONAL(16),
    /** the market has no mark price yet. */
    NO_PRICE(17),
    /** last price older than the market allows; only reduce-only orders pass. */
    ORACLE_STALE(18),
    /** reduce-only order would not shrink the position. */
    NOT_REDUCING(19),
    /** post-only order would take. */
    POST_ONLY_WOULD_CROSS(20),
    /** 256 live orders already. */
    ORDER_SLOTS_FULL(21),
    /** 16 markets already in use. */
    POSITION_LIMIT(22),
    /** no live order in this slot under this placing nonce. */
    UNKNOWN_ORDER(23),
    /** withdrawal 0, not a multiple of WITHDRAWAL_QUANTUM, or over the collateral. */
    BAD_AMOUNT(24),
    /** initial margin would not hold. */
    INSUFFICIENT_MARGIN(25),
    /** publishers not strictly ascending, unknown, or too few. */
    BAD_PUBLISHER(26),
    /** publish time not after the last one. */
    PRICE_NOT_NEWER(27),
    /** publish time older than the market's oracleMaxAge. */
    PRICE_TOO_OLD(28),
    /** publish time after engine time. */
    PRICE_FROM_FUTURE(29),
    /** time item before engine time. */
    TIME_BACKWARD(30),
    /** time item after the batch header's time. */
    TIME_BEYOND_HEADER(31),
    /** more messages than up to the header's inboxEnd. */
    INBOX_BEYOND_HEADER(32),
    /** item type not allowed in a forced message. */
    NOT_FORCIBLE(33),
    /** inbox message of unknown kind or wrong length. */
    BAD_MESSAGE(34),
    /** governance action unknown or out of bounds. */
    BAD_GOVERNANCE(35),
    /** slippage above 1,000,000 ppm. */
    BAD_SLIPPAGE(36),
    /** the agent key is past its expiry. */
    AGENT_EXPIRED(37),
    /** the agent key may not sign this. */
    OUT_OF_SCOPE(38),
    /** the market only takes orders that shrink a position. */
    MARKET_REDUCE_ONLY(39),
    /** the market is halted or settled. */
    MARKET_HALTED(40),
    /** the account's scheduled cancel-all has fired: cancel or expire its orders, then set it anew. */
    SWITCH_FIRED(41),
    /** the other account does not exist or has another owner. */
    NOT_OWN_ACCOUNT(42),
    /** not an agent's slot, or unknown scope bits. */
    BAD_AGENT(43),
    /** scheduled time is past. */
    BAD_TIME(44),
    /** unknown action, or one that the position does not allow now. */
    BAD_MARGIN_ACTION(45),
    /** the mark has not reached the trigger; the nonce is not used up. */
    TRIGGER_NOT_REACHED(46),
    /** no such slice, or its time has not come; the nonce is not used up. */
    SLICE_NOT_DUE(47),
    /** an operation is malformed or there are too many: this and those behind it are skipped. */
    BAD_BUNDLE(48),
    /** the account is at or above maintenance margin, or has nothing to liquidate. */
    NOT_LIQUIDATABLE(49),
    /** the backstop has no position in the market. */
    NOTHING_TO_UNWIND(50),
    /** the order still counts. */
    NOT_DUE(51),
    /** no such position. */
    NOTHING_TO_SETTLE(52),
    /** a balance would leave its bounds. */
    BALANCE_BOUND(53),
    /** accepted; what could not match at once was cancelled. */
    IOC_REMAINDER(64),
    /** accepted; stopped after the greatest number of steps, remainder cancelled. */
    MATCH_LIMIT(65),
    /** accepted; stopped at a position or balance bound, remainder cancelled. */
    TAKER_BOUND(66),
    /** accepted; stopped because margin would not hold, remainder cancelled. */
    TAKER_MARGIN(67),
    /** remainder not rested: exposure over maxPositionLots. */
    REST_BOUND(68),
    /** remainder not rested: initial margin would not hold. */
    REST_MARGIN(69),
    /** accepted; stopped at an own order, remainder cancelled. */
    SELF_TRADE_TAKER(70),
    /** accepted; stopped at the market's cap on open interest, remainder cancelled. */
    OPEN_INTEREST_CAP(71),
    /** liquidation: orders were removed, others are still there. */
    CANCELS_PENDING(72),
    /** liquidation: the backstop took the position. */
    BACKSTOPPED(73),
    /** liquidation: the insurance fund paid towards a negative balance. */
    INSURED(74),
    /** maker removed: same account as the taker. */
    SELF_TRADE(96),
    /** maker removed: expired. */
    MAKER_EXPIRED(97),
    /** maker removed: reduce-only and no longer reducing. */
    MAKER_NOT_REDUCING(98),
    /** maker removed: position or balance bound. */
    MAKER_BOUND(99),
    /** maker removed: margin would not hold. */
    MAKER_MARGIN(100),
    /** removed by its owner's cancel, cancel-all or amend. */
    CANCELLED(101),
    /** maker removed: its account's scheduled cancel-all has fired. */
    MAKER_SWITCHED(102),
    /** removed because its account is in liquidation. */
    LIQUIDATION_CANCEL(103);

    private static final Reason[] BY_CODE = new Reason[128];

    static {
        for (Reason reason : values()) {
            BY_CODE[reason.code] = reason;
        }
    }

    private final int code;

    Reason(int code) {
        this.code = code;
    }

    /** The number that stands in the cursor cell. */
    public int code() {
        return code;
    }

    /** True when the operation did not take effect at all. */
    public boolean rejected() {
        return code > 0 && code < 64;
    }

    /** The reason of a code read from a cursor cell. */
    public static Reason of(int code) {
        return BY_CODE[code];
    }
}
