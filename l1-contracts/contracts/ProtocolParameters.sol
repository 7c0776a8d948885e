// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {
    MAX_FORCED_STEPS,
    MAX_POSITIONS,
    MESSAGE_FORCED,
    WEIGHT_FILL,
    WEIGHT_LENGTH_DENOMINATOR,
    WEIGHT_LENGTH_NUMERATOR,
    WEIGHT_MATCH,
    WEIGHT_MESSAGE,
    WEIGHT_PER_POSITION,
    WEIGHT_REST
} from "./engine/generated/Protocol.sol";

// Work an append may be obliged to take from the inbox (work units). Far below what 2,048 segments hold at the lowest
// work limit, and far above one message: some batch can always be appended, and each moves the inbox on.
uint256 constant INBOX_QUOTA = 60_000;

// Longest body of a forced or governance message (bytes); with kind and time it stays below MAX_MESSAGE_LENGTH.
uint256 constant MAX_MESSAGE_BODY = 1_000;

// Forced messages of one L1 block after which the fee doubles again.
uint256 constant FORCED_PER_DOUBLING = 4;

// Every step of a forced message may match and fill with both sides at the greatest number of positions; then it rests.
uint256 constant FORCED_STEPS_WEIGHT = MAX_FORCED_STEPS
    * (WEIGHT_MATCH + WEIGHT_FILL + 2 * MAX_POSITIONS * WEIGHT_PER_POSITION) + WEIGHT_REST
    + MAX_POSITIONS * WEIGHT_PER_POSITION;

/// Upper bound of the work a message can cost the engine, fixed when it is enqueued.
function maximumWeight(uint256 kind, uint256 length) pure returns (uint256 weight) {
    weight = WEIGHT_MESSAGE
        + (length * WEIGHT_LENGTH_NUMERATOR + WEIGHT_LENGTH_DENOMINATOR - 1) / WEIGHT_LENGTH_DENOMINATOR;
    if (kind == MESSAGE_FORCED) weight += FORCED_STEPS_WEIGHT;
}
