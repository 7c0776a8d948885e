// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CHUNK_LENGTH} from "../engine/generated/Protocol.sol";

/// Keccak Merkle tree over the 1,024-byte chunks of a batch's data, so that any byte can later be shown on L1.
///
///     leaf = keccak256(0x00 ‖ chunk)        the last chunk is as long as it is, not padded
///     node = keccak256(0x01 ‖ left ‖ right) a node without a neighbour is carried up unchanged
///     root of empty data = 0
library DataChunks {
    error NoSuchChunk(uint256 chunkIndex, uint256 dataLength);
    error WrongChunkLength(uint256 actual, uint256 expected);
    error WrongSiblingCount(uint256 actual);
    error WrongDataRoot(bytes32 actual, bytes32 expected);

    /// The tree is built in memory past the free pointer and forgotten: the caller's next allocation reuses the space.
    function root(bytes calldata data) internal pure returns (bytes32 result) {
        uint256 chunkLength = CHUNK_LENGTH;
        assembly ("memory-safe") {
            let leaves := mload(0x40)
            let count := div(add(data.length, sub(chunkLength, 1)), chunkLength)
            let buffer := add(leaves, shl(5, count))
            mstore8(buffer, 0)
            for { let i := 0 } lt(i, count) { i := add(i, 1) } {
                let start := mul(i, chunkLength)
                let length := sub(data.length, start)
                if gt(length, chunkLength) { length := chunkLength }
                calldatacopy(add(buffer, 1), add(data.offset, start), length)
                mstore(add(leaves, shl(5, i)), keccak256(buffer, add(length, 1)))
            }
            mstore8(buffer, 1)
            for {} gt(count, 1) {} {
                let pairs := shr(1, count)
                for { let i := 0 } lt(i, pairs) { i := add(i, 1) } {
                    mcopy(add(buffer, 1), add(leaves, shl(6, i)), 64)
                    mstore(add(leaves, shl(5, i)), keccak256(buffer, 65))
                }
                if and(count, 1) {
                    mstore(add(leaves, shl(5, pairs)), mload(add(leaves, shl(5, sub(count, 1)))))
                    pairs := add(pairs, 1)
                }
                count := pairs
            }
            // An empty tree leaves `result` at 0.
            if count { result := mload(leaves) }
        }
    }

    function leaf(bytes calldata chunk) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(uint8(0), chunk));
    }

    function node(bytes32 left, bytes32 right) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(uint8(1), left, right));
    }

    /// Reverts unless `chunk` is chunk `chunkIndex` of the data under `dataRoot`. Siblings stand from the leaf upwards.
    function verifyChunk(
        bytes32 dataRoot,
        uint256 dataLength,
        uint256 chunkIndex,
        bytes calldata chunk,
        bytes32[] calldata siblings
    ) internal pure {
        uint256 count = (dataLength + CHUNK_LENGTH - 1) / CHUNK_LENGTH;
        if (chunkIndex >= count) revert NoSuchChunk(chunkIndex, dataLength);
        uint256 left = dataLength - chunkIndex * CHUNK_LENGTH;
        uint256 expectedLength = left < CHUNK_LENGTH ? left : CHUNK_LENGTH;
        if (chunk.length != expectedLength) revert WrongChunkLength(chunk.length, expectedLength);

        bytes32 hash = leaf(chunk);
        uint256 used;
        for (uint256 i = chunkIndex; count > 1; (i, count) = (i >> 1, (count + 1) >> 1)) {
            if (i & 1 == 0 && i + 1 == count) continue;
            if (used == siblings.length) revert WrongSiblingCount(siblings.length);
            bytes32 sibling = siblings[used++];
            hash = i & 1 == 0 ? node(hash, sibling) : node(sibling, hash);
        }
        if (used != siblings.length) revert WrongSiblingCount(siblings.length);
        if (hash != dataRoot) revert WrongDataRoot(hash, dataRoot);
    }
}
