// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Cells, Cursor, Market, Risk} from "./Cells.sol";
import {CloseOut} from "./CloseOut.sol";
import {Freshness} from "./Freshness.sol";
import {InFlight} from "./InFlight.sol";
import {Insurance} from "./Insurance.sol";
import {Liquidate} from "./Liquidate.sol";
import {Margin} from "./Margin.sol";
import {Money} from "./Money.sol";
import {Positions} from "./Positions.sol";
import {Settlement} from "./Settlement.sol";
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

    /// After its order: what it has lost is borne, and with the position gone what it has won is insurance's.
    function outcome(Cursor cursor) internal returns (uint256 reason) {
        uint256 number = cursor.taker();
        uint256 market = cursor.market();
        Settlement.settleIn(number, market);
        bear(number, market, cursor.flags() & FLAG_SELL == 0 ? int256(-1) : int256(1));
        if (Positions.lotsOf(number, market) != 0) return REASON_IOC_REMAINDER;
        Insurance.balance(number);
        return REASON_OK;
    }

    /// The backstop has no money of its own: others bear its loss, as they bear what is missing when it takes a position.
    function bear(uint256 number, uint256 market, int256 side) private {
        int256 equity = Margin.crossHealth(number).equity;
        if (equity >= 0) return;
        unchecked {
            int256 covered = CloseOut.covered(market, side, -equity);
            Money.addCollateral(Cells.account(number), covered);
        }
    }

    function withoutPosition(uint256 number) private returns (uint256 reason) {
        if (Cells.account(number).collateral() == 0) return REASON_NOTHING_TO_UNWIND;
        Insurance.balance(number);
        return REASON_OK;
    }
}
