// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// Reads a proof in calldata from front to back. Nothing is read past its end: calldata would give zeros there.
struct ProofReader {
    uint256 start;
    uint256 end;
}

library ProofReading {
    error ProofCutShort();

    function open(bytes calldata proof) internal pure returns (ProofReader memory reader) {
        assembly ("memory-safe") {
            mstore(reader, proof.offset)
            mstore(add(reader, 0x20), add(proof.offset, proof.length))
        }
    }

    /// Skips some bytes and says where they are.
    function skip(ProofReader memory reader, uint256 length) internal pure returns (uint256 start) {
        unchecked {
            start = reader.start;
            if (length > reader.end - start) revert ProofCutShort();
            reader.start = start + length;
        }
    }

    function u8(ProofReader memory reader) internal pure returns (uint256 value) {
        return word(skip(reader, 1)) >> 248;
    }

    function u16(ProofReader memory reader) internal pure returns (uint256 value) {
        return word(skip(reader, 2)) >> 240;
    }

    /// What is left.
    function rest(ProofReader memory reader) internal pure returns (bytes calldata left) {
        assembly ("memory-safe") {
            left.offset := mload(reader)
            left.length := sub(mload(add(reader, 0x20)), left.offset)
        }
    }

    function word(uint256 start) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(start)
        }
    }
}
