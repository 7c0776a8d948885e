// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Account, Cells, Position, Risk} from "./Cells.sol";
import {Balances} from "./Balances.sol";
import {Fees} from "./Fees.sol";
import {Health} from "./Health.sol";
import {Positions} from "./Positions.sol";
import {Settlement} from "./Settlement.sol";

/// Margin of an isolated position, or over all positions of an account that are not: section 6 of the protocol page.
library Margin {
    /// Health of the bucket of an account's position in a market; cross when it has none there.
    function health(uint256 number, uint256 market) internal view returns (Health memory) {
        uint256 slot = Positions.slotOf(Cells.account(number), market);
        return Balances.isolated(number, slot) ? isolatedHealth(number, slot) : crossHealth(number);
    }

    /// Health of the collateral and all positions that are not isolated.
    function crossHealth(uint256 number) internal view returns (Health memory result) {
        Account account = Cells.account(number);
        unchecked {
            int256 equity = account.collateral();
            int256 initial = 0;
            int256 maintenance = 0;
            uint256 entries = account.positionMarkets();
            uint256 left = Positions.usedLanes(entries);
            while (left != 0) {
                uint256 slot;
                (slot, left) = Positions.nextLane(left);
                Position position = Cells.position(number, slot);
                if (position.isolated() == 1) continue;
                Risk risk = Cells.risk(Positions.entry(entries, slot) - 1);
                equity += worth(position, risk);
                initial += initialMargin(risk, exposure(position));
                maintenance += maintenanceMargin(risk, position.lots());
            }
            result.equity = equity;
            result.initialMargin = initial;
            result.maintenanceMargin = maintenance;
        }
    }

    /// Health of an isolated position.
    function isolatedHealth(uint256 number, uint256 slot) internal view returns (Health memory result) {
        Position position = Cells.position(number, slot);
        Risk risk = Cells.risk(Positions.marketOf(number, slot));
        unchecked {
            result.equity = position.margin() + worth(position, risk);
        }
        result.initialMargin = initialMargin(risk, exposure(position));
        result.maintenanceMargin = maintenanceMargin(risk, position.lots());
    }

    /// Value of signed lots at the mark, nano-USDC.
    function value(Risk risk, int256 lots) internal view returns (int256) {
        unchecked {
            return lots * int256(risk.mark() * risk.multiplier());
        }
    }

    /// The most lots, long or short, that the position can reach if one side of its orders fills.
    function exposure(int256 lots, uint256 restingBidLots, uint256 restingAskLots) internal pure returns (int256) {
        unchecked {
            int256 long = lots + int256(restingBidLots);
            int256 short = int256(restingAskLots) - lots;
            return long > short ? long : short;
        }
    }

    function initialMargin(Risk risk, int256 exposure_) internal view returns (int256) {
        unchecked {
            uint256 notional = uint256(value(risk, exposure_));
            uint256 rate = risk.imrPpm();
            uint256 margin = marginRoundedUp(notional, rate);
            if (risk.tierBound1() != 0) {
                margin += tiersRoundedUp(risk, notional, rate, risk.tierImr1(), risk.tierImr2(), risk.tierImr3());
            }
            return int256(margin);
        }
    }

    function maintenanceMargin(Risk risk, int256 lots) internal view returns (int256) {
        unchecked {
            uint256 notional = uint256(value(risk, lots < 0 ? -lots : lots));
            uint256 rate = risk.mmrPpm();
            uint256 margin = marginRoundedUp(notional, rate);
            if (risk.tierBound1() != 0) {
                margin += tiersRoundedUp(risk, notional, rate, risk.tierMmr1(), risk.tierMmr2(), risk.tierMmr3());
            }
            return int256(margin);
        }
    }

    function worth(Position position, Risk risk) private view returns (int256) {
        unchecked {
            return position.quote() + value(risk, position.lots()) - Settlement.pending(position, risk);
        }
    }

    function exposure(Position position) private view returns (int256) {
        return exposure(position.lots(), position.restingBidLots(), position.restingAskLots());
    }

    /// What the tiers add to the margin at the first rate.
    function tiersRoundedUp(Risk risk, uint256 notional, uint256 rate, uint256 tier1, uint256 tier2, uint256 tier3)
        private
        view
        returns (uint256)
    {
        unchecked {
            uint256 rate1 = larger(tier1 * TIER_UNIT_PPM, rate);
            uint256 rate2 = larger(tier2 * TIER_UNIT_PPM, rate1);
            uint256 rate3 = larger(tier3 * TIER_UNIT_PPM, rate2);
            return tierRoundedUp(notional, risk.tierBound1(), rate1 - rate)
                + tierRoundedUp(notional, risk.tierBound2(), rate2 - rate1)
                + tierRoundedUp(notional, risk.tierBound3(), rate3 - rate2);
        }
    }

    /// What one tier adds for the notional above its bound; bound 0 is no tier.
    function tierRoundedUp(uint256 notional, uint256 bound, uint256 ppm) private pure returns (uint256) {
        unchecked {
            uint256 from = bound * USDC;
            return bound == 0 || notional <= from ? 0 : marginRoundedUp(notional - from, ppm);
        }
    }

    function larger(uint256 a, uint256 b) private pure returns (uint256) {
        return a > b ? a : b;
    }

    function marginRoundedUp(uint256 notional, uint256 ppm) private pure returns (uint256) {
        return Fees.feeRoundedUp(notional, ppm);
    }
}
