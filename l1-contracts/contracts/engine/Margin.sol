// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Account, Cells, Position, Risk} from "./Cells.sol";
import {Fees} from "./Fees.sol";
import {Health} from "./Health.sol";
import {Positions} from "./Positions.sol";

/// Cross margin over all positions of an account: section 6 of the protocol page.
library Margin {
    function health(uint256 number) internal view returns (Health memory result) {
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
                Risk risk = Cells.risk(Positions.entry(entries, slot) - 1);
                Position position = Cells.position(number, slot);
                int256 lots = position.lots();
                equity += position.quote() + value(risk, lots);
                initial += initialMargin(risk, exposure(lots, position.restingBidLots(), position.restingAskLots()));
                maintenance += maintenanceMargin(risk, lots);
            }
            result.equity = equity;
            result.initialMargin = initial;
            result.maintenanceMargin = maintenance;
        }
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
        return marginRoundedUp(value(risk, exposure_), risk.imrPpm());
    }

    function maintenanceMargin(Risk risk, int256 lots) internal view returns (int256) {
        unchecked {
            return marginRoundedUp(value(risk, lots < 0 ? -lots : lots), risk.mmrPpm());
        }
    }

    function marginRoundedUp(int256 notional, uint256 ppm) private pure returns (int256) {
        return int256(Fees.feeRoundedUp(uint256(notional), ppm));
    }
}
