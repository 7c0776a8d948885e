// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchHeader} from "../BatchHeader.sol";
import {Cells, Cursor} from "../engine/Cells.sol";
import {FRAME_LENGTH, MAX_ITEM_BODY, PHASE_IDLE} from "../engine/generated/Protocol.sol";
import {DataWindow, DataWindows} from "./DataWindow.sol";
import {HeaderFacts} from "../engine/HeaderFacts.sol";
import {ProofReading} from "./ProofReader.sol";
import {SegmentProof, SegmentProofs} from "./SegmentProof.sol";
import {Sha256} from "../lib/Sha256.sol";
import {Witness, Witnesses} from "./Witness.sol";

/// The chain hash after an item of a batch, from the cursor before one of its segments and the data from there on. Nothing is executed:
/// where items begin and end, and what they add to the chain, follows from framing alone.
library ItemChain {
    using DataWindows for DataWindow;
    using Witnesses for Witness;

    error WrongPreRoot(bytes32 proven, bytes32 expected);
    error ItemBeforeSegment(uint256 sequence, uint256 reached);
    error BatchEndsBefore(uint256 sequence, uint256 reached);
    error MissingData(uint256 offset, uint256 length);

    /// Reads a segment proof that has the cursor and needs no other cell and no message, and the chunks with all bytes from the cursor to the
    /// end of the item. Reverts when the item is not one of the batch, or not after the segment's beginning.
    function hashAfter(
        BatchHeader calldata header,
        bytes32 parentRoot,
        uint256 segment,
        bytes calldata proof,
        uint256 sequence
    ) internal returns (bytes32 chainHash) {
        HeaderFacts.lock();
        (SegmentProof memory loaded, bytes calldata multiproof) = SegmentProofs.load(header, segment, proof);
        (bytes32 proven,) = loaded.witness.roots(multiproof);
        bytes32 preRoot = segment == 0 ? parentRoot : loaded.data.interiorRoot(segment - 1);
        if (proven != preRoot) revert WrongPreRoot(proven, preRoot);

        Cursor cursor = Cells.cursor();
        uint256 reached = cursor.sequence();
        if (sequence <= reached) revert ItemBeforeSegment(sequence, reached);
        chainHash = cursor.chainHash();
        uint256 rootsLength = SegmentProofs.rootsLength(header);
        uint256 end = header.dataLength - rootsLength;
        uint256 offset = nextItem(cursor);
        for (; reached < sequence; reached++) {
            if (offset >= end) revert BatchEndsBefore(sequence, reached);
            uint256 length;
            (chainHash, length) = extended(chainHash, loaded.data, rootsLength, offset, end - offset);
            offset += length;
        }
    }

    /// Where the next item begins: behind the bundle that is under way, if one is. Between batches the offset is that of the next one, 0.
    function nextItem(Cursor cursor) private view returns (uint256) {
        if (cursor.phase() == PHASE_IDLE) return 0;
        uint256 bundleEnd = cursor.bundleEnd();
        return bundleEnd == 0 ? cursor.offset() : bundleEnd;
    }

    /// As `Item.item` frames it: a frame that is malformed counts with its first bytes and is the last one.
    /// @return the chain hash after the item, and the bytes to go on
    function extended(bytes32 chainHash, DataWindow memory data, uint256 rootsLength, uint256 offset, uint256 left)
        private
        view
        returns (bytes32, uint256)
    {
        (uint256 start, uint256 supplied) = data.locate(rootsLength + offset, FRAME_LENGTH + MAX_ITEM_BODY);
        uint256 read = left < FRAME_LENGTH ? left : FRAME_LENGTH;
        if (supplied < read) revert MissingData(offset, read);
        bool malformed = left < FRAME_LENGTH;
        if (!malformed) {
            uint256 length = (ProofReading.word(start) >> 232) & 0xffff;
            malformed = length > MAX_ITEM_BODY || FRAME_LENGTH + length > left;
            if (!malformed) read += length;
        }
        if (supplied < read) revert MissingData(offset, read);
        return (hashed(chainHash, start, read), malformed ? left : read);
    }

    /// SHA-256(chainHash ‖ bytes of calldata), past the free memory.
    function hashed(bytes32 chainHash, uint256 start, uint256 length) private view returns (bytes32) {
        uint256 scratch;
        assembly ("memory-safe") {
            scratch := mload(0x40)
            mstore(scratch, chainHash)
            calldatacopy(add(scratch, 0x20), start, length)
        }
        return Sha256.hashAt(scratch, 0x20 + length);
    }
}
