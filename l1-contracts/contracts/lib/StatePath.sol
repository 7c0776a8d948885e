// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TREE_DEPTH} from "../engine/generated/Protocol.sol";

/// A node of the SHA-256 state tree up to the root. Most siblings on a path are empty, so only the others are given.
library StatePath {
    error SiblingCount(uint256 given, uint256 expected);
    error SiblingMask(uint256 mask);
    error ZeroSibling(uint256 level);

    /// `nodeHash` is the hash of the subtree `height` levels above the leaves that holds the cell; height 0 is the cell's leaf. Something in
    /// it is not empty, so no node on its path is. Bit i of `mask` is set when the sibling i levels above the leaves is not zero; those
    /// siblings follow in `siblings`, lowest first.
    function root(uint256 cellAddress, uint256 height, bytes32 nodeHash, uint256 mask, bytes32[] calldata siblings)
        internal
        view
        returns (bytes32 hash)
    {
        if (mask >> TREE_DEPTH != 0 || (mask >> height) << height != mask) revert SiblingMask(mask);
        hash = nodeHash;
        uint256 used;
        for (uint256 level = height; level < TREE_DEPTH; level++) {
            bytes32 sibling;
            if ((mask >> level) & 1 == 1) {
                if (used == siblings.length) revert SiblingCount(siblings.length, used + 1);
                sibling = siblings[used++];
                if (sibling == 0) revert ZeroSibling(level);
            }
            hash = (cellAddress >> level) & 1 == 0 ? sha256Pair(hash, sibling) : sha256Pair(sibling, hash);
        }
        if (used != siblings.length) revert SiblingCount(siblings.length, used);
    }

    /// The node above two others, of which either or both may be empty.
    function node(bytes32 left, bytes32 right) internal view returns (bytes32) {
        return left == 0 && right == 0 ? bytes32(0) : sha256Pair(left, right);
    }

    /// A sub-call that runs out of gas leaves no hash, and the transaction reverts.
    function sha256Pair(bytes32 left, bytes32 right) internal view returns (bytes32 result) {
        assembly ("memory-safe") {
            mstore(0, left)
            mstore(0x20, right)
            let done := staticcall(gas(), 2, 0, 0x40, 0, 0x20)
            if iszero(and(done, eq(returndatasize(), 0x20))) { revert(0, 0) }
            result := mload(0)
        }
    }
}
