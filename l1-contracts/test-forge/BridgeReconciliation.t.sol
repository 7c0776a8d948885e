// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchHeader} from "../contracts/BatchHeader.sol";
import {BridgeReconciliation} from "../contracts/BridgeReconciliation.sol";
import {BridgeWithdrawals} from "../contracts/BridgeWithdrawals.sol";
import {DEPOSIT_CAP} from "../contracts/engine/generated/Protocol.sol";
import {BatchStatus} from "../contracts/interfaces/IRollup.sol";
import {StatePath} from "../contracts/lib/StatePath.sol";
import {Check} from "./Check.sol";
import {Deployment} from "./Deployment.sol";
import {ReentrantToken} from "./HostileTokens.sol";
import {vm} from "./Vm.sol";
import {WithdrawalTree} from "./WithdrawalTree.sol";

/// A final state is compared with the books before anybody is paid by it. Each test is an engine that has it wrong, with a root nobody can
/// challenge any more, or somebody who would like to stop the payments of others.
contract BridgeReconciliationTest is Deployment {
    WithdrawalTree tree;

    function setUp() public override {
        super.setUp();
        tree = new WithdrawalTree();
        fill(20_000_000);
        tree.put(0, ALICE, 16, 2_000_000_000);
        tree.put(1, BOB, 17, 3_000_000_000);
    }

    function test_reconcile_soundState_succeeds() public {
        BatchHeader memory header = settled();
        vm.expectEmit();
        emit BridgeReconciliation.Reconciled(header.index, header.hash(), 20_000_000_000, 5_000_000_000);
        vm.prank(STRANGER);
        Check.isTrue(bridge.reconcile(header, tree.books()), "anyone may");
        requireReconciled(header.index, 0, 5_000_000_000);
        Check.isTrue(bridge.claim(header, tree.withdrawal(1)), "and then it pays");
    }

    function test_claim_notReconciled_reverts() public {
        BatchHeader memory header = settled();
        BridgeWithdrawals.Withdrawal memory w = tree.withdrawal(1);
        vm.expectRevert(abi.encodeWithSelector(BridgeReconciliation.NotReconciled.selector, header.index, 0));
        bridge.claim(header, w);
    }

    function test_claimTo_notReconciled_reverts() public {
        BatchHeader memory header = settled();
        BridgeWithdrawals.Withdrawal memory w = tree.withdrawal(1);
        vm.expectRevert(abi.encodeWithSelector(BridgeReconciliation.NotReconciled.selector, header.index, 0));
        vm.prank(BOB);
        bridge.claimTo(header, w, STRANGER, 0, "");
    }

    function test_claim_earlierBatchOfAReconciled_succeeds() public {
        BatchHeader memory earlier = settled();
        BridgeWithdrawals.Withdrawal memory w = tree.withdrawal(1);
        tree.put(2, ALICE, 16, 1_000);
        BatchHeader memory later = settled();
        Check.isTrue(bridge.reconcile(later, tree.books()), "the later one");
        Check.isTrue(bridge.claim(earlier, w), "what it has withdrawn is part of what the later one has");
    }

    // ---- engines that have it wrong ----

    /// One nano-USDC too much, and the author withdraws: nobody is paid by that state, everybody by those before it.
    function test_reconcile_minted_pauses() public {
        BatchHeader memory sound = settled();
        BridgeWithdrawals.Withdrawal memory bobs = tree.withdrawal(1);
        Check.isTrue(bridge.reconcile(sound, tree.books()), "sound so far");

        tree.mint(1);
        tree.put(3, STRANGER, 19, 9_000_000_000);
        BatchHeader memory lie = settled();
        vm.expectEmit();
        emit BridgeReconciliation.WithdrawalsPaused(
            lie.index, lie.hash(), 20_000_000_000, 20_000_000_000, 14_000_000_000, 6_000_000_001, 0
        );
        Check.isTrue(!bridge.reconcile(lie, tree.books()), "seen");
        requireReconciled(sound.index, lie.index, 5_000_000_000);

        BridgeWithdrawals.Withdrawal memory stolen = tree.withdrawal(3);
        vm.expectRevert(
            abi.encodeWithSelector(BridgeReconciliation.NotReconciled.selector, lie.index, sound.index)
        );
        bridge.claim(lie, stolen);
        Check.isTrue(bridge.claim(sound, bobs), "withdrawals before it are paid");

        tree.put(4, ALICE, 16, 1_000_000);
        BatchHeader memory after_ = settled();
        Check.isTrue(!bridge.reconcile(after_, tree.books()), "it stays in all that follows");
        tree.mint(-1);
        BatchHeader memory repaired = settled();
        Check.isTrue(bridge.reconcile(repaired, tree.books()), "until it is gone again");
        requireReconciled(repaired.index, 0, 14_001_000_000);
    }

    function test_reconcile_burned_pauses() public {
        tree.mint(-1);
        Check.isTrue(!bridge.reconcile(settled(), tree.books()), "who lost it is owed it");
    }

    /// Credited and owed, but never deposited: the state adds up in itself.
    function test_reconcile_inventedDeposit_pauses() public {
        tree.credit(1_000);
        Check.isTrue(!bridge.reconcile(settled(), tree.books()), "the Bridge knows what came in");
    }

    function test_reconcile_forgottenDeposit_pauses() public {
        fill(1_000_000);
        tree.credit(type(uint64).max - 1_000_000_000 + 1);
        Check.isTrue(!bridge.reconcile(settled(), tree.books()), "nor may one be left out");
    }

    /// Deposited, but behind the batch's end of the inbox: no state can have it yet.
    function test_reconcile_depositBehindTheInboxEnd_pauses() public {
        uint256 inboxEnd = bridge.inboxLength();
        fill(1_000_000);
        BatchHeader memory header = appendedUpTo(SEQUENCER, tree.root(), "", inboxEnd);
        finalize();
        Check.isTrue(!bridge.reconcile(header, tree.books()), "not its to count");
    }

    /// Losses nobody bears, and the winner withdraws more than there is: what is left, and what is deposited next, belongs to others.
    function test_reconcile_moreWithdrawnThanCameIn_pauses() public {
        tree.put(2, ALICE, 16, 15_000_001_000);
        BatchHeader memory header = settled();
        BridgeReconciliation.StateBooks memory state = tree.books();
        Check.isTrue(!bridge.reconcile(header, state), "owed -1,000");
        fill(1_000_000);
        Check.isTrue(!bridge.reconcile(header, state), "what came after is not its");
        header = settled();
        Check.isTrue(bridge.reconcile(header, tree.books()), "once there is as much again, it is");
    }

    /// Paid withdrawals vanish from the count, and may be made again under other numbers.
    function test_reconcile_lessWithdrawnThanPaid_pauses() public {
        BatchHeader memory header = settled();
        bridge.reconcile(header, tree.books());
        bridge.claim(header, tree.withdrawal(1));
        tree.withdraw(-2_000_001_000);
        BatchHeader memory lie = settled();
        Check.isTrue(!bridge.reconcile(lie, tree.books()), "3,000,000,000 are paid, 2,999,999,000 said to be withdrawn");
        requireReconciled(header.index, lie.index, 5_000_000_000);
    }

    /// Cells that the state does not count: together no more is paid than it says was withdrawn.
    function test_claim_uncountedCells_reverts() public {
        tree.put(2, STRANGER, 19, 4_000_000_000);
        tree.withdraw(-4_000_000_000);
        BatchHeader memory header = settled();
        Check.isTrue(bridge.reconcile(header, tree.books()), "the sums are right");
        bridge.claim(header, tree.withdrawal(2));
        BridgeWithdrawals.Withdrawal memory w = tree.withdrawal(1);
        vm.expectRevert(
            abi.encodeWithSelector(BridgeReconciliation.ExceedsWithdrawn.selector, 3_000_000_000, 1_000_000_000)
        );
        bridge.claim(header, w);
    }

    /// Any field off by anything: true exactly when all are right.
    function test_reconcile_random_succeeds(int64 credit, int64 withdrawn, int64 minted, uint8 which) public {
        if (which & 1 == 0) credit = 0;
        if (which & 2 == 0) withdrawn = 0;
        if (which & 4 == 0) minted = 0;
        unchecked {
            tree.credit(uint64(credit));
        }
        tree.withdraw(withdrawn);
        tree.mint(minted);
        // 5 of 20 billion are withdrawn; up to 20 may be, by whoever; less than nothing is more than all.
        int256 total = int256(5_000_000_000) + withdrawn;
        bool sound = credit == 0 && minted == 0 && total >= 0 && total <= 20_000_000_000;
        Check.isTrue(bridge.reconcile(settled(), tree.books()) == sound, "exactly then");
    }

    // ---- who would like to stop others ----

    function test_reconcile_donation_succeeds() public {
        token.mint(address(bridge), 1);
        BatchHeader memory header = settled();
        Check.isTrue(bridge.reconcile(header, tree.books()), "a unit sent here is surplus");
        token.mint(address(bridge), 1e30);
        tree.put(2, ALICE, 16, 1_000);
        BatchHeader memory later = settled();
        Check.isTrue(bridge.reconcile(later, tree.books()), "however many");
        Check.isTrue(bridge.claim(later, tree.withdrawal(1)), "and nobody waits");
    }

    function test_reconcile_unconsumedDeposits_succeeds() public {
        BatchHeader memory header = appendedUpTo(SEQUENCER, tree.root(), "", bridge.inboxLength());
        deposited(STRANGER, 7_000_000);
        finalize();
        deposited(BOB, 7_000_000);
        Check.isTrue(bridge.reconcile(header, tree.books()), "what came later is not compared");
    }

    function test_reconcile_wrongState_reverts() public {
        BatchHeader memory header = settled();
        BridgeReconciliation.StateBooks memory right = tree.books();
        for (uint256 i; i < 10; i++) {
            BridgeReconciliation.StateBooks memory wrong = tree.books();
            if (i < 7) wrong.cursor[i] = bytes32(uint256(right.cursor[i]) ^ (1 << 112));
            if (i == 7) wrong.config = bytes32(uint256(right.config) ^ 1);
            if (i == 8) wrong.totals = bytes32(uint256(right.totals) ^ (1 << 192));
            if (i == 9) wrong.listed = bytes32(uint256(1));
            requireRefused(header, wrong);
        }
        BridgeReconciliation.StateBooks memory moved = tree.books();
        moved.siblings[0] = keccak256("other");
        requireRefused(header, moved);
        moved = tree.books();
        moved.mask ^= (1 << 4) | (1 << 5);
        requireRefused(header, moved);
        requireReconciled(0, 0, 0);
    }

    function test_reconcile_malformedPath_reverts() public {
        BatchHeader memory header = settled();
        BridgeReconciliation.StateBooks memory state = tree.books();
        state.mask |= 1;
        vm.expectRevert(abi.encodeWithSelector(StatePath.SiblingMask.selector, state.mask));
        bridge.reconcile(header, state);
        state.mask ^= 1 | (1 << 48);
        vm.expectRevert(abi.encodeWithSelector(StatePath.SiblingMask.selector, state.mask));
        bridge.reconcile(header, state);
    }

    function test_reconcile_stateOfAnotherBatch_reverts() public {
        BatchHeader memory header = settled();
        tree.mint(1);
        BatchHeader memory lie = settled();
        BridgeReconciliation.StateBooks memory state = tree.books();
        vm.expectPartialRevert(BridgeReconciliation.WrongFinalRoot.selector);
        bridge.reconcile(header, state);
        tree.mint(-1);
        state = tree.books();
        vm.expectPartialRevert(BridgeReconciliation.WrongFinalRoot.selector);
        bridge.reconcile(lie, state);
    }

    function test_reconcile_pendingBatch_reverts() public {
        BatchHeader memory header = appendedUpTo(SEQUENCER, tree.root(), "", bridge.inboxLength());
        requireNotFinal(header, BatchStatus.PENDING);
    }

    function test_reconcile_deletedBatch_reverts() public {
        BatchHeader memory lie = appendedUpTo(SEQUENCER, tree.root(), "", bridge.inboxLength());
        provedBy(WATCHER, lie);
        finalize();
        requireNotFinal(lie, BatchStatus.DELETED);
    }

    function test_reconcile_inventedBatch_reverts() public {
        BatchHeader memory header = settled();
        header.inboxEnd = 0;
        requireNotFinal(header, BatchStatus.UNKNOWN);
    }

    /// Whoever calls with an older batch, or with the one that pauses, over and over, moves nothing back.
    function test_reconcile_repeated_succeeds() public {
        BatchHeader memory first = settled();
        BridgeReconciliation.StateBooks memory firstState = tree.books();
        tree.put(2, ALICE, 16, 1_000);
        BatchHeader memory second = settled();
        bridge.reconcile(second, tree.books());
        BridgeWithdrawals.Withdrawal memory w = tree.withdrawal(1);
        tree.mint(1);
        BatchHeader memory lie = settled();
        for (uint256 i; i < 3; i++) {
            vm.prank(STRANGER);
            Check.isTrue(!bridge.reconcile(lie, tree.books()), "paused");
            vm.prank(STRANGER);
            Check.isTrue(bridge.reconcile(first, firstState), "covered");
            requireReconciled(second.index, lie.index, 5_000_001_000);
        }
        Check.isTrue(bridge.claim(second, w), "and pays");
    }

    /// Tokens gone from under the Bridge, as an issuer can do it: no race for what is left. Whoever makes up for them ends it.
    function test_reconcile_tokensGone_pauses() public {
        BatchHeader memory header = settled();
        vm.prank(address(bridge));
        token.transfer(STRANGER, 1);
        vm.expectEmit();
        emit BridgeReconciliation.WithdrawalsPaused(
            header.index, header.hash(), 20_000_000_000, 20_000_000_000, 5_000_000_000, 15_000_000_000, -1
        );
        Check.isTrue(!bridge.reconcile(header, tree.books()), "one unit short");
        vm.prank(STRANGER);
        token.transfer(address(bridge), 1);
        Check.isTrue(bridge.reconcile(header, tree.books()), "the same batch, once they are back");
    }

    function test_reconcile_reentered_succeeds() public {
        ReentrantToken hostile = new ReentrantToken();
        deploy(hostile, new bytes[](0));
        bonded(SEQUENCER);
        vm.prank(SEQUENCER);
        sequencers.claim();
        tree = new WithdrawalTree();
        fill(20_000_000);
        tree.put(0, ALICE, 16, 2_000_000_000);
        BatchHeader memory header = settled();
        bridge.reconcile(header, tree.books());
        BridgeWithdrawals.Withdrawal memory w = tree.withdrawal(0);
        tree.put(1, BOB, 17, 3_000_000_000);
        BatchHeader memory later = settled();
        hostile.arm(address(bridge), abi.encodeCall(bridge.reconcile, (later, tree.books())));
        Check.isTrue(bridge.claim(header, w), "paid");
        Check.isTrue(!hostile.succeeded(), "refused inside a payment");
    }

    // ---- counting ----

    /// More goes in and out than 64 bits count.
    function test_reconcile_beyond64Bits_succeeds() public {
        uint256 units = (DEPOSIT_CAP - 20_000_000_000) / 1000;
        for (uint256 number = 2; number < 22; number++) {
            fill(units);
            tree.put(number, ALICE, 16, units * 1000);
            BatchHeader memory header = settled();
            Check.isTrue(bridge.reconcile(header, tree.books()), "reconciled");
            Check.isTrue(bridge.claim(header, tree.withdrawal(number)), "paid");
        }
        (uint256 credited, uint256 claimed) = bridge.books();
        Check.isTrue(credited > 1 << 64 && claimed > 1 << 64, "modulo 2^64 in the state, in full here");
        requireReconciled(20, 0, claimed + 5_000_000_000);
    }

    // ---- what tests do over and over ----

    function fill(uint256 units) private {
        deposited(ALICE, units);
        tree.credit(units * 1000);
    }

    /// A final batch with the state of the tree and all of the inbox.
    function settled() private returns (BatchHeader memory header) {
        header = appendedUpTo(SEQUENCER, tree.root(), "", bridge.inboxLength());
        finalize();
    }

    function requireReconciled(uint256 index, uint256 pausedIndex, uint256 withdrawn) private view {
        (uint256 index_, uint256 pausedIndex_, uint256 withdrawn_) = bridge.reconciliation();
        Check.equal(index_, index, "reconciled");
        Check.equal(pausedIndex_, pausedIndex, "paused");
        Check.equal(withdrawn_, withdrawn, "withdrawn");
    }

    function requireRefused(BatchHeader memory header, BridgeReconciliation.StateBooks memory state) private {
        vm.expectPartialRevert(BridgeReconciliation.WrongFinalRoot.selector);
        vm.prank(STRANGER);
        bridge.reconcile(header, state);
    }

    function requireNotFinal(BatchHeader memory header, BatchStatus status) private {
        BridgeReconciliation.StateBooks memory state = tree.books();
        vm.expectRevert(
            abi.encodeWithSelector(BridgeReconciliation.BatchNotFinal.selector, header.hash(), status)
        );
        bridge.reconcile(header, state);
    }
}
