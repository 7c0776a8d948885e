// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// A call of an engine contract in the verifier's own context. It returns a weight or the whole proof fails, with the inner error.
library Delegate {
    error NoWeight(address target);

    function run(address target, bytes4 selector) internal returns (uint256 weight) {
        uint256 start;
        assembly ("memory-safe") {
            start := mload(0x40)
            mstore(start, selector)
        }
        return run(target, start, 4);
    }

    /// With one argument of bytes that lie in calldata.
    function run(address target, bytes4 selector, bytes calldata argument) internal returns (uint256 weight) {
        uint256 start;
        uint256 length;
        assembly ("memory-safe") {
            start := mload(0x40)
            mstore(start, selector)
            mstore(add(start, 0x04), 0x20)
            mstore(add(start, 0x24), argument.length)
            calldatacopy(add(start, 0x44), argument.offset, argument.length)
            length := add(0x44, and(add(argument.length, 0x1f), not(0x1f)))
        }
        return run(target, start, length);
    }

    function run(address target, uint256 start, uint256 length) private returns (uint256 weight) {
        bool done;
        assembly ("memory-safe") {
            mstore(0, 0)
            done := delegatecall(gas(), target, start, length, 0, 0x20)
            if iszero(done) {
                let free := mload(0x40)
                returndatacopy(free, 0, returndatasize())
                revert(free, returndatasize())
            }
            done := eq(returndatasize(), 0x20)
            weight := mload(0)
        }
        if (!done) revert NoWeight(target);
    }
}
