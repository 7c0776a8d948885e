// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Account, Cursor} from "../contracts/engine/generated/CellFields.sol";
import {Check} from "./Check.sol";

/// The generated accessors against layouts written out by hand.
contract GeneratedCellsTest {
    function test_accountFields_negativeCollateral_succeeds() public {
        Account account = Account.wrap(800);
        account.setOwner(address(type(uint160).max));
        account.setCollateral(-5);
        Check.equal(account.owner(), address(type(uint160).max), "owner beside a negative field");
        Check.isTrue(account.collateral() == -5, "sign extended");
        account.setCollateral(type(int64).max);
        Check.isTrue(account.collateral() == type(int64).max, "old bits cleared");
        Check.equal(uint256(raw(800)), (uint256(type(uint160).max) << 96) | (uint256(uint64(type(int64).max)) << 32), "word 0");
    }

    function test_cursorFields_neighbours_succeeds() public {
        Cursor cursor = Cursor.wrap(16);
        cursor.setOffset(type(uint24).max);
        cursor.setPhase(3);
        cursor.setReason(0xabcd);
        Check.equal(uint256(raw(16)), 0xffffff03abcd0000, "offset, phase and reason");
        cursor.setPhase(0);
        Check.equal(cursor.offset(), type(uint24).max, "neighbour kept");
        cursor.setTaker(7);
        Check.equal(uint256(raw(20)), 7 << 224, "word 4");
    }

    function raw(uint256 key) private view returns (bytes32 word) {
        assembly ("memory-safe") {
            word := tload(key)
        }
    }
}
