// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Sha256} from "./Sha256.sol";
import {TREE_DEPTH} from "../engine/generated/Protocol.sol";

/// The topmost node of a subtree of the state tree: its hash, 0 when the subtree is empty, and its place, depth(8) ‖ path(48), where the
/// path has as many bits as the depth and then 0. What the subtree's hash is depends on the depth at which it is asked for.
library TopNode {
    uint256 private constant EDGE_LENGTH = 40;

    /// Of the node at a depth on the way to a cell.
    function place(uint256 cell, uint256 depth) internal pure returns (uint256) {
        unchecked {
            return (depth << TREE_DEPTH) | prefix(cell, depth);
        }
    }

    function prefix(uint256 cell, uint256 depth) internal pure returns (uint256) {
        unchecked {
            return (cell >> (TREE_DEPTH - depth)) << (TREE_DEPTH - depth);
        }
    }

    /// The subtree's hash at a depth at or above the node's: the node's own, or that of the edge to it.
    function hashAt(bytes32 node, uint256 at, uint256 depth) internal view returns (bytes32) {
        unchecked {
            if (node == 0 || at >> TREE_DEPTH == depth) return node;
            return Sha256.prefix(node, bytes32((depth << 248) | (at << 192)), EDGE_LENGTH);
        }
    }

    /// What two sides make together at the depth where they part, on the way to a cell of either.
    function join(bytes32 left, uint256 leftAt, bytes32 right, uint256 rightAt, uint256 cell, uint256 depth)
        internal
        view
        returns (bytes32 node, uint256 at)
    {
        unchecked {
            if (left == 0) return (right, rightAt);
            if (right == 0) return (left, leftAt);
            node = Sha256.pair(hashAt(left, leftAt, depth + 1), hashAt(right, rightAt, depth + 1));
            at = place(cell, depth);
        }
    }
}
