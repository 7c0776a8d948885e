// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CellAddresses} from "../engine/CellAddresses.sol";
import {Cells} from "../engine/Cells.sol";
import {MAX_CELL_WORDS} from "../engine/generated/Protocol.sol";
import {Multiproof} from "../lib/Multiproof.sol";
import {ProofReader, ProofReading} from "./ProofReader.sol";
import {Sha256} from "../lib/Sha256.sol";

/// The cells of a proof: loaded into transient storage before the segment, hashed again after it. docs/segment-proof.md.
struct Witness {
    uint256[] addresses;
    bytes32[] pre;
}

library Witnesses {
    using ProofReading for ProofReader;

    error CellsNotAscending(uint256 index);
    error EmptyCellHasWords(uint256 cellAddress);
    error UnusedEmptyBitSet();

    uint256 private constant ADDRESS_LENGTH = 6;
    uint256 private constant ADDRESS_LIMIT = 1 << 48;

    function load(ProofReader memory reader) internal returns (Witness memory witness) {
        unchecked {
            uint256 count = reader.u16();
            witness.addresses = loadAddresses(reader.skip(ADDRESS_LENGTH * count), count);
            witness.pre = loadCells(reader, reader.skip((count + 7) / 8), witness.addresses);
        }
    }

    function loadAddresses(uint256 start, uint256 count) private returns (uint256[] memory addresses) {
        unchecked {
            addresses = new uint256[](count);
            uint256 above = 0;
            for (uint256 i = 0; i < count; i++) {
                uint256 cell = ProofReading.word(start + ADDRESS_LENGTH * i) >> 208;
                if (cell < above) revert CellsNotAscending(i);
                above = cell + 1;
                addresses[i] = cell;
                Cells.markPresent(cell);
            }
        }
    }

    function loadCells(ProofReader memory reader, uint256 emptyAt, uint256[] memory addresses)
        private
        returns (bytes32[] memory pre)
    {
        unchecked {
            uint256 count = addresses.length;
            pre = new bytes32[](count);
            uint256 scratch = scratchWords();
            for (uint256 i = 0; i < count; i++) {
                if (!isSet(emptyAt, i)) pre[i] = loadWords(reader, addresses[i], scratch);
            }
            for (uint256 i = count; i & 7 != 0; i++) {
                if (isSet(emptyAt, i)) revert UnusedEmptyBitSet();
            }
        }
    }

    /// Root of the state as it was proven and as it is now.
    function roots(Witness memory witness, bytes calldata multiproof)
        internal
        view
        returns (bytes32 before, bytes32 now_)
    {
        unchecked {
            uint256 count = witness.addresses.length;
            bytes32[] memory post = new bytes32[](count);
            uint256 scratch = scratchWords();
            for (uint256 i = 0; i < count; i++) {
                post[i] = leaf(witness.addresses[i], scratch);
            }
            return Multiproof.roots(witness.addresses, witness.pre, post, multiproof);
        }
    }

    function loadWords(ProofReader memory reader, uint256 cell, uint256 scratch) private returns (bytes32) {
        unchecked {
            uint256 words = CellAddresses.words(cell);
            uint256 start = reader.skip(32 * words);
            uint256 key = Cells.firstKey(cell);
            uint256 any = 0;
            for (uint256 i = 0; i < words; i++) {
                uint256 word = ProofReading.word(start + 32 * i);
                any |= word;
                assembly ("memory-safe") {
                    mstore(add(scratch, shl(5, i)), word)
                    if word { tstore(add(key, i), word) }
                }
            }
            if (any == 0) revert EmptyCellHasWords(cell);
            return Sha256.hashAt(scratch, 32 * words);
        }
    }

    /// SHA-256 of the words as they are now, 0 when all are 0.
    function leaf(uint256 cell, uint256 scratch) private view returns (bytes32) {
        unchecked {
            uint256 words = CellAddresses.words(cell);
            uint256 key = Cells.firstKey(cell);
            uint256 any = 0;
            for (uint256 i = 0; i < words; i++) {
                assembly ("memory-safe") {
                    let word := tload(add(key, i))
                    any := or(any, word)
                    mstore(add(scratch, shl(5, i)), word)
                }
            }
            return any == 0 ? bytes32(0) : Sha256.hashAt(scratch, 32 * words);
        }
    }

    function isSet(uint256 bitsAt, uint256 index) private pure returns (bool) {
        return (ProofReading.word(bitsAt + (index >> 3)) >> (255 - (index & 7))) & 1 == 1;
    }

    function scratchWords() private pure returns (uint256 start) {
        uint256[MAX_CELL_WORDS] memory words;
        assembly ("memory-safe") {
            start := words
        }
    }
}
