// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CellAddresses} from "./CellAddresses.sol";
import "./generated/CellFields.sol";

/// The cells of the witness, in transient storage for the one transaction of a proof: word w of the cell at an address has the key
/// address · 8 + w, and word 7 says that the witness has the cell. A handle exists only for such a cell, so nothing can be
/// read or written that the witness does not cover. Cells end below key 2^51; other transient keys begin at 2^64.
library Cells {
    error MissingCell(uint256 cellAddress);

    uint256 private constant PRESENT = 7;

    function cursor() internal view returns (Cursor) {
        return Cursor.wrap(handle(CellAddresses.cursor()));
    }

    function config() internal view returns (Config) {
        return Config.wrap(handle(CellAddresses.config()));
    }

    function totals() internal view returns (Totals) {
        return Totals.wrap(handle(CellAddresses.totals()));
    }

    function listed() internal view returns (Listed) {
        return Listed.wrap(handle(CellAddresses.listed()));
    }

    function feeTiers() internal view returns (FeeTiers) {
        return FeeTiers.wrap(handle(CellAddresses.feeTiers()));
    }

    function publisher(uint256 index) internal view returns (Publisher) {
        return Publisher.wrap(handle(CellAddresses.publisher(index)));
    }

    function account(uint256 number) internal view returns (Account) {
        return Account.wrap(handle(CellAddresses.account(number)));
    }

    function signer(uint256 number, uint256 key) internal view returns (Signer) {
        return Signer.wrap(handle(CellAddresses.signer(number, key)));
    }

    function position(uint256 number, uint256 slot) internal view returns (Position) {
        return Position.wrap(handle(CellAddresses.position(number, slot)));
    }

    function order(uint256 number, uint256 slot) internal view returns (Order) {
        return Order.wrap(handle(CellAddresses.order(number, slot)));
    }

    /// The order a reference names.
    function orderOf(uint256 ref) internal view returns (Order) {
        return Order.wrap(handle(CellAddresses.orderOf(ref)));
    }

    function market(uint256 number) internal view returns (Market) {
        return Market.wrap(handle(CellAddresses.market(number)));
    }

    function risk(uint256 number) internal view returns (Risk) {
        return Risk.wrap(handle(CellAddresses.risk(number)));
    }

    function activity(uint256 number) internal view returns (Activity) {
        return Activity.wrap(handle(CellAddresses.activity(number)));
    }

    function level(uint256 number, uint256 side, uint256 tick) internal view returns (Level) {
        return Level.wrap(handle(CellAddresses.level(number, side, tick)));
    }

    function leafWord(uint256 number, uint256 side, uint256 leaf) internal view returns (Bitmap) {
        return Bitmap.wrap(handle(CellAddresses.leafWord(number, side, leaf)));
    }

    function middleWord(uint256 number, uint256 side, uint256 middle) internal view returns (Bitmap) {
        return Bitmap.wrap(handle(CellAddresses.middleWord(number, side, middle)));
    }

    function topWord(uint256 number, uint256 side) internal view returns (Bitmap) {
        return Bitmap.wrap(handle(CellAddresses.topWord(number, side)));
    }

    function withdrawal(uint256 number) internal view returns (Withdrawal) {
        return Withdrawal.wrap(handle(CellAddresses.withdrawal(number)));
    }

    /// First transient key of a cell, for the loader of the witness.
    function firstKey(uint256 cellAddress) internal pure returns (uint256) {
        return cellAddress << 3;
    }

    /// Marks a cell as covered by the witness, empty ones included.
    function markPresent(uint256 cellAddress) internal {
        assembly ("memory-safe") {
            tstore(or(shl(3, cellAddress), PRESENT), 1)
        }
    }

    function handle(uint256 cellAddress) private view returns (uint256 first) {
        bool present;
        assembly ("memory-safe") {
            first := shl(3, cellAddress)
            present := tload(or(first, PRESENT))
        }
        if (!present) revert MissingCell(cellAddress);
    }
}
