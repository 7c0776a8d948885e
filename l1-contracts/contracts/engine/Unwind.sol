// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Cells, Cursor, Market, Risk} from "./Cells.sol";
import {Freshness} from "./Freshness.sol";
import {InFlight} from "./InFlight.sol";
import {Insurance} from "./Insurance.sol";
import {Liquidate} from "./Liquidate.sol";
import {Positions} from "./Positions.sol";
import {TradingStatus} from "./TradingStatus.sol";

/// Anybody may have the backstop of a market trade its position away near the mark: section 6.1 of the protocol page.
library Unwind {
    function unwind(bytes calldata body, uint256 forced) internal returns (uint256 reason) {
        uint256 market = uint8(body[0]);
        Risk risk = Cells.risk(market);
        if (risk.status() == STATUS_UNLISTED) return REASON_UNKNOWN_MARKET;
        uint256 backstop;
        unchecked {
            backstop = BACKSTOP_BASE + market;
        }
        int256 lots = Positions.lotsOf(backstop, market);
        if (lots == 0) return withoutPosition(backstop);
        if (!TradingStatus.trading(risk)) return REASON_MARKET_HALTED;
        if (!Freshness.fresh(market)) return REASON_ORACLE_STALE;
        Market parameters = Cells.market(market);
        uint256 tick = limitRoundedTowardsMark(parameters.maxTick(), risk.mark(), lots);
        InFlight.unwind(market, Liquidate.closing(lots), tick, size(parameters, lots), forced);
        return REASON_OK;
    }

    function size(Market parameters, int256 lots) private view returns (uint256 result) {
        unchecked {
            result = uint256(lots < 0 ? -lots : lots);
        }
        uint256 most = parameters.maxOrderLots();
        if (result > most) result = most;
    }

    function limitRoundedTowardsMark(uint256 maxTick, uint256 mark, int256 lots) private pure returns (uint256 tick) {
        unchecked {
            uint256 slippage = mark * UNWIND_SLIPPAGE_PPM / PPM;
            if (lots > 0) return slippage < mark ? mark - slippage : 1;
            tick = mark + slippage;
            return tick < maxTick ? tick : maxTick;
        }
    }

    /// After its order: with the position gone, what the backstop won or lost is insurance's.
    function outcome(Cursor cursor) internal returns (uint256 reason) {
        uint256 number = cursor.taker();
        if (Positions.lotsOf(number, cursor.market()) != 0) return REASON_IOC_REMAINDER;
        Insurance.balance(number);
        return REASON_OK;
    }

    function withoutPosition(uint256 number) private returns (uint256 reason) {
        if (Cells.account(number).collateral() == 0) return REASON_NOTHING_TO_UNWIND;
        Insurance.balance(number);
        return REASON_OK;
    }
}
