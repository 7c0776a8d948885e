// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// 256-bit words where bit i of the word is bit 255 − i of the number, so index 0 is the most significant.
library Bits {
    function isSet(uint256 word, uint256 index) internal pure returns (bool) {
        unchecked {
            return (word >> (255 - index)) & 1 == 1;
        }
    }

    function set(uint256 word, uint256 index) internal pure returns (uint256) {
        unchecked {
            return word | (1 << (255 - index));
        }
    }

    function clear(uint256 word, uint256 index) internal pure returns (uint256) {
        unchecked {
            return word & ~(1 << (255 - index));
        }
    }

    /// The lowest index whose bit is set, 256 when none is.
    function lowest(uint256 word) internal pure returns (uint256 index) {
        assembly ("memory-safe") {
            index := clz(word)
        }
    }

    /// The highest index whose bit is set, 256 when none is.
    function highest(uint256 word) internal pure returns (uint256 index) {
        assembly ("memory-safe") {
            index := clz(and(word, sub(0, word)))
        }
    }

    /// The lowest index at or above from (0..256) whose bit is set, 256 when none is.
    function lowestSetFrom(uint256 word, uint256 from) internal pure returns (uint256) {
        return lowest(word & (type(uint256).max >> from));
    }

    /// The highest index below before (0..256) whose bit is set, 256 when none is.
    function highestSetBelow(uint256 word, uint256 before) internal pure returns (uint256) {
        return highest(word & ~(type(uint256).max >> before));
    }

    /// The lowest index whose bit is clear, 256 when all are set.
    function lowestClear(uint256 word) internal pure returns (uint256) {
        return lowest(~word);
    }
}
