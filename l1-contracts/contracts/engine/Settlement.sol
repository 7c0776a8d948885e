// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Cells, Position, Risk} from "./Cells.sol";
import {Balances} from "./Balances.sol";
import {Money} from "./Money.sol";
import {Positions} from "./Positions.sol";

/// What positions owe by the indices of their market, and its payment into suspense: section 5.6 of the protocol page.
library Settlement {
    int256 private constant BOUND = int256(COLLATERAL_BOUND);

    /// What a position owes since its last settlement, negative when it is owed; nano-USDC. The product has at most 127 bits.
    function pending(Position position, Risk risk) internal view returns (int256 result) {
        int256 lots = position.lots();
        if (lots == 0) return 0;
        int256 difference = index(risk, lots);
        unchecked {
            difference -= position.entryIndex();
            assembly ("memory-safe") {
                difference := signextend(7, difference)
            }
            result = (lots < 0 ? -lots : lots) * difference;
        }
        if (result > int256(PENDING_BOUND)) return int256(PENDING_BOUND);
        if (result < -int256(PENDING_BOUND)) return -int256(PENDING_BOUND);
    }

    /// The index of the side that signed lots are on.
    function index(Risk risk, int256 lots) internal view returns (int256) {
        return lots > 0 ? risk.longIndex() : risk.shortIndex();
    }

    /// Pays what the position in a slot owes, as far as its balance stays within its bounds.
    function settle(uint256 number, uint256 slot) internal {
        Position position = Cells.position(number, slot);
        int256 lots = position.lots();
        if (lots == 0) return;
        uint256 market = Positions.marketOf(number, slot);
        Risk risk = Cells.risk(market);
        int256 pay = cut(pending(position, risk), Balances.balance(number, slot));
        if (pay != 0) {
            unchecked {
                Balances.add(number, slot, -pay);
            }
            Money.addSuspense(Cells.activity(market), pay);
        }
        position.setEntryIndex(index(risk, lots));
    }

    /// Settles the account's position in a market, if it has one.
    function settleIn(uint256 number, uint256 market) internal {
        uint256 slot = Positions.slotOf(Cells.account(number), market);
        if (slot != MAX_POSITIONS) settle(number, slot);
    }

    /// A payment cut to what leaves the balance within its bounds, or no further outside them than it is.
    function cut(int256 owed, int256 balance) internal pure returns (int256) {
        unchecked {
            if (owed < 0) {
                int256 room = balance < BOUND ? balance - BOUND : int256(0);
                return owed > room ? owed : room;
            }
            int256 left = balance > -BOUND ? balance + BOUND : int256(0);
            return owed < left ? owed : left;
        }
    }
}
