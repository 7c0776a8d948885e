// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** Every number of the protocol. */
public final class Protocol {
    /** in the batch header and in the EIP-712 domain. */
    public static final int PROTOCOL_VERSION = 1;

    /** state tree (levels). */
    public static final int TREE_DEPTH = 48;

    /** data of one batch (bytes). */
    public static final int MAX_DATA_LENGTH = 120000;

    /** K of one batch (segments). */
    public static final int MAX_SEGMENTS = 2048;

    /** leaf of the data root (bytes). */
    public static final int CHUNK_LENGTH = 1024;

    /** inboxEnd may advance this far in one batch (messages). */
    public static final int MAX_INBOX_PER_BATCH = 256;

    /** one inbox message (bytes). */
    public static final int MAX_MESSAGE_LENGTH = 1024;

    /** type u8, length u16 (bytes). */
    public static final int FRAME_LENGTH = 3;

    /** longest body of a framed item (bytes). */
    public static final int MAX_ITEM_BODY = 4096;

    /** per account (positions). */
    public static final int MAX_POSITIONS = 16;

    /** live orders per account (orders). */
    public static final int MAX_ORDERS = 256;

    /** one taker from a batch item (match steps). */
    public static final int MAX_MATCHES = 4096;

    /** one forced message (match or cancel steps). */
    public static final int MAX_FORCED_STEPS = 30;

    /** lower numbers are reserved (account). */
    public static final int FIRST_USER_ACCOUNT = 16;

    /** receives fees (account). */
    public static final int FEE_ACCOUNT = 0;

    /** insurance fund (account). */
    public static final int INSURANCE_ACCOUNT = 1;

    /** numbers are below 2^31 (account). */
    public static final long ACCOUNT_LIMIT = 2147483648L;

    /** slot of the owner's nonces (signer slot). */
    public static final int OWNER_KEY = 1;

    /** cancel-all in every market (market). */
    public static final int ALL_MARKETS = 65535;

    /** one (ppm). */
    public static final int PPM = 1000000;

    /** 2^57: largest notional and |quote| of a position (nano-USDC). */
    public static final long POSITION_BOUND = 144115188075855872L;

    /** 2^61: largest |collateral| after a fill (nano-USDC). */
    public static final long COLLATERAL_BOUND = 2305843009213693952L;

    /** 2^60: bridge books (nano-USDC). */
    public static final long DEPOSIT_CAP = 1152921504606846976L;

    /** one token unit (nano-USDC). */
    public static final int WITHDRAWAL_QUANTUM = 1000;

    /** bound of maker and taker fee (ppm). */
    public static final int MAX_FEE_PPM = 100000;

    /** bound of a market's jump parameter (ppm per second). */
    public static final int MAX_JUMP_PPM = 100000;

    /** elapsed time counted by the jump clamp at most (ms). */
    public static final int JUMP_WINDOW_MS = 60000;

    /** sliding bitmap (nonces). */
    public static final int NONCE_WINDOW = 256;

    /** 2^42: a nonce must lie below base + this (nonces). */
    public static final long NONCE_JUMP = 4398046511104L;

    /** oracle price publishers (publishers). */
    public static final int MAX_PUBLISHERS = 16;

    /** W at genesis (work units). */
    public static final int INITIAL_WORK_LIMIT = 700;

    /** governance cannot lower W below (work units). */
    public static final int MIN_WORK_LIMIT = 200;

    /** witness bytes one work unit stands for (bytes). */
    public static final int WORK_UNIT = 100;

    /** Work: cursor. */
    public static final int WEIGHT_BATCH_START = 10;

    /** Work: cursor. */
    public static final int WEIGHT_BATCH_END = 10;

    /** Work: admission of one framed item, without its length. */
    public static final int WEIGHT_ITEM = 44;

    /** Work: added to an oracle item per entry. */
    public static final int WEIGHT_PER_PUBLISHER = 2;

    /** Work: one inbox message, without its length. */
    public static final int WEIGHT_MESSAGE = 41;

    /** Work: one match step, without the maker's positions. */
    public static final int WEIGHT_MATCH = 45;

    /** Work: one fill step, without the taker's positions. */
    public static final int WEIGHT_FILL = 45;

