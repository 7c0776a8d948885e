// SPDX-License-Identifier: MIT
// Generated from protocol/protocol.json. Do not edit.
pragma solidity 0.8.37;

/// program counter and in-flight register, SYSTEM slot 0. The handle is the cell's first transient key; it exists only for cells present in the witness.
type Cursor is uint256;

using CursorFields for Cursor global;

library CursorFields {
    /// index of the current or last batch
    function batch(Cursor cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(208, tload(cell))
        }
    }

    function setBatch(Cursor cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffffff0000000000000000000000000000000000000000000000000000)), shl(208, and(value, 0xffffffffffff))))
        }
    }

    /// engine time, ms since the Unix epoch
    function time(Cursor cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(160, tload(cell)), 0xffffffffffff)
        }
    }

    function setTime(Cursor cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffffff0000000000000000000000000000000000000000)), shl(160, and(value, 0xffffffffffff))))
        }
    }

    /// framed items executed since genesis
    function sequence(Cursor cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(112, tload(cell)), 0xffffffffffff)
        }
    }

    function setSequence(Cursor cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffffff0000000000000000000000000000)), shl(112, and(value, 0xffffffffffff))))
        }
    }

    /// next inbox message
    function inboxNext(Cursor cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(64, tload(cell)), 0xffffffffffff)
        }
    }

    function setInboxNext(Cursor cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffffff0000000000000000)), shl(64, and(value, 0xffffffffffff))))
        }
    }

    /// next transaction byte of the batch, 0 = first byte after the roots
    function offset(Cursor cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(40, tload(cell)), 0xffffff)
        }
    }

    function setOffset(Cursor cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffff0000000000)), shl(40, and(value, 0xffffff))))
        }
    }

    /// see phases
    function phase(Cursor cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(32, tload(cell)), 0xff)
        }
    }

    function setPhase(Cursor cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xff00000000)), shl(32, and(value, 0xff))))
        }
    }

    /// outcome of the last finished item or message
    function reason(Cursor cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(16, tload(cell)), 0xffff)
        }
    }

    function setReason(Cursor cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffff0000)), shl(16, and(value, 0xffff))))
        }
    }

    /// H_n, running hash of framed items
    function chainHash(Cursor cell) internal view returns (bytes32 value) {
        assembly ("memory-safe") {
            value := tload(add(cell, 1))
        }
    }

    function setChainHash(Cursor cell, bytes32 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 1), value)
        }
    }

    /// inbox accumulator at inboxNext
    function inboxAcc(Cursor cell) internal view returns (bytes32 value) {
        assembly ("memory-safe") {
            value := tload(add(cell, 2))
        }
    }

    function setInboxAcc(Cursor cell, bytes32 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 2), value)
        }
    }

    /// lease of the current or last batch
    function leaseId(Cursor cell) internal view returns (bytes32 value) {
        assembly ("memory-safe") {
            value := tload(add(cell, 3))
        }
    }

    function setLeaseId(Cursor cell, bytes32 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 3), value)
        }
    }

    /// in-flight account
    function taker(Cursor cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, tload(add(cell, 4)))
        }
    }

    function setTaker(Cursor cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 4), or(and(tload(add(cell, 4)), not(0xffffffff00000000000000000000000000000000000000000000000000000000)), shl(224, and(value, 0xffffffff))))
        }
    }

    /// in-flight market; ALL_MARKETS in a cancel-all
    function market(Cursor cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(208, tload(add(cell, 4))), 0xffff)
        }
    }

    function setMarket(Cursor cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 4), or(and(tload(add(cell, 4)), not(0xffff0000000000000000000000000000000000000000000000000000)), shl(208, and(value, 0xffff))))
        }
    }

    /// in-flight order flags
    function flags(Cursor cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(200, tload(add(cell, 4))), 0xff)
        }
    }

    function setFlags(Cursor cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 4), or(and(tload(add(cell, 4)), not(0xff00000000000000000000000000000000000000000000000000)), shl(200, and(value, 0xff))))
        }
    }

    /// in-flight limit tick
    function tick(Cursor cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(176, tload(add(cell, 4))), 0xffffff)
        }
    }

    function setTick(Cursor cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 4), or(and(tload(add(cell, 4)), not(0xffffff00000000000000000000000000000000000000000000)), shl(176, and(value, 0xffffff))))
        }
    }

    /// in-flight lots remaining
    function lots(Cursor cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(136, tload(add(cell, 4))), 0xffffffffff)
        }
    }

    function setLots(Cursor cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 4), or(and(tload(add(cell, 4)), not(0xffffffffff0000000000000000000000000000000000)), shl(136, and(value, 0xffffffffff))))
        }
    }

    /// in-flight placing nonce
    function nonce(Cursor cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(88, tload(add(cell, 4))), 0xffffffffffff)
        }
    }

    function setNonce(Cursor cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 4), or(and(tload(add(cell, 4)), not(0xffffffffffff0000000000000000000000)), shl(88, and(value, 0xffffffffffff))))
        }
    }

    /// in-flight expiry, s
    function expiry(Cursor cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(56, tload(add(cell, 4))), 0xffffffff)
        }
    }

    function setExpiry(Cursor cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 4), or(and(tload(add(cell, 4)), not(0xffffffff00000000000000)), shl(56, and(value, 0xffffffff))))
        }
    }

    /// match or cancel steps taken by the item in flight
    function steps(Cursor cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(40, tload(add(cell, 4))), 0xffff)
        }
    }

    function setSteps(Cursor cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 4), or(and(tload(add(cell, 4)), not(0xffff0000000000)), shl(40, and(value, 0xffff))))
        }
    }

    /// 1 when the item in flight came from the inbox
    function forced(Cursor cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(32, tload(add(cell, 4))), 0xff)
        }
    }

    function setForced(Cursor cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 4), or(and(tload(add(cell, 4)), not(0xff00000000)), shl(32, and(value, 0xff))))
        }
    }

    /// lots the maker agreed to (phase FILL)
    function fillLots(Cursor cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(216, tload(add(cell, 5)))
        }
    }

    function setFillLots(Cursor cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 5), or(and(tload(add(cell, 5)), not(0xffffffffff000000000000000000000000000000000000000000000000000000)), shl(216, and(value, 0xffffffffff))))
        }
    }

    /// order reference of that maker (phase FILL)
    function makerRef(Cursor cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(176, tload(add(cell, 5))), 0xffffffffff)
        }
    }

    function setMakerRef(Cursor cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 5), or(and(tload(add(cell, 5)), not(0xffffffffff00000000000000000000000000000000000000000000)), shl(176, and(value, 0xffffffffff))))
        }
    }

    /// next order slot of a cancel-all, 0..256
    function scan(Cursor cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(160, tload(add(cell, 5))), 0xffff)
        }
    }

    function setScan(Cursor cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 5), or(and(tload(add(cell, 5)), not(0xffff0000000000000000000000000000000000000000)), shl(160, and(value, 0xffff))))
        }
    }

    /// messages still to consume for the INBOX item or batch tail
    function inboxRemaining(Cursor cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(144, tload(add(cell, 5))), 0xffff)
        }
    }

    function setInboxRemaining(Cursor cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 5), or(and(tload(add(cell, 5)), not(0xffff000000000000000000000000000000000000)), shl(144, and(value, 0xffff))))
        }
    }

    /// reserved for signed bundles: place within the bundle; 0
    function bundleOffset(Cursor cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(120, tload(add(cell, 5))), 0xffffff)
        }
    }

    function setBundleOffset(Cursor cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 5), or(and(tload(add(cell, 5)), not(0xffffff000000000000000000000000000000)), shl(120, and(value, 0xffffff))))
        }
    }

    /// reserved for signed bundles: operation index; 0
    function bundleIndex(Cursor cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(112, tload(add(cell, 5))), 0xff)
        }
    }

    function setBundleIndex(Cursor cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 5), or(and(tload(add(cell, 5)), not(0xff0000000000000000000000000000)), shl(112, and(value, 0xff))))
        }
    }

    /// Makes the cell empty.
    function clear(Cursor cell) internal {
        assembly ("memory-safe") {
            tstore(cell, 0)
            tstore(add(cell, 1), 0)
            tstore(add(cell, 2), 0)
            tstore(add(cell, 3), 0)
            tstore(add(cell, 4), 0)
            tstore(add(cell, 5), 0)
        }
    }
}

