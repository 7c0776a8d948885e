// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// SHA-256 by the precompile at 0x02. It fails only for want of gas, and then the whole proof must fail: a wrong hash is never used.
library Sha256 {
    error PrecompileOutOfGas();

    function hash(bytes memory data) internal view returns (bytes32) {
        uint256 at;
        assembly ("memory-safe") {
            at := add(data, 0x20)
        }
        return hashAt(at, data.length);
    }

    function pair(bytes32 first, bytes32 second) internal view returns (bytes32) {
        return prefix(first, second, 0x40);
    }

    /// The hash of the first bytes of two words, at most 64.
    function prefix(bytes32 first, bytes32 second, uint256 length) internal view returns (bytes32 result) {
        bool done;
        assembly ("memory-safe") {
            mstore(0, first)
            mstore(0x20, second)
            done := staticcall(gas(), 2, 0, length, 0, 0x20)
            done := and(done, eq(returndatasize(), 0x20))
            result := mload(0)
        }
        if (!done) revert PrecompileOutOfGas();
    }

    /// The hash of a range of memory.
    function hashAt(uint256 at, uint256 length) internal view returns (bytes32 result) {
        bool done;
        assembly ("memory-safe") {
            done := staticcall(gas(), 2, at, length, 0, 0x20)
            done := and(done, eq(returndatasize(), 0x20))
            result := mload(0)
        }
        if (!done) revert PrecompileOutOfGas();
    }
}
