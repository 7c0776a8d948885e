// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MAX_INBOX_PER_BATCH} from "./engine/generated/Protocol.sol";
import {IInbox} from "./interfaces/IInbox.sol";
import {INBOX_QUOTA, maximumWeight} from "./ProtocolParameters.sol";

/// The order of everything L1 tells the engine. Messages are kept as a running hash only; the event has the bytes.
///
///     message = kind u8 ‖ enqueuedAt u48 (s) ‖ body
///     acc(0) = 0,  acc(i + 1) = keccak256(acc(i) ‖ keccak256(message i))
abstract contract BridgeInbox is IInbox {
    error InboxEndBeforeParent(uint256 inboxEnd, uint256 parentInboxEnd);
    error TooManyMessages(uint256 messages, uint256 limit);
    error NoSuchMessage(uint256 inboxEnd, uint256 length);
    error InboxAccumulatorMismatch(uint256 inboxEnd, bytes32 given, bytes32 actual);
    error OverdueMessages(uint256 inboxEnd, uint256 required);

    /// `cumulativeWeight` counts from the first message, this one included.
    event InboxMessage(uint256 indexed index, bytes message, bytes32 acc, uint256 cumulativeWeight);

    /// State after a message: what a batch that ends with it has to name.
    struct Entry {
        bytes32 acc;
        uint48 enqueuedAt; // s
        uint64 cumulativeWeight; // work units
        uint128 credited; // nano-USDC of all deposits up to it
    }

    /// Seconds after which a message is overdue.
    uint256 public immutable INCLUSION_DELAY;

    mapping(uint256 messages => Entry) private entries;

    /// Messages enqueued since genesis.
    uint256 public inboxLength;

    constructor(uint256 inclusionDelay) {
        INCLUSION_DELAY = inclusionDelay;
    }

    // ---- reading ----

    /// @inheritdoc IInbox
    function inboxAcc(uint256 messages) public view returns (bytes32) {
        if (messages > inboxLength) revert NoSuchMessage(messages, inboxLength);
        return entries[messages].acc;
    }

    /// Declared maximum weight of the first `messages` messages together.
    function cumulativeWeight(uint256 messages) external view returns (uint256) {
        if (messages > inboxLength) revert NoSuchMessage(messages, inboxLength);
        return entries[messages].cumulativeWeight;
    }

    /// When message `index` was enqueued (s).
    function enqueuedAt(uint256 index) external view returns (uint256) {
        if (index >= inboxLength) revert NoSuchMessage(index, inboxLength);
        return entries[index + 1].enqueuedAt;
    }

    /// All overdue messages, but no more than fit the quota and the count of one batch: whatever waits in the inbox,
    /// a batch that takes just these is possible. Both conditions hold for a prefix, so halving finds its end.
    function requiredInboxEnd(uint256 from) public view returns (uint256 low) {
        low = from;
        uint256 high = from + MAX_INBOX_PER_BATCH;
        if (high > inboxLength) high = inboxLength;
        uint256 before = entries[from].cumulativeWeight;
        while (low < high) {
            uint256 middle = (low + high + 1) / 2;
            Entry storage entry = entries[middle];
            bool overdue = entry.enqueuedAt + INCLUSION_DELAY < block.timestamp;
            if (overdue && entry.cumulativeWeight - before <= INBOX_QUOTA) low = middle;
            else high = middle - 1;
        }
    }

    /// @inheritdoc IInbox
    function requireAdvance(uint256 from, uint256 to, bytes32 acc) external view {
        if (to < from) revert InboxEndBeforeParent(to, from);
        if (to - from > MAX_INBOX_PER_BATCH) revert TooManyMessages(to - from, MAX_INBOX_PER_BATCH);
        // An L1 reorg may have put another message under an index: then this reverts, and nobody committed fraud.
        bytes32 actual = inboxAcc(to);
        if (actual != acc) revert InboxAccumulatorMismatch(to, acc, actual);
        uint256 required = requiredInboxEnd(from);
        if (to < required) revert OverdueMessages(to, required);
    }

    /// nano-USDC of the deposits among the first `messages` messages.
    function credited(uint256 messages) public view returns (uint256) {
        if (messages > inboxLength) revert NoSuchMessage(messages, inboxLength);
        return entries[messages].credited;
    }

    // ---- writing ----

    function enqueue(uint256 kind, bytes memory body) internal {
        enqueue(kind, body, 0);
    }

    /// @param credit nano-USDC that the message brings
    function enqueue(uint256 kind, bytes memory body, uint256 credit) internal {
        uint256 index = inboxLength;
        Entry storage last = entries[index];
        bytes memory message = abi.encodePacked(uint8(kind), uint48(block.timestamp), body);
        bytes32 acc = keccak256(abi.encodePacked(last.acc, keccak256(message)));
        uint256 weight = last.cumulativeWeight + maximumWeight(kind, message.length);
        entries[index + 1] = Entry(acc, uint48(block.timestamp), uint64(weight), last.credited + uint128(credit));
        inboxLength = index + 1;
        emit InboxMessage(index, message, acc, weight);
    }
}