/// SYSTEM slot 1. The handle is the cell's first transient key; it exists only for cells present in the witness.
type Config is uint256;

using ConfigFields for Config global;

library ConfigFields {
    /// W, work units
    function workLimit(Config cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(240, tload(cell))
        }
    }

    function setWorkLimit(Config cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffff000000000000000000000000000000000000000000000000000000000000)), shl(240, and(value, 0xffff))))
        }
    }

    /// M: publisher signatures needed for a price
    function quorum(Config cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(232, tload(cell)), 0xff)
        }
    }

    function setQuorum(Config cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xff0000000000000000000000000000000000000000000000000000000000)), shl(232, and(value, 0xff))))
        }
    }

    /// Makes the cell empty.
    function clear(Config cell) internal {
        assembly ("memory-safe") {
            tstore(cell, 0)
        }
    }
}

/// SYSTEM slot 2. The handle is the cell's first transient key; it exists only for cells present in the witness.
type Totals is uint256;

using TotalsFields for Totals global;

library TotalsFields {
    /// nano-USDC deposited since genesis
    function credited(Totals cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(192, tload(cell))
        }
    }

    function setCredited(Totals cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffffffffff000000000000000000000000000000000000000000000000)), shl(192, and(value, 0xffffffffffffffff))))
        }
    }

    /// nano-USDC withdrawn since genesis
    function withdrawn(Totals cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(128, tload(cell)), 0xffffffffffffffff)
        }
    }

    function setWithdrawn(Totals cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffffffffff00000000000000000000000000000000)), shl(128, and(value, 0xffffffffffffffff))))
        }
    }

    /// withdrawal cells written
    function withdrawals(Totals cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(88, tload(cell)), 0xffffffffff)
        }
    }

    function setWithdrawals(Totals cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffff0000000000000000000000)), shl(88, and(value, 0xffffffffff))))
        }
    }

    /// Makes the cell empty.
    function clear(Totals cell) internal {
        assembly ("memory-safe") {
            tstore(cell, 0)
        }
    }
}

