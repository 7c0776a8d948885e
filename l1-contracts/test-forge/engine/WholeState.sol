// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {NaiveTree} from "../NaiveTree.sol";

/// A small state whose cells are all in the witness, so that every sibling is empty: proofs and roots are made here by the
/// plainest recursion there is, independent of the library under test.
library WholeState {
    struct Cell {
        uint256 start;
        uint256[] words;
    }

    /// Cells in ascending order of their addresses.
    function root(Cell[] memory cells) internal pure returns (bytes32) {
        uint256[] memory addresses = new uint256[](cells.length);
        bytes32[] memory leaves = new bytes32[](cells.length);
        for (uint256 i = 0; i < cells.length; i++) {
            (addresses[i], leaves[i]) = (cells[i].start, leaf(cells[i]));
        }
        return NaiveTree.root(addresses, leaves);
    }

    function leaf(Cell memory cell) internal pure returns (bytes32) {
        return isEmpty(cell) ? bytes32(0) : sha256(abi.encodePacked(cell.words));
    }

    function isEmpty(Cell memory cell) internal pure returns (bool) {
        for (uint256 i = 0; i < cell.words.length; i++) {
            if (cell.words[i] != 0) return false;
        }
        return true;
    }

    /// First section of a segment proof.
    function witness(Cell[] memory cells) internal pure returns (bytes memory out) {
        bytes memory addresses;
        bytes memory words;
        bytes memory empty = new bytes((cells.length + 7) / 8);
        for (uint256 i = 0; i < cells.length; i++) {
            addresses = abi.encodePacked(addresses, uint48(cells[i].start));
            if (isEmpty(cells[i])) empty[i / 8] |= bytes1(uint8(0x80 >> (i % 8)));
            else words = abi.encodePacked(words, cells[i].words);
        }
        return abi.encodePacked(uint16(cells.length), addresses, empty, words);
    }

    /// Multiproof of zero siblings only.
    function multiproof(Cell[] memory cells) internal pure returns (bytes memory) {
        uint256 count = siblings(cells, 0, cells.length, 0);
        bytes memory bits = new bytes((count + 7) / 8);
        for (uint256 i = 0; i < count; i++) {
            bits[i / 8] |= bytes1(uint8(0x80 >> (i % 8)));
        }
        return abi.encodePacked(uint16(count), bits);
    }

    function siblings(Cell[] memory cells, uint256 low, uint256 high, uint256 depth) private pure returns (uint256) {
        if (low == high || depth == 48) return 0;
        uint256 middle = split(cells, low, high, depth);
        uint256 here = low == middle || middle == high ? 1 : 0;
        return here + siblings(cells, low, middle, depth + 1) + siblings(cells, middle, high, depth + 1);
    }

    function split(Cell[] memory cells, uint256 low, uint256 high, uint256 depth)
        private
        pure
        returns (uint256 middle)
    {
        middle = low;
        while (middle < high && (cells[middle].start >> (47 - depth)) & 1 == 0) middle++;
    }
}
