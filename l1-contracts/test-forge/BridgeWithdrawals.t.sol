// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchHeader} from "../contracts/BatchHeader.sol";
import {Bridge} from "../contracts/Bridge.sol";
import {BridgeReconciliation} from "../contracts/BridgeReconciliation.sol";
import {BridgeWithdrawals} from "../contracts/BridgeWithdrawals.sol";
import {BatchStatus} from "../contracts/interfaces/IRollup.sol";
import {StatePath} from "../contracts/lib/StatePath.sol";
import {Check} from "./Check.sol";
import {Deployment} from "./Deployment.sol";
import {BlacklistToken, ReentrantToken} from "./HostileTokens.sol";
import {vm} from "./Vm.sol";
import {WithdrawalTree} from "./WithdrawalTree.sol";

/// Withdrawals: paid once, by a final root, to whom it belongs.
contract BridgeWithdrawalsTest is Deployment {
    uint256 constant CAROL_KEY = 0xca201;
    WithdrawalTree tree;
    address carol;

    function setUp() public override {
        super.setUp();
        carol = vm.addr(CAROL_KEY);
        tree = new WithdrawalTree();
        tree.put(0, ALICE, 16, 2_000_000_000);
        tree.put(1, BOB, 17, 3_000_000_000);
        tree.put(5, carol, 18, 4_000_000_000);
    }

    function test_claim_finalRoot_succeeds() public {
        BatchHeader memory header = finalBatch();
        vm.prank(STRANGER);
        Check.isTrue(bridge.claim(header, tree.withdrawal(1)), "anyone may call");
        Check.equal(token.balanceOf(BOB), 3_000_000, "the recipient is paid");
        Check.isTrue(bridge.isClaimed(1) && !bridge.isClaimed(0), "by number");
        (, uint256 claimed) = bridge.books();
        Check.equal(claimed, 3_000_000_000, "books");
        bridge.claim(header, tree.withdrawal(0));
        bridge.claim(header, tree.withdrawal(5));
        Check.equal(token.balanceOf(ALICE), 2_000_000, "each path");
        Check.equal(token.balanceOf(carol), 4_000_000, "each path");
    }

    function test_claim_twice_succeeds() public {
        BatchHeader memory header = finalBatch();
        bridge.claim(header, tree.withdrawal(1));
        Check.isTrue(!bridge.claim(header, tree.withdrawal(1)), "done is done");
        Check.equal(token.balanceOf(BOB), 3_000_000, "paid once");
    }

    function test_claim_twiceByAnotherRoot_succeeds() public {
        // The cell is in every later state too: the number decides, not the root.
        BatchHeader memory first = finalBatch();
        bridge.claim(first, tree.withdrawal(1));
        tree.put(2, ALICE, 16, 1_000);
        BatchHeader memory second = reconciled();
        Check.isTrue(!bridge.claim(second, tree.withdrawal(1)), "done is done");
        Check.equal(token.balanceOf(BOB), 3_000_000, "paid once");
        Check.isTrue(bridge.claim(second, tree.withdrawal(0)), "any final root serves");
    }

    function test_claim_pendingBatch_reverts() public {
        fill();
        BatchHeader memory header = appended(tree.root());
        BridgeWithdrawals.Withdrawal memory w = tree.withdrawal(1);
        vm.expectRevert(
            abi.encodeWithSelector(BridgeReconciliation.BatchNotFinal.selector, header.hash(), BatchStatus.PENDING)
        );
        bridge.claim(header, w);
    }

    function test_claim_deletedBatch_reverts() public {
        // A lie that pays its author: deleted, it never becomes final, however long one waits.
        fill();
        tree.put(3, STRANGER, 19, 9_000_000_000);
        BatchHeader memory lie = appended(tree.root());
        provedBy(WATCHER, lie);
        finalize();
        BridgeWithdrawals.Withdrawal memory w = tree.withdrawal(3);
        vm.expectRevert(
            abi.encodeWithSelector(BridgeReconciliation.BatchNotFinal.selector, lie.hash(), BatchStatus.DELETED)
        );
        bridge.claim(lie, w);
    }

    function test_claim_inventedBatch_reverts() public {
        BatchHeader memory header = finalBatch();
        header.finalRoot = "mine";
        BridgeWithdrawals.Withdrawal memory w = tree.withdrawal(1);
        vm.expectRevert(
            abi.encodeWithSelector(BridgeReconciliation.BatchNotFinal.selector, header.hash(), BatchStatus.UNKNOWN)
        );
        bridge.claim(header, w);
    }

    function test_claim_changedCell_reverts() public {
        BatchHeader memory header = finalBatch();
        BridgeWithdrawals.Withdrawal memory w = tree.withdrawal(1);
        // Recipient, account, amount: whatever bit is turned, the root is another.
        for (uint256 bit; bit < 256; bit += 15) {
            BridgeWithdrawals.Withdrawal memory changed = tree.withdrawal(1);
            changed.cell = w.cell ^ (1 << bit);
            (bool ok,) = address(bridge).call(abi.encodeCall(bridge.claim, (header, changed)));
            Check.isTrue(!ok, "refused");
        }
        Check.equal(token.balanceOf(address(bridge)), 20_000_000, "nothing left");
    }

    function test_claim_cellUnderAnotherNumber_reverts() public {
        BatchHeader memory header = finalBatch();
        BridgeWithdrawals.Withdrawal memory w = tree.withdrawal(1);
        w.number = 2;
        vm.expectPartialRevert(BridgeReconciliation.WrongFinalRoot.selector);
        bridge.claim(header, w);
    }

    function test_claim_numberOutOfSpace_reverts() public {
        // Bit 40 would reach into another address space.
        BatchHeader memory header = finalBatch();
        BridgeWithdrawals.Withdrawal memory w = tree.withdrawal(1);
        w.number = (1 << 40) | 1;
        vm.expectRevert(abi.encodeWithSelector(BridgeWithdrawals.NoSuchNumber.selector, w.number));
        bridge.claim(header, w);
    }

    function test_claim_siblings_reverts() public {
        BatchHeader memory header = finalBatch();
        BridgeWithdrawals.Withdrawal memory w = tree.withdrawal(1);
        uint256 count = w.siblings.length;
        w.mask |= 1 << 47;
        vm.expectRevert(abi.encodeWithSelector(StatePath.SiblingCount.selector, count, count + 1));
        bridge.claim(header, w);
        w.mask ^= (1 << 47) | (1 << 42);
        vm.expectRevert(abi.encodeWithSelector(StatePath.SiblingCount.selector, count, count - 1));
        bridge.claim(header, w);
        w.mask = 1 << 48;
        vm.expectRevert(abi.encodeWithSelector(StatePath.SiblingMask.selector, w.mask));
        bridge.claim(header, w);
        w = tree.withdrawal(1);
        w.siblings[0] = 0;
        vm.expectRevert(abi.encodeWithSelector(StatePath.ZeroSibling.selector, 0));
        bridge.claim(header, w);
    }

    function test_claim_brokenQuantum_reverts() public {
        // The engine writes no such cell; were one ever final, paying it would lose the fraction.
        fill();
        tree.put(4, ALICE, 16, 1_500);
        BatchHeader memory header = appended(tree.root());
        finalize();
        BridgeWithdrawals.Withdrawal memory w = tree.withdrawal(4);
        vm.expectRevert(abi.encodeWithSelector(BridgeWithdrawals.AmountNotPayable.selector, 1_500));
        bridge.claim(header, w);
    }

    // ---- recipients the token refuses ----

    function test_claim_blacklisted_reverts() public {
        BlacklistToken strict = new BlacklistToken();
        BatchHeader memory header = finalBatchWith(strict);
        strict.blacklist(BOB);
        BridgeWithdrawals.Withdrawal memory w = tree.withdrawal(1);
        vm.expectRevert(abi.encodeWithSelector(BlacklistToken.Blacklisted.selector, BOB));
        bridge.claim(header, w);
        Check.isTrue(!bridge.isClaimed(1), "still his");
        Check.isTrue(bridge.claim(header, tree.withdrawal(0)), "and nobody else is held up");
        vm.prank(BOB);
        Check.isTrue(bridge.claimTo(header, w, address(0xb0b2), 0, ""), "he names another address");
        Check.equal(token.balanceOf(address(0xb0b2)), 3_000_000, "paid there");
    }

    function test_claimTo_signed_succeeds() public {
        BatchHeader memory header = finalBatch();
        uint256 deadline = vm.getBlockTimestamp() + 60;
        bytes memory signature = redirect(CAROL_KEY, 5, 4_000_000_000, BOB, deadline);
        vm.prank(STRANGER);
        Check.isTrue(bridge.claimTo(header, tree.withdrawal(5), BOB, deadline, signature), "anyone may carry it");
        Check.equal(token.balanceOf(BOB), 4_000_000, "paid to whom she signed for");
    }

    function test_claimTo_stranger_reverts() public {
        BatchHeader memory header = finalBatch();
        uint256 deadline = vm.getBlockTimestamp() + 60;
        BridgeWithdrawals.Withdrawal memory w = tree.withdrawal(5);
        bytes memory signature = redirect(0xbad, 5, 4_000_000_000, STRANGER, deadline);
        vm.expectRevert(
            abi.encodeWithSelector(BridgeWithdrawals.NotRecipient.selector, vm.addr(0xbad), carol)
        );
        vm.prank(STRANGER);
        bridge.claimTo(header, w, STRANGER, deadline, signature);
    }

    function test_claimTo_anotherTarget_reverts() public {
        BatchHeader memory header = finalBatch();
        uint256 deadline = vm.getBlockTimestamp() + 60;
        bytes memory signature = redirect(CAROL_KEY, 5, 4_000_000_000, BOB, deadline);
        BridgeWithdrawals.Withdrawal memory w = tree.withdrawal(5);
        vm.expectPartialRevert(BridgeWithdrawals.NotRecipient.selector);
        vm.prank(STRANGER);
        bridge.claimTo(header, w, STRANGER, deadline, signature);
    }

    function test_claimTo_expired_reverts() public {
        BatchHeader memory header = finalBatch();
        uint256 deadline = vm.getBlockTimestamp() - 1;
        bytes memory signature = redirect(CAROL_KEY, 5, 4_000_000_000, BOB, deadline);
        BridgeWithdrawals.Withdrawal memory w = tree.withdrawal(5);
        vm.expectRevert(abi.encodeWithSelector(BridgeWithdrawals.RedirectExpired.selector, deadline));
        vm.prank(STRANGER);
        bridge.claimTo(header, w, BOB, deadline, signature);
    }

    // ---- hostile token ----

    function test_claim_reentered_succeeds() public {
        ReentrantToken hostile = new ReentrantToken();
        BatchHeader memory header = finalBatchWith(hostile);
        hostile.arm(address(bridge), abi.encodeCall(bridge.claim, (header, tree.withdrawal(0))));
        bridge.claim(header, tree.withdrawal(1));
        Check.isTrue(!hostile.succeeded(), "refused inside");
        (, uint256 claimed) = bridge.books();
        Check.equal(claimed, 3_000_000_000, "one payment");
    }

    function test_domain_separator_succeeds() public view {
        bytes32 expected = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Truebook"),
                keccak256("1"),
                block.chainid,
                address(bridge)
            )
        );
        Check.equal(bridge.domainSeparator(), expected, "the protocol's domain");
    }

    function redirect(uint256 key, uint256 number, uint256 amount, address to, uint256 deadline)
        private
        view
        returns (bytes memory)
    {
        bytes32 typeHash = keccak256("Redirect(uint40 number,uint64 amount,address to,uint256 deadline)");
        bytes32 structHash = keccak256(abi.encode(typeHash, number, amount, to, deadline));
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", bridge.domainSeparator(), structHash));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function fill() private {
        deposited(ALICE, 20_000_000);
        tree.credit(20_000_000_000);
    }

    function finalBatch() private returns (BatchHeader memory header) {
        fill();
        return reconciled();
    }

    /// A batch with the state of the tree, final and reconciled.
    function reconciled() private returns (BatchHeader memory header) {
        header = appendedUpTo(SEQUENCER, tree.root(), "", bridge.inboxLength());
        finalize();
        Check.isTrue(bridge.reconcile(header, tree.books()), "reconciled");
    }

    function finalBatchWith(ReentrantToken token_) private returns (BatchHeader memory) {
        deploy(token_, new bytes[](0));
        bonded(SEQUENCER);
        vm.prank(SEQUENCER);
        sequencers.claim();
        return finalBatch();
    }

    function finalBatchWith(BlacklistToken token_) private returns (BatchHeader memory) {
        return finalBatchWith(ReentrantToken(address(token_)));
    }
}
