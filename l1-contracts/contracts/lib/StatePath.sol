// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Sha256} from "./Sha256.sol";
import {TopNode} from "./TopNode.sol";
import {TREE_DEPTH} from "../engine/generated/Protocol.sol";

/// A node of the SHA-256 state tree up to the root. Most siblings on a path are empty, so only the others are given: where one is, there is
/// a branch, and what lies between two branches is an edge.
library StatePath {
    error SiblingCount(uint256 given, uint256 expected);
    error SiblingMask(uint256 mask);
    error ZeroSibling(uint256 level);

    /// `node` at `place` is the topmost node of the subtree `height` levels above the leaves that holds the cell; at height 0 it is the cell's
    /// leaf. Something in the subtree is not empty. Bit i of `mask` is set when the sibling i levels above the leaves is not zero; those
    /// siblings' hashes at their own depth follow in `siblings`, lowest first.
    function root(
        uint256 cellAddress,
        uint256 height,
        bytes32 node,
        uint256 place,
        uint256 mask,
        bytes32[] calldata siblings
    ) internal view returns (bytes32) {
        if (mask >> TREE_DEPTH != 0 || (mask >> height) << height != mask) revert SiblingMask(mask);
        uint256 used;
        for (uint256 level = height; mask >> level != 0; level++) {
            if ((mask >> level) & 1 == 0) continue;
            if (used == siblings.length) revert SiblingCount(siblings.length, used + 1);
            bytes32 sibling = siblings[used++];
            if (sibling == 0) revert ZeroSibling(level);
            bytes32 side = TopNode.hashAt(node, place, TREE_DEPTH - level);
            node = (cellAddress >> level) & 1 == 0 ? Sha256.pair(side, sibling) : Sha256.pair(sibling, side);
            place = TopNode.place(cellAddress, TREE_DEPTH - 1 - level);
        }
        if (used != siblings.length) revert SiblingCount(siblings.length, used);
        return TopNode.hashAt(node, place, 0);
    }
}
