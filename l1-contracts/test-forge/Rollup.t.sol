// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchHeader} from "../contracts/BatchHeader.sol";
import {BatchStatus} from "../contracts/interfaces/IRollup.sol";
import {Rollup} from "../contracts/Rollup.sol";
import {Sequencers} from "../contracts/Sequencers.sol";
import {Check} from "./Check.sol";
import {Deployment} from "./Deployment.sol";
import {vm, Vm} from "./Vm.sol";

/// Appending: who may, on what, when, and how large.
contract RollupAppendTest is Deployment {
    function test_genesis_header_succeeds() public view {
        (uint256 index, bytes32 hash, uint256 time, uint256 inboxEnd) = rollup.tip();
        Check.equal(index, 0, "index");
        Check.equal(hash, headers[0].hash(), "hash of the header a client builds");
        Check.equal(time, genesisTime, "time");
        Check.equal(inboxEnd, 0, "inbox end");
        Check.isTrue(rollup.statusOf(0, hash) == BatchStatus.FINAL, "genesis is final");
    }

    function test_append_onTip_succeeds() public {
        BatchHeader memory first = appended("r1");
        BatchHeader memory second = appended("r2");
        Check.equal(rollup.tipHash(), second.hash(), "hash as computed off chain");
        Check.isTrue(rollup.statusOf(1, first.hash()) == BatchStatus.PENDING, "pending");
        Check.isTrue(rollup.statusOf(2, first.hash()) == BatchStatus.UNKNOWN, "other index");
    }

    function test_append_logsTheData_succeeds() public {
        vm.recordLogs();
        BatchHeader memory header = appended("r1");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        Vm.Log memory log = logs[logs.length - 1];
        Check.equal(log.topics[2], header.hash(), "batch hash");
        (BatchHeader memory logged, bytes memory data) = abi.decode(log.data, (BatchHeader, bytes));
        Check.equal(logged.hash(), header.hash(), "header");
        Check.equal(data, hex"010203", "data");
    }

    function test_append_throughContract_succeeds() public {
        // The lease is the contract's, and the log still shows the bytes.
        Forwarder forwarder = new Forwarder(rollup, sequencers);
        vm.prank(SEQUENCER);
        sequencers.release();
        vm.deal(address(forwarder), parameters.bond);
        forwarder.bond(parameters.bond);
        pass(parameters.grace);
        forwarder.claim();
        vm.recordLogs();
        forwarder.append(rollup.tipHash(), uint48(vm.getBlockTimestamp()), "r1", hex"aabb");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        (, bytes memory data) = abi.decode(logs[logs.length - 1].data, (BatchHeader, bytes));
        Check.equal(data, hex"aabb", "data");
    }

    function test_append_notTip_reverts() public {
        bytes32 genesis = rollup.tipHash();
        appended("r1");
        bytes32 tip = rollup.tipHash();
        vm.expectRevert(abi.encodeWithSelector(Rollup.WrongParent.selector, genesis, tip));
        send(genesis, uint48(vm.getBlockTimestamp()), 1, "");
    }

    function test_append_notHolder_reverts() public {
        bytes32 tip = rollup.tipHash();
        bytes32 leaseId = sequencers.lease().id;
        vm.expectRevert(abi.encodeWithSelector(Sequencers.NotHolder.selector, STANDBY, SEQUENCER));
        vm.prank(STANDBY);
        rollup.append(tip, leaseId, uint48(vm.getBlockTimestamp()), 0, 0, 1, "r", "");
    }

    function test_append_anotherLeaseOfTheSameHolder_reverts() public {
        // Made under the second lease; a reorg takes that one away, and the holder's waiting append would land under the first.
        bytes32 tip = rollup.tipHash();
        bytes32 second = keccak256("a lease that a reorg took away");
        vm.expectRevert(abi.encodeWithSelector(Sequencers.WrongLease.selector, second, firstLease));
        vm.prank(SEQUENCER);
        rollup.append(tip, second, uint48(vm.getBlockTimestamp()), 0, 0, 1, "r", "");
    }

    function test_append_noSegment_reverts() public {
        bytes32 tip = rollup.tipHash();
        vm.expectRevert(abi.encodeWithSelector(Rollup.SegmentCount.selector, 0, 2048));
        send(tip, uint48(vm.getBlockTimestamp()), 0, "");
    }

    function test_append_tooManySegments_reverts() public {
        bytes32 tip = rollup.tipHash();
        vm.expectRevert(abi.encodeWithSelector(Rollup.SegmentCount.selector, 2049, 2048));
        send(tip, uint48(vm.getBlockTimestamp()), 2049, new bytes(70_000));
    }

    function test_append_mostSegments_succeeds() public {
        send(rollup.tipHash(), uint48(vm.getBlockTimestamp()), 2048, new bytes(32 * 2047));
    }

    function test_append_rootsMissing_reverts() public {
        bytes32 tip = rollup.tipHash();
        vm.expectRevert(abi.encodeWithSelector(Rollup.DataLength.selector, 95, 96, 120_000));
        send(tip, uint48(vm.getBlockTimestamp()), 4, new bytes(95));
    }

    function test_append_tooMuchData_reverts() public {
        bytes32 tip = rollup.tipHash();
        vm.expectRevert(abi.encodeWithSelector(Rollup.DataLength.selector, 120_001, 0, 120_000));
        send(tip, uint48(vm.getBlockTimestamp()), 1, new bytes(120_001));
    }

    function test_append_fullData_succeeds() public {
        send(rollup.tipHash(), uint48(vm.getBlockTimestamp()), 1, new bytes(120_000));
    }

    function test_append_future_reverts() public {
        bytes32 tip = rollup.tipHash();
        uint48 now_ = uint48(vm.getBlockTimestamp());
        vm.expectRevert(abi.encodeWithSelector(Rollup.TimeOutOfRange.selector, now_ + 1, lagStart(), now_));
        send(tip, now_ + 1, 1, "");
    }

    function test_append_beforeParent_reverts() public {
        BatchHeader memory parent = appended("r1");
        bytes32 tip = rollup.tipHash();
        vm.expectRevert(
            abi.encodeWithSelector(Rollup.TimeOutOfRange.selector, parent.time - 1, parent.time, vm.getBlockTimestamp())
        );
        send(tip, parent.time - 1, 1, "");
    }

    function test_append_withheldTime_reverts() public {
        // A sequencer that keeps engine time back to hold prices stale gets no further than LAG.
        pass(parameters.lag() + 100);
        bytes32 tip = rollup.tipHash();
        uint48 least = uint48(lagStart());
        vm.expectRevert(
            abi.encodeWithSelector(Rollup.TimeOutOfRange.selector, least - 1, least, vm.getBlockTimestamp())
        );
        send(tip, least - 1, 1, "");
        send(tip, least, 1, "");
    }

    function test_append_emptyData_succeeds() public {
        BatchHeader memory header = appendedBy(SEQUENCER, "r1", "");
        Check.equal(rollup.tipHash(), header.hash(), "data root of nothing is 0");
    }

    function lagStart() private view returns (uint256) {
        return vm.getBlockTimestamp() - parameters.lag() > genesisTime
            ? vm.getBlockTimestamp() - parameters.lag()
            : genesisTime;
    }

    function send(bytes32 parent, uint48 time, uint16 segments, bytes memory data) private {
        vm.prank(SEQUENCER);
        rollup.append(parent, firstLease, time, 0, 0, segments, "r", data);
    }
}

/// A sequencer that is a contract: its transaction's calldata need not hold the batch.
contract Forwarder {
    Rollup private immutable ROLLUP;
    Sequencers private immutable SEQUENCERS;

    constructor(Rollup rollup, Sequencers sequencers) {
        ROLLUP = rollup;
        SEQUENCERS = sequencers;
    }

    function bond(uint256 amount) external {
        SEQUENCERS.bond{value: amount}();
    }

    function claim() external {
        SEQUENCERS.claim();
    }

    function append(bytes32 parent, uint48 time, bytes32 root, bytes calldata data) external {
        ROLLUP.append(parent, SEQUENCERS.lease().id, time, 0, 0, 1, root, data);
    }
}
