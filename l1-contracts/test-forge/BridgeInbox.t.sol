// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchHeader} from "../contracts/BatchHeader.sol";
import {Bridge} from "../contracts/Bridge.sol";
import {BridgeGovernance} from "../contracts/BridgeGovernance.sol";
import {BridgeInbox} from "../contracts/BridgeInbox.sol";
import {
    IMPACT_LEVELS,
    MAX_INBOX_PER_BATCH,
    MAX_MESSAGE_LENGTH,
    MAX_SEGMENTS,
    MESSAGE_FORCED,
    MIN_WORK_LIMIT,
    WEIGHT_BATCH_END,
    WEIGHT_BATCH_START,
    WEIGHT_DUE,
    WEIGHT_SAMPLE
} from "../contracts/engine/generated/Protocol.sol";
import {INBOX_QUOTA, maximumWeight} from "../contracts/ProtocolParameters.sol";
import {Check} from "./Check.sol";
import {Deployment} from "./Deployment.sol";
import {vm, Vm} from "./Vm.sol";

/// The inbox: its accumulator, and that nobody can be kept out of it nor block it.
contract BridgeInboxTest is Deployment {
    function test_enqueue_accumulator_succeeds() public {
        vm.recordLogs();
        uint256 account = deposited(ALICE, 5_000_000);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        Vm.Log memory log = logs[logs.length - 1];
        (bytes memory message, bytes32 acc, uint256 weight) = abi.decode(log.data, (bytes, bytes32, uint256));
        Check.equal(
            message,
            abi.encodePacked(uint8(1), uint48(vm.getBlockTimestamp()), uint32(account), ALICE, uint64(5_000_000_000)),
            "message"
        );
        Check.equal(acc, keccak256(abi.encodePacked(bytes32(0), keccak256(message))), "acc(1)");
        Check.equal(bridge.inboxAcc(1), acc, "stored");
        Check.equal(bridge.cumulativeWeight(1), weight, "weight");

        forced(BOB, hex"ff");
        bytes memory second = abi.encodePacked(uint8(2), uint48(vm.getBlockTimestamp()), hex"ff");
        Check.equal(bridge.inboxAcc(2), keccak256(abi.encodePacked(acc, keccak256(second))), "acc(2)");
    }

    function test_append_swappedMessage_reverts() public {
        // The sequencer saw ALICE's deposit; an L1 reorg put BOB's under the same index.
        uint256 here = vm.getBlockTimestamp();
        bytes memory seen = abi.encodePacked(uint8(1), uint48(here), uint32(16), ALICE, uint64(5_000_000_000));
        bytes32 seenAcc = keccak256(abi.encodePacked(bytes32(0), keccak256(seen)));
        deposited(BOB, 5_000_000);
        bytes32 tip = rollup.tipHash();
        vm.expectRevert(
            abi.encodeWithSelector(BridgeInbox.InboxAccumulatorMismatch.selector, 1, seenAcc, bridge.inboxAcc(1))
        );
        send(tip, 1, seenAcc);
    }

    function test_append_messageNotThere_reverts() public {
        bytes32 tip = rollup.tipHash();
        vm.expectRevert(abi.encodeWithSelector(BridgeInbox.NoSuchMessage.selector, 1, 0));
        send(tip, 1, 0);
    }

    function test_append_inboxBackward_reverts() public {
        deposited(ALICE, 5_000_000);
        pass(parameters.inclusionDelay + 1);
        appended("r1");
        bytes32 tip = rollup.tipHash();
        vm.expectRevert(abi.encodeWithSelector(BridgeInbox.InboxEndBeforeParent.selector, 0, 1));
        send(tip, 0, 0);
    }

    function test_append_tooManyMessages_reverts() public {
        for (uint256 i; i < MAX_INBOX_PER_BATCH + 1; i++) {
            deposited(ALICE, 5_000_000);
        }
        bytes32 tip = rollup.tipHash();
        uint48 end = uint48(MAX_INBOX_PER_BATCH + 1);
        bytes32 acc = bridge.inboxAcc(end);
        vm.expectRevert(abi.encodeWithSelector(BridgeInbox.TooManyMessages.selector, end, MAX_INBOX_PER_BATCH));
        send(tip, end, acc);
        send(tip, end - 1, bridge.inboxAcc(end - 1));
    }

    // ---- overdue ----

    function test_append_overdueSkipped_reverts() public {
        deposited(ALICE, 5_000_000);
        forced(ALICE, hex"01");
        pass(parameters.inclusionDelay + 1);
        deposited(BOB, 5_000_000);
        bytes32 tip = rollup.tipHash();
        bytes32 acc = bridge.inboxAcc(1);
        vm.expectRevert(abi.encodeWithSelector(BridgeInbox.OverdueMessages.selector, 1, 2));
        send(tip, 1, acc);
        send(tip, 2, bridge.inboxAcc(2));
    }

    function test_append_dueButNotOver_succeeds() public {
        deposited(ALICE, 5_000_000);
        pass(parameters.inclusionDelay);
        send(rollup.tipHash(), 0, 0);
    }

    function test_requiredInboxEnd_quota_succeeds() public {
        for (uint256 i; i < 40; i++) {
            forced(ALICE, new bytes(1_000));
        }
        pass(parameters.inclusionDelay + 1);
        uint256 each = maximumWeight(MESSAGE_FORCED, 1_007);
        Check.equal(rollup.requiredInboxEnd(), INBOX_QUOTA / each, "as many as fit");
        appended("r1");
        Check.equal(rollup.requiredInboxEnd(), 2 * (INBOX_QUOTA / each), "and as many again");
    }

    function test_quota_fitsEveryBatch_succeeds() public pure {
        uint256 capacity = MAX_SEGMENTS * MIN_WORK_LIMIT - WEIGHT_BATCH_START - WEIGHT_BATCH_END;
        // The batch's own time may make the samples of every market due, once, with as many levels as they look at.
        uint256 samples = 256 * (WEIGHT_DUE + 2 * (IMPACT_LEVELS + 1) * WEIGHT_SAMPLE) + 3 * WEIGHT_DUE;
        Check.isTrue(INBOX_QUOTA + samples <= capacity, "the lowest work limit holds the quota and all samples");
        Check.isTrue(maximumWeight(MESSAGE_FORCED, MAX_MESSAGE_LENGTH) <= INBOX_QUOTA, "one message fits the quota");
        Check.isTrue(32 * (INBOX_QUOTA / MIN_WORK_LIMIT + 2) <= 120_000, "and the roots fit the data");
    }

    // ---- forced messages ----

    function test_force_anyBytes_succeeds() public {
        forced(ALICE, hex"00");
        forced(ALICE, new bytes(1_000));
        Check.equal(bridge.inboxLength(), 2, "both wait");
    }

    function test_force_length_reverts() public {
        vm.deal(ALICE, 1 ether);
        vm.startPrank(ALICE);
        vm.expectRevert(abi.encodeWithSelector(BridgeGovernance.BodyLength.selector, 0, 1_000));
        bridge.force{value: 1 ether}("");
        vm.expectRevert(abi.encodeWithSelector(BridgeGovernance.BodyLength.selector, 1_001, 1_000));
        bridge.force{value: 1 ether}(new bytes(1_001));
        vm.stopPrank();
    }

    function test_force_feeEscalates_succeeds() public {
        uint256 base = parameters.forcedFee;
        uint256 paid;
        for (uint256 i; i < 40; i++) {
            Check.equal(bridge.forcedFee(), base << (i / 4), "fee");
            paid += bridge.forcedFee();
            forced(STRANGER, hex"01");
        }
        Check.isTrue(paid > 4_000 * base, "a flood is dear");
        pass(parameters.blockSeconds);
        Check.equal(bridge.forcedFee(), base, "the next block is cheap again");
    }

    function test_force_belowFee_reverts() public {
        uint256 fee = bridge.forcedFee();
        vm.deal(ALICE, fee);
        vm.expectRevert(abi.encodeWithSelector(Bridge.FeeTooLow.selector, fee - 1, fee));
        vm.prank(ALICE);
        bridge.force{value: fee - 1}(hex"01");
    }

    function test_force_overpaid_succeeds() public {
        uint256 burnedBefore = address(0).balance;
        vm.deal(ALICE, 1 ether);
        vm.prank(ALICE);
        bridge.force{value: 1 ether}(hex"01");
        Check.equal(ALICE.balance, 1 ether - parameters.forcedFee, "the rest comes back");
        Check.equal(address(0).balance - burnedBefore, parameters.forcedFee, "the fee is burned");
        Check.equal(address(bridge).balance, 0, "nothing stays");
    }

    // ---- a week ----

    function test_append_afterAWeekOfSilence_succeeds() public {
        for (uint256 day; day < 7; day++) {
            for (uint256 i; i < 60; i++) {
                deposited(address(uint160(0x1000 + i)), 5_000_000);
                if (i % 6 == 0) forced(STRANGER, new bytes(1_000));
            }
            pass(1 days);
        }
        drains(SEQUENCER);
    }

    function test_append_afterAWeekOfBatchesDeleted_succeeds() public {
        parameters = profile("mainnet");
        deploy(token, new bytes[](0));
        bonded(SEQUENCER);
        vm.prank(SEQUENCER);
        sequencers.claim();
        BatchHeader memory first;
        // Two hours short of a week, one batch an hour, each hour with messages.
        for (uint256 hour; hour < 166; hour++) {
            for (uint256 i; i < 3; i++) {
                deposited(address(uint160(0x2000 + i)), 50_000_000);
                forced(STRANGER, new bytes(1_000));
            }
            BatchHeader memory header = appended(keccak256(abi.encode("lie", hour)));
            if (hour == 0) first = header;
            pass(1 hours);
        }
        bonded(STANDBY);
        provedBy(WATCHER, first);
        Check.equal(rollup.tipHash(), headers[0].hash(), "a week is gone");
        pass(parameters.grace);
        vm.prank(STANDBY);
        sequencers.claim();
        drains(STANDBY);
    }

    /// Some batch is always appendable, and each moves the inbox on until no message is overdue.
    function drains(address who) private {
        uint256 overdue = bridge.inboxLength();
        while (overdue > 0 && bridge.enqueuedAt(overdue - 1) + parameters.inclusionDelay >= vm.getBlockTimestamp()) overdue--;
        uint256 end;
        uint256 batches;
        while (end < overdue) {
            BatchHeader memory header = appendedBy(who, keccak256(abi.encode("drain", batches++)), "");
            Check.isTrue(header.inboxEnd > end, "moves on");
            Check.isTrue(bridge.cumulativeWeight(header.inboxEnd) - bridge.cumulativeWeight(end) <= INBOX_QUOTA, "quota");
            end = header.inboxEnd;
            pass(parameters.blockSeconds);
        }
        Check.isTrue(overdue > MAX_INBOX_PER_BATCH && batches > 1, "more than one batch could hold");
    }

    function forced(address who, bytes memory item) private {
        uint256 fee = bridge.forcedFee();
        vm.deal(who, fee);
        vm.prank(who);
        bridge.force{value: fee}(item);
    }

    function send(bytes32 parent, uint48 inboxEnd, bytes32 acc) private {
        vm.prank(SEQUENCER);
        rollup.append(parent, firstLease, uint48(vm.getBlockTimestamp()), inboxEnd, acc, 1, "r", "");
    }
}