    /** Work: one rest step, without the account's positions. */
    public static final int WEIGHT_REST = 41;

    /** Work: one step of a cancel-all. */
    public static final int WEIGHT_CANCEL = 41;

    /** Work: added to a step per open position scanned. */
    public static final int WEIGHT_PER_POSITION = 2;

    /** Work: length weight = ceil(length * 13 / 1000). */
    public static final int WEIGHT_LENGTH_NUMERATOR = 13;

    /** Work: see above. */
    public static final int WEIGHT_LENGTH_DENOMINATOR = 1000;

    /** Phase: between batches; nothing in flight. */
    public static final int PHASE_IDLE = 0;

    /** Phase: ready for the next inbox message, framed item, or batch end. */
    public static final int PHASE_ITEM = 1;

    /** Phase: a taker looks at the best maker of the other side. */
    public static final int PHASE_MATCH = 2;

    /** Phase: maker agreed; the taker is checked and the fill applied. */
    public static final int PHASE_FILL = 3;

    /** Phase: the taker's remainder goes to the book. */
    public static final int PHASE_REST = 4;

    /** Phase: a cancel-all removes orders one by one. */
    public static final int PHASE_CANCEL_ALL = 5;

    /** Address space: index = slot. */
    public static final int SPACE_SYSTEM = 1;

    /** Address space: index = number(31) ‖ slot(9). */
    public static final int SPACE_ACCOUNT = 2;

    /** Address space: index = market(8) ‖ slot(8). */
    public static final int SPACE_MARKET = 3;

    /** Address space: index = market(8) ‖ side(1) ‖ zero(5) ‖ summary(1) ‖ rest(25). */
    public static final int SPACE_BOOK = 4;

    /** Address space: index = withdrawal number. */
    public static final int SPACE_WITHDRAWAL = 6;

    /** Slot systemCursor. */
    public static final int SLOT_SYSTEM_CURSOR = 0;

    /** Slot systemConfig. */
    public static final int SLOT_SYSTEM_CONFIG = 1;

    /** Slot systemTotals. */
    public static final int SLOT_SYSTEM_TOTALS = 2;

    /** Slot systemPublishers. */
    public static final int SLOT_SYSTEM_PUBLISHERS = 16;

    /** Slot accountHead. */
    public static final int SLOT_ACCOUNT_HEAD = 0;

    /** Slot accountSigners. */
    public static final int SLOT_ACCOUNT_SIGNERS = 0;

    /** Slot accountPositions. */
    public static final int SLOT_ACCOUNT_POSITIONS = 16;

    /** Slot accountOrders. */
    public static final int SLOT_ACCOUNT_ORDERS = 256;

    /** Slot marketParameters. */
    public static final int SLOT_MARKET_PARAMETERS = 0;

    /** Slot marketRisk. */
    public static final int SLOT_MARKET_RISK = 1;

    /** Slot bookWord. */
    public static final int SLOT_BOOK_WORD = 256;

    /** Slot bookTop. */
    public static final int SLOT_BOOK_TOP = 0;

    /** Slot bookMiddle. */
    public static final int SLOT_BOOK_MIDDLE = 256;

    /** 0 buy, 1 sell. */
    public static final int FLAG_SELL = 1;

    /** bits 1-2: 0 GTT (rests until expiry), 2 IOC, 4 POST_ONLY, 6 FOK. */
    public static final int FLAG_TIF_MASK = 6;

    /** Order flag tifGtt. */
    public static final int FLAG_TIF_GTT = 0;

    /** Order flag tifIoc. */
    public static final int FLAG_TIF_IOC = 2;

    /** Order flag tifPostOnly. */
    public static final int FLAG_TIF_POST_ONLY = 4;

    /** Order flag tifFok. */
    public static final int FLAG_TIF_FOK = 6;

    /** Order flag reduceOnly. */
    public static final int FLAG_REDUCE_ONLY = 8;

    /** other bits must be 0. */
    public static final int FLAG_FLAGS_MASK = 15;

    /** Item type: limit order. */
    public static final int ITEM_PLACE = 1;

    /** Item type: market order with a slippage bound against the mark price. */
    public static final int ITEM_MARKET_ORDER = 2;

