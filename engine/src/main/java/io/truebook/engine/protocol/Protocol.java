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

    /** one taker of a bundle: all MAX_BUNDLE of them together MAX_MATCHES (match steps). */
    public static final int MAX_BUNDLE_STEPS = 64;

    /** one forced message (match or cancel steps). */
    public static final int MAX_FORCED_STEPS = 30;

    /** lower numbers are reserved (account). */
    public static final int FIRST_USER_ACCOUNT = 16;

    /** receives fees (account). */
    public static final int FEE_ACCOUNT = 0;

    /** insurance fund (account). */
    public static final int INSURANCE_ACCOUNT = 1;

    /** 2^30: accounts the Bridge opens are below, sub-accounts from here on (account). */
    public static final int SUBACCOUNT_BASE = 1073741824;

    /** 2^31 - 256: this + market is the market's backstop account (account). */
    public static final int BACKSTOP_BASE = 2147483392;

    /** numbers are below 2^31 (account). */
    public static final long ACCOUNT_LIMIT = 2147483648L;

    /** slot of the owner's key (signer slot). */
    public static final int OWNER_KEY = 1;

    /** highest slot of an agent key (signer slot). */
    public static final int MAX_KEY = 15;

    /** an agent key may place, amend and bundle (scope bit). */
    public static final int SCOPE_TRADE = 1;

    /** an agent key may cancel, void nonces and schedule a cancel-all (scope bit). */
    public static final int SCOPE_CANCEL = 2;

    /** price of a sub-account, paid to FEE_ACCOUNT (nano-USDC). */
    public static final int SUBACCOUNT_FEE = 1000000000;

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

    /** 2^44: largest value of one lot, maxTick * multiplier (nano-USDC). */
    public static final long LOT_BOUND = 17592186044416L;

    /** 2^55: largest funding and loss payment of one position at one settlement (nano-USDC). */
    public static final long PENDING_BOUND = 36028797018963968L;

    /** unit of the rates of a margin tier (ppm). */
    public static final int TIER_UNIT_PPM = 100;

    /** unit of tier bounds, impact notional and volumes in tables (nano-USDC). */
    public static final int USDC = 1000000000;

    /** one, in the unit of funding rates (ppb). */
    public static final int PPB = 1000000000;

    /** a premium sample is due at each full minute of engine time (ms). */
    public static final int MINUTE_MS = 60000;

    /** funding is paid at each full hour (minutes). */
    public static final int FUNDING_MINUTES = 60;

    /** rates are per 8 hours, an eighth of them is paid each hour (hours). */
    public static final int FUNDING_DIVISOR = 8;

    /** bound of a market's funding cap: 8 % in 8 hours (ppb). */
    public static final int MAX_FUNDING_PPB = 80000000;

    /** price levels that an impact price looks at, per side (levels). */
    public static final int IMPACT_LEVELS = 8;

    /** bound of a market's impact notional (USDC). */
    public static final int MAX_IMPACT_USDC = 1000000;

    /** each minute the basis moves by 1/8 of its distance (bits). */
    public static final int BASIS_SHIFT = 3;

    /** the basis is kept in 1/256 ticks (bits). */
    public static final int BASIS_FRACTION_BITS = 8;

    /** a position worth more is liquidated by a fifth at a time (USDC). */
    public static final int PARTIAL_LIQUIDATION_USDC = 100000;

    /** a fifth. */
    public static final int PARTIAL_LIQUIDATION_DIVISOR = 5;

    /** below 2/3 of maintenance margin the backstop takes what the book did not. */
    public static final int CLOSE_OUT_NUMERATOR = 2;

    /** see above. */
    public static final int CLOSE_OUT_DENOMINATOR = 3;

    /** how far from the mark the backstop trades to close a position (ppm). */
    public static final int UNWIND_SLIPPAGE_PPM = 2500;

    /** bound of a market's liquidation fee (ppm). */
    public static final int MAX_LIQUIDATION_FEE_PPM = 20000;

    /** in one bundle (operations). */
    public static final int MAX_BUNDLE = 64;

    /** of one TWAP (slices). */
    public static final int MAX_TWAP_SLICES = 64;

    /** by 30-day volume (tiers). */
    public static final int FEE_TIERS = 5;

    /** 30 days (ms). */
    public static final long VOLUME_EPOCH_MS = 2592000000L;

    /** 30 days (s). */
    public static final int VOLUME_EPOCH_S = 2592000;

    /** traded volume is counted in milli-USDC, rounded down (nano-USDC). */
    public static final int VOLUME_UNIT = 1000000;

    /** 2^40 - 1: counted volume stops here (milli-USDC). */
    public static final long VOLUME_LIMIT = 1099511627775L;

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
    public static final int INITIAL_WORK_LIMIT = 900;

    /** governance cannot lower W below: any one item fits a batch of its own (work units). */
    public static final int MIN_WORK_LIMIT = 400;

    /** witness bytes one work unit stands for (bytes). */
    public static final int WORK_UNIT = 100;

    /** Work: cursor. */
    public static final int WEIGHT_BATCH_START = 10;

    /** Work: cursor. */
    public static final int WEIGHT_BATCH_END = 10;

    /** Work: admission of one framed item, without its length. */
    public static final int WEIGHT_ITEM = 22;

    /** Work: added to an oracle item per entry, when there are at most MAX_PUBLISHERS. */
    public static final int WEIGHT_PER_PUBLISHER = 2;

    /** Work: one inbox message, without its length. */
    public static final int WEIGHT_MESSAGE = 22;

    /** Work: one match step that looks at no maker. */
    public static final int WEIGHT_LOOK = 8;

    /** Work: one match step, without the maker's positions. */
    public static final int WEIGHT_MATCH = 22;

    /** Work: one fill step, without the taker's positions. */
    public static final int WEIGHT_FILL = 14;

    /** Work: one rest step, without the account's positions. */
    public static final int WEIGHT_REST = 32;

    /** Work: added to an item or an operation of a bundle that names one order to take off the book. */
    public static final int WEIGHT_REMOVE = 28;

    /** Work: one step of a cancel-all. */
    public static final int WEIGHT_CANCEL = 36;

    /** Work: one operation of a bundle, without its length. */
    public static final int WEIGHT_BUNDLE = 7;

    /** Work: added to an oracle item that reads the book. */
    public static final int WEIGHT_ORACLE_BOOK = 15;

    /** Work: a look for the next market whose sample is due; the move of time at the end of a batch. */
    public static final int WEIGHT_DUE = 12;

    /** Work: one price level of an impact price. */
    public static final int WEIGHT_SAMPLE = 20;

    /** Work: the order that liquidates, without the account's positions. */
    public static final int WEIGHT_LIQUIDATE = 60;

    /** Work: the backstop's step, without the account's positions. */
    public static final int WEIGHT_BACKSTOP = 64;

    /** Work: added to a step per open position scanned. */
    public static final int WEIGHT_PER_POSITION = 3;

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

    /** Phase: the next operation of a bundle. */
    public static final int PHASE_BUNDLE = 6;

    /** Phase: the next market whose minute is over. */
    public static final int PHASE_DUE = 7;

    /** Phase: the next price level of that market's impact prices. */
    public static final int PHASE_SAMPLE = 8;

    /** Phase: orders of an account in liquidation are removed one by one. */
    public static final int PHASE_LIQUIDATE_CANCEL = 9;

    /** Phase: the order that closes the position is made. */
    public static final int PHASE_LIQUIDATE = 10;

    /** Phase: what that order left: the account, or its close-out. */
    public static final int PHASE_BACKSTOP = 11;

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

    /** Slot systemListed. */
    public static final int SLOT_SYSTEM_LISTED = 3;

    /** Slot systemFeeTiers. */
    public static final int SLOT_SYSTEM_FEE_TIERS = 4;

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

    /** Slot marketActivity. */
    public static final int SLOT_MARKET_ACTIVITY = 2;

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

    /** bits 4-5, self-trade prevention of a taker: 0 cancel maker, 16 cancel taker, 32 cancel both, 48 decrement and cancel. */
    public static final int FLAG_STP_MASK = 48;

    /** Order flag stpCancelMaker. */
    public static final int FLAG_STP_CANCEL_MAKER = 0;

    /** Order flag stpCancelTaker. */
    public static final int FLAG_STP_CANCEL_TAKER = 16;

    /** Order flag stpCancelBoth. */
    public static final int FLAG_STP_CANCEL_BOTH = 32;

    /** Order flag stpDecrement. */
    public static final int FLAG_STP_DECREMENT = 48;

    /** other bits must be 0. */
    public static final int FLAG_FLAGS_MASK = 63;

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

    /** Item type: collateral to another account of the same owner. */
    public static final int ITEM_TRANSFER = 7;

    /** Item type: open a sub-account of the same owner. */
    public static final int ITEM_OPEN_SUBACCOUNT = 8;

    /** Item type: give a signer slot to an agent key, or take it away with address 0. */
    public static final int ITEM_SET_AGENT = 9;

    /** Item type: use up a nonce, so that what else is signed with it can no longer be carried out. */
    public static final int ITEM_VOID_NONCE = 10;

    /** Item type: cancel all orders at a time, unless moved before; 0 calls it off. */
    public static final int ITEM_SCHEDULE_CANCEL = 11;

    /** Item type: isolate a position, add to or take from its own margin, or join it to the others again. */
    public static final int ITEM_SET_MARGIN = 12;

    /** Item type: stop or take-profit: an order that counts once the mark has reached its trigger. */
    public static final int ITEM_TRIGGER_ORDER = 13;

    /** Item type: one slice of a time-weighted order; behind the signature stands which: slice u8. */
    public static final int ITEM_TWAP_SLICE = 14;

    /** Item type: account u32, key u8, nonce u48, expiry u32, signature 64, then up to MAX_BUNDLE operations. */
    public static final int ITEM_BUNDLE = 15;

    /** Item type: price update: market u8, publishTime u48 (ms), count u8, then count entries of publisher u8, tick u24, signature 64. */
    public static final int ITEM_ORACLE = 16;

    /** Item type: engine time u48 (ms). */
    public static final int ITEM_TIME = 17;

    /** Item type: consume count u16 inbox messages. */
    public static final int ITEM_INBOX = 18;

    /** Item type: account u32, market u8: liquidate a position of an account below maintenance margin; needs no signature. */
    public static final int ITEM_LIQUIDATE = 19;

    /** Item type: market u8: the backstop of a market trades its position away; needs no signature. */
    public static final int ITEM_UNWIND = 20;

    /** Item type: account u32, slot u8: remove an order that no longer counts; needs no signature. */
    public static final int ITEM_EXPIRE = 21;

    /** Item type: account u32, market u8: settle payments of a position, and close it in a settled market; needs no signature. */
    public static final int ITEM_SETTLE = 22;

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

    /** Body bytes of transfer, signature included. */
    public static final int TRANSFER_LENGTH = 91;

    /** Body bytes of openSubaccount, signature included. */
    public static final int OPEN_SUBACCOUNT_LENGTH = 79;

    /** Body bytes of setAgent, signature included. */
    public static final int SET_AGENT_LENGTH = 105;

    /** Body bytes of voidNonce, signature included. */
    public static final int VOID_NONCE_LENGTH = 79;

    /** Body bytes of scheduleCancel, signature included. */
    public static final int SCHEDULE_CANCEL_LENGTH = 83;

    /** Body bytes of setMargin, signature included. */
    public static final int SET_MARGIN_LENGTH = 89;

    /** Body bytes of triggerOrder, signature included. */
    public static final int TRIGGER_ORDER_LENGTH = 96;

    /** Body bytes of twapSlice, signature included. */
    public static final int TWAP_SLICE_LENGTH = 98;

    /** Inbox message: account u32, owner 20 bytes, amount u64 nano-USDC. */
    public static final int MESSAGE_DEPOSIT = 1;

    /** Inbox message: one framed item. */
    public static final int MESSAGE_FORCED = 2;

    /** Inbox message: action u8, then its body. */
    public static final int MESSAGE_GOVERNANCE = 3;

    /** Governance action: market u8 and its parameters: section 4.9 of the protocol page. */
    public static final int GOVERNANCE_LIST_MARKET = 1;

    /** Governance action: index u8 (0..15), key 20 bytes. */
    public static final int GOVERNANCE_SET_PUBLISHER = 2;

    /** Governance action: quorum u8 (1..16). */
    public static final int GOVERNANCE_SET_QUORUM = 3;

    /** Governance action: workLimit u16, below the present and not below MIN_WORK_LIMIT. */
    public static final int GOVERNANCE_LOWER_WORK_LIMIT = 4;

    /** Governance action: as LIST_MARKET, for a market that is listed. */
    public static final int GOVERNANCE_SET_MARKET = 5;

    /** Governance action: market u8, status u8, settlement price u24 in ticks (0 unless SETTLED). */
    public static final int GOVERNANCE_SET_STATUS = 6;

    /** Governance action: FEE_TIERS times: volume u32 in thousand USDC, taker discount u8 percent, maker discount u8 percent. */
    public static final int GOVERNANCE_SET_FEE_TIERS = 7;

    /** Governance action: to u32, amount u64 nano-USDC: collected fees to an account or the insurance fund. */
    public static final int GOVERNANCE_PAY_FEES = 8;

    /** an account's own order. */
    public static final int KIND_ORDER = 0;

    /** closes a position of an account below maintenance margin. */
    public static final int KIND_LIQUIDATION = 1;

    /** closes the backstop's position. */
    public static final int KIND_UNWIND = 2;

    /** no such market. */
    public static final int STATUS_UNLISTED = 0;

    /** open. */
    public static final int STATUS_ACTIVE = 1;

    /** positions can only shrink. */
    public static final int STATUS_REDUCE_ONLY = 2;

    /** nothing trades, orders can be cancelled. */
    public static final int STATUS_HALTED = 3;

    /** over: the mark is the settlement price, positions close at it. */
    public static final int STATUS_SETTLED = 4;

    /** isolate an empty position with this margin. */
    public static final int MARGIN_ISOLATE = 0;

    /** collateral to margin. */
    public static final int MARGIN_ADD = 1;

    /** margin to collateral. */
    public static final int MARGIN_TAKE = 2;

    /** end isolation of an empty position; amount must be 0. */
    public static final int MARGIN_JOIN = 3;

    /** market u8, flags u8, tick u24, lots in the bytes that the high half of the first byte says. */
    public static final int BUNDLE_PLACE = 1;

    /** slot u8, low 16 bits of the placing nonce u16. */
    public static final int BUNDLE_CANCEL = 2;

    /** slot u8, low 16 bits of the placing nonce u16, tick u24; as many lots as are left. */
    public static final int BUNDLE_AMEND = 3;

    /** market u8. */
    public static final int BUNDLE_CANCEL_ALL = 4;

    /** slot u8, low 16 bits of the placing nonce u16, change of the tick i8, or i16 when the highest bit is set, lots in the bytes that the three bits below it say; none: as many as are left. */
    public static final int BUNDLE_MOVE = 5;

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

    /** EIP-712 type of Transfer. */
    public static final String TYPE_TRANSFER =
            "Transfer(uint32 account,uint8 key,uint48 nonce,uint32 to,uint64 amount,uint32 expiry)";

    /** EIP-712 type of OpenSubaccount. */
    public static final String TYPE_OPEN_SUBACCOUNT =
            "OpenSubaccount(uint32 account,uint8 key,uint48 nonce,uint32 expiry)";

    /** EIP-712 type of SetAgent. */
    public static final String TYPE_SET_AGENT =
            "SetAgent(uint32 account,uint8 key,uint48 nonce,uint8 slot,address agent,uint8 scope,uint32 agentExpiry,uint32 expiry)";

    /** EIP-712 type of VoidNonce. */
    public static final String TYPE_VOID_NONCE =
            "VoidNonce(uint32 account,uint8 key,uint48 nonce,uint32 expiry)";

    /** EIP-712 type of ScheduleCancel. */
    public static final String TYPE_SCHEDULE_CANCEL =
            "ScheduleCancel(uint32 account,uint8 key,uint48 nonce,uint32 cancelAt,uint32 expiry)";

    /** EIP-712 type of SetMargin. */
    public static final String TYPE_SET_MARGIN =
            "SetMargin(uint32 account,uint8 key,uint48 nonce,uint8 market,uint8 action,uint64 amount,uint32 expiry)";

    /** EIP-712 type of TriggerOrder. */
    public static final String TYPE_TRIGGER_ORDER =
            "TriggerOrder(uint32 account,uint8 key,uint48 nonce,uint8 market,uint8 flags,uint24 tick,uint24 slippagePpm,uint40 lots,uint24 triggerTick,uint8 above,uint32 expiry)";

    /** EIP-712 type of TwapSlice. */
    public static final String TYPE_TWAP_SLICE =
            "TwapSlice(uint32 account,uint8 key,uint48 nonce,uint8 market,uint8 flags,uint24 slippagePpm,uint40 sliceLots,uint8 slices,uint32 start,uint32 interval,uint32 expiry)";

    /** EIP-712 type of Price. */
    public static final String TYPE_PRICE =
            "Price(uint8 market,uint24 tick,uint48 publishTime)";

    /** EIP-712 type of Bundle. */
    public static final String TYPE_BUNDLE =
            "Bundle(uint32 account,uint8 key,uint48 nonce,uint32 expiry,bytes operations)";

    private Protocol() {}
}
