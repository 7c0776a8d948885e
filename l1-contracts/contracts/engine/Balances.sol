// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Cells} from "./Cells.sol";
import {Money} from "./Money.sol";

/// The money of a bucket: the margin of an isolated position, else the account's collateral. Section 6 of the protocol page.
library Balances {
    /// The balance that pays for a position slot; without a slot (16) it is the collateral.
    function balance(uint256 number, uint256 slot) internal view returns (int256) {
        return isolated(number, slot) ? Cells.position(number, slot).margin() : Cells.account(number).collateral();
    }

    /// Adds a signed amount to that balance.
    function add(uint256 number, uint256 slot, int256 amount) internal {
        if (isolated(number, slot)) Money.addMargin(Cells.position(number, slot), amount);
        else Money.addCollateral(Cells.account(number), amount);
    }

    /// True when the slot's position has a margin of its own.
    function isolated(uint256 number, uint256 slot) internal view returns (bool) {
        return slot != MAX_POSITIONS && Cells.position(number, slot).isolated() == 1;
    }
}
