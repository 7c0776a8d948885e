// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Activity, Cells, Position, Risk} from "./Cells.sol";
import {Margin} from "./Margin.sol";
import {Money} from "./Money.sol";
import {Positions} from "./Positions.sol";
import {Settlement} from "./Settlement.sol";

/// Settles what a position owes, and closes it in a market that is over: section 4.14 of the protocol page. Anybody may ask for it.
library Settle {
    uint256 internal constant LENGTH = 5;

    function settle(bytes calldata body) internal returns (uint256 reason) {
        uint256 both = uint40(bytes5(body));
        uint256 number = both >> 8;
        uint256 market = both & 0xff;
        if (number >= ACCOUNT_LIMIT) return REASON_NOTHING_TO_SETTLE;
        uint256 slot = Positions.slotOf(Cells.account(number), market);
        if (slot == MAX_POSITIONS) return REASON_NOTHING_TO_SETTLE;
        Settlement.settle(number, slot);
        Risk risk = Cells.risk(market);
        Position position = Cells.position(number, slot);
        if (risk.status() == STATUS_SETTLED && position.lots() != 0) close(number, slot, market);
        return REASON_OK;
    }

    /// Suspense is the other side: when all positions are closed, it has had as much as it gave.
    function close(uint256 number, uint256 slot, uint256 market) private {
        Position position = Cells.position(number, slot);
        Activity activity = Cells.activity(market);
        int256 lots = position.lots();
        int256 value = Margin.value(Cells.risk(market), lots);
        unchecked {
            Money.addQuote(position, value);
            Money.addSuspense(activity, -value);
            activity.setSettledLots(activity.settledLots() + lots);
            if (lots > 0) activity.setOpenInterest(activity.openInterest() - uint256(lots));
        }
        position.setLots(0);
        Positions.release(number, slot);
    }
}
