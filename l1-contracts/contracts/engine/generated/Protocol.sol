// SPDX-License-Identifier: MIT
// Generated from protocol/protocol.json. Do not edit.
pragma solidity 0.8.37;

// in the batch header and in the EIP-712 domain
uint256 constant PROTOCOL_VERSION = 1;
// state tree (levels)
uint256 constant TREE_DEPTH = 48;
// data of one batch (bytes)
uint256 constant MAX_DATA_LENGTH = 120000;
// K of one batch (segments)
uint256 constant MAX_SEGMENTS = 2048;
// leaf of the data root (bytes)
uint256 constant CHUNK_LENGTH = 1024;
// inboxEnd may advance this far in one batch (messages)
uint256 constant MAX_INBOX_PER_BATCH = 256;
// one inbox message (bytes)
uint256 constant MAX_MESSAGE_LENGTH = 1024;
// type u8, length u16 (bytes)
uint256 constant FRAME_LENGTH = 3;
// longest body of a framed item (bytes)
uint256 constant MAX_ITEM_BODY = 4096;
// per account (positions)
uint256 constant MAX_POSITIONS = 16;
// live orders per account (orders)
uint256 constant MAX_ORDERS = 256;
// one taker from a batch item (match steps)
uint256 constant MAX_MATCHES = 4096;
// one taker of a bundle: all MAX_BUNDLE of them together MAX_MATCHES (match steps)
uint256 constant MAX_BUNDLE_STEPS = 64;
// one forced message (match or cancel steps)
uint256 constant MAX_FORCED_STEPS = 30;
// lower numbers are reserved (account)
uint256 constant FIRST_USER_ACCOUNT = 16;
// receives fees (account)
uint256 constant FEE_ACCOUNT = 0;
// insurance fund (account)
uint256 constant INSURANCE_ACCOUNT = 1;
// 2^30: accounts the Bridge opens are below, sub-accounts from here on (account)
uint256 constant SUBACCOUNT_BASE = 1073741824;
// 2^31 - 256: this + market is the market's backstop account (account)
uint256 constant BACKSTOP_BASE = 2147483392;
// numbers are below 2^31 (account)
uint256 constant ACCOUNT_LIMIT = 2147483648;
// slot of the owner's key (signer slot)
uint256 constant OWNER_KEY = 1;
// highest slot of an agent key (signer slot)
uint256 constant MAX_KEY = 15;
// an agent key may place, amend and bundle (scope bit)
uint256 constant SCOPE_TRADE = 1;
// an agent key may cancel, void nonces and schedule a cancel-all (scope bit)
uint256 constant SCOPE_CANCEL = 2;
// price of a sub-account, paid to FEE_ACCOUNT (nano-USDC)
uint256 constant SUBACCOUNT_FEE = 1000000000;
// cancel-all in every market (market)
uint256 constant ALL_MARKETS = 65535;
// one (ppm)
uint256 constant PPM = 1000000;
// 2^57: largest notional and |quote| of a position (nano-USDC)
uint256 constant POSITION_BOUND = 144115188075855872;
// 2^61: largest |collateral| after a fill (nano-USDC)
uint256 constant COLLATERAL_BOUND = 2305843009213693952;
// 2^60: bridge books (nano-USDC)
uint256 constant DEPOSIT_CAP = 1152921504606846976;
// one token unit (nano-USDC)
uint256 constant WITHDRAWAL_QUANTUM = 1000;
// bound of maker and taker fee (ppm)
uint256 constant MAX_FEE_PPM = 100000;
// 2^44: largest value of one lot, maxTick * multiplier (nano-USDC)
uint256 constant LOT_BOUND = 17592186044416;
// 2^55: largest funding and loss payment of one position at one settlement (nano-USDC)
uint256 constant PENDING_BOUND = 36028797018963968;
// unit of the rates of a margin tier (ppm)
uint256 constant TIER_UNIT_PPM = 100;
// unit of tier bounds, impact notional and volumes in tables (nano-USDC)
uint256 constant USDC = 1000000000;
// one, in the unit of funding rates (ppb)
uint256 constant PPB = 1000000000;
// a premium sample is due at each full minute of engine time (ms)
uint256 constant MINUTE_MS = 60000;
// funding is paid at each full hour (minutes)
uint256 constant FUNDING_MINUTES = 60;
// rates are per 8 hours, an eighth of them is paid each hour (hours)
uint256 constant FUNDING_DIVISOR = 8;
// bound of a market's funding cap: 8 % in 8 hours (ppb)
uint256 constant MAX_FUNDING_PPB = 80000000;
// price levels that an impact price looks at, per side (levels)
uint256 constant IMPACT_LEVELS = 8;
// bound of a market's impact notional (USDC)
uint256 constant MAX_IMPACT_USDC = 1000000;
// each minute the basis moves by 1/8 of its distance (bits)
uint256 constant BASIS_SHIFT = 3;
// the basis is kept in 1/256 ticks (bits)
uint256 constant BASIS_FRACTION_BITS = 8;
// a position worth more is liquidated by a fifth at a time (USDC)
uint256 constant PARTIAL_LIQUIDATION_USDC = 100000;
// a fifth
uint256 constant PARTIAL_LIQUIDATION_DIVISOR = 5;
// below 2/3 of maintenance margin the backstop takes what the book did not
uint256 constant CLOSE_OUT_NUMERATOR = 2;
// see above
uint256 constant CLOSE_OUT_DENOMINATOR = 3;
// how far from the mark the backstop trades to close a position (ppm)
uint256 constant UNWIND_SLIPPAGE_PPM = 2500;
// bound of a market's liquidation fee (ppm)
uint256 constant MAX_LIQUIDATION_FEE_PPM = 20000;
// in one bundle (operations)
uint256 constant MAX_BUNDLE = 64;
// of one TWAP (slices)
uint256 constant MAX_TWAP_SLICES = 64;
// by 30-day volume (tiers)
uint256 constant FEE_TIERS = 5;
// 30 days (ms)
uint256 constant VOLUME_EPOCH_MS = 2592000000;
// 30 days (s)
uint256 constant VOLUME_EPOCH_S = 2592000;
// traded volume is counted in milli-USDC, rounded down (nano-USDC)
uint256 constant VOLUME_UNIT = 1000000;
// 2^40 - 1: counted volume stops here (milli-USDC)
uint256 constant VOLUME_LIMIT = 1099511627775;
// bound of a market's jump parameter (ppm per second)
uint256 constant MAX_JUMP_PPM = 100000;
// elapsed time counted by the jump clamp at most (ms)
uint256 constant JUMP_WINDOW_MS = 60000;
// sliding bitmap (nonces)
uint256 constant NONCE_WINDOW = 256;
// 2^42: a nonce must lie below base + this (nonces)
uint256 constant NONCE_JUMP = 4398046511104;
// oracle price publishers (publishers)
uint256 constant MAX_PUBLISHERS = 16;
// W at genesis (work units)
uint256 constant INITIAL_WORK_LIMIT = 900;
// governance cannot lower W below: any one item fits a batch of its own (work units)
uint256 constant MIN_WORK_LIMIT = 400;
// witness bytes one work unit stands for (bytes)
uint256 constant WORK_UNIT = 100;
uint256 constant WEIGHT_BATCH_START = 10;
uint256 constant WEIGHT_BATCH_END = 10;
uint256 constant WEIGHT_ITEM = 22;
uint256 constant WEIGHT_PER_PUBLISHER = 2;
uint256 constant WEIGHT_MESSAGE = 22;
uint256 constant WEIGHT_LOOK = 8;
uint256 constant WEIGHT_MATCH = 22;
uint256 constant WEIGHT_FILL = 14;
uint256 constant WEIGHT_REST = 32;
uint256 constant WEIGHT_REMOVE = 28;
uint256 constant WEIGHT_CANCEL = 36;
uint256 constant WEIGHT_BUNDLE = 7;
uint256 constant WEIGHT_ORACLE_BOOK = 15;
uint256 constant WEIGHT_DUE = 12;
uint256 constant WEIGHT_SAMPLE = 20;
uint256 constant WEIGHT_LIQUIDATE = 60;
uint256 constant WEIGHT_BACKSTOP = 64;
uint256 constant WEIGHT_PER_POSITION = 3;
uint256 constant WEIGHT_LENGTH_NUMERATOR = 13;
uint256 constant WEIGHT_LENGTH_DENOMINATOR = 1000;
uint256 constant PHASE_IDLE = 0;
uint256 constant PHASE_ITEM = 1;
uint256 constant PHASE_MATCH = 2;
uint256 constant PHASE_FILL = 3;
uint256 constant PHASE_REST = 4;
uint256 constant PHASE_CANCEL_ALL = 5;
uint256 constant PHASE_BUNDLE = 6;
uint256 constant PHASE_DUE = 7;
uint256 constant PHASE_SAMPLE = 8;
uint256 constant PHASE_LIQUIDATE_CANCEL = 9;
uint256 constant PHASE_LIQUIDATE = 10;
uint256 constant PHASE_BACKSTOP = 11;
uint256 constant SPACE_SYSTEM = 1;
uint256 constant SPACE_ACCOUNT = 2;
uint256 constant SPACE_MARKET = 3;
uint256 constant SPACE_BOOK = 4;
uint256 constant SPACE_WITHDRAWAL = 6;
uint256 constant SLOT_SYSTEM_CURSOR = 0;
uint256 constant SLOT_SYSTEM_CONFIG = 1;
uint256 constant SLOT_SYSTEM_TOTALS = 2;
uint256 constant SLOT_SYSTEM_LISTED = 3;
uint256 constant SLOT_SYSTEM_FEE_TIERS = 4;
uint256 constant SLOT_SYSTEM_PUBLISHERS = 16;
uint256 constant SLOT_ACCOUNT_HEAD = 0;
uint256 constant SLOT_ACCOUNT_SIGNERS = 0;
uint256 constant SLOT_ACCOUNT_POSITIONS = 16;
uint256 constant SLOT_ACCOUNT_ORDERS = 256;
uint256 constant SLOT_MARKET_PARAMETERS = 0;
uint256 constant SLOT_MARKET_RISK = 1;
uint256 constant SLOT_MARKET_ACTIVITY = 2;
uint256 constant SLOT_BOOK_WORD = 256;
uint256 constant SLOT_BOOK_TOP = 0;
uint256 constant SLOT_BOOK_MIDDLE = 256;
uint256 constant FLAG_SELL = 1;
uint256 constant FLAG_TIF_MASK = 6;
uint256 constant FLAG_TIF_GTT = 0;
uint256 constant FLAG_TIF_IOC = 2;
uint256 constant FLAG_TIF_POST_ONLY = 4;
uint256 constant FLAG_TIF_FOK = 6;
uint256 constant FLAG_REDUCE_ONLY = 8;
uint256 constant FLAG_STP_MASK = 48;
uint256 constant FLAG_STP_CANCEL_MAKER = 0;
uint256 constant FLAG_STP_CANCEL_TAKER = 16;
uint256 constant FLAG_STP_CANCEL_BOTH = 32;
uint256 constant FLAG_STP_DECREMENT = 48;
uint256 constant FLAG_FLAGS_MASK = 63;
uint256 constant ITEM_PLACE = 1;
uint256 constant ITEM_MARKET_ORDER = 2;
uint256 constant ITEM_CANCEL = 3;
uint256 constant ITEM_CANCEL_ALL = 4;
uint256 constant ITEM_AMEND = 5;
uint256 constant ITEM_WITHDRAW = 6;
uint256 constant ITEM_TRANSFER = 7;
uint256 constant ITEM_OPEN_SUBACCOUNT = 8;
uint256 constant ITEM_SET_AGENT = 9;
uint256 constant ITEM_VOID_NONCE = 10;
uint256 constant ITEM_SCHEDULE_CANCEL = 11;
uint256 constant ITEM_SET_MARGIN = 12;
uint256 constant ITEM_TRIGGER_ORDER = 13;
uint256 constant ITEM_TWAP_SLICE = 14;
uint256 constant ITEM_BUNDLE = 15;
uint256 constant ITEM_ORACLE = 16;
uint256 constant ITEM_TIME = 17;
uint256 constant ITEM_INBOX = 18;
uint256 constant ITEM_LIQUIDATE = 19;
uint256 constant ITEM_UNWIND = 20;
uint256 constant ITEM_EXPIRE = 21;
uint256 constant ITEM_SETTLE = 22;
uint256 constant PLACE_LENGTH = 89;
uint256 constant MARKET_ORDER_LENGTH = 89;
uint256 constant CANCEL_LENGTH = 86;
uint256 constant CANCEL_ALL_LENGTH = 81;
uint256 constant AMEND_LENGTH = 94;
uint256 constant WITHDRAW_LENGTH = 87;
uint256 constant TRANSFER_LENGTH = 91;
uint256 constant OPEN_SUBACCOUNT_LENGTH = 79;
uint256 constant SET_AGENT_LENGTH = 105;
uint256 constant VOID_NONCE_LENGTH = 79;
uint256 constant SCHEDULE_CANCEL_LENGTH = 83;
uint256 constant SET_MARGIN_LENGTH = 89;
uint256 constant TRIGGER_ORDER_LENGTH = 96;
uint256 constant TWAP_SLICE_LENGTH = 98;
uint256 constant MESSAGE_DEPOSIT = 1;
uint256 constant MESSAGE_FORCED = 2;
uint256 constant MESSAGE_GOVERNANCE = 3;
uint256 constant GOVERNANCE_LIST_MARKET = 1;
uint256 constant GOVERNANCE_SET_PUBLISHER = 2;
uint256 constant GOVERNANCE_SET_QUORUM = 3;
uint256 constant GOVERNANCE_LOWER_WORK_LIMIT = 4;
uint256 constant GOVERNANCE_SET_MARKET = 5;
uint256 constant GOVERNANCE_SET_STATUS = 6;
uint256 constant GOVERNANCE_SET_FEE_TIERS = 7;
uint256 constant GOVERNANCE_PAY_FEES = 8;
uint256 constant WORDS_CURSOR = 7;
uint256 constant WORDS_CONFIG = 1;
uint256 constant WORDS_TOTALS = 1;
uint256 constant WORDS_LISTED = 1;
uint256 constant WORDS_FEETIERS = 1;
uint256 constant WORDS_PUBLISHER = 1;
uint256 constant WORDS_ACCOUNT = 4;
uint256 constant WORDS_SIGNER = 2;
uint256 constant WORDS_POSITION = 2;
uint256 constant WORDS_ORDER = 1;
uint256 constant WORDS_MARKET = 3;
uint256 constant WORDS_RISK = 2;
uint256 constant WORDS_ACTIVITY = 2;
uint256 constant WORDS_LEVEL = 1;
uint256 constant WORDS_BITMAP = 1;
uint256 constant WORDS_WITHDRAWAL = 2;
// of the longest cell (words)
uint256 constant MAX_CELL_WORDS = 7;
// done, or accepted and fully handled
uint256 constant REASON_OK = 0;
// fewer than 3 bytes left, or a length over MAX_ITEM_BODY or past the end: the rest of the data is skipped
uint256 constant REASON_MALFORMED_FRAME = 1;
// no such item type; skipped
uint256 constant REASON_UNKNOWN_TYPE = 2;
// body length is not that of the type
uint256 constant REASON_BAD_LENGTH = 3;
// reserved flag bits set, or a flag the operation does not know
uint256 constant REASON_BAD_FLAGS = 4;
// no such account
uint256 constant REASON_UNKNOWN_ACCOUNT = 5;
// no such signing key
uint256 constant REASON_UNKNOWN_KEY = 6;
// signature not canonical or not by this key
uint256 constant REASON_BAD_SIGNATURE = 7;
// engine time is past the expiry
uint256 constant REASON_EXPIRED = 8;
// nonce below the window
uint256 constant REASON_NONCE_TOO_OLD = 9;
// nonce already used
uint256 constant REASON_NONCE_USED = 10;
// nonce at or above base + NONCE_JUMP
uint256 constant REASON_NONCE_TOO_FAR = 11;
// market not listed
uint256 constant REASON_UNKNOWN_MARKET = 12;
// fill-or-kill is not offered
uint256 constant REASON_FOK_NOT_SUPPORTED = 13;
// price 0 or above the market's maximum
uint256 constant REASON_BAD_TICK = 14;
// size 0 or above the market's maximum
uint256 constant REASON_BAD_LOTS = 15;
// order value below the market's minimum
uint256 constant REASON_BELOW_MIN_NOTIONAL = 16;
// the market has no mark price yet
uint256 constant REASON_NO_PRICE = 17;
// last price older than the market allows; only reduce-only orders pass
uint256 constant REASON_ORACLE_STALE = 18;
// reduce-only order would not shrink the position
uint256 constant REASON_NOT_REDUCING = 19;
// post-only order would take
uint256 constant REASON_POST_ONLY_WOULD_CROSS = 20;
// 256 live orders already
uint256 constant REASON_ORDER_SLOTS_FULL = 21;
// 16 markets already in use
uint256 constant REASON_POSITION_LIMIT = 22;
// no live order in this slot under this placing nonce
uint256 constant REASON_UNKNOWN_ORDER = 23;
// withdrawal 0, not a multiple of WITHDRAWAL_QUANTUM, or over the collateral
uint256 constant REASON_BAD_AMOUNT = 24;
// initial margin would not hold
uint256 constant REASON_INSUFFICIENT_MARGIN = 25;
// publishers not strictly ascending, unknown, or too few
uint256 constant REASON_BAD_PUBLISHER = 26;
// publish time not after the last one
uint256 constant REASON_PRICE_NOT_NEWER = 27;
// publish time older than the market's oracleMaxAge
uint256 constant REASON_PRICE_TOO_OLD = 28;
// publish time after engine time
uint256 constant REASON_PRICE_FROM_FUTURE = 29;
// time item before engine time
uint256 constant REASON_TIME_BACKWARD = 30;
// time item after the batch header's time
uint256 constant REASON_TIME_BEYOND_HEADER = 31;
// more messages than up to the header's inboxEnd
uint256 constant REASON_INBOX_BEYOND_HEADER = 32;
// item type not allowed in a forced message
uint256 constant REASON_NOT_FORCIBLE = 33;
// inbox message of unknown kind or wrong length
uint256 constant REASON_BAD_MESSAGE = 34;
// governance action unknown or out of bounds
uint256 constant REASON_BAD_GOVERNANCE = 35;
// slippage above 1,000,000 ppm
uint256 constant REASON_BAD_SLIPPAGE = 36;
// the agent key is past its expiry
uint256 constant REASON_AGENT_EXPIRED = 37;
// the agent key may not sign this
uint256 constant REASON_OUT_OF_SCOPE = 38;
// the market only takes orders that shrink a position
uint256 constant REASON_MARKET_REDUCE_ONLY = 39;
// the market is halted or settled
uint256 constant REASON_MARKET_HALTED = 40;
// the account's scheduled cancel-all has fired: cancel or expire its orders, then set it anew
uint256 constant REASON_SWITCH_FIRED = 41;
// the other account does not exist or has another owner
uint256 constant REASON_NOT_OWN_ACCOUNT = 42;
// not an agent's slot, or unknown scope bits
uint256 constant REASON_BAD_AGENT = 43;
// scheduled time is past
uint256 constant REASON_BAD_TIME = 44;
// unknown action, or one that the position does not allow now
uint256 constant REASON_BAD_MARGIN_ACTION = 45;
// the mark has not reached the trigger; the nonce is not used up
uint256 constant REASON_TRIGGER_NOT_REACHED = 46;
// no such slice, or its time has not come; the nonce is not used up
uint256 constant REASON_SLICE_NOT_DUE = 47;
// an operation is malformed or there are too many: this and those behind it are skipped
uint256 constant REASON_BAD_BUNDLE = 48;
// the account is at or above maintenance margin, or has nothing to liquidate
uint256 constant REASON_NOT_LIQUIDATABLE = 49;
// the backstop has no position in the market
uint256 constant REASON_NOTHING_TO_UNWIND = 50;
// the order still counts
uint256 constant REASON_NOT_DUE = 51;
// no such position
uint256 constant REASON_NOTHING_TO_SETTLE = 52;
// a balance would leave its bounds
uint256 constant REASON_BALANCE_BOUND = 53;
// accepted; what could not match at once was cancelled
uint256 constant REASON_IOC_REMAINDER = 64;
// accepted; stopped after the greatest number of steps, remainder cancelled
uint256 constant REASON_MATCH_LIMIT = 65;
// accepted; stopped at a position or balance bound, remainder cancelled
uint256 constant REASON_TAKER_BOUND = 66;
// accepted; stopped because margin would not hold, remainder cancelled
uint256 constant REASON_TAKER_MARGIN = 67;
// remainder not rested: exposure over maxPositionLots
uint256 constant REASON_REST_BOUND = 68;
// remainder not rested: initial margin would not hold
uint256 constant REASON_REST_MARGIN = 69;
// accepted; stopped at an own order, remainder cancelled
uint256 constant REASON_SELF_TRADE_TAKER = 70;
// accepted; stopped at the market's cap on open interest, remainder cancelled
uint256 constant REASON_OPEN_INTEREST_CAP = 71;
// liquidation: orders were removed, others are still there
uint256 constant REASON_CANCELS_PENDING = 72;
// liquidation: the backstop took the position
uint256 constant REASON_BACKSTOPPED = 73;
// liquidation: the insurance fund paid towards a negative balance
uint256 constant REASON_INSURED = 74;
// maker removed: same account as the taker
uint256 constant REASON_SELF_TRADE = 96;
// maker removed: expired
uint256 constant REASON_MAKER_EXPIRED = 97;
// maker removed: reduce-only and no longer reducing
uint256 constant REASON_MAKER_NOT_REDUCING = 98;
// maker removed: position or balance bound
uint256 constant REASON_MAKER_BOUND = 99;
// maker removed: margin would not hold
uint256 constant REASON_MAKER_MARGIN = 100;
// removed by its owner's cancel, cancel-all or amend
uint256 constant REASON_CANCELLED = 101;
// maker removed: its account's scheduled cancel-all has fired
uint256 constant REASON_MAKER_SWITCHED = 102;
// removed because its account is in liquidation
uint256 constant REASON_LIQUIDATION_CANCEL = 103;
uint256 constant KIND_ORDER = 0;
uint256 constant KIND_LIQUIDATION = 1;
uint256 constant KIND_UNWIND = 2;
uint256 constant STATUS_UNLISTED = 0;
uint256 constant STATUS_ACTIVE = 1;
uint256 constant STATUS_REDUCE_ONLY = 2;
uint256 constant STATUS_HALTED = 3;
uint256 constant STATUS_SETTLED = 4;
uint256 constant MARGIN_ISOLATE = 0;
uint256 constant MARGIN_ADD = 1;
uint256 constant MARGIN_TAKE = 2;
uint256 constant MARGIN_JOIN = 3;
uint256 constant BUNDLE_PLACE = 1;
uint256 constant BUNDLE_CANCEL = 2;
uint256 constant BUNDLE_AMEND = 3;
uint256 constant BUNDLE_CANCEL_ALL = 4;
uint256 constant BUNDLE_MOVE = 5;
bytes32 constant TYPEHASH_PLACE =
    keccak256("Place(uint32 account,uint8 key,uint48 nonce,uint8 market,uint8 flags,uint24 tick,uint40 lots,uint32 expiry)");
