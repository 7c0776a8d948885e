// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchHeader} from "../contracts/BatchHeader.sol";
import {Cells} from "../contracts/engine/Cells.sol";
import {CellAddresses} from "../contracts/engine/CellAddresses.sol";
import {DataWindows} from "../contracts/proof/DataWindow.sol";
import {Equivocation} from "../contracts/Equivocation.sol";
import {HeaderFacts} from "../contracts/engine/HeaderFacts.sol";
import {BatchStatus} from "../contracts/interfaces/IRollup.sol";
import {ItemChain} from "../contracts/proof/ItemChain.sol";
import {LeaseState} from "../contracts/Sequencers.sol";
import {SegmentProofs} from "../contracts/proof/SegmentProof.sol";
import {SignedHead} from "../contracts/SignedHead.sol";
import {Check} from "./Check.sol";
import {EquivocationCase} from "./EquivocationCase.sol";
import {vm} from "./Vm.sol";

/// A head against a batch: what the batch says of an item is read off a cursor and the data, by framing alone.
contract EquivocationBatchTest is EquivocationCase {
    uint256 constant PHASE_ITEM = 1;
    uint256 constant PHASE_MATCH = 2;

    bytes items;

    /// Before the batch, at the end of its parent.
    Place start;

    /// Of `start` and all items. Made ahead, because a hash made between `expectRevert` and the call is a call as well.
    bytes whole;

    function setUp() public override {
        super.setUp();
        items = abi.encodePacked(frame(1, "one"), frame(200, "unknown type"), frame(2, ""));
        start = at(10, "H10");
    }

    function test_proveBatch_committed_succeeds() public {
        BatchHeader memory batch = batchOf(items);
        SignedHead memory h = head(12, "another");
        committed(WATCHER, h.leaseId, keccak256(abi.encode(h, batch.hash())));
        vm.prank(WATCHER);
        Check.isTrue(prove(h, batch), "slashed");
        Check.equal(bondOf(holder), 0, "bond");
        Check.equal(sequencers.rewards(WATCHER), parameters.bond / 2, "half to the challenger");
        Check.isTrue(sequencers.leaseState() == LeaseState.VACANT, "the lease is lost");
        Check.isTrue(rollup.statusOf(batch.index, batch.hash()) == BatchStatus.PENDING, "the batch stays");
        vm.prank(STRANGER);
        Check.isTrue(!prove(h, batch), "done is done");
    }

    function test_chainHashAfter_everyItem_succeeds() public {
        BatchHeader memory batch = batchOf(items);
        bytes32 h = chained("H10", frame(1, "one"));
        Check.equal(hashAfter(batch, 11), h, "first");
        h = chained(h, frame(200, "unknown type"));
        Check.equal(hashAfter(batch, 12), h, "unknown types count");
        h = chained(h, frame(2, ""));
        Check.equal(hashAfter(batch, 13), h, "empty body");
    }

    function test_chainHashAfter_malformedLength_endsTheBatch_succeeds() public {
        items = abi.encodePacked(frame(1, "one"), hex"05ffff", "never read as items");
        BatchHeader memory batch = batchOf(items);
        Check.equal(hashAfter(batch, 12), chained(chained("H10", frame(1, "one")), hex"05ffff"), "first three bytes");
        vm.expectRevert(abi.encodeWithSelector(ItemChain.BatchEndsBefore.selector, 13, 12));
        hashAfter(batch, 13);
    }

    function test_chainHashAfter_longerThanAnyItem_isMalformed_succeeds() public {
        items = abi.encodePacked(uint8(1), uint16(4097), new bytes(5000));
        BatchHeader memory batch = batchOf(items);
        Check.equal(hashAfter(batch, 11), chained("H10", hex"011001"), "4,097 is too long though it is there");
        items = abi.encodePacked(uint8(1), uint16(4096), new bytes(4096));
        batch = batchOf(items);
        Check.equal(hashAfter(batch, 11), chained("H10", items), "4,096 is not, over five chunks");
    }

    function test_chainHashAfter_pastTheEnd_isMalformed_succeeds() public {
        items = hex"01000412345678020004aabb";
        BatchHeader memory batch = batchOf(items);
        bytes32 first = chained("H10", hex"01000412345678");
        Check.equal(hashAfter(batch, 12), chained(first, hex"020004"), "cut short");
    }

    function test_chainHashAfter_oneAndTwoBytesLeft_succeeds() public {
        items = hex"01";
        Check.equal(hashAfter(batchOf(items), 11), chained("H10", hex"01"), "one byte");
        items = hex"0100";
        Check.equal(hashAfter(batchOf(items), 11), chained("H10", hex"0100"), "two bytes");
    }

    function test_chainHashAfter_interiorRoot_succeeds() public {
        Place memory inside = at(11, chained("H10", frame(1, "one")));
        (inside.offset, inside.phase) = (6, PHASE_MATCH);
        (BatchHeader memory batch, bytes memory data) = twoSegments(inside);
        Check.equal(
            equivocation.chainHashAfter(batch, headers[batch.index - 1], 1, proofOf(inside, data), 12),
            chained(inside.chainHash, frame(200, "unknown type")),
            "the item in flight is counted already, its bytes are behind the offset"
        );
    }

    function test_chainHashAfter_insideABundle_goesOnBehindIt_succeeds() public {
        Place memory inside = at(11, chained("H10", frame(1, "one")));
        (inside.offset, inside.phase, inside.bundleEnd) = (4, PHASE_MATCH, 6);
        (BatchHeader memory batch, bytes memory data) = twoSegments(inside);
        Check.equal(
            equivocation.chainHashAfter(batch, headers[batch.index - 1], 1, proofOf(inside, data), 12),
            chained(inside.chainHash, frame(200, "unknown type")),
            "not at the next operation"
        );
    }

    function test_proveBatch_final_succeeds() public {
        BatchHeader memory batch = batchOf(items);
        SignedHead memory h = head(12, "another");
        finalize();
        Check.isTrue(rollup.statusOf(batch.index, batch.hash()) == BatchStatus.FINAL, "final");
        Check.isTrue(prove(h, batch), "the bond is there still");
    }

    // ---- what only looks like it ----

    function test_proveBatch_sameChain_reverts() public {
        BatchHeader memory batch = batchOf(items);
        bytes32 right = chained("H10", frame(1, "one"));
        SignedHead memory h = head(11, right);
        vm.expectRevert(abi.encodeWithSelector(Equivocation.NoContradiction.selector, 11, right));
        prove(h, batch);
    }

    function test_proveBatch_endsBeforeTheItem_reverts() public {
        // It confirmed more than it posted: omission, which crash and takeover bring about as well.
        BatchHeader memory batch = batchOf(items);
        SignedHead memory h = head(14, "never posted");
        vm.expectRevert(abi.encodeWithSelector(ItemChain.BatchEndsBefore.selector, 14, 13));
        prove(h, batch);
    }

    function test_proveBatch_emptyBatch_reverts() public {
        items = "";
        BatchHeader memory batch = batchOf(items);
        SignedHead memory h = head(11, "never posted");
        vm.expectRevert(abi.encodeWithSelector(ItemChain.BatchEndsBefore.selector, 11, 10));
        prove(h, batch);
    }

    function test_proveBatch_itemBeforeTheBatch_reverts() public {
        BatchHeader memory batch = batchOf(items);
        SignedHead memory h = head(10, "of the batch before");
        vm.expectRevert(abi.encodeWithSelector(ItemChain.ItemBeforeSegment.selector, 10, 10));
        prove(h, batch);
    }

    function test_proveBatch_deleted_reverts() public {
        // Another's fraud below it: the batch is gone, and its holder was honest.
        hold(STANDBY);
        BatchHeader memory lie = ending(at(9, "a lie"));
        hold(holder);
        BatchHeader memory batch = batchOf(items);
        SignedHead memory h = head(12, "another");
        vm.prank(WATCHER);
        rollup.prove(lie.hash(), lie, headers[0], 0, "fraud", "");
        Check.equal(bondOf(holder), parameters.bond, "the lie below was another's");
        vm.expectRevert(
            abi.encodeWithSelector(
                Equivocation.NotCanonical.selector, batch.index, batch.hash(), BatchStatus.DELETED
            )
        );
        prove(h, batch);
    }

    function test_proveBatch_neverPosted_reverts() public {
        BatchHeader memory batch = batchOf(items);
        SignedHead memory h = head(12, "another");
        batch.finalRoot = "invented";
        vm.expectRevert(
            abi.encodeWithSelector(
                Equivocation.NotCanonical.selector, batch.index, batch.hash(), BatchStatus.UNKNOWN
            )
        );
        prove(h, batch);
    }

    function test_proveBatch_ofTheNextLease_reverts() public {
        // Taken over by another, who ordered other items under the same numbers.
        SignedHead memory h = head(12, "never posted");
        hold(STANDBY);
        BatchHeader memory batch = batchOf(items);
        vm.expectRevert(abi.encodeWithSelector(Equivocation.DifferentLeases.selector, h.leaseId, batch.leaseId));
        prove(h, batch);
    }

    function test_proveBatch_unknownLease_reverts() public {
        BatchHeader memory batch = batchOf(items);
        SignedHead memory h = signed(KEY, "of a fork", 12, "another", 0, 0);
        batch.leaseId = "of a fork";
        vm.expectRevert(abi.encodeWithSelector(Equivocation.UnknownLease.selector, bytes32("of a fork")));
        prove(h, batch);
    }

    function test_proveBatch_signedByAnother_reverts() public {
        BatchHeader memory batch = batchOf(items);
        SignedHead memory h = signed(KEY + 1, leaseId(), 12, "another", 0, 0);
        vm.expectRevert(abi.encodeWithSelector(Equivocation.NotSignedByHolder.selector, leaseId(), holder));
        prove(h, batch);
    }

    function test_proveBatch_inboxThatL1HasNot_reverts() public {
        BatchHeader memory batch = batchOf(items);
        SignedHead memory h = signed(KEY, leaseId(), 12, "another", "of a fork", 0);
        vm.expectRevert(
            abi.encodeWithSelector(Equivocation.InboxNotCanonical.selector, 0, bytes32("of a fork"), bytes32(0))
        );
        prove(h, batch);
    }

    // ---- false proofs ----

    function test_proveBatch_otherParent_reverts() public {
        BatchHeader memory batch = batchOf(items);
        SignedHead memory h = head(12, "another");
        BatchHeader memory other = headers[0];
        vm.expectRevert(abi.encodeWithSelector(Equivocation.WrongParent.selector, other.hash(), batch.parentHash));
        equivocation.proveBatch(h, batch, other, 0, whole, SALT);
    }

    function test_proveBatch_inventedCursor_reverts() public {
        BatchHeader memory batch = batchOf(items);
        SignedHead memory h = head(12, "another");
        Place memory invented = at(10, "invented");
        bytes memory false_ = proofOf(invented, items);
        vm.expectRevert(abi.encodeWithSelector(ItemChain.WrongPreRoot.selector, root(invented), root(start)));
        equivocation.proveBatch(h, batch, headers[batch.index - 1], 0, false_, SALT);
    }

    function test_proveBatch_cursorOfAnotherSegment_reverts() public {
        Place memory inside = at(11, "inside");
        (inside.offset, inside.phase) = (6, PHASE_ITEM);
        (BatchHeader memory batch, bytes memory data) = twoSegments(inside);
        SignedHead memory h = head(12, "another");
        bytes memory false_ = proofOf(start, data);
        vm.expectRevert(abi.encodeWithSelector(ItemChain.WrongPreRoot.selector, root(start), root(inside)));
        equivocation.proveBatch(h, batch, headers[batch.index - 1], 1, false_, SALT);
        vm.expectRevert(abi.encodeWithSelector(SegmentProofs.NoSuchSegment.selector, 2, 2));
        equivocation.proveBatch(h, batch, headers[batch.index - 1], 2, false_, SALT);
    }

    function test_proveBatch_withoutCursor_reverts() public {
        BatchHeader memory batch = batchOf(items);
        SignedHead memory h = head(12, "another");
        // No cell at all: the multiproof of nothing gives no root.
        vm.expectRevert();
        equivocation.proveBatch(
            h, batch, headers[batch.index - 1], 0, abi.encodePacked(uint16(0), uint8(0), uint16(0), uint16(0)), SALT
        );
    }

    function test_proveBatch_chunkMissing_reverts() public {
        items = abi.encodePacked(frame(1, new bytes(1020)), frame(2, "second chunk"));
        BatchHeader memory batch = batchOf(items);
        SignedHead memory h = head(12, "another");
        bytes memory first = new bytes(1024);
        for (uint256 i; i < 1024; i++) {
            first[i] = i < items.length ? items[i] : bytes1(0);
        }
        bytes32 sibling = keccak256(abi.encodePacked(uint8(0), frameTail()));
        bytes memory part = proof(start, abi.encodePacked(uint8(1), uint8(0), first, sibling));
        vm.expectRevert(abi.encodeWithSelector(ItemChain.MissingData.selector, 1023, 3));
        equivocation.proveBatch(h, batch, headers[batch.index - 1], 0, part, SALT);
    }

    function test_proveBatch_changedData_reverts() public {
        BatchHeader memory batch = batchOf(items);
        SignedHead memory h = head(12, "another");
        bytes memory changed = bytes.concat(items);
        changed[4] ^= 0x01;
        bytes memory false_ = proofOf(start, changed);
        vm.expectPartialRevert(DataWindows.WrongDataRoot.selector);
        equivocation.proveBatch(h, batch, headers[batch.index - 1], 0, false_, SALT);
    }

    function test_chainHashAfter_secondProofInTransaction_reverts() public {
        // Cells that a first proof left behind in transient storage would serve the second.
        BatchHeader memory batch = batchOf(items);
        Twice twice = new Twice();
        bytes memory call = abi.encodeCall(
            equivocation.chainHashAfter, (batch, headers[batch.index - 1], 0, whole, 11)
        );
        vm.expectRevert(abi.encodeWithSelector(HeaderFacts.SecondProofInTransaction.selector));
        twice.call(address(equivocation), call);
    }

    // ---- inside ----

    /// A batch with these items on a parent that ends where `start` is.
    function batchOf(bytes memory transactions) private returns (BatchHeader memory) {
        ending(start);
        whole = proofOf(start, transactions);
        return post(new bytes32[](0), transactions, "final");
    }

    /// The second segment begins at the place.
    function twoSegments(Place memory inside) private returns (BatchHeader memory batch, bytes memory data) {
        ending(start);
        bytes32[] memory roots = new bytes32[](1);
        roots[0] = root(inside);
        batch = post(roots, items, "final");
        data = abi.encodePacked(roots, items);
    }

    function prove(SignedHead memory h, BatchHeader memory batch) private returns (bool) {
        return equivocation.proveBatch(h, batch, headers[batch.index - 1], 0, whole, SALT);
    }

    function hashAfter(BatchHeader memory batch, uint256 sequence) private returns (bytes32) {
        return equivocation.chainHashAfter(batch, headers[batch.index - 1], 0, whole, sequence);
    }

    /// What stands in the second chunk.
    function frameTail() private view returns (bytes memory tail) {
        tail = new bytes(items.length - 1024);
        for (uint256 i; i < tail.length; i++) {
            tail[i] = items[1024 + i];
        }
    }
}

/// Two calls in one transaction.
contract Twice {
    function call(address target, bytes calldata data) external {
        for (uint256 i; i < 2; i++) {
            (bool ok, bytes memory result) = target.call(data);
            if (!ok) {
                assembly ("memory-safe") {
                    revert(add(result, 0x20), mload(result))
                }
            }
        }
    }
}
