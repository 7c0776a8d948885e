// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// The state tree as its definition reads, over all leaves, ascending; a leaf hash of 0 is an empty cell. Slow, and independent of the
/// libraries under test.
library NaiveTree {
    uint256 internal constant DEPTH = 48;

    /// The topmost node of a subtree that is not empty, and the bits that lead to it.
    struct Top {
        bytes32 node;
        uint256 end;
        uint256 path;
    }

    function root(uint256[] memory cells, bytes32[] memory leaves) internal pure returns (bytes32) {
        return hashAt(cells, leaves, 0, cells.length, 0);
    }

    function hashAt(uint256[] memory cells, bytes32[] memory leaves, uint256 low, uint256 high, uint256 depth)
        internal
        pure
        returns (bytes32)
    {
        return isEmpty(leaves, low, high) ? bytes32(0) : edge(top(cells, leaves, low, high, depth), depth);
    }

    function top(uint256[] memory cells, bytes32[] memory leaves, uint256 low, uint256 high, uint256 depth)
        internal
        pure
        returns (Top memory)
    {
        if (depth == DEPTH) return Top(leaves[low], DEPTH, cells[low]);
        uint256 middle = split(cells, low, high, depth);
        if (isEmpty(leaves, middle, high)) return top(cells, leaves, low, middle, depth + 1);
        if (isEmpty(leaves, low, middle)) return top(cells, leaves, middle, high, depth + 1);
        bytes32 left = hashAt(cells, leaves, low, middle, depth + 1);
        bytes32 right = hashAt(cells, leaves, middle, high, depth + 1);
        return Top(branch(left, right), depth, prefix(cells[low], depth));
    }

    function edge(Top memory to, uint256 depth) internal pure returns (bytes32) {
        if (to.end == depth) return to.node;
        return sha256(abi.encodePacked(to.node, uint8(depth), uint8(to.end), uint48(to.path)));
    }

    function branch(bytes32 left, bytes32 right) internal pure returns (bytes32) {
        return sha256(abi.encodePacked(left, right));
    }

    function isEmpty(bytes32[] memory leaves, uint256 low, uint256 high) internal pure returns (bool) {
        for (uint256 i = low; i < high; i++) {
            if (leaves[i] != 0) return false;
        }
        return true;
    }

    function prefix(uint256 cell, uint256 depth) internal pure returns (uint256) {
        return (cell >> (DEPTH - depth)) << (DEPTH - depth);
    }

    function split(uint256[] memory cells, uint256 low, uint256 high, uint256 depth)
        internal
        pure
        returns (uint256 middle)
    {
        middle = low;
        while (middle < high && (cells[middle] >> (DEPTH - 1 - depth)) & 1 == 0) middle++;
    }
}
