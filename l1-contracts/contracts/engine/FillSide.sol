// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Cells, Position, Risk} from "./Cells.sol";
import {Balances} from "./Balances.sol";
import {Health, HealthRule} from "./Health.sol";
import {Margin} from "./Margin.sol";
import {Money} from "./Money.sol";
import {Positions} from "./Positions.sol";
import {Settlement} from "./Settlement.sol";
import {Trade} from "./Trade.sol";

/// A position's numbers at one moment; all zero when the account has none in the market.
struct Exposure {
    int256 lots;
    int256 quote;
    uint256 restingBidLots;
    uint256 restingAskLots;
}

/// One side of a fill: its position before and then, and the fee it pays. Section 5.5 of the protocol page.
struct FillSide {
    uint256 number;
    uint256 market;
    Exposure before;
    Exposure then;
    int256 fee;
}

library FillSides {
    using FillSides for Exposure;

    function largest(Exposure memory exposure_) internal pure returns (int256) {
        return Margin.exposure(exposure_.lots, exposure_.restingBidLots, exposure_.restingAskLots);
    }

    /// The most lots it can come to hold.
    function longReach(Exposure memory exposure_) internal pure returns (int256) {
        unchecked {
            return exposure_.lots + int256(exposure_.restingBidLots);
        }
    }

    /// The most lots it can come to owe.
    function shortReach(Exposure memory exposure_) internal pure returns (int256) {
        unchecked {
            return int256(exposure_.restingAskLots) - exposure_.lots;
        }
    }

    /// The maker of a resting order of a side, whose resting lots the fill consumes.
    function maker(uint256 number, uint256 side, Trade memory trade, int256 fee)
        internal
        view
        returns (FillSide memory)
    {
        return sideOf(number, side, trade, fee, trade.lots);
    }

    function taker(uint256 number, uint256 side, Trade memory trade, int256 fee)
        internal
        view
        returns (FillSide memory)
    {
        return sideOf(number, side, trade, fee, 0);
    }

    function sideOf(uint256 number, uint256 side, Trade memory trade, int256 fee, uint256 resting)
        private
        view
        returns (FillSide memory result)
    {
        Exposure memory before = exposure(number, trade.market);
        result.number = number;
        result.market = trade.market;
        result.before = before;
        result.fee = fee;
        unchecked {
            result.then = side == 0
                ? Exposure(
                    before.lots + int256(trade.lots),
                    before.quote - int256(trade.notional),
                    before.restingBidLots - resting,
                    before.restingAskLots
                )
                : Exposure(
                    before.lots - int256(trade.lots),
                    before.quote + int256(trade.notional),
                    before.restingBidLots,
                    before.restingAskLots - resting
                );
        }
    }

    function exposure(uint256 number, uint256 market) internal view returns (Exposure memory result) {
        uint256 slot = Positions.slotOf(Cells.account(number), market);
        if (slot == MAX_POSITIONS) return result;
        Position position = Cells.position(number, slot);
        result.lots = position.lots();
        result.quote = position.quote();
        result.restingBidLots = position.restingBidLots();
        result.restingAskLots = position.restingAskLots();
    }

    /// True when position, exposure and balance stay within their bounds; an exposure beyond its bound may shrink.
    function inBounds(FillSide memory side) internal view returns (bool) {
        int256 bound = int256(Cells.market(side.market).maxPositionLots());
        Exposure memory before = side.before;
        Exposure memory then = side.then;
        int256 balance = Balances.balance(side.number, Positions.slotOf(Cells.account(side.number), side.market));
        unchecked {
            balance -= side.fee;
            if (then.lots == 0) balance += then.quote;
        }
        return magnitude(then.quote) <= POSITION_BOUND && then.longReach() <= larger(bound, before.longReach())
            && then.shortReach() <= larger(bound, before.shortReach()) && magnitude(balance) <= COLLATERAL_BOUND;
    }

    /// True when the margin rule of section 6 lets it happen.
    function allowed(FillSide memory side) internal view returns (bool) {
        Risk risk = Cells.risk(side.market);
        Exposure memory before = side.before;
        Exposure memory then = side.then;
        Health memory health = Margin.health(side.number, side.market);
        Health memory changed;
        unchecked {
            changed.equity =
                health.equity - side.fee + (then.quote - before.quote) + Margin.value(risk, then.lots - before.lots);
            changed.initialMargin = health.initialMargin - Margin.initialMargin(risk, before.largest())
                + Margin.initialMargin(risk, then.largest());
            changed.maintenanceMargin = health.maintenanceMargin - Margin.maintenanceMargin(risk, before.lots)
                + Margin.maintenanceMargin(risk, then.lots);
        }
        return HealthRule.allowed(health, changed, before.lots, then.lots);
    }

    /// Lots held long that the fill adds, or takes away.
    function longGrowth(FillSide memory side) internal pure returns (int256) {
        unchecked {
            return larger(side.then.lots, 0) - larger(side.before.lots, 0);
        }
    }

    /// Writes position and balance, and realizes a closed position. The fee still has to reach who gets it.
    function carryOut(FillSide memory side) internal {
        uint256 slot = Positions.acquire(side.number, side.market);
        Position position = Cells.position(side.number, slot);
        position.setLots(side.then.lots);
        position.setRestingBidLots(side.then.restingBidLots);
        position.setRestingAskLots(side.then.restingAskLots);
        // The position was settled before, so this changes the entry of one that opens or changes its side.
        position.setEntryIndex(Settlement.index(Cells.risk(side.market), side.then.lots));
        unchecked {
            Money.addQuote(position, side.then.quote - side.before.quote);
            Balances.add(side.number, slot, -side.fee);
        }
        Positions.release(side.number, slot);
    }

    function larger(int256 a, int256 b) private pure returns (int256) {
        return a > b ? a : b;
    }

    function magnitude(int256 value) private pure returns (uint256) {
        unchecked {
            return uint256(value < 0 ? -value : value);
        }
    }
}