/// SYSTEM slots 16..31. The handle is the cell's first transient key; it exists only for cells present in the witness.
type Publisher is uint256;

using PublisherFields for Publisher global;

library PublisherFields {
    /// price signing address, 0 = none
    function key(Publisher cell) internal view returns (address value) {
        assembly ("memory-safe") {
            value := shr(96, tload(cell))
        }
    }

    function setKey(Publisher cell, address value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffffffffffffffffffffffffffffffffff000000000000000000000000)), shl(96, and(value, 0xffffffffffffffffffffffffffffffffffffffff))))
        }
    }

    /// Makes the cell empty.
    function clear(Publisher cell) internal {
        assembly ("memory-safe") {
            tstore(cell, 0)
        }
    }
}

/// ACCOUNT slot 0. The handle is the cell's first transient key; it exists only for cells present in the witness.
type Account is uint256;

using AccountFields for Account global;

library AccountFields {
    /// signing address; 0 = account does not exist
    function owner(Account cell) internal view returns (address value) {
        assembly ("memory-safe") {
            value := shr(96, tload(cell))
        }
    }

    function setOwner(Account cell, address value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffffffffffffffffffffffffffffffffff000000000000000000000000)), shl(96, and(value, 0xffffffffffffffffffffffffffffffffffffffff))))
        }
    }

    /// nano-USDC, realized
    function collateral(Account cell) internal view returns (int256 value) {
        assembly ("memory-safe") {
            value := signextend(7, shr(32, tload(cell)))
        }
    }

    function setCollateral(Account cell, int256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffffffffff00000000)), shl(32, and(value, 0xffffffffffffffff))))
        }
    }

    /// 16 x u16, slot i in bits 255-16i..240-16i: market + 1, 0 = free
    function positionMarkets(Account cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := tload(add(cell, 1))
        }
    }

    function setPositionMarkets(Account cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 1), value)
        }
    }

    /// bit (255 - slot) = order slot in use
    function orderSlots(Account cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := tload(add(cell, 2))
        }
    }

    function setOrderSlots(Account cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 2), value)
        }
    }

    /// Makes the cell empty.
    function clear(Account cell) internal {
        assembly ("memory-safe") {
            tstore(cell, 0)
            tstore(add(cell, 1), 0)
            tstore(add(cell, 2), 0)
        }
    }
}

/// ACCOUNT slots 1..15: nonces of one signing key. The handle is the cell's first transient key; it exists only for cells present in the witness.
type Signer is uint256;

