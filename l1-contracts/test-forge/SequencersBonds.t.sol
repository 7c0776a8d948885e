// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchHeader} from "../contracts/BatchHeader.sol";
import {Sequencers} from "../contracts/Sequencers.sol";
import {SequencersBonds} from "../contracts/SequencersBonds.sol";
import {Check} from "./Check.sol";
import {Deployment} from "./Deployment.sol";
import {vm} from "./Vm.sol";

/// Bonds: in, out, and never out of reach of a proof.
contract SequencersBondsTest is Deployment {
    function test_bond_wrongAmount_reverts() public {
        vm.deal(ALICE, 100 ether);
        vm.expectRevert(abi.encodeWithSelector(SequencersBonds.WrongBond.selector, parameters.bond - 1, parameters.bond));
        vm.prank(ALICE);
        sequencers.bond{value: parameters.bond - 1}();
    }

    function test_bond_twice_reverts() public {
        vm.deal(SEQUENCER, parameters.bond);
        vm.expectRevert(abi.encodeWithSelector(SequencersBonds.AlreadyBonded.selector, SEQUENCER));
        vm.prank(SEQUENCER);
        sequencers.bond{value: parameters.bond}();
    }

    function test_unbond_holder_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(Sequencers.HoldsOrClaims.selector, SEQUENCER));
        vm.prank(SEQUENCER);
        sequencers.unbond();
    }

    function test_unbond_claimant_reverts() public {
        pass(parameters.silence + parameters.grace);
        vm.prank(STANDBY);
        sequencers.claim();
        vm.expectRevert(abi.encodeWithSelector(Sequencers.HoldsOrClaims.selector, STANDBY));
        vm.prank(STANDBY);
        sequencers.unbond();
    }

    function test_unbond_leavesRotation_succeeds() public {
        depart();
        Check.equal(sequencers.sequencerCount(), 1, "one left");
        Check.equal(sequencers.sequencerAt(0), STANDBY, "at the free position");
        vm.expectRevert(abi.encodeWithSelector(SequencersBonds.NotBonded.selector, SEQUENCER));
        vm.prank(SEQUENCER);
        sequencers.claim();
        vm.expectRevert(abi.encodeWithSelector(SequencersBonds.AlreadyUnbonding.selector, SEQUENCER));
        vm.prank(SEQUENCER);
        sequencers.unbond();
    }

    function test_withdrawBond_afterEvidencePeriod_succeeds() public {
        appended("r1");
        depart();
        pass(parameters.finalitySeconds + parameters.evidencePeriod);
        vm.expectPartialRevert(SequencersBonds.StillSlashable.selector);
        vm.prank(SEQUENCER);
        sequencers.withdrawBond(SEQUENCER);
        pass(2);
        vm.prank(SEQUENCER);
        sequencers.withdrawBond(ALICE);
        Check.equal(ALICE.balance, parameters.bond, "paid out");
        vm.expectRevert(abi.encodeWithSelector(SequencersBonds.NotUnbonding.selector, SEQUENCER));
        vm.prank(SEQUENCER);
        sequencers.withdrawBond(ALICE);
    }

    function test_withdrawBond_blocksStall_reverts() public {
        // The clock runs on while L1 makes few blocks: the batch is not final, so neither is the bond free.
        appended("r1");
        depart();
        vm.warp(vm.getBlockTimestamp() + 10 * parameters.evidencePeriod);
        vm.expectPartialRevert(SequencersBonds.StillSlashable.selector);
        vm.prank(SEQUENCER);
        sequencers.withdrawBond(SEQUENCER);
    }

    function test_withdrawBond_notUnbonding_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(SequencersBonds.NotUnbonding.selector, SEQUENCER));
        vm.prank(SEQUENCER);
        sequencers.withdrawBond(SEQUENCER);
    }

    function test_unbond_whileChallengeable_slashed_succeeds() public {
        // Lie, run, and hope that the bond is gone before the proof: it is not.
        BatchHeader memory wrong = appended("lie");
        depart();
        pass(parameters.finalitySeconds / 2);
        provedBy(WATCHER, wrong);
        Check.equal(sequencers.rewards(WATCHER), parameters.bond / 2, "slashed while unbonding");
        Check.equal(sequencers.sequencerCount(), 1, "the rotation is whole");
        pass(10 * parameters.evidencePeriod);
        vm.expectRevert(abi.encodeWithSelector(SequencersBonds.NotUnbonding.selector, SEQUENCER));
        vm.prank(SEQUENCER);
        sequencers.withdrawBond(SEQUENCER);
    }

    function test_withdrawReward_pulled_succeeds() public {
        provedBy(WATCHER, appended("lie"));
        vm.prank(WATCHER);
        sequencers.withdrawReward(BOB);
        Check.equal(BOB.balance, parameters.bond / 2, "half the bond");
        vm.expectRevert(abi.encodeWithSelector(SequencersBonds.NothingToWithdraw.selector, WATCHER));
        vm.prank(WATCHER);
        sequencers.withdrawReward(BOB);
    }

    function test_withdrawReward_reentered_succeeds() public {
        Greedy greedy = new Greedy(sequencers);
        provedBy(address(greedy), appended("lie"));
        greedy.take();
        Check.equal(address(greedy).balance, parameters.bond / 2, "once");
        Check.equal(address(sequencers).balance, parameters.bond, "the other bond is untouched");
    }

    function test_prove_challengerRefusesEther_succeeds() public {
        // A challenger that cannot receive does not stop its own proof: rewards are pulled.
        Check.isTrue(provedBy(address(token), appended("lie")), "deleted");
    }

    function test_slash_balancesAddUp_succeeds() public {
        uint256 before = address(sequencers).balance;
        provedBy(WATCHER, appended("lie"));
        Check.equal(before - address(sequencers).balance, parameters.bond / 2, "burned half left");
        vm.prank(WATCHER);
        sequencers.withdrawReward(WATCHER);
        Check.equal(address(sequencers).balance, parameters.bond, "the standby's bond is what remains");
    }

    function depart() private {
        vm.prank(SEQUENCER);
        sequencers.release();
        vm.prank(SEQUENCER);
        sequencers.unbond();
    }
}

/// Asks again while it is being paid.
contract Greedy {
    Sequencers private immutable SEQUENCERS;

    constructor(Sequencers sequencers) {
        SEQUENCERS = sequencers;
    }

    function take() external {
        SEQUENCERS.withdrawReward(address(this));
    }

    receive() external payable {
        (bool ok,) = address(SEQUENCERS).call(abi.encodeCall(SEQUENCERS.withdrawReward, (address(this))));
        if (ok) revert();
    }
}
