// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchHeader} from "./BatchHeader.sol";
import {PROTOCOL_VERSION} from "./engine/generated/Protocol.sol";
import {BatchStatus, IRollup} from "./interfaces/IRollup.sol";
import {RollupParameters} from "./RollupParameters.sol";

/// The chain of batches by index, a tip, and what is final. A batch is canonical when its index is not above the tip and
/// its hash stands there; deleting moves the tip back, which costs the same for one batch and for a thousand.
abstract contract RollupChain is IRollup {
    /// `data` is all the bytes of the batch: an append through another contract hides nothing from watchers.
    event BatchAppended(
        uint256 indexed index, bytes32 indexed batchHash, address indexed submitter, BatchHeader header, bytes data
    );

    /// Batches `index` to `lastIndex` are gone.
    event BatchDeleted(
        uint256 indexed index,
        bytes32 indexed batchHash,
        address indexed challenger,
        uint256 lastIndex,
        uint256 segment,
        address submitter,
        uint256 reward
    );

    struct BatchRecord {
        bytes32 hash;
        address submitter;
        uint48 postedBlock;
        uint48 postedTime; // s
    }

    /// What the next append has to know of its parent.
    struct Tip {
        uint48 index;
        uint48 time; // s
        uint48 inboxEnd;
    }

    uint256 public immutable FINALITY_BLOCKS;
    uint256 public immutable FINALITY_SECONDS;

    Tip internal tip_;
    mapping(uint256 index => BatchRecord) private records;

    /// Deleted batches whose record was overwritten; above the tip a record itself tells.
    mapping(bytes32 batchHash => bool) private overwritten;

    constructor(RollupParameters memory parameters, uint48 genesisTime, bytes32 genesisRoot) {
        FINALITY_BLOCKS = parameters.finalityBlocks;
        FINALITY_SECONDS = parameters.finalitySeconds;
        BatchHeader memory genesis;
        genesis.version = uint16(PROTOCOL_VERSION);
        genesis.time = genesisTime;
        genesis.finalRoot = genesisRoot;
        emit BatchAppended(0, extend(genesis, address(0)), address(0), genesis, "");
    }

    // ---- reading ----

    /// The last canonical batch.
    function tip() external view returns (uint256 index, bytes32 batchHash, uint256 time, uint256 inboxEnd) {
        return (tip_.index, records[tip_.index].hash, tip_.time, tip_.inboxEnd);
    }

    /// @inheritdoc IRollup
    function tipHash() public view returns (bytes32) {
        return records[tip_.index].hash;
    }

    /// The record at an index; `canonical` is false for a deleted batch that nothing has replaced yet.
    function batch(uint256 index) external view returns (BatchRecord memory record, bool canonical) {
        return (records[index], index <= tip_.index);
    }

    /// Final exactly when more than N blocks and T seconds have passed since posting: from then on, and not before, it
    /// can no longer be challenged. Both count, so that neither an L1 stall nor a burst of blocks shortens the window.
    function statusOf(uint256 index, bytes32 batchHash) public view returns (BatchStatus) {
        BatchRecord storage record = records[index];
        if (overwritten[batchHash]) return BatchStatus.DELETED;
        if (record.hash != batchHash || batchHash == 0) return BatchStatus.UNKNOWN;
        if (index > tip_.index) return BatchStatus.DELETED;
        bool isFinal = index == 0
            || (block.number > record.postedBlock + FINALITY_BLOCKS && block.timestamp > record.postedTime + FINALITY_SECONDS);
        return isFinal ? BatchStatus.FINAL : BatchStatus.PENDING;
    }

    function submitterOf(uint256 index) internal view returns (address) {
        return records[index].submitter;
    }

    // ---- writing ----

    /// Makes the header the tip.
    function extend(BatchHeader memory header, address submitter) internal returns (bytes32 batchHash) {
        batchHash = header.hash();
        BatchRecord storage r = records[header.index];
        // A hash never returns: deletion ends the lease, and every batch names its lease.
        if (r.hash != 0) overwritten[r.hash] = true;
        r.hash = batchHash;
        (r.submitter, r.postedBlock, r.postedTime) = (submitter, uint48(block.number), uint48(block.timestamp));
        tip_ = Tip(header.index, header.time, header.inboxEnd);
    }

    /// Makes `parent` the tip again.
    function truncate(BatchHeader calldata parent) internal returns (uint256 lastIndex) {
        lastIndex = tip_.index;
        tip_ = Tip(parent.index, parent.time, parent.inboxEnd);
    }
}
