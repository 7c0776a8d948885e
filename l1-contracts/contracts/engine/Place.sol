// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Account, Cells, Market, Risk} from "./Cells.sol";
import {Authentication} from "./Authentication.sol";
import {Bits} from "./Bits.sol";
import {Book} from "./Book.sol";
import {Freshness} from "./Freshness.sol";
import {CancelSwitch} from "./CancelSwitch.sol";
import {InFlight} from "./InFlight.sol";
import {PlaceItem} from "./generated/Items.sol";
import {Positions} from "./Positions.sol";
import {TradingStatus} from "./TradingStatus.sol";

/// A limit order: section 4.2 of the protocol page.
library Place {
    function place(bytes calldata body, uint256 forced) internal returns (uint256 reason) {
        reason = Authentication.authenticate(TYPEHASH_PLACE, PlaceItem.WIDTHS, body, SCOPE_TRADE);
        if (reason != REASON_OK) return reason;
        InFlight.Order memory taking = InFlight.Order({
            taker: PlaceItem.account(body),
            market: PlaceItem.market(body),
            flags: PlaceItem.flags(body),
            tick: PlaceItem.tick(body),
            lots: PlaceItem.lots(body),
            nonce: PlaceItem.nonce(body),
            expiry: PlaceItem.expiry(body),
            forced: forced
        });
        return admit(taking);
    }

    /// All that comes after authentication.
    function admit(InFlight.Order memory taking) internal returns (uint256 reason) {
        if (taking.flags & ~FLAG_FLAGS_MASK != 0) return REASON_BAD_FLAGS;
        Risk risk = Cells.risk(taking.market);
        reason = TradingStatus.check(risk, taking.flags);
        if (reason != REASON_OK) return reason;
        if (CancelSwitch.fired(taking.taker)) return REASON_SWITCH_FIRED;
        uint256 tif = taking.flags & FLAG_TIF_MASK;
        if (tif == FLAG_TIF_FOK) return REASON_FOK_NOT_SUPPORTED;
        reason = checkLimit(Cells.market(taking.market), taking.tick, taking.lots);
        if (reason != REASON_OK) return reason;
        if (risk.mark() == 0) return REASON_NO_PRICE;
        reason = checkDirection(taking, taking.tick);
        if (reason != REASON_OK) return reason;
        Account account = Cells.account(taking.taker);
        if (tif != FLAG_TIF_IOC && Bits.lowestClear(account.orderSlots()) == MAX_ORDERS) {
            return REASON_ORDER_SLOTS_FULL;
        }
        if (!Positions.available(account, taking.market)) return REASON_POSITION_LIMIT;
        if (tif == FLAG_TIF_POST_ONLY && crosses(taking.market, taking.flags, taking.tick)) {
            return REASON_POST_ONLY_WOULD_CROSS;
        }
        InFlight.order(taking);
        return REASON_OK;
    }

    /// A reduce-only order is cut to what it can reduce; any other needs a fresh price and a size worth a step.
    function checkDirection(InFlight.Order memory taking, uint256 tick) internal view returns (uint256 reason) {
        if (taking.flags & FLAG_REDUCE_ONLY != 0) {
            taking.lots = reducible(taking.taker, taking.market, taking.flags, taking.lots);
            return taking.lots == 0 ? REASON_NOT_REDUCING : REASON_OK;
        }
        reason = Freshness.check(taking.market);
        return reason != REASON_OK ? reason : checkNotional(taking.market, tick, taking.lots);
    }

    function checkLimit(Market market, uint256 tick, uint256 lots) internal view returns (uint256 reason) {
        if (tick < 1 || tick > market.maxTick()) return REASON_BAD_TICK;
        return checkLots(market, lots);
    }

    function checkLots(Market market, uint256 lots) internal view returns (uint256 reason) {
        return lots < 1 || lots > market.maxOrderLots() ? REASON_BAD_LOTS : REASON_OK;
    }

    function checkNotional(uint256 market, uint256 tick, uint256 lots) internal view returns (uint256 reason) {
        unchecked {
            uint256 notional = tick * lots * Cells.risk(market).multiplier();
            return notional < Cells.market(market).minNotional() ? REASON_BELOW_MIN_NOTIONAL : REASON_OK;
        }
    }

    /// The lots by which an order can shrink the account's position, 0 when it would not.
    function reducible(uint256 account, uint256 market, uint256 flags, uint256 lots) internal view returns (uint256) {
        return Positions.reducible(Positions.lotsOf(account, market), flags, lots);
    }

    /// True when an order at the tick would take at once.
    function crosses(uint256 market, uint256 flags, uint256 tick) internal view returns (bool) {
        uint256 side = flags & FLAG_SELL;
        uint256 best = Book.bestTick(market, side ^ 1);
        return best != 0 && Book.crosses(side, tick, best);
    }
}
