// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CHUNK_LENGTH} from "../engine/generated/Protocol.sol";
import {ProofReader, ProofReading} from "./ProofReader.sol";

/// The chunks of the batch data that a proof supplies, proven against the header's data root: docs/segment-proof.md.
struct DataWindow {
    /// Place of each chunk among those supplied, + 1; one byte a chunk.
    bytes places;
    uint256 chunksAt;
    uint256 dataLength;
}

library DataWindows {
    using ProofReading for ProofReader;

    error ChunksNotAscending(uint256 index);
    error ChunkBeyondData(uint256 chunk);
    error WrongDataRoot(bytes32 computed, bytes32 expected);
    error MissingChunk(uint256 chunk);

    function load(ProofReader memory reader, bytes32 dataRoot, uint256 dataLength)
        internal
        pure
        returns (DataWindow memory window)
    {
        unchecked {
            uint256 chunks = (dataLength + CHUNK_LENGTH - 1) / CHUNK_LENGTH;
            uint256 count = reader.u8();
            uint256 numbersAt = reader.skip(count);
            window.places = new bytes(chunks);
            window.dataLength = dataLength;
            uint256[] memory numbers = new uint256[](count);
            uint256 length = 0;
            for (uint256 i = 0; i < count; i++) {
                uint256 chunk = ProofReading.word(numbersAt + i) >> 248;
                if (chunk >= chunks) revert ChunkBeyondData(chunk);
                if (i > 0 && chunk <= numbers[i - 1]) revert ChunksNotAscending(i);
                numbers[i] = chunk;
                window.places[chunk] = bytes1(uint8(i + 1));
                length += chunkLength(chunk, dataLength);
            }
            window.chunksAt = reader.skip(length);
            if (count == 0) return window;
            bytes32 computed = root(reader, numbers, leaves(numbers, window.chunksAt, dataLength), chunks);
            if (computed != dataRoot) revert WrongDataRoot(computed, dataRoot);
        }
    }

    /// Where a byte of the data is in calldata, and how many bytes from there on are supplied without a gap.
    function locate(DataWindow memory window, uint256 offset, uint256 wanted)
        internal
        pure
        returns (uint256 start, uint256 supplied)
    {
        unchecked {
            uint256 chunk = offset / CHUNK_LENGTH;
            uint256 place = chunk < window.places.length ? uint8(window.places[chunk]) : 0;
            if (place == 0) return (0, 0);
            uint256 within = offset % CHUNK_LENGTH;
            start = window.chunksAt + (place - 1) * CHUNK_LENGTH + within;
            supplied = chunkLength(chunk, window.dataLength) - within;
            while (supplied < wanted) {
                chunk++;
                if (chunk >= window.places.length || window.places[chunk] == 0) break;
                supplied += chunkLength(chunk, window.dataLength);
            }
            if (supplied > wanted) supplied = wanted;
        }
    }

    /// An interior root: it never straddles two chunks.
    function interiorRoot(DataWindow memory window, uint256 index) internal pure returns (bytes32) {
        unchecked {
            (uint256 start, uint256 supplied) = locate(window, 32 * index, 32);
            if (supplied < 32) revert MissingChunk(32 * index / CHUNK_LENGTH);
            return bytes32(ProofReading.word(start));
        }
    }

    function chunkLength(uint256 chunk, uint256 dataLength) private pure returns (uint256) {
        unchecked {
            uint256 left = dataLength - chunk * CHUNK_LENGTH;
            return left < CHUNK_LENGTH ? left : CHUNK_LENGTH;
        }
    }

    /// keccak256(0x00 ‖ chunk) of each supplied chunk.
    function leaves(uint256[] memory numbers, uint256 start, uint256 dataLength)
        private
        pure
        returns (bytes32[] memory hashes)
    {
        unchecked {
            uint256 count = numbers.length;
            hashes = new bytes32[](count);
            uint256 scratch;
            assembly ("memory-safe") {
                scratch := mload(0x40)
                mstore8(scratch, 0)
            }
            for (uint256 i = 0; i < count; i++) {
                uint256 length = chunkLength(numbers[i], dataLength);
                bytes32 hash;
                assembly ("memory-safe") {
                    calldatacopy(add(scratch, 1), start, length)
                    hash := keccak256(scratch, add(length, 1))
                }
                hashes[i] = hash;
                start += length;
            }
        }
    }

    /// Level by level: two neighbours that are both known are hashed, a missing neighbour is the next sibling, and the odd node
    /// at the end of a level is carried up unchanged.
    function root(ProofReader memory reader, uint256[] memory numbers, bytes32[] memory hashes, uint256 width)
        private
        pure
        returns (bytes32)
    {
        unchecked {
            uint256 count = numbers.length;
            for (; width > 1; width = (width + 1) / 2) {
                uint256 to = 0;
                for (uint256 i = 0; i < count; i++) {
                    uint256 number = numbers[i];
                    bytes32 hash = hashes[i];
                    if (number & 1 == 1) {
                        hash = node(bytes32(ProofReading.word(reader.skip(32))), hash);
                    } else if (i + 1 < count && numbers[i + 1] == number + 1) {
                        hash = node(hash, hashes[++i]);
                    } else if (number + 1 < width) {
                        hash = node(hash, bytes32(ProofReading.word(reader.skip(32))));
                    }
                    numbers[to] = number >> 1;
                    hashes[to++] = hash;
                }
                count = to;
            }
            return hashes[0];
        }
    }

    function node(bytes32 left, bytes32 right) private pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore8(start, 1)
            mstore(add(start, 1), left)
            mstore(add(start, 33), right)
            hash := keccak256(start, 65)
        }
    }
}