bytes32 constant TYPEHASH_MARKET_ORDER =
    keccak256("MarketOrder(uint32 account,uint8 key,uint48 nonce,uint8 market,uint8 flags,uint24 slippagePpm,uint40 lots,uint32 expiry)");
bytes32 constant TYPEHASH_CANCEL =
    keccak256("Cancel(uint32 account,uint8 key,uint48 nonce,uint8 slot,uint48 placingNonce,uint32 expiry)");
bytes32 constant TYPEHASH_CANCEL_ALL =
    keccak256("CancelAll(uint32 account,uint8 key,uint48 nonce,uint16 market,uint32 expiry)");
bytes32 constant TYPEHASH_AMEND =
    keccak256("Amend(uint32 account,uint8 key,uint48 nonce,uint8 slot,uint48 placingNonce,uint24 tick,uint40 lots,uint32 expiry)");
bytes32 constant TYPEHASH_WITHDRAW =
    keccak256("Withdraw(uint32 account,uint8 key,uint48 nonce,uint64 amount,uint32 expiry)");
bytes32 constant TYPEHASH_TRANSFER =
    keccak256("Transfer(uint32 account,uint8 key,uint48 nonce,uint32 to,uint64 amount,uint32 expiry)");
bytes32 constant TYPEHASH_OPEN_SUBACCOUNT =
    keccak256("OpenSubaccount(uint32 account,uint8 key,uint48 nonce,uint32 expiry)");
