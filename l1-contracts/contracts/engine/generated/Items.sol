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

/// collateral to another account of the same owner: fields of a body whose length has been checked.
library TransferItem {
    /// Bytes of each field from the last to the first, one byte each, 0 past the first.
    uint256 internal constant WIDTHS = 0x040804060104;
    uint256 internal constant FIELDS_LENGTH = 27;

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

    function to(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, calldataload(add(body.offset, 11)))
        }
    }

    function amount(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(192, calldataload(add(body.offset, 15)))
        }
    }

    function expiry(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, calldataload(add(body.offset, 23)))
        }
    }
}

/// open a sub-account of the same owner: fields of a body whose length has been checked.
library OpenSubaccountItem {
    /// Bytes of each field from the last to the first, one byte each, 0 past the first.
    uint256 internal constant WIDTHS = 0x04060104;
    uint256 internal constant FIELDS_LENGTH = 15;

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

    function expiry(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, calldataload(add(body.offset, 11)))
        }
    }
}

/// give a signer slot to an agent key, or take it away with address 0: fields of a body whose length has been checked.
library SetAgentItem {
    /// Bytes of each field from the last to the first, one byte each, 0 past the first.
    uint256 internal constant WIDTHS = 0x0404011401060104;
    uint256 internal constant FIELDS_LENGTH = 41;

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

    function agent(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(96, calldataload(add(body.offset, 12)))
        }
    }

    function scope(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(248, calldataload(add(body.offset, 32)))
        }
    }

    function agentExpiry(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, calldataload(add(body.offset, 33)))
        }
    }

    function expiry(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, calldataload(add(body.offset, 37)))
        }
    }
}

/// use up a nonce, so that what else is signed with it can no longer be carried out: fields of a body whose length has been checked.
library VoidNonceItem {
    /// Bytes of each field from the last to the first, one byte each, 0 past the first.
    uint256 internal constant WIDTHS = 0x04060104;
    uint256 internal constant FIELDS_LENGTH = 15;

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

    function expiry(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, calldataload(add(body.offset, 11)))
        }
    }
}

/// cancel all orders at a time, unless moved before; 0 calls it off: fields of a body whose length has been checked.
library ScheduleCancelItem {
    /// Bytes of each field from the last to the first, one byte each, 0 past the first.
    uint256 internal constant WIDTHS = 0x0404060104;
    uint256 internal constant FIELDS_LENGTH = 19;

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

    function cancelAt(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, calldataload(add(body.offset, 11)))
        }
    }

    function expiry(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, calldataload(add(body.offset, 15)))
        }
    }
}

/// isolate a position, add to or take from its own margin, or join it to the others again: fields of a body whose length has been checked.
library SetMarginItem {
    /// Bytes of each field from the last to the first, one byte each, 0 past the first.
    uint256 internal constant WIDTHS = 0x04080101060104;
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

    function action(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(248, calldataload(add(body.offset, 12)))
        }
    }

    function amount(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(192, calldataload(add(body.offset, 13)))
        }
    }

    function expiry(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, calldataload(add(body.offset, 21)))
        }
    }
}

/// stop or take-profit: an order that counts once the mark has reached its trigger: fields of a body whose length has been checked.
library TriggerOrderItem {
    /// Bytes of each field from the last to the first, one byte each, 0 past the first.
    uint256 internal constant WIDTHS = 0x0401030503030101060104;
    uint256 internal constant FIELDS_LENGTH = 32;

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

    function slippagePpm(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(232, calldataload(add(body.offset, 16)))
        }
    }

    function lots(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(216, calldataload(add(body.offset, 19)))
        }
    }

    function triggerTick(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(232, calldataload(add(body.offset, 24)))
        }
    }

    function above(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(248, calldataload(add(body.offset, 27)))
        }
    }

    function expiry(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, calldataload(add(body.offset, 28)))
        }
    }
}

/// one slice of a time-weighted order; behind the signature stands which: slice u8: fields of a body whose length has been checked.
library TwapSliceItem {
    /// Bytes of each field from the last to the first, one byte each, 0 past the first.
    uint256 internal constant WIDTHS = 0x0404040105030101060104;
    uint256 internal constant FIELDS_LENGTH = 34;

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

    function sliceLots(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(216, calldataload(add(body.offset, 16)))
        }
    }

    function slices(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(248, calldataload(add(body.offset, 21)))
        }
    }

    function start(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, calldataload(add(body.offset, 22)))
        }
    }

    function interval(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, calldataload(add(body.offset, 26)))
        }
    }

    function expiry(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, calldataload(add(body.offset, 30)))
        }
    }
}
