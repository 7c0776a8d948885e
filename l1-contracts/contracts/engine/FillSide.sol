// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Account, Cells, Position, Risk} from "./Cells.sol";
import {Fees} from "./Fees.sol";
import {Health, HealthRule} from "./Health.sol";
import {Margin} from "./Margin.sol";
import {Positions} from "./Positions.sol";

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
    uint256 fee;
}

library FillSides {
    using FillSides for Exposure;

    function largest(Exposure memory exposure_) internal pure returns (int256) {
        return Margin.exposure(exposure_.lots, exposure_.restingBidLots, exposure_.restingAskLots);
    }

    /// The maker of a resting order of a side, whose resting lots the fill consumes.
    function maker(uint256 number, uint256 market, uint256 side, uint256 tick, uint256 lots)
        internal
        view
        returns (FillSide memory)
    {
        return sideOf(number, market, side, tick, lots, Cells.market(market).makerFeePpm(), lots);
    }

    function taker(uint256 number, uint256 market, uint256 side, uint256 tick, uint256 lots)
        internal
        view
        returns (FillSide memory)
    {
        return sideOf(number, market, side, tick, lots, Cells.market(market).takerFeePpm(), 0);
    }

    function sideOf(
        uint256 number,
        uint256 market,
        uint256 side,
        uint256 tick,
        uint256 lots,
        uint256 feePpm,
        uint256 resting
    ) private view returns (FillSide memory result) {
        Exposure memory before = exposure(number, market);
        result.number = number;
        result.market = market;
        result.before = before;
        unchecked {
            uint256 notional = tick * lots * Cells.risk(market).multiplier();
            result.fee = Fees.feeRoundedUp(notional, feePpm);
            result.then = side == 0
                ? Exposure(
                    before.lots + int256(lots),
                    before.quote - int256(notional),
                    before.restingBidLots - resting,
                    before.restingAskLots
                )
                : Exposure(
                    before.lots - int256(lots),
                    before.quote + int256(notional),
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

    /// True when position, exposure and collateral stay within their bounds.
    function inBounds(FillSide memory side) internal view returns (bool) {
        int256 bound = int256(Cells.market(side.market).maxPositionLots());
        Exposure memory then = side.then;
        unchecked {
            int256 collateral = Cells.account(side.number).collateral() - int256(side.fee);
            if (then.lots == 0) collateral += then.quote;
            return magnitude(then.quote) <= POSITION_BOUND && then.lots + int256(then.restingBidLots) <= bound
                && int256(then.restingAskLots) - then.lots <= bound && magnitude(collateral) <= COLLATERAL_BOUND;
        }
    }

    /// True when the margin rule of section 6 lets it happen.
    function allowed(FillSide memory side) internal view returns (bool) {
        Risk risk = Cells.risk(side.market);
        Exposure memory before = side.before;
        Exposure memory then = side.then;
        Health memory health = Margin.health(side.number, side.market);
        Health memory changed;
        unchecked {
            changed.equity = health.equity - int256(side.fee) + (then.quote - before.quote)
                + Margin.value(risk, then.lots - before.lots);
            changed.initialMargin = health.initialMargin - Margin.initialMargin(risk, before.largest())
                + Margin.initialMargin(risk, then.largest());
            changed.maintenanceMargin = health.maintenanceMargin - Margin.maintenanceMargin(risk, before.lots)
                + Margin.maintenanceMargin(risk, then.lots);
        }
        return HealthRule.allowed(health, changed, before.lots, then.lots);
    }

    /// Writes position and collateral, and realizes a closed position. The fee still has to reach the fee account.
    function carryOut(FillSide memory side) internal {
        uint256 slot = Positions.acquire(side.number, side.market);
        Position position = Cells.position(side.number, slot);
        position.setLots(side.then.lots);
        position.setQuote(side.then.quote);
        position.setRestingBidLots(side.then.restingBidLots);
        position.setRestingAskLots(side.then.restingAskLots);
        Account account = Cells.account(side.number);
        unchecked {
            account.setCollateral(account.collateral() - int256(side.fee));
        }
        Positions.release(side.number, slot);
    }

    function magnitude(int256 value) private pure returns (uint256) {
        unchecked {
            return uint256(value < 0 ? -value : value);
        }
    }
}
