// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchHeader} from "./BatchHeader.sol";
import {MAX_DATA_LENGTH, MAX_SEGMENTS, PROTOCOL_VERSION} from "./engine/generated/Protocol.sol";
import {Commitments} from "./Commitments.sol";
import {IFraudVerifier} from "./interfaces/IFraudVerifier.sol";
import {IInbox} from "./interfaces/IInbox.sol";
import {BatchStatus} from "./interfaces/IRollup.sol";
import {ISequencers} from "./interfaces/ISequencers.sol";
import {RollupChain} from "./RollupChain.sol";
import {CalldataSource} from "./RollupDataSource.sol";
import {RollupParameters} from "./RollupParameters.sol";

/// Appends batches, and deletes them when one of their segments is shown to be wrong. Immutable, without an owner.
contract Rollup is RollupChain, CalldataSource, Commitments {
    error WrongParent(bytes32 parentHash, bytes32 tipHash);
    error SegmentCount(uint256 segments, uint256 limit);
    error DataLength(uint256 length, uint256 least, uint256 limit);
    error TimeOutOfRange(uint256 time, uint256 least, uint256 greatest);
    error WrongHeader(bytes32 actual, bytes32 expected);
    error UnknownBatch(uint256 index, bytes32 batchHash);
    error AlreadyFinal(bytes32 batchHash);
    error NoSuchSegment(uint256 segment, uint256 segments);
    error NotFraud(bytes32 batchHash, uint256 segment);

    IInbox public immutable INBOX;
    ISequencers public immutable SEQUENCERS;
    IFraudVerifier public immutable VERIFIER;
    bytes32 public immutable PARAMETERS_HASH;
    uint256 public immutable LAG;

    constructor(
        RollupParameters memory parameters,
        IInbox inbox,
        ISequencers sequencers,
        IFraudVerifier verifier,
        uint48 genesisTime,
        bytes32 genesisRoot
    ) RollupChain(parameters, genesisTime, genesisRoot) {
        parameters.check();
        if (genesisTime > block.timestamp) revert TimeOutOfRange(genesisTime, 0, block.timestamp);
        INBOX = inbox;
        SEQUENCERS = sequencers;
        VERIFIER = verifier;
        PARAMETERS_HASH = parameters.hash();
        LAG = parameters.lag();
    }

    // ---- appending ----

    /// One batch on the batch `parentHash`, which must be the tip. `data` = `segments` − 1 roots, then transactions.
    function append(
        bytes32 parentHash,
        bytes32 leaseId,
        uint48 time,
        uint48 inboxEnd,
        bytes32 inboxAcc,
        uint16 segments,
        bytes32 finalRoot,
        bytes calldata data
    ) external returns (bytes32 batchHash) {
        bytes32 expected = tipHash();
        if (parentHash != expected) revert WrongParent(parentHash, expected);
        if (segments == 0 || segments > MAX_SEGMENTS) revert SegmentCount(segments, MAX_SEGMENTS);

        BatchHeader memory header;
        (uint256 length, bytes32 dataRoot) = commitData(data);
        uint256 least = 32 * (uint256(segments) - 1);
        if (length < least || length > MAX_DATA_LENGTH) revert DataLength(length, least, MAX_DATA_LENGTH);
        (header.dataLength, header.dataRoot) = (uint32(length), dataRoot);
        requireTime(time);
        INBOX.requireAdvance(tip_.inboxEnd, inboxEnd, inboxAcc);

        header.version = uint16(PROTOCOL_VERSION);
        header.parentHash = parentHash;
        header.index = tip_.index + 1;
        (header.time, header.inboxEnd, header.inboxAcc) = (time, inboxEnd, inboxAcc);
        (header.segments, header.finalRoot) = (segments, finalRoot);
        SEQUENCERS.onAppend(msg.sender, leaseId);
        header.leaseId = leaseId;
        batchHash = extend(header, msg.sender);
        emit BatchAppended(header.index, batchHash, msg.sender, header, data);
    }

    /// The least inbox end a batch appended now on the tip may have.
    function requiredInboxEnd() external view returns (uint256) {
        return INBOX.requiredInboxEnd(tip_.inboxEnd);
    }

    /// Not before the parent, not after L1, and no further behind L1 than a takeover takes.
    function requireTime(uint256 time) private view {
        uint256 least = tip_.time;
        if (block.timestamp > LAG && block.timestamp - LAG > least) least = block.timestamp - LAG;
        if (time < least || time > block.timestamp) revert TimeOutOfRange(time, least, block.timestamp);
    }

    // ---- challenging ----

    /// Deletes the batch and all after it when `segment` is wrong; reverts when it is right. False when the batch is
    /// deleted already: that is what the caller wanted. Whoever copies a proof can delete with it but is not paid,
    /// for want of a commitment of its own.
    function prove(
        bytes32 batchHash,
        BatchHeader calldata header,
        BatchHeader calldata parent,
        uint256 segment,
        bytes calldata proof,
        bytes32 salt
    ) external returns (bool) {
        requireHeader(header, batchHash);
        BatchStatus status = statusOf(header.index, batchHash);
        if (status == BatchStatus.DELETED) return false;
        if (status == BatchStatus.UNKNOWN) revert UnknownBatch(header.index, batchHash);
        if (status == BatchStatus.FINAL) revert AlreadyFinal(batchHash);
        requireHeader(parent, header.parentHash);
        if (segment >= header.segments) revert NoSuchSegment(segment, header.segments);
        if (!VERIFIER.isFraud(header, parent.finalRoot, segment, proof)) revert NotFraud(batchHash, segment);

        address challenger = committedChallenger(batchHash, keccak256(proof), salt);
        address submitter = submitterOf(header.index);
        uint256 lastIndex = truncate(parent);
        uint256 reward = SEQUENCERS.slash(submitter, challenger);
        emit BatchDeleted(header.index, batchHash, challenger, lastIndex, segment, submitter, reward);
        return true;
    }

    function requireHeader(BatchHeader calldata header, bytes32 expected) private pure {
        bytes32 actual = header.hash();
        if (actual != expected) revert WrongHeader(actual, expected);
    }
}
