// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Sha256} from "./Sha256.sol";
import {TopNode} from "./TopNode.sol";

/// The hashes beside a set of cells of the state tree, from which the root before and the root after a change of just those
/// cells follow in one pass: docs/multiproof.md. Leaves are climbed in order; a stack holds subtrees that wait for their right neighbour.
library Multiproof {
    error NoAddresses();
    error AddressesNotAscending(uint256 index);
    error SiblingsCutShort();
    error SiblingMissing();
    error SiblingsLeftOver();
    error ZeroSibling();
    error NoNodeThere(uint256 depth, uint256 end);
    error EdgeStartsElsewhere();
    error PathLongerThanEdge();
    error UnusedBitSet();

    uint256 private constant DEPTH = 48;
    uint256 private constant HEAD = 2;

    /// Where the siblings are read, in calldata.
    struct Reader {
        uint256 bitsAt;
        uint256 count;
        uint256 next;
        uint256 start;
        uint256 end;
    }

    /// A subtree by its topmost nodes before and after, as TopNode has them, and the depth at which it meets its right neighbour.
    struct Node {
        bytes32 pre;
        uint256 preAt;
        bytes32 post;
        uint256 postAt;
        uint256 meets;
    }

    /// @param pre leaf hashes before, one for each address
    /// @param post leaf hashes after
    function roots(uint256[] memory addresses, bytes32[] memory pre, bytes32[] memory post, bytes calldata proof)
        internal
        view
        returns (bytes32 rootBefore, bytes32 rootAfter)
    {
        unchecked {
            uint256 count = addresses.length;
            if (count == 0) revert NoAddresses();
            Reader memory reader = open(proof);
            Node[] memory stack = new Node[](DEPTH + 1);
            uint256 height = 0;
            Node memory node;
            Node memory beside;
            for (uint256 i = 0; i < count; i++) {
                uint256 cell = addresses[i];
                (node.pre, node.post) = (pre[i], post[i]);
                node.preAt = node.postAt = TopNode.place(cell, DEPTH);
                uint256 depth = DEPTH;
                bool last = i + 1 == count;
                uint256 meets = last ? 0 : meetingDepth(cell, addresses[i + 1], i + 1);
                while (height > 0 && (last || stack[height - 1].meets > meets)) {
                    Node memory left = stack[--height];
                    climb(reader, node, beside, cell, depth, left.meets + 1);
                    depth = left.meets;
                    join(left, node, cell, depth, node);
                }
                if (last) {
                    climb(reader, node, beside, cell, depth, 0);
                } else {
                    climb(reader, node, beside, cell, depth, meets + 1);
                    Node memory top = stack[height++];
                    (top.pre, top.preAt) = (node.pre, node.preAt);
                    (top.post, top.postAt) = (node.post, node.postAt);
                    top.meets = meets;
                }
            }
            close(reader);
            rootBefore = TopNode.hashAt(node.pre, node.preAt, 0);
            bool changed = node.pre != node.post || node.preAt != node.postAt;
            rootAfter = changed ? TopNode.hashAt(node.post, node.postAt, 0) : rootBefore;
        }
    }

    /// Depth of the deepest node above both addresses.
    function meetingDepth(uint256 cell, uint256 above, uint256 index) private pure returns (uint256 depth) {
        if (above <= cell || above >> DEPTH != 0) revert AddressesNotAscending(index);
        assembly ("memory-safe") {
            depth := sub(clz(xor(cell, above)), 208)
        }
    }

    /// Takes a subtree up by siblings alone. Past an empty one its topmost node stays the same.
    function climb(
        Reader memory reader,
        Node memory node,
        Node memory beside,
        uint256 cell,
        uint256 from,
        uint256 to
    ) private view {
        unchecked {
            for (uint256 depth = from; depth > to; depth--) {
                if (isZero(reader)) continue;
                uint256 bit = 1 << (DEPTH - depth);
                sibling(reader, node, TopNode.prefix(cell, depth) ^ bit, depth, beside);
                if (cell & bit == 0) join(node, beside, cell, depth - 1, node);
                else join(beside, node, cell, depth - 1, node);
            }
        }
    }

    function join(Node memory left, Node memory right, uint256 cell, uint256 depth, Node memory out) private view {
        bool changed = left.pre != left.post || left.preAt != left.postAt || right.pre != right.post
            || right.preAt != right.postAt;
        (bytes32 pre, uint256 preAt) = TopNode.join(left.pre, left.preAt, right.pre, right.preAt, cell, depth);
        (bytes32 post, uint256 postAt) =
            changed ? TopNode.join(left.post, left.postAt, right.post, right.postAt, cell, depth) : (pre, preAt);
        (out.pre, out.preAt) = (pre, preAt);
        (out.post, out.postAt) = (post, postAt);
    }

    /// The sibling beside a subtree, in the one form that is accepted there. Beside one that is empty before or after it is opened: the edge
    /// above goes on to its topmost node, which its hash alone does not tell.
    function sibling(Reader memory reader, Node memory node, uint256 path, uint256 depth, Node memory out) private view {
        unchecked {
            bytes32 hash;
            uint256 at = (depth << DEPTH) | path;
            if (depth == DEPTH || (node.pre != 0 && node.post != 0)) {
                hash = takeHash(reader);
            } else {
                uint256 end = take(reader, 1);
                if (end < depth || end > DEPTH) revert NoNodeThere(depth, end);
                if (end > depth) {
                    uint256 longer = take(reader, 6);
                    if (TopNode.prefix(longer, depth) != path) revert EdgeStartsElsewhere();
                    if (TopNode.prefix(longer, end) != longer) revert PathLongerThanEdge();
                    at = (end << DEPTH) | longer;
                    hash = takeHash(reader);
                } else if (node.pre == 0) {
                    // Bound by the edge above, on which it lies in the root before.
                    hash = takeHash(reader);
                } else {
                    // What is said to be a branch is shown to be one, lest an edge be taken for it and an edge of an edge be claimed.
                    bytes32 left = takeHash(reader);
                    hash = Sha256.pair(left, takeHash(reader));
                }
            }
            out.pre = out.post = hash;
            out.preAt = out.postAt = at;
        }
    }

    function isZero(Reader memory reader) private pure returns (bool zero) {
        unchecked {
            uint256 index = reader.next;
            if (index >= reader.count) revert SiblingMissing();
            reader.next = index + 1;
            uint256 bitsAt = reader.bitsAt;
            assembly ("memory-safe") {
                zero := and(shr(sub(7, and(index, 7)), byte(0, calldataload(add(bitsAt, shr(3, index))))), 1)
            }
        }
    }

    function takeHash(Reader memory reader) private pure returns (bytes32 hash) {
        hash = bytes32(take(reader, 32));
        if (hash == 0) revert ZeroSibling();
    }

    function take(Reader memory reader, uint256 length) private pure returns (uint256 value) {
        unchecked {
            uint256 start = reader.start;
            if (start + length > reader.end) revert SiblingsCutShort();
            reader.start = start + length;
            assembly ("memory-safe") {
                value := shr(sub(256, shl(3, length)), calldataload(start))
            }
        }
    }

    function open(bytes calldata proof) private pure returns (Reader memory reader) {
        unchecked {
            if (proof.length < HEAD) revert SiblingsCutShort();
            uint256 start;
            uint256 count;
            assembly ("memory-safe") {
                start := proof.offset
                count := shr(240, calldataload(start))
            }
            reader.count = count;
            reader.bitsAt = start + HEAD;
            reader.start = start + HEAD + (count + 7) / 8;
            reader.end = start + proof.length;
            if (reader.start > reader.end) revert SiblingsCutShort();
        }
    }

    /// All siblings used, nothing after them, and no bit set past the last.
    function close(Reader memory reader) private pure {
        unchecked {
            if (reader.next != reader.count || reader.start != reader.end) revert SiblingsLeftOver();
            uint256 unused = (8 - (reader.count & 7)) & 7;
            uint256 lastAt = reader.bitsAt + (reader.count >> 3);
            uint256 bits;
            assembly ("memory-safe") {
                bits := byte(0, calldataload(lastAt))
            }
            if (unused != 0 && bits & ((1 << unused) - 1) != 0) revert UnusedBitSet();
        }
    }
}
