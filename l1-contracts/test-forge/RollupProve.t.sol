// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchHeader} from "../contracts/BatchHeader.sol";
import {BatchStatus} from "../contracts/interfaces/IRollup.sol";
import {Rollup} from "../contracts/Rollup.sol";
import {RollupChain} from "../contracts/RollupChain.sol";
import {LeaseState} from "../contracts/Sequencers.sol";
import {Check} from "./Check.sol";
import {Deployment} from "./Deployment.sol";
import {VerdictVerifier} from "./VerdictVerifier.sol";
import {vm, Vm} from "./Vm.sol";

/// Challenging: what a proof deletes, what it does not, and when it is too late.
contract RollupProveTest is Deployment {
    function test_prove_committed_succeeds() public {
        appended("r1");
        BatchHeader memory wrong = appended("lie");
        BatchHeader memory after_ = appended("r3");
        Check.isTrue(provedBy(WATCHER, wrong), "deleted");
        Check.equal(rollup.tipHash(), headers[1].hash(), "tip is the parent");
        Check.isTrue(rollup.statusOf(2, wrong.hash()) == BatchStatus.DELETED, "named batch");
        Check.isTrue(rollup.statusOf(3, after_.hash()) == BatchStatus.DELETED, "descendant");
        Check.isTrue(rollup.statusOf(1, headers[1].hash()) == BatchStatus.PENDING, "ancestor stays");
    }

    function test_prove_restoresParentFacts_succeeds() public {
        appended("r1");
        deposited(ALICE, 1_000_000_000);
        pass(parameters.inclusionDelay + 1);
        BatchHeader memory wrong = appended("lie");
        Check.equal(wrong.inboxEnd, 1, "consumed a deposit");
        provedBy(WATCHER, wrong);
        (uint256 index,, uint256 time, uint256 inboxEnd) = rollup.tip();
        Check.equal(index, 1, "index");
        Check.equal(time, headers[1].time, "time");
        Check.equal(inboxEnd, 0, "the deposit waits again");
    }

    function test_prove_rightBatch_reverts() public {
        BatchHeader memory right = appended("r1");
        vm.expectRevert(abi.encodeWithSelector(Rollup.NotFraud.selector, right.hash(), 0));
        vm.prank(STRANGER);
        rollup.prove(right.hash(), right, headers[0], 0, "no fraud", "");
    }

    function test_prove_incompleteProof_reverts() public {
        BatchHeader memory wrong = appended("lie");
        vm.expectRevert(abi.encodeWithSelector(VerdictVerifier.Incomplete.selector));
        rollup.prove(wrong.hash(), wrong, headers[0], 0, "incomplete", "");
    }

    function test_prove_changedHeader_reverts() public {
        BatchHeader memory wrong = appended("r1");
        bytes32 hash = wrong.hash();
        wrong.finalRoot = "another";
        vm.expectRevert(abi.encodeWithSelector(Rollup.WrongHeader.selector, wrong.hash(), hash));
        rollup.prove(hash, wrong, headers[0], 0, "fraud", "");
    }

    function test_prove_otherParent_reverts() public {
        // A pre-root of the challenger's choice would make any batch wrong.
        BatchHeader memory right = appended("r1");
        BatchHeader memory parent = headers[0];
        parent.finalRoot = "another";
        vm.expectRevert(abi.encodeWithSelector(Rollup.WrongHeader.selector, parent.hash(), right.parentHash));
        rollup.prove(right.hash(), right, parent, 0, "fraud", "");
    }

    function test_prove_neverAppended_reverts() public {
        BatchHeader memory invented = appended("r1");
        invented.finalRoot = "invented";
        vm.expectRevert(abi.encodeWithSelector(Rollup.UnknownBatch.selector, 1, invented.hash()));
        rollup.prove(invented.hash(), invented, headers[0], 0, "fraud", "");
    }

    function test_prove_segmentPastTheEnd_reverts() public {
        BatchHeader memory right = appended("r1");
        vm.expectRevert(abi.encodeWithSelector(Rollup.NoSuchSegment.selector, 1, 1));
        rollup.prove(right.hash(), right, headers[0], 1, "fraud", "");
    }

    function test_prove_genesis_reverts() public {
        BatchHeader memory genesis = headers[0];
        vm.expectRevert(abi.encodeWithSelector(Rollup.AlreadyFinal.selector, genesis.hash()));
        rollup.prove(genesis.hash(), genesis, genesis, 0, "fraud", "");
    }

    // ---- done is done ----

    function test_prove_twice_succeeds() public {
        BatchHeader memory wrong = appended("lie");
        provedBy(WATCHER, wrong);
        uint256 reward = sequencers.rewards(WATCHER);
        Check.isTrue(!provedBy(STRANGER, wrong), "nothing done");
        Check.equal(sequencers.rewards(WATCHER), reward, "first keeps the reward");
        Check.equal(sequencers.rewards(STRANGER), 0, "second gets none");
    }

    function test_prove_descendantOfDeleted_succeeds() public {
        BatchHeader memory first = appended("lie");
        BatchHeader memory second = appended("lie on a lie");
        provedBy(WATCHER, first);
        Check.isTrue(!revealedBy(WATCHER, second), "gone with its ancestor");
    }

    function test_prove_deletedAndReplaced_succeeds() public {
        BatchHeader memory first = appended("lie");
        BatchHeader memory second = appended("lie on a lie");
        provedBy(WATCHER, first);
        BatchHeader memory genesis = headers[0];
        take(STANDBY);
        BatchHeader memory honest = appendedBy(STANDBY, "honest 1", "");
        appendedBy(STANDBY, "honest 2", "");
        vm.prank(WATCHER);
        Check.isTrue(!rollup.prove(first.hash(), first, genesis, 0, "fraud", ""), "replaced at index 1");
        vm.prank(WATCHER);
        Check.isTrue(!rollup.prove(second.hash(), second, first, 0, "fraud", ""), "replaced at index 2");
        Check.isTrue(rollup.statusOf(1, honest.hash()) == BatchStatus.PENDING, "the new one is untouched");
    }

    function test_append_deletedBatchAgain_getsAnotherName_succeeds() public {
        BatchHeader memory first = appended("root");
        provedBy(WATCHER, first);
        take(STANDBY);
        BatchHeader memory again = appendedBy(STANDBY, "root", hex"010203");
        Check.isTrue(again.hash() != first.hash(), "the lease is in the hash");
        Check.isTrue(rollup.statusOf(1, first.hash()) == BatchStatus.DELETED, "the old name stays deleted");
    }

    // ---- the window ----

    function test_prove_lastBlockOfWindow_succeeds() public {
        BatchHeader memory wrong = appended("lie");
        vm.roll(vm.getBlockNumber() + parameters.finalityBlocks);
        vm.warp(vm.getBlockTimestamp() + parameters.finalitySeconds + 100);
        Check.isTrue(rollup.statusOf(1, wrong.hash()) == BatchStatus.PENDING, "exactly N blocks are not more than N");
        Check.isTrue(revealedBy(WATCHER, wrong), "challengeable");
    }

    function test_prove_stalledClock_succeeds() public {
        BatchHeader memory wrong = appended("lie");
        vm.roll(vm.getBlockNumber() + parameters.finalityBlocks + 100);
        vm.warp(vm.getBlockTimestamp() + parameters.finalitySeconds);
        Check.isTrue(rollup.statusOf(1, wrong.hash()) == BatchStatus.PENDING, "exactly T is not more than T");
        Check.isTrue(revealedBy(WATCHER, wrong), "challengeable");
    }

    function test_prove_afterWindow_reverts() public {
        BatchHeader memory wrong = appended("lie");
        vm.roll(vm.getBlockNumber() + parameters.finalityBlocks + 1);
        vm.warp(vm.getBlockTimestamp() + parameters.finalitySeconds + 1);
        Check.isTrue(rollup.statusOf(1, wrong.hash()) == BatchStatus.FINAL, "final");
        vm.expectRevert(abi.encodeWithSelector(Rollup.AlreadyFinal.selector, wrong.hash()));
        revealedBy(WATCHER, wrong);
    }

    // ---- the reward ----

    function test_prove_uncommitted_succeeds() public {
        BatchHeader memory wrong = appended("lie");
        uint256 burnedBefore = address(0).balance;
        Check.isTrue(revealedBy(WATCHER, wrong), "deleted all the same");
        Check.equal(sequencers.rewards(WATCHER), 0, "not paid");
        Check.equal(address(0).balance - burnedBefore, parameters.bond, "all burned");
    }

    function test_prove_committedInTheSameBlock_succeeds() public {
        BatchHeader memory wrong = appended("lie");
        bytes32 commitment = rollup.commitmentOf(WATCHER, wrong.hash(), keccak256("fraud"), "salt");
        vm.prank(WATCHER);
        rollup.commit(commitment);
        revealedBy(WATCHER, wrong);
        Check.equal(sequencers.rewards(WATCHER), 0, "a copy made in the mempool could do this");
    }

    function test_prove_copiedReveal_succeeds() public {
        // The attacker sees commitment, salt and proof in the mempool and is first: it earns nothing by it.
        BatchHeader memory wrong = appended("lie");
        bytes32 commitment = rollup.commitmentOf(WATCHER, wrong.hash(), keccak256("fraud"), "salt");
        vm.prank(WATCHER);
        rollup.commit(commitment);
        vm.prank(STRANGER);
        rollup.commit(commitment);
        pass(parameters.blockSeconds);
        revealedBy(STRANGER, wrong);
        Check.equal(sequencers.rewards(STRANGER), 0, "commitments name their challenger");
    }

    function test_commit_again_succeeds() public {
        rollup.commit("c");
        uint256 first = rollup.committedAt("c");
        pass(100);
        vm.prank(STRANGER);
        rollup.commit("c");
        Check.equal(rollup.committedAt("c"), first, "nobody can make a commitment younger");
    }

    function test_prove_selfChallenge_succeeds() public {
        uint256 before = SEQUENCER.balance + parameters.bond;
        uint256 burnedBefore = address(0).balance;
        BatchHeader memory wrong = appended("lie");
        provedBy(SEQUENCER, wrong);
        vm.prank(SEQUENCER);
        sequencers.withdrawReward(SEQUENCER);
        Check.equal(before - SEQUENCER.balance, parameters.bond / 2, "half is lost");
        Check.equal(address(0).balance - burnedBefore, parameters.bond / 2, "to nobody");
    }

    function test_prove_secondLieOfTheSameSequencer_succeeds() public {
        // It challenges its later lie itself, hoping the earlier one is then without a bond and stays.
        BatchHeader memory first = appended("lie");
        BatchHeader memory second = appended("lie on a lie");
        provedBy(SEQUENCER, second);
        Check.isTrue(provedBy(WATCHER, first), "deleted without a bond left");
        Check.equal(rollup.tipHash(), headers[0].hash(), "genesis");
        Check.equal(sequencers.rewards(SEQUENCER) + sequencers.rewards(WATCHER), parameters.bond / 2, "one bond, one half");
    }

    // ---- whom it hits ----

    function test_prove_slashesSubmitterOnly_succeeds() public {
        BatchHeader memory wrong = appended("lie");
        vm.prank(SEQUENCER);
        sequencers.release();
        take(STANDBY);
        appendedBy(STANDBY, "built on the lie", "");
        provedBy(WATCHER, wrong);
        (uint128 left,,,,) = sequencers.bonds(SEQUENCER);
        (uint128 standby,,,,) = sequencers.bonds(STANDBY);
        Check.equal(left, 0, "the liar's bond is gone");
        Check.equal(standby, parameters.bond, "who built on it keeps its own");
        Check.isTrue(sequencers.leaseState() == LeaseState.VACANT, "heads on deleted batches end with their lease");
    }

    function test_prove_endsLease_succeeds() public {
        BatchHeader memory wrong = appended("lie");
        provedBy(WATCHER, wrong);
        Check.isTrue(sequencers.leaseState() == LeaseState.VACANT, "vacant");
        Check.isTrue(!sequencers.isActive(SEQUENCER), "out of the rotation");
        take(STANDBY);
        BatchHeader memory next = appendedBy(STANDBY, "honest", "");
        Check.equal(rollup.tipHash(), next.hash(), "trading goes on from the last good state");
    }

    function test_prove_deletedBlocksEvent_succeeds() public {
        BatchHeader memory wrong = appended("lie");
        appended("more");
        vm.recordLogs();
        provedBy(WATCHER, wrong);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        Vm.Log memory log = logs[logs.length - 1];
        Check.equal(log.topics[0], RollupChain.BatchDeleted.selector, "event");
        (uint256 last, uint256 segment, address submitter, uint256 reward) =
            abi.decode(log.data, (uint256, uint256, address, uint256));
        Check.equal(last, 2, "last of the deleted");
        Check.equal(segment, 0, "segment");
        Check.equal(submitter, SEQUENCER, "submitter");
        Check.equal(reward, parameters.bond / 2, "reward");
    }

    function take(address who) private {
        vm.prank(who);
        sequencers.claim();
    }
}