using SignerFields for Signer global;

library SignerFields {
    /// lowest nonce of the window
    function nonceBase(Signer cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(208, tload(cell))
        }
    }

    function setNonceBase(Signer cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffffff0000000000000000000000000000000000000000000000000000)), shl(208, and(value, 0xffffffffffff))))
        }
    }

    /// bit (255 - i) = nonce base + i is used
    function nonceBitmap(Signer cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := tload(add(cell, 1))
        }
    }

    function setNonceBitmap(Signer cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 1), value)
        }
    }

    /// Makes the cell empty.
    function clear(Signer cell) internal {
        assembly ("memory-safe") {
            tstore(cell, 0)
            tstore(add(cell, 1), 0)
        }
    }
}

/// ACCOUNT slots 16..31. The handle is the cell's first transient key; it exists only for cells present in the witness.
type Position is uint256;

using PositionFields for Position global;

library PositionFields {
    /// signed; long > 0
    function lots(Position cell) internal view returns (int256 value) {
        assembly ("memory-safe") {
            value := signextend(7, shr(192, tload(cell)))
        }
    }

    function setLots(Position cell, int256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffffffffff000000000000000000000000000000000000000000000000)), shl(192, and(value, 0xffffffffffffffff))))
        }
    }

    /// nano-USDC, signed; minus cost of the lots
    function quote(Position cell) internal view returns (int256 value) {
        assembly ("memory-safe") {
            value := signextend(7, shr(128, tload(cell)))
        }
    }

    function setQuote(Position cell, int256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffffffffff00000000000000000000000000000000)), shl(128, and(value, 0xffffffffffffffff))))
        }
    }

    /// lots of resting buy orders
    function restingBidLots(Position cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(64, tload(cell)), 0xffffffffffffffff)
        }
    }

    function setRestingBidLots(Position cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffffffffff0000000000000000)), shl(64, and(value, 0xffffffffffffffff))))
        }
    }

    /// lots of resting sell orders
    function restingAskLots(Position cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(tload(cell), 0xffffffffffffffff)
        }
    }

    function setRestingAskLots(Position cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffffffffff)), and(value, 0xffffffffffffffff)))
        }
    }

    /// Makes the cell empty.
    function clear(Position cell) internal {
        assembly ("memory-safe") {
            tstore(cell, 0)
        }
    }
}

/// ACCOUNT slots 256..511. The handle is the cell's first transient key; it exists only for cells present in the witness.
type Order is uint256;

using OrderFields for Order global;

library OrderFields {
    /// previous order at the level, 0 = head
    function prevRef(Order cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(216, tload(cell))
        }
    }

    function setPrevRef(Order cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffff000000000000000000000000000000000000000000000000000000)), shl(216, and(value, 0xffffffffff))))
        }
    }

    /// next order at the level, 0 = tail
    function nextRef(Order cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(176, tload(cell)), 0xffffffffff)
        }
    }

    function setNextRef(Order cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffff00000000000000000000000000000000000000000000)), shl(176, and(value, 0xffffffffff))))
        }
    }

    /// placing nonce
    function nonce(Order cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(128, tload(cell)), 0xffffffffffff)
        }
    }

    function setNonce(Order cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffffff00000000000000000000000000000000)), shl(128, and(value, 0xffffffffffff))))
        }
    }

    /// remaining, > 0 when live
    function lots(Order cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(88, tload(cell)), 0xffffffffff)
        }
    }

    function setLots(Order cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffff0000000000000000000000)), shl(88, and(value, 0xffffffffff))))
        }
    }

    /// price
    function tick(Order cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(64, tload(cell)), 0xffffff)
        }
    }

    function setTick(Order cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffff0000000000000000)), shl(64, and(value, 0xffffff))))
        }
    }

    /// s
    function expiry(Order cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(32, tload(cell)), 0xffffffff)
        }
    }

    function setExpiry(Order cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffff00000000)), shl(32, and(value, 0xffffffff))))
        }
    }

    /// market
    function market(Order cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(24, tload(cell)), 0xff)
        }
    }

    function setMarket(Order cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xff000000)), shl(24, and(value, 0xff))))
        }
    }

    /// order flags
    function flags(Order cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(16, tload(cell)), 0xff)
        }
    }

    function setFlags(Order cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xff0000)), shl(16, and(value, 0xff))))
        }
    }

    /// Makes the cell empty.
    function clear(Order cell) internal {
        assembly ("memory-safe") {
            tstore(cell, 0)
        }
    }
}

