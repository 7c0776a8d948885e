// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Check} from "../Check.sol";
import {Multiproof} from "../../contracts/lib/Multiproof.sol";
import {NaiveTree} from "../NaiveTree.sol";
import {vm} from "../Vm.sol";

/// Multiproofs against roots and proofs made by the plainest recursion over all leaves.
contract MultiproofTest {
    uint256 private constant DEPTH = 48;

    /// What happens to the proven cell.
    uint256 private constant DELETED = 0;
    uint256 private constant INSERTED = 1;

    /// Leaves beside it.
    uint256 private constant LEAF = 1;
    uint256 private constant BRANCH = 2;

    struct Leaf {
        uint256 cell;
        bytes32 pre;
        bytes32 post;
        bool proven;
    }

    bytes private zeroBits;
    bytes private siblings;
    uint256 private siblingCount;

    function test_roots_randomTrees_succeeds() public {
        for (uint256 seed = 1; seed <= 40; seed++) {
            Leaf[] memory leaves = randomLeaves(seed, 1 + seed % 23);
            (bytes32 before, bytes32 now_) = proven(leaves, proofOf(leaves));
            Check.equal(before, root(leaves, false), "root before");
            Check.equal(now_, root(leaves, true), "root after");
        }
    }

    function test_roots_otherSibling_givesAnotherRoot() public {
        Leaf[] memory leaves = randomLeaves(7, 12);
        bytes memory proof = proofOf(leaves);
        proof[proof.length - 1] ^= 0x01;
        (bytes32 before,) = proven(leaves, proof);
        Check.isTrue(before != root(leaves, false), "another root");
    }

    /// Two forms of one proof would be two commitments to one challenge.
    function test_roots_zeroSiblingWrittenOut_reverts() public {
        Leaf[] memory leaves = one();
        bytes memory bits = allEmpty();
        bits[2] = 0x7f;
        expectRevert(leaves, abi.encodePacked(bits, bytes32(0)), Multiproof.ZeroSibling.selector);
    }

    function test_roots_siblingMissing_reverts() public {
        bytes memory proof = allEmpty();
        proof[1] = 0x2f;
        expectRevert(one(), proof, Multiproof.SiblingMissing.selector);
    }

    function test_roots_siblingsCutShort_reverts() public {
        bytes memory bits = allEmpty();
        bits[2] = 0x7f;
        expectRevert(one(), abi.encodePacked(bits, new bytes(31)), Multiproof.SiblingsCutShort.selector);
        expectRevert(one(), hex"0030ff", Multiproof.SiblingsCutShort.selector);
        expectRevert(one(), hex"00", Multiproof.SiblingsCutShort.selector);
    }

    function test_roots_leftOver_reverts() public {
        expectRevert(one(), abi.encodePacked(allEmpty(), uint8(0)), Multiproof.SiblingsLeftOver.selector);
        bytes memory oneMore = abi.encodePacked(allEmpty(), uint8(0x80));
        oneMore[1] = 0x31;
        expectRevert(one(), oneMore, Multiproof.SiblingsLeftOver.selector);
    }

    function test_roots_unusedBitSet_reverts() public {
        Leaf[] memory two = new Leaf[](2);
        two[0] = Leaf(0, keccak256("a"), keccak256("a"), true);
        two[1] = Leaf(1, keccak256("b"), keccak256("b"), true);
        expectRevert(two, hex"002fffffffffffff", Multiproof.UnusedBitSet.selector);
    }

    function test_roots_notAscending_reverts() public {
        Leaf[] memory two = new Leaf[](2);
        two[0] = Leaf(5, keccak256("a"), keccak256("a"), true);
        two[1] = two[0];
        expectRevert(two, allEmpty(), Multiproof.AddressesNotAscending.selector, 1);
        expectRevert(new Leaf[](0), allEmpty(), Multiproof.NoAddresses.selector);
    }

    /// Beside a cell that goes, what is left is opened: where its topmost node lies has to be a place below its own.
    function test_roots_openedWhereNoNodeIs_reverts() public {
        bytes memory right = proofOf(beside(DELETED, LEAF));
        expectForged(right, 39, abi.encodePacked(uint8(7), uint48(1 << 40), bytes32("node")), noNode(8, 7));
        expectForged(right, 39, abi.encodePacked(uint8(49), uint48(1 << 40), bytes32("node")), noNode(8, 49));
        expectForged(right, 39, abi.encodePacked(uint8(255), uint48(1 << 40), bytes32("node")), noNode(8, 255));
    }

    function test_roots_openedPathElsewhere_reverts() public {
        bytes memory right = proofOf(beside(DELETED, LEAF));
        bytes memory elsewhere = abi.encodePacked(Multiproof.EdgeStartsElsewhere.selector);
        expectForged(right, 39, abi.encodePacked(uint8(48), uint48(0), bytes32("node")), elsewhere);
        expectForged(right, 39, abi.encodePacked(uint8(48), uint48(3 << 40), bytes32("node")), elsewhere);
    }

    function test_roots_openedPathBehindItsEnd_reverts() public {
        bytes memory right = proofOf(beside(DELETED, LEAF));
        bytes memory longer = abi.encodePacked(Multiproof.PathLongerThanEdge.selector);
        expectForged(right, 39, abi.encodePacked(uint8(47), uint48(1 << 40 | 1), bytes32("node")), longer);
        expectForged(right, 39, abi.encodePacked(uint8(9), uint48(1 << 40 | 1 << 38), bytes32("node")), longer);
    }

    /// Said to be a branch it is an edge, said to be an edge it is a branch, said to end or to lie elsewhere: no such tree has the root
    /// that was agreed on. The other forms of a sibling are the lies that would change the root after and keep the one before.
    function test_roots_openedAsWhatItIsNot_givesAnotherRoot() public {
        for (uint256 kind = DELETED; kind <= INSERTED; kind++) {
            Leaf[] memory leaf = beside(kind, LEAF);
            bytes32 node = leaf[1].pre;
            bytes32 edge = NaiveTree.edge(NaiveTree.Top(node, DEPTH, 1 << 40), 8);
            forgedGivesAnotherRoot(leaf, 39, branchForm(kind, edge, node, edge));
            forgedGivesAnotherRoot(leaf, 39, abi.encodePacked(uint8(47), uint48(1 << 40), node));
            forgedGivesAnotherRoot(leaf, 39, abi.encodePacked(uint8(48), uint48(1 << 40 | 1), node));
            forgedGivesAnotherRoot(leaf, 39, abi.encodePacked(uint8(48), uint48(1 << 40), edge));
            Leaf[] memory branch = beside(kind, BRANCH);
            (bytes32 low, bytes32 high) = (side(branch[1]), side(branch[2]));
            node = NaiveTree.branch(low, high);
            uint256 length = kind == DELETED ? 65 : 33;
            forgedGivesAnotherRoot(branch, length, abi.encodePacked(uint8(9), uint48(1 << 40), node));
            forgedGivesAnotherRoot(branch, length, abi.encodePacked(uint8(48), uint48(1 << 40), node));
            forgedGivesAnotherRoot(branch, length, branchForm(kind, low, high, low));
        }
    }

    /// As in the proof of a cell that goes, the two sides of a branch; of one that comes, its hash.
    function branchForm(uint256 kind, bytes32 left, bytes32 right, bytes32 hash) private pure returns (bytes memory) {
        return kind == DELETED ? abi.encodePacked(uint8(8), right, left) : abi.encodePacked(uint8(8), hash);
    }

    /// The hash at depth 9 of a leaf below it.
    function side(Leaf memory leaf) private pure returns (bytes32) {
        return NaiveTree.edge(NaiveTree.Top(leaf.pre, DEPTH, leaf.cell), 9);
    }

    /// Cell 0 goes or comes; beside it, at depth 8, stands a leaf or a branch, and nothing else in the tree.
    function beside(uint256 kind, uint256 others) private pure returns (Leaf[] memory leaves) {
        leaves = new Leaf[](1 + others);
        bytes32 cell = keccak256("cell");
        leaves[0] = kind == DELETED ? Leaf(0, cell, 0, true) : Leaf(0, 0, cell, true);
        for (uint256 i = 1; i <= others; i++) {
            bytes32 other = keccak256(abi.encode("other", i));
            leaves[i] = Leaf((1 << 40) + (i - 1) * (1 << 39), other, other, false);
        }
    }

    /// A proof whose last bytes are others; the only sibling that is not empty stands there.
    function forged(bytes memory right, uint256 length, bytes memory last) private pure returns (bytes memory proof) {
        proof = new bytes(right.length - length);
        for (uint256 i = 0; i < proof.length; i++) {
            proof[i] = right[i];
        }
        return abi.encodePacked(proof, last);
    }

    function expectForged(bytes memory right, uint256 length, bytes memory last, bytes memory error_) private {
        expectRevertOf(beside(DELETED, LEAF), forged(right, length, last), error_);
    }

    function forgedGivesAnotherRoot(Leaf[] memory leaves, uint256 length, bytes memory last) private {
        bytes memory right = proofOf(leaves);
        (bytes32 before, bytes32 now_) = proven(leaves, right);
        Check.equal(before, root(leaves, false), "root before");
        Check.equal(now_, root(leaves, true), "root after");
        (before,) = proven(leaves, forged(right, length, last));
        Check.isTrue(before != root(leaves, false), "another root");
    }

    function noNode(uint256 depth, uint256 end) private pure returns (bytes memory) {
        return abi.encodeWithSelector(Multiproof.NoNodeThere.selector, depth, end);
    }

    function roots(uint256[] memory cells, bytes32[] memory pre, bytes32[] memory post, bytes calldata proof)
        external
        view
        returns (bytes32, bytes32)
    {
        return Multiproof.roots(cells, pre, post, proof);
    }

    function proven(Leaf[] memory leaves, bytes memory proof) private view returns (bytes32, bytes32) {
        (uint256[] memory cells, bytes32[] memory pre, bytes32[] memory post) = arrays(leaves);
        return this.roots(cells, pre, post, proof);
    }

    function expectRevert(Leaf[] memory leaves, bytes memory proof, bytes4 selector) private {
        expectRevertOf(leaves, proof, abi.encodePacked(selector));
    }

    function expectRevert(Leaf[] memory leaves, bytes memory proof, bytes4 selector, uint256 argument) private {
        expectRevertOf(leaves, proof, abi.encodeWithSelector(selector, argument));
    }

    function expectRevertOf(Leaf[] memory leaves, bytes memory proof, bytes memory error_) private {
        (uint256[] memory cells, bytes32[] memory pre, bytes32[] memory post) = arrays(leaves);
        vm.expectRevert(error_);
        this.roots(cells, pre, post, proof);
    }

    function arrays(Leaf[] memory leaves)
        private
        pure
        returns (uint256[] memory cells, bytes32[] memory pre, bytes32[] memory post)
    {
        uint256 count = 0;
        for (uint256 i = 0; i < leaves.length; i++) {
            if (leaves[i].proven) count++;
        }
        cells = new uint256[](count);
        pre = new bytes32[](count);
        post = new bytes32[](count);
        uint256 to = 0;
        for (uint256 i = 0; i < leaves.length; i++) {
            if (!leaves[i].proven) continue;
            (cells[to], pre[to], post[to]) = (leaves[i].cell, leaves[i].pre, leaves[i].post);
            to++;
        }
    }

    /// Clustered addresses, about half of them proven, some empty before or after; the first is always proven.
    function randomLeaves(uint256 seed, uint256 count) private pure returns (Leaf[] memory leaves) {
        leaves = new Leaf[](count);
        uint256 cell = 0;
        for (uint256 i = 0; i < count; i++) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            cell += 1 + (random & 0xff < 128 ? random >> 250 : (random >> 200) % (2 ** 43));
            bytes32 pre = random & 0x700 == 0 ? bytes32(0) : keccak256(abi.encode(random, "pre"));
            bool proven_ = i == 0 || random & 0x800 != 0;
            bytes32 post = !proven_ ? pre : random & 0x7000 == 0 ? bytes32(0) : keccak256(abi.encode(random, "post"));
            leaves[i] = Leaf(cell, pre, random & 0x8000 == 0 ? pre : post, proven_);
        }
    }

    function one() private pure returns (Leaf[] memory leaves) {
        leaves = new Leaf[](1);
        leaves[0] = Leaf(3, keccak256("leaf"), keccak256("leaf"), true);
    }

    /// 48 siblings, all empty.
    function allEmpty() private pure returns (bytes memory) {
        return hex"0030ffffffffffff";
    }

    function root(Leaf[] memory leaves, bool post) private pure returns (bytes32) {
        (uint256[] memory cells, bytes32[] memory hashes) = hashed(leaves, post);
        return NaiveTree.root(cells, hashes);
    }

    function hashed(Leaf[] memory leaves, bool post)
        private
        pure
        returns (uint256[] memory cells, bytes32[] memory hashes)
    {
        cells = new uint256[](leaves.length);
        hashes = new bytes32[](leaves.length);
        for (uint256 i = 0; i < leaves.length; i++) {
            (cells[i], hashes[i]) = (leaves[i].cell, post ? leaves[i].post : leaves[i].pre);
        }
    }

    function proofOf(Leaf[] memory leaves) private returns (bytes memory proof) {
        (zeroBits, siblings, siblingCount) = ("", "", 0);
        collect(leaves, 0, leaves.length, 0);
        return abi.encodePacked(uint16(siblingCount), zeroBits, siblings);
    }

    /// The siblings beside the leaves of a range, and whether it is empty before and after.
    function collect(Leaf[] memory leaves, uint256 low, uint256 high, uint256 depth)
        private
        returns (bool before, bool after_)
    {
        if (depth == DEPTH) return (leaves[low].pre == 0, leaves[low].post == 0);
        (uint256[] memory cells,) = hashed(leaves, false);
        uint256 middle = NaiveTree.split(cells, low, high, depth);
        if (!anyProven(leaves, low, middle)) {
            (before, after_) = collect(leaves, middle, high, depth + 1);
            return sibling(leaves, low, middle, depth + 1, before, after_);
        }
        (before, after_) = collect(leaves, low, middle, depth + 1);
        if (!anyProven(leaves, middle, high)) return sibling(leaves, middle, high, depth + 1, before, after_);
        (bool rightBefore, bool rightAfter) = collect(leaves, middle, high, depth + 1);
        return (before && rightBefore, after_ && rightAfter);
    }

    function sibling(Leaf[] memory leaves, uint256 low, uint256 high, uint256 depth, bool before, bool after_)
        private
        returns (bool, bool)
    {
        (uint256[] memory cells, bytes32[] memory hashes) = hashed(leaves, false);
        if (siblingCount++ % 8 == 0) zeroBits.push(0);
        if (NaiveTree.isEmpty(hashes, low, high)) {
            zeroBits[zeroBits.length - 1] |= bytes1(uint8(0x80 >> ((siblingCount - 1) % 8)));
            return (before, after_);
        }
        NaiveTree.Top memory top = NaiveTree.top(cells, hashes, low, high, depth);
        if (depth == DEPTH || (!before && !after_)) {
            siblings = abi.encodePacked(siblings, NaiveTree.edge(top, depth));
        } else if (top.end > depth) {
            siblings = abi.encodePacked(siblings, uint8(top.end), uint48(top.path), top.node);
        } else if (before) {
            siblings = abi.encodePacked(siblings, uint8(top.end), top.node);
        } else {
            uint256 middle = NaiveTree.split(cells, low, high, depth);
            siblings = abi.encodePacked(
                siblings,
                uint8(top.end),
                NaiveTree.hashAt(cells, hashes, low, middle, depth + 1),
                NaiveTree.hashAt(cells, hashes, middle, high, depth + 1)
            );
        }
        return (false, false);
    }

    function anyProven(Leaf[] memory leaves, uint256 low, uint256 high) private pure returns (bool) {
        for (uint256 i = low; i < high; i++) {
            if (leaves[i].proven) return true;
        }
        return false;
    }
}
