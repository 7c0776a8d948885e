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
            for (uint256 i = 0; i < count; i++) {
                uint256 cell = addresses[i];
                (node.pre, node.post) = (pre[i], post[i]);
                node.preAt = node.postAt = TopNode.place(cell, DEPTH);
                uint256 depth = DEPTH;
                bool last = i + 1 == count;
                uint256 meets = last ? 0 : meetingDepth(cell, addresses[i + 1], i + 1);
                while (height > 0 && (last || stack[height - 1].meets > meets)) {
                    Node memory left = stack[--height];
                    climb(reader, node, cell, depth, left.meets + 1);
                    depth = left.meets;
                    join(left, node, cell, depth, node);
                }
                if (last) {
                    climb(reader, node, cell, depth, 0);
                } else {
                    climb(reader, node, cell, depth, meets + 1);
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
    function climb(Reader memory reader, Node memory node, uint256 cell, uint256 from, uint256 to) private view {
        unchecked {
            (bytes32 pre, uint256 preAt) = (node.pre, node.preAt);
            (bytes32 post, uint256 postAt) = (node.post, node.postAt);
            for (uint256 depth = from; depth > to; depth--) {
                if (isZero(reader)) continue;
                bool right = (cell >> (DEPTH - depth)) & 1 == 1;
                if (pre != 0 && post != 0) {
                    bytes32 sibling = takeHash(reader);
                    bool changed = pre != post || preAt != postAt;
                    pre = branch(pre, preAt, sibling, right, depth);
                    post = changed ? branch(post, postAt, sibling, right, depth) : pre;
                    preAt = postAt = TopNode.place(cell, depth - 1);
                } else {
                    (bytes32 sibling, uint256 at) = opened(reader, pre == 0, cell, depth);
                    if (right) {
                        (pre, preAt) = TopNode.join(sibling, at, pre, preAt, cell, depth - 1);
                        (post, postAt) = TopNode.join(sibling, at, post, postAt, cell, depth - 1);
                    } else {
                        (pre, preAt) = TopNode.join(pre, preAt, sibling, at, cell, depth - 1);
                        (post, postAt) = TopNode.join(post, postAt, sibling, at, cell, depth - 1);
                    }
                }
            }
            (node.pre, node.preAt) = (pre, preAt);
            (node.post, node.postAt) = (post, postAt);
        }
    }

    /// Above a side and the hash of its sibling at the same depth.
    function branch(bytes32 node, uint256 at, bytes32 sibling, bool right, uint256 depth) private view returns (bytes32) {
        bytes32 side = TopNode.hashAt(node, at, depth);
        return right ? Sha256.pair(sibling, side) : Sha256.pair(side, sibling);
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

    /// The sibling beside a subtree that is empty before or after, opened in the one form that is accepted there: the edge above goes on to its
    /// topmost node, which its hash alone does not tell.
    function opened(Reader memory reader, bool emptyBefore, uint256 cell, uint256 depth)
        private
        view
        returns (bytes32 node, uint256 at)
    {
        unchecked {
            uint256 path = TopNode.prefix(cell, depth) ^ (1 << (DEPTH - depth));
            at = (depth << DEPTH) | path;
            if (depth == DEPTH) return (takeHash(reader), at);
            uint256 end = take(reader, 1);
            if (end < depth || end > DEPTH) revert NoNodeThere(depth, end);
            if (end > depth) {
                uint256 longer = take(reader, 6);
                if (TopNode.prefix(longer, depth) != path) revert EdgeStartsElsewhere();
                if (TopNode.prefix(longer, end) != longer) revert PathLongerThanEdge();
                return (takeHash(reader), (end << DEPTH) | longer);
            }
            node = takeHash(reader);
            // The node of a side that was empty is bound by the edge above it. Beside a side that is emptied, what is said to be a branch
            // is shown to be one, lest an edge be taken for it and an edge of an edge be claimed.
            if (!emptyBefore) node = Sha256.pair(node, takeHash(reader));
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
