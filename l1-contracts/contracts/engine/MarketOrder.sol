// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Cells, Market, Risk} from "./Cells.sol";
import {Authentication} from "./Authentication.sol";
import {CancelSwitch} from "./CancelSwitch.sol";
import {InFlight} from "./InFlight.sol";
import {MarketOrderItem} from "./generated/Items.sol";
import {Place} from "./Place.sol";
import {Positions} from "./Positions.sol";
import {TradingStatus} from "./TradingStatus.sol";

/// An order at the mark price give or take a slippage bound: section 4.3 of the protocol page.
library MarketOrder {
    function marketOrder(bytes calldata body, uint256 forced) internal returns (uint256 reason) {
        reason = Authentication.authenticate(TYPEHASH_MARKET_ORDER, MarketOrderItem.WIDTHS, body, SCOPE_TRADE);
        if (reason != REASON_OK) return reason;
        InFlight.Order memory taking = InFlight.Order({
            taker: MarketOrderItem.account(body),
            market: MarketOrderItem.market(body),
            flags: MarketOrderItem.flags(body),
            tick: 0,
            lots: MarketOrderItem.lots(body),
            nonce: MarketOrderItem.nonce(body),
            expiry: MarketOrderItem.expiry(body),
            forced: forced
        });
        return admit(taking, MarketOrderItem.slippagePpm(body));
    }

    /// All that comes after authentication; the tick is found here.
    function admit(InFlight.Order memory taking, uint256 slippagePpm) internal returns (uint256 reason) {
        if (taking.flags & ~(FLAG_SELL | FLAG_REDUCE_ONLY | FLAG_STP_MASK) != 0) return REASON_BAD_FLAGS;
        Risk risk = Cells.risk(taking.market);
        reason = TradingStatus.check(risk, taking.flags);
        if (reason != REASON_OK) return reason;
        if (CancelSwitch.fired(taking.taker)) return REASON_SWITCH_FIRED;
        if (slippagePpm > PPM) return REASON_BAD_SLIPPAGE;
        Market market = Cells.market(taking.market);
        reason = Place.checkLots(market, taking.lots);
        if (reason != REASON_OK) return reason;
        uint256 mark = risk.mark();
        if (mark == 0) return REASON_NO_PRICE;
        reason = Place.checkDirection(taking, mark);
        if (reason != REASON_OK) return reason;
        if (!Positions.available(Cells.account(taking.taker), taking.market)) return REASON_POSITION_LIMIT;
        taking.tick = limitRoundedTowardsMark(mark, slippagePpm, taking.flags, market.maxTick());
        taking.flags |= FLAG_TIF_IOC;
        InFlight.order(taking);
        return REASON_OK;
    }

    function limitRoundedTowardsMark(uint256 mark, uint256 slippagePpm, uint256 flags, uint256 maxTick)
        private
        pure
        returns (uint256 tick)
    {
        unchecked {
            uint256 distance = mark * slippagePpm / PPM;
            if (flags & FLAG_SELL == 0) {
                tick = mark + distance;
                return tick > maxTick ? maxTick : tick;
            }
            // The slippage is at most the whole price.
            tick = mark - distance;
            return tick == 0 ? 1 : tick;
        }
    }
}