bytes32 constant TYPEHASH_SET_AGENT =
    keccak256("SetAgent(uint32 account,uint8 key,uint48 nonce,uint8 slot,address agent,uint8 scope,uint32 agentExpiry,uint32 expiry)");
bytes32 constant TYPEHASH_VOID_NONCE =
    keccak256("VoidNonce(uint32 account,uint8 key,uint48 nonce,uint32 expiry)");
bytes32 constant TYPEHASH_SCHEDULE_CANCEL =
    keccak256("ScheduleCancel(uint32 account,uint8 key,uint48 nonce,uint32 cancelAt,uint32 expiry)");
bytes32 constant TYPEHASH_SET_MARGIN =
    keccak256("SetMargin(uint32 account,uint8 key,uint48 nonce,uint8 market,uint8 action,uint64 amount,uint32 expiry)");
bytes32 constant TYPEHASH_TRIGGER_ORDER =
    keccak256("TriggerOrder(uint32 account,uint8 key,uint48 nonce,uint8 market,uint8 flags,uint24 tick,uint24 slippagePpm,uint40 lots,uint24 triggerTick,uint8 above,uint32 expiry)");
bytes32 constant TYPEHASH_TWAP_SLICE =
    keccak256("TwapSlice(uint32 account,uint8 key,uint48 nonce,uint8 market,uint8 flags,uint24 slippagePpm,uint40 sliceLots,uint8 slices,uint32 start,uint32 interval,uint32 expiry)");
bytes32 constant TYPEHASH_PRICE =
    keccak256("Price(uint8 market,uint24 tick,uint48 publishTime)");
bytes32 constant TYPEHASH_BUNDLE =
    keccak256("Bundle(uint32 account,uint8 key,uint48 nonce,uint32 expiry,bytes operations)");