/// MARKET slot 0: parameters that no margin scan reads. The handle is the cell's first transient key; it exists only for cells present in the witness.
type Market is uint256;

using MarketFields for Market global;

library MarketFields {
    /// highest price
    function maxTick(Market cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(232, tload(cell))
        }
    }

    function setMaxTick(Market cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffff0000000000000000000000000000000000000000000000000000000000)), shl(232, and(value, 0xffffff))))
        }
    }

    /// largest exposure of an account
    function maxPositionLots(Market cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(192, tload(cell)), 0xffffffffff)
        }
    }

    function setMaxPositionLots(Market cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffff000000000000000000000000000000000000000000000000)), shl(192, and(value, 0xffffffffff))))
        }
    }

    /// largest order
    function maxOrderLots(Market cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(152, tload(cell)), 0xffffffffff)
        }
    }

    function setMaxOrderLots(Market cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffff00000000000000000000000000000000000000)), shl(152, and(value, 0xffffffffff))))
        }
    }

    /// nano-USDC, smallest order unless reduce-only
    function minNotional(Market cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(88, tload(cell)), 0xffffffffffffffff)
        }
    }

    function setMinNotional(Market cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffffffffff0000000000000000000000)), shl(88, and(value, 0xffffffffffffffff))))
        }
    }

    /// takerFeePpm
    function takerFeePpm(Market cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(64, tload(cell)), 0xffffff)
        }
    }

    function setTakerFeePpm(Market cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffff0000000000000000)), shl(64, and(value, 0xffffff))))
        }
    }

    /// makerFeePpm
    function makerFeePpm(Market cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(40, tload(cell)), 0xffffff)
        }
    }

    function setMakerFeePpm(Market cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffff0000000000)), shl(40, and(value, 0xffffff))))
        }
    }

    /// ppm per second the mark may move
    function jumpPpm(Market cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(16, tload(cell)), 0xffffff)
        }
    }

    function setJumpPpm(Market cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffff0000)), shl(16, and(value, 0xffffff))))
        }
    }

    /// ms
    function oracleMaxAge(Market cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, tload(add(cell, 1)))
        }
    }

    function setOracleMaxAge(Market cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 1), or(and(tload(add(cell, 1)), not(0xffffffff00000000000000000000000000000000000000000000000000000000)), shl(224, and(value, 0xffffffff))))
        }
    }

    /// ASCII, zero padded on the right
    function symbol(Market cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(128, tload(add(cell, 1))), 0xffffffffffffffffffffffff)
        }
    }

    function setSymbol(Market cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 1), or(and(tload(add(cell, 1)), not(0xffffffffffffffffffffffff00000000000000000000000000000000)), shl(128, and(value, 0xffffffffffffffffffffffff))))
        }
    }

    /// Makes the cell empty.
    function clear(Market cell) internal {
        assembly ("memory-safe") {
            tstore(cell, 0)
            tstore(add(cell, 1), 0)
        }
    }
}

/// MARKET slot 1: what a margin scan reads. The handle is the cell's first transient key; it exists only for cells present in the witness.
type Risk is uint256;

using RiskFields for Risk global;

library RiskFields {
    /// 1 = listed
    function listed(Risk cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(248, tload(cell))
        }
    }

    function setListed(Risk cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xff00000000000000000000000000000000000000000000000000000000000000)), shl(248, and(value, 0xff))))
        }
    }

    /// mark price in ticks, 0 = no price yet
    function mark(Risk cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(224, tload(cell)), 0xffffff)
        }
    }

    function setMark(Risk cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffff00000000000000000000000000000000000000000000000000000000)), shl(224, and(value, 0xffffff))))
        }
    }

    /// nano-USDC per tick and lot
    function multiplier(Risk cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(192, tload(cell)), 0xffffffff)
        }
    }

    function setMultiplier(Risk cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffff000000000000000000000000000000000000000000000000)), shl(192, and(value, 0xffffffff))))
        }
    }

    /// initial margin
    function imrPpm(Risk cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(168, tload(cell)), 0xffffff)
        }
    }

    function setImrPpm(Risk cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffff000000000000000000000000000000000000000000)), shl(168, and(value, 0xffffff))))
        }
    }

    /// maintenance margin
    function mmrPpm(Risk cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(144, tload(cell)), 0xffffff)
        }
    }

    function setMmrPpm(Risk cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffff000000000000000000000000000000000000)), shl(144, and(value, 0xffffff))))
        }
    }

    /// ms, time of the last accepted price
    function publishTime(Risk cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(96, tload(cell)), 0xffffffffffff)
        }
    }

    function setPublishTime(Risk cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffffff000000000000000000000000)), shl(96, and(value, 0xffffffffffff))))
        }
    }

    /// Makes the cell empty.
    function clear(Risk cell) internal {
        assembly ("memory-safe") {
            tstore(cell, 0)
        }
    }
}

