// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// SHA-256 by the precompile at 0x02. It fails only for want of gas, and then the whole proof must fail: a wrong hash is never used.
library Sha256 {
    error PrecompileOutOfGas();

    function hash(bytes memory data) internal view returns (bytes32) {
        uint256 start;
        assembly ("memory-safe") {
            start := add(data, 0x20)
        }
        return hashAt(start, data.length);
    }

    /// The hash of a range of memory.
    function hashAt(uint256 start, uint256 length) internal view returns (bytes32 result) {
        bool done;
        assembly ("memory-safe") {
            mstore(0, 0)
            done := staticcall(gas(), 2, start, length, 0, 0x20)
            done := and(done, eq(returndatasize(), 0x20))
            result := mload(0)
        }
        if (!done) revert PrecompileOutOfGas();
    }
}
