// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {
    MAX_FORCED_STEPS,
    MAX_POSITIONS,
    MESSAGE_FORCED,
    WEIGHT_BACKSTOP,
    WEIGHT_CANCEL,
    WEIGHT_FILL,
    WEIGHT_LENGTH_DENOMINATOR,
    WEIGHT_LENGTH_NUMERATOR,
    WEIGHT_LIQUIDATE,
    WEIGHT_LOOK,
    WEIGHT_MATCH,
    WEIGHT_MESSAGE,
    WEIGHT_PER_POSITION
} from "./engine/generated/Protocol.sol";

// Work an append may be obliged to take from the inbox (work units). Far below what 2,048 segments hold at the lowest
// work limit, and far above one message: some batch can always be appended, and each moves the inbox on.
uint256 constant INBOX_QUOTA = 60_000;

// Longest body of a forced or governance message (bytes); with kind and time it stays below MAX_MESSAGE_LENGTH.
uint256 constant MAX_MESSAGE_BODY = 1_000;

// Forced messages of one L1 block after which the fee doubles again.
uint256 constant FORCED_PER_DOUBLING = 4;

// All positions that an account can have, scanned once.
uint256 constant POSITIONS_WEIGHT = MAX_POSITIONS * WEIGHT_PER_POSITION;

// The dearest forced message liquidates: it looks at the account, removes its orders and finds one more or none, makes its order,
// matches and fills with both sides at the greatest number of positions, looks once more and finds that it may not go on, and leaves
// the rest to the backstop. An order of an account costs the same matches and fills, and less beside them.
uint256 constant FORCED_STEPS_WEIGHT = POSITIONS_WEIGHT + (MAX_FORCED_STEPS + 1) * WEIGHT_CANCEL
    + (WEIGHT_LIQUIDATE + POSITIONS_WEIGHT) + MAX_FORCED_STEPS * (WEIGHT_MATCH + WEIGHT_FILL + 2 * POSITIONS_WEIGHT)
    + WEIGHT_LOOK + (WEIGHT_BACKSTOP + POSITIONS_WEIGHT);

/// Upper bound of the work a message can cost the engine, fixed when it is enqueued.
function maximumWeight(uint256 kind, uint256 length) pure returns (uint256 weight) {
    weight =
        WEIGHT_MESSAGE + (length * WEIGHT_LENGTH_NUMERATOR + WEIGHT_LENGTH_DENOMINATOR - 1) / WEIGHT_LENGTH_DENOMINATOR;
    if (kind == MESSAGE_FORCED) weight += FORCED_STEPS_WEIGHT;
}