    /** Item type: cancel one order. */
    public static final int ITEM_CANCEL = 3;

    /** Item type: cancel all orders of one market or of all. */
    public static final int ITEM_CANCEL_ALL = 4;

    /** Item type: change price and remaining lots of an order. */
    public static final int ITEM_AMEND = 5;

    /** Item type: withdraw collateral to the owner's address on L1. */
    public static final int ITEM_WITHDRAW = 6;

    /** Item type: price update: market u8, publishTime u48 (ms), count u8, then count entries of publisher u8, tick u24, signature 64. */
    public static final int ITEM_ORACLE = 16;

    /** Item type: engine time u48 (ms). */
    public static final int ITEM_TIME = 17;

    /** Item type: consume count u16 inbox messages. */
    public static final int ITEM_INBOX = 18;

    /** Body bytes of place, signature included. */
    public static final int PLACE_LENGTH = 89;

    /** Body bytes of marketOrder, signature included. */
    public static final int MARKET_ORDER_LENGTH = 89;

    /** Body bytes of cancel, signature included. */
    public static final int CANCEL_LENGTH = 86;

    /** Body bytes of cancelAll, signature included. */
    public static final int CANCEL_ALL_LENGTH = 81;

    /** Body bytes of amend, signature included. */
    public static final int AMEND_LENGTH = 94;

    /** Body bytes of withdraw, signature included. */
    public static final int WITHDRAW_LENGTH = 87;

    /** Inbox message: account u32, owner 20 bytes, amount u64 nano-USDC. */
    public static final int MESSAGE_DEPOSIT = 1;

    /** Inbox message: one framed item. */
    public static final int MESSAGE_FORCED = 2;

    /** Inbox message: action u8, then its body. */
    public static final int MESSAGE_GOVERNANCE = 3;

    /** Governance action: market u8, multiplier u32, maxTick u24, maxPositionLots u40, maxOrderLots u40, minNotional u64, takerFeePpm u24, makerFeePpm u24, imrPpm u24, mmrPpm u24, oracleMaxAge u32 ms, jumpPpm u24, symbol 12 bytes. */
    public static final int GOVERNANCE_LIST_MARKET = 1;

    /** Governance action: index u8 (0..15), key 20 bytes. */
    public static final int GOVERNANCE_SET_PUBLISHER = 2;

    /** Governance action: quorum u8 (1..16). */
    public static final int GOVERNANCE_SET_QUORUM = 3;

    /** Governance action: workLimit u16, below the present and not below MIN_WORK_LIMIT. */
    public static final int GOVERNANCE_LOWER_WORK_LIMIT = 4;

    /** EIP-712 type of Place. */
    public static final String TYPE_PLACE =
            "Place(uint32 account,uint8 key,uint48 nonce,uint8 market,uint8 flags,uint24 tick,uint40 lots,uint32 expiry)";

    /** EIP-712 type of MarketOrder. */
    public static final String TYPE_MARKET_ORDER =
            "MarketOrder(uint32 account,uint8 key,uint48 nonce,uint8 market,uint8 flags,uint24 slippagePpm,uint40 lots,uint32 expiry)";

    /** EIP-712 type of Cancel. */
    public static final String TYPE_CANCEL =
            "Cancel(uint32 account,uint8 key,uint48 nonce,uint8 slot,uint48 placingNonce,uint32 expiry)";

    /** EIP-712 type of CancelAll. */
    public static final String TYPE_CANCEL_ALL =
            "CancelAll(uint32 account,uint8 key,uint48 nonce,uint16 market,uint32 expiry)";

    /** EIP-712 type of Amend. */
    public static final String TYPE_AMEND =
            "Amend(uint32 account,uint8 key,uint48 nonce,uint8 slot,uint48 placingNonce,uint24 tick,uint40 lots,uint32 expiry)";

    /** EIP-712 type of Withdraw. */
    public static final String TYPE_WITHDRAW =
            "Withdraw(uint32 account,uint8 key,uint48 nonce,uint64 amount,uint32 expiry)";

    /** EIP-712 type of Price. */
    public static final String TYPE_PRICE =
            "Price(uint8 market,uint24 tick,uint48 publishTime)";

    private Protocol() {}
}
