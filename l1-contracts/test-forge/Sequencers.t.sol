// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchHeader} from "../contracts/BatchHeader.sol";
import {LeaseState, Sequencers} from "../contracts/Sequencers.sol";
import {SequencersBonds} from "../contracts/SequencersBonds.sol";
import {Check} from "./Check.sol";
import {Deployment} from "./Deployment.sol";
import {vm} from "./Vm.sol";

/// The lease: who gets it, when it is lost, and what its id commits to.
contract SequencersTest is Deployment {
    address constant THIRD = address(0x5e03);

    function test_leaseId_commitsToTip_succeeds() public {
        appended("r1");
        pass(parameters.silence + parameters.grace);
        claimBy(STANDBY);
        pass(parameters.grace);
        vm.prank(STANDBY);
        sequencers.activate();
        Sequencers.Lease memory l = sequencers.lease();
        bytes32 expected = keccak256(
            abi.encode(
                l.number,
                STANDBY,
                rollup.tipHash(),
                blockhash(vm.getBlockNumber() - 1),
                block.chainid,
                address(sequencers)
            )
        );
        Check.equal(l.id, expected, "lease id");
        Check.equal(l.holder, STANDBY, "holder");
    }

    // ---- silence ----

    function test_claim_duringActivity_reverts() public {
        pass(parameters.silence - 1);
        appended("r1");
        pass(2);
        uint256 opensAt = vm.getBlockTimestamp() - 2 + parameters.silence;
        vm.expectRevert(abi.encodeWithSelector(Sequencers.NotClaimable.selector, opensAt));
        claimBy(STANDBY);
    }

    function test_claim_silence_cancelledByAppend_succeeds() public {
        pass(parameters.silence);
        claimBy(STANDBY);
        Check.isTrue(sequencers.leaseState() == LeaseState.CLAIMED, "claimed");
        pass(parameters.grace - 1);
        appended("still here");
        Check.isTrue(sequencers.leaseState() == LeaseState.HELD, "the holder stays");
        pass(1);
        vm.expectRevert(abi.encodeWithSelector(Sequencers.NotClaimant.selector, STANDBY, address(0)));
        vm.prank(STANDBY);
        sequencers.activate();
    }

    function test_append_atEffect_reverts() public {
        // Both transactions in the block in which the claim takes effect: the holder has lost in either order.
        pass(parameters.silence);
        claimBy(STANDBY);
        pass(parameters.grace);
        bytes32 tip = rollup.tipHash();
        bytes32 leaseId = sequencers.lease().id;
        vm.expectRevert(abi.encodeWithSelector(Sequencers.LeaseTaken.selector, STANDBY));
        vm.prank(SEQUENCER);
        rollup.append(tip, leaseId, uint48(vm.getBlockTimestamp()), 0, 0, 1, "late", "");
        vm.prank(STANDBY);
        sequencers.activate();
        vm.expectRevert(abi.encodeWithSelector(Sequencers.NotHolder.selector, SEQUENCER, STANDBY));
        vm.prank(SEQUENCER);
        rollup.append(tip, leaseId, uint48(vm.getBlockTimestamp()), 0, 0, 1, "late", "");
    }

    function test_activate_early_reverts() public {
        pass(parameters.silence);
        claimBy(STANDBY);
        uint256 until = vm.getBlockTimestamp() + parameters.grace;
        pass(parameters.grace - 1);
        vm.expectRevert(abi.encodeWithSelector(Sequencers.GraceRunning.selector, until));
        vm.prank(STANDBY);
        sequencers.activate();
    }

    function test_claim_ownSilence_reverts() public {
        // The holder cannot shut the others out by claiming against itself.
        pass(parameters.silence + parameters.grace);
        uint256 termEnd = sequencers.lease().since + parameters.term;
        vm.expectPartialRevert(Sequencers.NotClaimable.selector);
        claimBy(SEQUENCER);
        Check.isTrue(sequencers.claimableAt(SEQUENCER) >= termEnd, "only when the term is over");
    }

    function test_takeover_pendingBatchesStay_succeeds() public {
        BatchHeader memory pending = appended("r1");
        pass(parameters.silence);
        claimBy(STANDBY);
        pass(parameters.grace);
        vm.prank(STANDBY);
        sequencers.activate();
        BatchHeader memory next = appendedBy(STANDBY, "r2", "");
        Check.equal(next.parentHash, pending.hash(), "built on the tip");
    }

    // ---- term ----

    function test_claim_termOver_notCancelledByAppend_succeeds() public {
        keepAlive(parameters.term);
        claimBy(STANDBY);
        pass(parameters.grace - 2);
        appended("the rest of what it signed");
        pass(2);
        vm.prank(STANDBY);
        sequencers.activate();
        Check.equal(sequencers.lease().holder, STANDBY, "new holder");
    }

    function test_append_afterTermUnclaimed_succeeds() public {
        keepAlive(parameters.term + 100);
        appended("nobody else wants it");
    }

    // ---- vacancy and rotation ----

    function test_claim_rotation_succeeds() public {
        bonded(THIRD);
        vm.prank(SEQUENCER);
        sequencers.release();
        // Lease 3 of three sequencers: position 0 first, then 1, then 2.
        uint256 vacant = vm.getBlockTimestamp();
        Check.equal(sequencers.claimableAt(SEQUENCER), vacant, "rank 0");
        Check.equal(sequencers.claimableAt(STANDBY), vacant + parameters.priorityStep, "rank 1");
        Check.equal(sequencers.claimableAt(THIRD), vacant + 2 * parameters.priorityStep, "rank 2");
        vm.expectRevert(abi.encodeWithSelector(Sequencers.NotClaimable.selector, vacant + 2 * parameters.priorityStep));
        claimBy(THIRD);
        claimBy(SEQUENCER);
        vm.prank(SEQUENCER);
        sequencers.release();
        Check.equal(sequencers.claimableAt(STANDBY), vacant, "lease 4: position 1 is first");
    }

    function test_claim_manyBonds_waitIsBounded_succeeds() public {
        for (uint256 i; i < 40; i++) {
            bonded(address(uint160(0x7000 + i)));
        }
        vm.prank(SEQUENCER);
        sequencers.release();
        for (uint256 i; i < 42; i++) {
            uint256 wait = sequencers.claimableAt(sequencers.sequencerAt(i)) - vm.getBlockTimestamp();
            Check.isTrue(wait <= parameters.grace, "an honest one never waits for forty idle ones in a row");
        }
    }

    function test_claim_lapsed_succeeds() public {
        pass(parameters.silence);
        uint256 before = sequencers.lease().number;
        claimBy(STANDBY);
        pass(2 * parameters.grace + 1);
        Check.isTrue(sequencers.leaseState() == LeaseState.VACANT, "a claimant that died holds nothing up");
        Check.equal(sequencers.lease().number, before + 1, "its turn is used up");
        pass(parameters.grace);
        claimBy(SEQUENCER);
        appended("on");
    }

    function test_claim_notBonded_reverts() public {
        vm.prank(SEQUENCER);
        sequencers.release();
        vm.expectRevert(abi.encodeWithSelector(SequencersBonds.NotBonded.selector, STRANGER));
        claimBy(STRANGER);
    }

    function test_claim_claimed_reverts() public {
        pass(parameters.silence + parameters.grace);
        bonded(THIRD);
        claimBy(STANDBY);
        vm.expectRevert(abi.encodeWithSelector(Sequencers.AlreadyClaimed.selector, STANDBY));
        claimBy(THIRD);
    }

    function test_release_stranger_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(Sequencers.NotHolder.selector, STRANGER, SEQUENCER));
        vm.prank(STRANGER);
        sequencers.release();
    }

    function test_onAppend_stranger_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(Sequencers.NotRollup.selector, STRANGER));
        vm.prank(STRANGER);
        sequencers.onAppend(SEQUENCER, 0);
    }

    function test_slash_stranger_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(Sequencers.NotRollup.selector, STRANGER));
        vm.prank(STRANGER);
        sequencers.slash(SEQUENCER, STRANGER);
    }

    function claimBy(address who) private {
        vm.prank(who);
        sequencers.claim();
    }

    function keepAlive(uint256 duration) private {
        uint256 end = vm.getBlockTimestamp() + duration;
        while (vm.getBlockTimestamp() + parameters.silence - 2 < end) {
            pass(parameters.silence - 2);
            appended("alive");
        }
        pass(end - vm.getBlockTimestamp());
    }
}
