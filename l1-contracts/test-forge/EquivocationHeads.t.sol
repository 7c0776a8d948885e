// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchHeader} from "../contracts/BatchHeader.sol";
import {BridgeInbox} from "../contracts/BridgeInbox.sol";
import {Equivocation} from "../contracts/Equivocation.sol";
import {LeaseState, Sequencers} from "../contracts/Sequencers.sol";
import {SignedHead} from "../contracts/SignedHead.sol";
import {Check} from "./Check.sol";
import {EquivocationCase} from "./EquivocationCase.sol";
import {vm} from "./Vm.sol";

/// Two heads of one item: when they cost the bond, whose, who is paid, and everything that only looks like it.
contract EquivocationHeadsTest is EquivocationCase {
    function test_proveHeads_committed_succeeds() public {
        (SignedHead memory a, SignedHead memory b) = twoHeads();
        uint256 burned = address(0).balance;
        Check.isTrue(provenBy(WATCHER, a, b), "slashed");
        Check.equal(bondOf(holder), 0, "bond");
        Check.equal(sequencers.rewards(WATCHER), parameters.bond / 2, "half to the challenger");
        Check.equal(address(0).balance - burned, parameters.bond / 2, "half burned");
        Check.isTrue(sequencers.leaseState() == LeaseState.VACANT, "the lease is lost");
        Check.isTrue(!sequencers.isActive(holder), "out of the rotation");
    }

    function test_proveHeads_uncommitted_succeeds() public {
        (SignedHead memory a, SignedHead memory b) = twoHeads();
        uint256 burned = address(0).balance;
        vm.prank(WATCHER);
        Check.isTrue(equivocation.proveHeads(a, b, SALT), "slashed all the same");
        Check.equal(sequencers.rewards(WATCHER), 0, "nobody is paid");
        Check.equal(address(0).balance - burned, parameters.bond, "all burned");
    }

    function test_proveHeads_copiedReveal_succeeds() public {
        (SignedHead memory a, SignedHead memory b) = twoHeads();
        committed(WATCHER, a.leaseId, keccak256(abi.encode(a, b)));
        vm.prank(STRANGER);
        equivocation.proveHeads(a, b, SALT);
        Check.equal(sequencers.rewards(STRANGER), 0, "commitments name their challenger");
    }

    function test_proveHeads_committedInTheSameBlock_succeeds() public {
        (SignedHead memory a, SignedHead memory b) = twoHeads();
        bytes32 commitment = equivocation.commitmentOf(WATCHER, a.leaseId, keccak256(abi.encode(a, b)), SALT);
        vm.prank(WATCHER);
        equivocation.commit(commitment);
        vm.prank(WATCHER);
        equivocation.proveHeads(a, b, SALT);
        Check.equal(sequencers.rewards(WATCHER), 0, "a copy made in the mempool could do this");
    }

    function test_proveHeads_batchesStay_succeeds() public {
        BatchHeader memory posted = ending(at(1, "posted"));
        (SignedHead memory a, SignedHead memory b) = twoHeads();
        provenBy(WATCHER, a, b);
        Check.equal(rollup.tipHash(), posted.hash(), "they may be right");
    }

    // ---- done is done ----

    function test_proveHeads_twice_succeeds() public {
        (SignedHead memory a, SignedHead memory b) = twoHeads();
        provenBy(WATCHER, a, b);
        Check.isTrue(!provenBy(STRANGER, a, b), "nothing done");
        Check.equal(sequencers.rewards(STRANGER), 0, "one bond, one half");
    }

    function test_proveHeads_afterFraud_succeeds() public {
        (SignedHead memory a, SignedHead memory b) = twoHeads();
        provedBy(WATCHER, ending(at(1, "a lie")));
        Check.isTrue(!provenBy(STRANGER, a, b), "the bond is gone");
        Check.equal(sequencers.rewards(WATCHER), parameters.bond / 2, "one half for both");
        Check.equal(sequencers.rewards(STRANGER), 0, "and none for this");
    }

    function test_prove_afterProveHeads_succeeds() public {
        BatchHeader memory lie = ending(at(1, "a lie"));
        (SignedHead memory a, SignedHead memory b) = twoHeads();
        provenBy(WATCHER, a, b);
        Check.isTrue(provedBy(STRANGER, lie), "the batch is deleted all the same");
        Check.equal(sequencers.rewards(STRANGER), 0, "without a second half");
    }

    function test_proveHeads_laterBond_isNotTouched_succeeds() public {
        // Slashed once, it bonds again and works: what it did under the first bond has been paid for.
        (SignedHead memory a, SignedHead memory b) = twoHeads();
        provenBy(WATCHER, a, b);
        bonded(holder);
        pass(parameters.grace);
        vm.prank(holder);
        sequencers.claim();
        Check.isTrue(!provenBy(STRANGER, a, b), "nothing done");
        Check.equal(bondOf(holder), parameters.bond, "the new bond stays");
        Check.equal(sequencers.lease().holder, holder, "and the new lease");
    }

    // ---- unbonding ----

    function test_proveHeads_unbonding_succeeds() public {
        (SignedHead memory a, SignedHead memory b) = twoHeads();
        vm.prank(holder);
        sequencers.release();
        vm.prank(holder);
        sequencers.unbond();
        pass(parameters.evidencePeriod);
        Check.isTrue(provenBy(WATCHER, a, b), "slashable until paid out");
        Check.equal(sequencers.rewards(WATCHER), parameters.bond / 2, "reward");
    }

    function test_proveHeads_paidOut_succeeds() public {
        (SignedHead memory a, SignedHead memory b) = twoHeads();
        vm.prank(holder);
        sequencers.release();
        vm.prank(holder);
        sequencers.unbond();
        pass(parameters.finalitySeconds + parameters.evidencePeriod + 1);
        vm.prank(holder);
        sequencers.withdrawBond(holder);
        Check.isTrue(!provenBy(WATCHER, a, b), "too late");
    }

    // ---- whom it hits ----

    function test_proveHeads_formerHolder_leavesTheNewOneItsLease_succeeds() public {
        (SignedHead memory a, SignedHead memory b) = twoHeads();
        hold(STANDBY);
        bytes32 lease = leaseId();
        Check.isTrue(provenBy(WATCHER, a, b), "slashed");
        Check.equal(leaseId(), lease, "the honest holder goes on");
        Check.equal(bondOf(STANDBY), parameters.bond, "with its bond");
    }

    function test_proveHeads_claimant_losesItsClaim_succeeds() public {
        (SignedHead memory a, SignedHead memory b) = twoHeads();
        hold(STANDBY);
        pass(parameters.silence + parameters.grace);
        vm.prank(holder);
        sequencers.claim();
        provenBy(WATCHER, a, b);
        Sequencers.Lease memory l = sequencers.lease();
        Check.equal(l.claimant, address(0), "no claim");
        Check.equal(l.holder, STANDBY, "the holder it was made against stays");
        pass(parameters.grace);
        vm.expectRevert(abi.encodeWithSelector(Sequencers.NotClaimant.selector, holder, address(0)));
        vm.prank(holder);
        sequencers.activate();
    }

    function test_proveHeads_claimantInEffect_leavesItVacant_succeeds() public {
        (SignedHead memory a, SignedHead memory b) = twoHeads();
        hold(STANDBY);
        pass(parameters.silence + parameters.grace);
        vm.prank(holder);
        sequencers.claim();
        pass(parameters.grace);
        provenBy(WATCHER, a, b);
        Check.isTrue(sequencers.leaseState() == LeaseState.VACANT, "the old holder had given up already");
    }

    function test_slashHolder_stranger_reverts() public {
        bytes32 lease = leaseId();
        vm.expectRevert(abi.encodeWithSelector(Sequencers.NotEquivocation.selector, STRANGER));
        vm.prank(STRANGER);
        sequencers.slashHolder(lease, STRANGER);
    }

    // ---- what only looks like it ----

    function test_proveHeads_sameChain_reverts() public {
        SignedHead memory a = head(7, "h");
        vm.expectRevert(abi.encodeWithSelector(Equivocation.NoContradiction.selector, 7, bytes32("h")));
        equivocation.proveHeads(a, a, SALT);
    }

    function test_proveHeads_sameChainOtherInbox_reverts() public {
        deposited(ALICE, 1_000_000_000);
        SignedHead memory a = head(7, "h");
        SignedHead memory b = signed(KEY, leaseId(), 7, "h", bridge.inboxAcc(1), 1);
        vm.expectRevert(abi.encodeWithSelector(Equivocation.NoContradiction.selector, 7, bytes32("h")));
        equivocation.proveHeads(a, b, SALT);
    }

    function test_proveHeads_otherItem_reverts() public {
        SignedHead memory a = head(7, "h");
        SignedHead memory b = head(8, "i");
        vm.expectRevert(abi.encodeWithSelector(Equivocation.DifferentItems.selector, 7, 8));
        equivocation.proveHeads(a, b, SALT);
    }

    function test_proveHeads_otherLease_reverts() public {
        // It lost the lease with items unposted, took it again, and ordered other items under the same numbers.
        SignedHead memory a = head(7, "h");
        hold(holder);
        SignedHead memory b = head(7, "i");
        vm.expectRevert(abi.encodeWithSelector(Equivocation.DifferentLeases.selector, a.leaseId, b.leaseId));
        equivocation.proveHeads(a, b, SALT);
    }

    function test_proveHeads_unknownLease_reverts() public {
        SignedHead memory a = signed(KEY, "of a fork", 7, "h", 0, 0);
        SignedHead memory b = signed(KEY, "of a fork", 7, "i", 0, 0);
        vm.expectRevert(abi.encodeWithSelector(Equivocation.UnknownLease.selector, bytes32("of a fork")));
        equivocation.proveHeads(a, b, SALT);
    }

    function test_proveHeads_signedByAnother_reverts() public {
        SignedHead memory a = head(7, "h");
        SignedHead memory b = signed(KEY + 1, leaseId(), 7, "i", 0, 0);
        vm.expectRevert(abi.encodeWithSelector(Equivocation.NotSignedByHolder.selector, leaseId(), holder));
        equivocation.proveHeads(a, b, SALT);
        vm.expectRevert(abi.encodeWithSelector(Equivocation.NotSignedByHolder.selector, leaseId(), holder));
        equivocation.proveHeads(b, a, SALT);
    }

    function test_proveHeads_highS_reverts() public {
        SignedHead memory a = head(7, "h");
        SignedHead memory b = head(7, "i");
        uint256 s = uint256(b.vs) & (type(uint256).max >> 1);
        uint256 v = uint256(b.vs) >> 255;
        // The other of the two signatures that recover the same key; EIP-2098 has no room for its s, so it cannot be said at all.
        b.vs = bytes32((ORDER - s) | (1 - v) << 255);
        vm.expectRevert(abi.encodeWithSelector(Equivocation.NotSignedByHolder.selector, leaseId(), holder));
        equivocation.proveHeads(a, b, SALT);
    }

    function test_proveHeads_alteredField_reverts() public {
        SignedHead memory a = head(7, "h");
        SignedHead memory b = head(8, "i");
        b.sequence = 7;
        vm.expectRevert(abi.encodeWithSelector(Equivocation.NotSignedByHolder.selector, leaseId(), holder));
        equivocation.proveHeads(a, b, SALT);
    }

    function test_proveHeads_inboxThatL1HasNot_reverts() public {
        // Signed on a message that a reorg took away: the holder had to begin again.
        SignedHead memory a = head(7, "h");
        SignedHead memory b = signed(KEY, leaseId(), 7, "i", "of a fork", 0);
        vm.expectRevert(
            abi.encodeWithSelector(Equivocation.InboxNotCanonical.selector, 0, bytes32("of a fork"), bytes32(0))
        );
        equivocation.proveHeads(a, b, SALT);
    }

    function test_proveHeads_inboxIndexPastTheEnd_reverts() public {
        SignedHead memory a = head(7, "h");
        SignedHead memory b = signed(KEY, leaseId(), 7, "i", 0, 1);
        vm.expectRevert(abi.encodeWithSelector(BridgeInbox.NoSuchMessage.selector, 1, 0));
        equivocation.proveHeads(a, b, SALT);
    }

    function test_proveHeads_inboxesOfDifferentLength_succeeds() public {
        // Both stand on L1: that one knew a message more is no excuse.
        deposited(ALICE, 1_000_000_000);
        SignedHead memory a = head(7, "h");
        SignedHead memory b = signed(KEY, leaseId(), 7, "i", bridge.inboxAcc(1), 1);
        Check.isTrue(provenBy(WATCHER, a, b), "slashed");
    }

    function test_domainSeparator_isTheBridges_succeeds() public view {
        Check.equal(equivocation.DOMAIN_SEPARATOR(), bridge.domainSeparator(), "domain");
    }

    // ---- inside ----

    function twoHeads() private view returns (SignedHead memory, SignedHead memory) {
        return (head(7, "h"), head(7, "i"));
    }

    function provenBy(address who, SignedHead memory a, SignedHead memory b) private returns (bool) {
        committed(who, a.leaseId, keccak256(abi.encode(a, b)));
        vm.prank(who);
        return equivocation.proveHeads(a, b, SALT);
    }
}
