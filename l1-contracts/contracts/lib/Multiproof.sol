// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// The hashes beside a set of cells of the state tree, from which the root before and the root after a change of just those
/// cells follow in one pass: docs/multiproof.md. Leaves are climbed in order; a stack holds subtrees that wait for their right neighbour.
library Multiproof {
    error NoAddresses();
    error AddressesNotAscending(uint256 index);
    error SiblingsCutShort();
    error SiblingMissing();
    error SiblingsLeftOver();
    error ZeroSibling(uint256 index);
    error UnusedBitSet();
    error PrecompileOutOfGas();

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

    /// A subtree by its hashes before and after, and the depth at which it meets its right neighbour.
    struct Node {
        bytes32 pre;
        bytes32 post;
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
                node.pre = pre[i];
                node.post = post[i];
                uint256 depth = DEPTH;
                bool last = i + 1 == count;
                uint256 meets = last ? 0 : meetingDepth(cell, addresses[i + 1], i + 1);
                while (height > 0 && (last || stack[height - 1].meets > meets)) {
                    Node memory left = stack[--height];
                    climb(reader, node, cell, depth, left.meets + 1);
                    depth = left.meets;
                    join(left.pre, left.post, node.pre, node.post, node);
                }
                if (last) {
                    climb(reader, node, cell, depth, 0);
                } else {
                    climb(reader, node, cell, depth, meets + 1);
                    Node memory top = stack[height++];
                    top.pre = node.pre;
                    top.post = node.post;
                    top.meets = meets;
                }
            }
            close(reader);
            return (node.pre, node.post);
        }
    }

    /// Depth of the deepest node above both addresses.
    function meetingDepth(uint256 cell, uint256 above, uint256 index) private pure returns (uint256 depth) {
        if (above <= cell || above >> DEPTH != 0) revert AddressesNotAscending(index);
        assembly ("memory-safe") {
            depth := sub(clz(xor(cell, above)), 208)
        }
    }

    /// Takes a node up by siblings alone.
    function climb(Reader memory reader, Node memory node, uint256 cell, uint256 from, uint256 to) private view {
        unchecked {
            for (uint256 depth = from; depth > to; depth--) {
                bytes32 sibling = take(reader);
                if ((cell >> (DEPTH - depth)) & 1 == 0) join(node.pre, node.post, sibling, sibling, node);
                else join(sibling, sibling, node.pre, node.post, node);
            }
        }
    }

    function join(bytes32 leftPre, bytes32 leftPost, bytes32 rightPre, bytes32 rightPost, Node memory out)
        private
        view
    {
        bytes32 pre = hash(leftPre, rightPre);
        out.pre = pre;
        out.post = leftPre == leftPost && rightPre == rightPost ? pre : hash(leftPost, rightPost);
    }

    /// 0 over two empty subtrees, else SHA-256. The precompile fails only for want of gas, and then so does the proof.
    function hash(bytes32 left, bytes32 right) private view returns (bytes32 result) {
        if (left | right == 0) return 0;
        bool done;
        assembly ("memory-safe") {
            mstore(0, left)
            mstore(0x20, right)
            done := staticcall(gas(), 2, 0, 0x40, 0, 0x20)
            done := and(done, eq(returndatasize(), 0x20))
            result := mload(0)
        }
        if (!done) revert PrecompileOutOfGas();
    }

    function take(Reader memory reader) private pure returns (bytes32 sibling) {
        unchecked {
            uint256 index = reader.next;
            if (index >= reader.count) revert SiblingMissing();
            reader.next = index + 1;
            uint256 bitsAt = reader.bitsAt;
            bool zero;
            assembly ("memory-safe") {
                zero := and(shr(sub(7, and(index, 7)), byte(0, calldataload(add(bitsAt, shr(3, index))))), 1)
            }
            if (zero) return 0;
            uint256 start = reader.start;
            if (start + 32 > reader.end) revert SiblingsCutShort();
            reader.start = start + 32;
            assembly ("memory-safe") {
                sibling := calldataload(start)
            }
            if (sibling == 0) revert ZeroSibling(index);
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
