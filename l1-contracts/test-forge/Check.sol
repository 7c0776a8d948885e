// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

error Unequal(string what, uint256 actual, uint256 expected);
error UnequalWords(string what, bytes32 actual, bytes32 expected);
error UnequalBytes(string what, bytes actual, bytes expected);
error NotTrue(string what);

/// Assertions that say what they compared.
library Check {
    function isTrue(bool condition, string memory what) internal pure {
        if (!condition) revert NotTrue(what);
    }

    function equal(uint256 actual, uint256 expected, string memory what) internal pure {
        if (actual != expected) revert Unequal(what, actual, expected);
    }

    function equal(address actual, address expected, string memory what) internal pure {
        equal(uint256(uint160(actual)), uint256(uint160(expected)), what);
    }

    function equal(bytes32 actual, bytes32 expected, string memory what) internal pure {
        if (actual != expected) revert UnequalWords(what, actual, expected);
    }

    function equal(bytes memory actual, bytes memory expected, string memory what) internal pure {
        if (keccak256(actual) != keccak256(expected)) revert UnequalBytes(what, actual, expected);
    }
}