/// BOOK, within = tick & 255. The handle is the cell's first transient key; it exists only for cells present in the witness.
type Level is uint256;

using LevelFields for Level global;

library LevelFields {
    /// first order, FIFO
    function headRef(Level cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(216, tload(cell))
        }
    }

    function setHeadRef(Level cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffff000000000000000000000000000000000000000000000000000000)), shl(216, and(value, 0xffffffffff))))
        }
    }

    /// last order
    function tailRef(Level cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(176, tload(cell)), 0xffffffffff)
        }
    }

    function setTailRef(Level cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffff00000000000000000000000000000000000000000000)), shl(176, and(value, 0xffffffffff))))
        }
    }

    /// sum of the lots of its orders
    function lots(Level cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(112, tload(cell)), 0xffffffffffffffff)
        }
    }

    function setLots(Level cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffffffffff0000000000000000000000000000)), shl(112, and(value, 0xffffffffffffffff))))
        }
    }

    /// number of its orders
    function orders(Level cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(80, tload(cell)), 0xffffffff)
        }
    }

    function setOrders(Level cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffff00000000000000000000)), shl(80, and(value, 0xffffffff))))
        }
    }

    /// Makes the cell empty.
    function clear(Level cell) internal {
        assembly ("memory-safe") {
            tstore(cell, 0)
        }
    }
}

/// BOOK words: bit (255 - i) set = child i not empty. The handle is the cell's first transient key; it exists only for cells present in the witness.
type Bitmap is uint256;

using BitmapFields for Bitmap global;

library BitmapFields {
    /// bits
    function bits(Bitmap cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := tload(cell)
        }
    }

    function setBits(Bitmap cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, value)
        }
    }

    /// Makes the cell empty.
    function clear(Bitmap cell) internal {
        assembly ("memory-safe") {
            tstore(cell, 0)
        }
    }
}

/// WITHDRAWAL, write-once. The handle is the cell's first transient key; it exists only for cells present in the witness.
type Withdrawal is uint256;

using WithdrawalFields for Withdrawal global;

library WithdrawalFields {
    /// recipient
    function recipient(Withdrawal cell) internal view returns (address value) {
        assembly ("memory-safe") {
            value := shr(96, tload(cell))
        }
    }

    function setRecipient(Withdrawal cell, address value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffffffffffffffffffffffffffffffffff000000000000000000000000)), shl(96, and(value, 0xffffffffffffffffffffffffffffffffffffffff))))
        }
    }

    /// account
    function account(Withdrawal cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(64, tload(cell)), 0xffffffff)
        }
    }

    function setAccount(Withdrawal cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffff0000000000000000)), shl(64, and(value, 0xffffffff))))
        }
    }

    /// nano-USDC, multiple of WITHDRAWAL_QUANTUM
    function amount(Withdrawal cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(tload(cell), 0xffffffffffffffff)
        }
    }

    function setAmount(Withdrawal cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffffffffff)), and(value, 0xffffffffffffffff)))
        }
    }

    /// withdrawal number + 1
    function numberPlusOne(Withdrawal cell) internal view returns (bytes32 value) {
        assembly ("memory-safe") {
            value := tload(add(cell, 1))
        }
    }

    function setNumberPlusOne(Withdrawal cell, bytes32 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 1), value)
        }
    }

    /// Makes the cell empty.
    function clear(Withdrawal cell) internal {
        assembly ("memory-safe") {
            tstore(cell, 0)
            tstore(add(cell, 1), 0)
        }
    }
}
