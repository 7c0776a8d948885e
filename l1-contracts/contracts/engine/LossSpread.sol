// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BACKSTOP_BASE} from "./generated/Protocol.sol";
import {Activity, Cells, Risk} from "./Cells.sol";
import {Insurance} from "./Insurance.sol";
import {Money} from "./Money.sol";
import {Positions} from "./Positions.sol";

/// What insurance cannot pay is borne by the other side of the market, by lots: section 6.1 of the protocol page.
library LossSpread {
    /// Charges the side opposite to lots that the backstop has just taken, the backstop itself apart; returns what it covers.
    function spread(uint256 market, int256 lots, int256 open) internal returns (int256 covered) {
        Activity activity = Cells.activity(market);
        Risk risk = Cells.risk(market);
        unchecked {
            int256 winners = int256(activity.openInterest()) - backstopAgainst(market, lots);
            if (open == 0 || winners == 0) return 0;
            int256 perLot = (open + winners - 1) / winners;
            int256 valueOfLot = int256(risk.mark() * risk.multiplier());
            if (perLot > valueOfLot) perLot = valueOfLot;
            int256 total = perLot * winners;
            covered = total < open ? total : open;
            if (lots > 0) risk.setShortIndex(risk.shortIndex() + perLot);
            else risk.setLongIndex(risk.longIndex() + perLot);
            activity.setLossSpread(activity.lossSpread() + uint256(covered));
            Money.addSuspense(activity, -total);
            Insurance.add(total - covered);
        }
    }

    /// Lots of the backstop on the side opposite to these.
    function backstopAgainst(uint256 market, int256 lots) private view returns (int256) {
        unchecked {
            int256 backstop = Positions.lotsOf(BACKSTOP_BASE + market, market);
            int256 against = lots > 0 ? -backstop : backstop;
            return against > 0 ? against : int256(0);
        }
    }
}
