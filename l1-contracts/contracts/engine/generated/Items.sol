// SPDX-License-Identifier: MIT
// Generated from protocol/protocol.json. Do not edit.
pragma solidity 0.8.37;

/// limit order: fields of a body whose length has been checked.
library PlaceItem {
    /// Bytes of each field from the last to the first, one byte each, 0 past the first.
    uint256 internal constant WIDTHS = 0x0405030101060104;
    uint256 internal constant FIELDS_LENGTH = 25;

    function account(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, calldataload(body.offset))
        }
    }

    function key(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(248, calldataload(add(body.offset, 4)))
        }
    }

    function nonce(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(208, calldataload(add(body.offset, 5)))
        }
    }

    function market(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(248, calldataload(add(body.offset, 11)))
        }
    }

    function flags(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(248, calldataload(add(body.offset, 12)))
        }
    }

    function tick(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(232, calldataload(add(body.offset, 13)))
        }
    }

    function lots(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(216, calldataload(add(body.offset, 16)))
        }
    }

    function expiry(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, calldataload(add(body.offset, 21)))
        }
    }
}

/// market order with a slippage bound against the mark price: fields of a body whose length has been checked.
library MarketOrderItem {
    /// Bytes of each field from the last to the first, one byte each, 0 past the first.
    uint256 internal constant WIDTHS = 0x0405030101060104;
    uint256 internal constant FIELDS_LENGTH = 25;

    function account(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, calldataload(body.offset))
        }
    }

    function key(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(248, calldataload(add(body.offset, 4)))
        }
    }

    function nonce(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(208, calldataload(add(body.offset, 5)))
        }
    }

    function market(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(248, calldataload(add(body.offset, 11)))
        }
    }

    function flags(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(248, calldataload(add(body.offset, 12)))
        }
    }

    function slippagePpm(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(232, calldataload(add(body.offset, 13)))
        }
    }

    function lots(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(216, calldataload(add(body.offset, 16)))
        }
    }

    function expiry(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, calldataload(add(body.offset, 21)))
        }
    }
}

/// cancel one order: fields of a body whose length has been checked.
library CancelItem {
    /// Bytes of each field from the last to the first, one byte each, 0 past the first.
    uint256 internal constant WIDTHS = 0x040601060104;
    uint256 internal constant FIELDS_LENGTH = 22;

    function account(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, calldataload(body.offset))
        }
    }

    function key(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(248, calldataload(add(body.offset, 4)))
        }
    }

    function nonce(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(208, calldataload(add(body.offset, 5)))
        }
    }

    function slot(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(248, calldataload(add(body.offset, 11)))
        }
    }

    function placingNonce(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(208, calldataload(add(body.offset, 12)))
        }
    }

    function expiry(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, calldataload(add(body.offset, 18)))
        }
    }
}

/// cancel all orders of one market or of all: fields of a body whose length has been checked.
library CancelAllItem {
    /// Bytes of each field from the last to the first, one byte each, 0 past the first.
    uint256 internal constant WIDTHS = 0x0402060104;
    uint256 internal constant FIELDS_LENGTH = 17;

    function account(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, calldataload(body.offset))
        }
    }

    function key(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(248, calldataload(add(body.offset, 4)))
        }
    }

    function nonce(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(208, calldataload(add(body.offset, 5)))
        }
    }

    function market(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(240, calldataload(add(body.offset, 11)))
        }
    }

    function expiry(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, calldataload(add(body.offset, 13)))
        }
    }
}

/// change price and remaining lots of an order: fields of a body whose length has been checked.
library AmendItem {
    /// Bytes of each field from the last to the first, one byte each, 0 past the first.
    uint256 internal constant WIDTHS = 0x0405030601060104;
    uint256 internal constant FIELDS_LENGTH = 30;

    function account(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, calldataload(body.offset))
        }
    }

    function key(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(248, calldataload(add(body.offset, 4)))
        }
    }

    function nonce(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(208, calldataload(add(body.offset, 5)))
        }
    }

    function slot(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(248, calldataload(add(body.offset, 11)))
        }
    }

    function placingNonce(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(208, calldataload(add(body.offset, 12)))
        }
    }

    function tick(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(232, calldataload(add(body.offset, 18)))
        }
    }

    function lots(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(216, calldataload(add(body.offset, 21)))
        }
    }

    function expiry(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, calldataload(add(body.offset, 26)))
        }
    }
}

/// withdraw collateral to the owner's address on L1: fields of a body whose length has been checked.
library WithdrawItem {
    /// Bytes of each field from the last to the first, one byte each, 0 past the first.
    uint256 internal constant WIDTHS = 0x0408060104;
    uint256 internal constant FIELDS_LENGTH = 23;

    function account(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, calldataload(body.offset))
        }
    }

    function key(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(248, calldataload(add(body.offset, 4)))
        }
    }

    function nonce(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(208, calldataload(add(body.offset, 5)))
        }
    }

    function amount(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(192, calldataload(add(body.offset, 11)))
        }
    }

    function expiry(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, calldataload(add(body.offset, 19)))
        }
    }
}
