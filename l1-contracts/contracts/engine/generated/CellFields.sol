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

    /// what the order in flight is: see order kinds
    function kind(Cursor cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(24, tload(add(cell, 4))), 0xff)
        }
    }

    function setKind(Cursor cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 4), or(and(tload(add(cell, 4)), not(0xff000000)), shl(24, and(value, 0xff))))
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

    /// offset behind the bundle in flight, 0 without one
    function bundleEnd(Cursor cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(120, tload(add(cell, 5))), 0xffffff)
        }
    }

    function setBundleEnd(Cursor cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 5), or(and(tload(add(cell, 5)), not(0xffffff000000000000000000000000000000)), shl(120, and(value, 0xffffff))))
        }
    }

    /// operations of the bundle begun so far
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

    /// nano-USDC of the impact price in the making (phase SAMPLE)
    function notional(Cursor cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(48, tload(add(cell, 5))), 0xffffffffffffffff)
        }
    }

    function setNotional(Cursor cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 5), or(and(tload(add(cell, 5)), not(0xffffffffffffffff000000000000)), shl(48, and(value, 0xffffffffffffffff))))
        }
    }

    /// ppb, premium of the bid side (phase SAMPLE, asks)
    function premium(Cursor cell) internal view returns (int256 value) {
        assembly ("memory-safe") {
            value := signextend(3, shr(16, tload(add(cell, 5))))
        }
    }

    function setPremium(Cursor cell, int256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 5), or(and(tload(add(cell, 5)), not(0xffffffff0000)), shl(16, and(value, 0xffffffff))))
        }
    }

    /// minutes since the Unix epoch, last one whose samples are taken or being taken
    function minute(Cursor cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, tload(add(cell, 6)))
        }
    }

    function setMinute(Cursor cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 6), or(and(tload(add(cell, 6)), not(0xffffffff00000000000000000000000000000000000000000000000000000000)), shl(224, and(value, 0xffffffff))))
        }
    }

    /// s, of the forced message in flight or being carried out, else 0
    function enqueuedAt(Cursor cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(176, tload(add(cell, 6))), 0xffffffffffff)
        }
    }

    function setEnqueuedAt(Cursor cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 6), or(and(tload(add(cell, 6)), not(0xffffffffffff00000000000000000000000000000000000000000000)), shl(176, and(value, 0xffffffffffff))))
        }
    }

    /// nano-USDC that all accounts, positions and markets hold together, counted write by write, modulo 2^64
    function liabilities(Cursor cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(112, tload(add(cell, 6))), 0xffffffffffffffff)
        }
    }

    function setLiabilities(Cursor cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 6), or(and(tload(add(cell, 6)), not(0xffffffffffffffff0000000000000000000000000000)), shl(112, and(value, 0xffffffffffffffff))))
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
            tstore(add(cell, 6), 0)
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

    /// sub-accounts opened
    function subAccounts(Totals cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(56, tload(cell)), 0xffffffff)
        }
    }

    function setSubAccounts(Totals cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffff00000000000000)), shl(56, and(value, 0xffffffff))))
        }
    }

    /// Makes the cell empty.
    function clear(Totals cell) internal {
        assembly ("memory-safe") {
            tstore(cell, 0)
        }
    }
}

/// SYSTEM slot 3: markets that were ever listed. The handle is the cell's first transient key; it exists only for cells present in the witness.
type Listed is uint256;

using ListedFields for Listed global;

library ListedFields {
    /// bit (255 - market) = listed
    function markets(Listed cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := tload(cell)
        }
    }

    function setMarkets(Listed cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, value)
        }
    }

    /// Makes the cell empty.
    function clear(Listed cell) internal {
        assembly ("memory-safe") {
            tstore(cell, 0)
        }
    }
}

/// SYSTEM slot 4: by 30-day volume, ascending; a tier without volume is not in use. The handle is the cell's first transient key; it exists only for cells present in the witness.
type FeeTiers is uint256;

using FeeTiersFields for FeeTiers global;

library FeeTiersFields {
    /// thousand USDC from which tier 1 counts
    function volume1(FeeTiers cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, tload(cell))
        }
    }

    function setVolume1(FeeTiers cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffff00000000000000000000000000000000000000000000000000000000)), shl(224, and(value, 0xffffffff))))
        }
    }

    /// percent off the taker fee
    function takerDiscount1(FeeTiers cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(216, tload(cell)), 0xff)
        }
    }

    function setTakerDiscount1(FeeTiers cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xff000000000000000000000000000000000000000000000000000000)), shl(216, and(value, 0xff))))
        }
    }

    /// percent off the maker fee
    function makerDiscount1(FeeTiers cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(208, tload(cell)), 0xff)
        }
    }

    function setMakerDiscount1(FeeTiers cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xff0000000000000000000000000000000000000000000000000000)), shl(208, and(value, 0xff))))
        }
    }

    /// volume2
    function volume2(FeeTiers cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(176, tload(cell)), 0xffffffff)
        }
    }

    function setVolume2(FeeTiers cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffff00000000000000000000000000000000000000000000)), shl(176, and(value, 0xffffffff))))
        }
    }

    /// takerDiscount2
    function takerDiscount2(FeeTiers cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(168, tload(cell)), 0xff)
        }
    }

    function setTakerDiscount2(FeeTiers cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xff000000000000000000000000000000000000000000)), shl(168, and(value, 0xff))))
        }
    }

    /// makerDiscount2
    function makerDiscount2(FeeTiers cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(160, tload(cell)), 0xff)
        }
    }

    function setMakerDiscount2(FeeTiers cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xff0000000000000000000000000000000000000000)), shl(160, and(value, 0xff))))
        }
    }

    /// volume3
    function volume3(FeeTiers cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(128, tload(cell)), 0xffffffff)
        }
    }

    function setVolume3(FeeTiers cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffff00000000000000000000000000000000)), shl(128, and(value, 0xffffffff))))
        }
    }

    /// takerDiscount3
    function takerDiscount3(FeeTiers cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(120, tload(cell)), 0xff)
        }
    }

    function setTakerDiscount3(FeeTiers cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xff000000000000000000000000000000)), shl(120, and(value, 0xff))))
        }
    }

    /// makerDiscount3
    function makerDiscount3(FeeTiers cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(112, tload(cell)), 0xff)
        }
    }

    function setMakerDiscount3(FeeTiers cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xff0000000000000000000000000000)), shl(112, and(value, 0xff))))
        }
    }

    /// volume4
    function volume4(FeeTiers cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(80, tload(cell)), 0xffffffff)
        }
    }

    function setVolume4(FeeTiers cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffff00000000000000000000)), shl(80, and(value, 0xffffffff))))
        }
    }

    /// takerDiscount4
    function takerDiscount4(FeeTiers cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(72, tload(cell)), 0xff)
        }
    }

    function setTakerDiscount4(FeeTiers cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xff000000000000000000)), shl(72, and(value, 0xff))))
        }
    }

    /// makerDiscount4
    function makerDiscount4(FeeTiers cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(64, tload(cell)), 0xff)
        }
    }

    function setMakerDiscount4(FeeTiers cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xff0000000000000000)), shl(64, and(value, 0xff))))
        }
    }

    /// volume5
    function volume5(FeeTiers cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(32, tload(cell)), 0xffffffff)
        }
    }

    function setVolume5(FeeTiers cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffff00000000)), shl(32, and(value, 0xffffffff))))
        }
    }

    /// takerDiscount5
    function takerDiscount5(FeeTiers cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(24, tload(cell)), 0xff)
        }
    }

    function setTakerDiscount5(FeeTiers cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xff000000)), shl(24, and(value, 0xff))))
        }
    }

    /// makerDiscount5
    function makerDiscount5(FeeTiers cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(16, tload(cell)), 0xff)
        }
    }

    function setMakerDiscount5(FeeTiers cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xff0000)), shl(16, and(value, 0xff))))
        }
    }

    /// Makes the cell empty.
    function clear(FeeTiers cell) internal {
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

    /// s, scheduled cancel-all: from then on no order of the account counts; 0 = none
    function cancelAt(Account cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(tload(cell), 0xffffffff)
        }
    }

    function setCancelAt(Account cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffff)), and(value, 0xffffffff)))
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

    /// the 30-day epoch that volume belongs to
    function volumeEpoch(Account cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(240, tload(add(cell, 3)))
        }
    }

    function setVolumeEpoch(Account cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 3), or(and(tload(add(cell, 3)), not(0xffff000000000000000000000000000000000000000000000000000000000000)), shl(240, and(value, 0xffff))))
        }
    }

    /// milli-USDC traded in that epoch
    function volume(Account cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(200, tload(add(cell, 3))), 0xffffffffff)
        }
    }

    function setVolume(Account cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 3), or(and(tload(add(cell, 3)), not(0xffffffffff00000000000000000000000000000000000000000000000000)), shl(200, and(value, 0xffffffffff))))
        }
    }

    /// milli-USDC traded in the epoch before
    function volumeBefore(Account cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(160, tload(add(cell, 3))), 0xffffffffff)
        }
    }

    function setVolumeBefore(Account cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 3), or(and(tload(add(cell, 3)), not(0xffffffffff0000000000000000000000000000000000000000)), shl(160, and(value, 0xffffffffff))))
        }
    }

    /// Makes the cell empty.
    function clear(Account cell) internal {
        assembly ("memory-safe") {
            tstore(cell, 0)
            tstore(add(cell, 1), 0)
            tstore(add(cell, 2), 0)
            tstore(add(cell, 3), 0)
        }
    }
}

/// ACCOUNT slots 1..15: one signing key and its nonces. The handle is the cell's first transient key; it exists only for cells present in the witness.
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

    /// address of an agent, 0 = none; not used in slot 1, whose key is the owner
    function key(Signer cell) internal view returns (address value) {
        assembly ("memory-safe") {
            value := and(shr(48, tload(cell)), 0xffffffffffffffffffffffffffffffffffffffff)
        }
    }

    function setKey(Signer cell, address value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffffffffffffffffffffffffffffffffff000000000000)), shl(48, and(value, 0xffffffffffffffffffffffffffffffffffffffff))))
        }
    }

    /// s, last second of the agent key
    function expiry(Signer cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(16, tload(cell)), 0xffffffff)
        }
    }

    function setExpiry(Signer cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffff0000)), shl(16, and(value, 0xffffffff))))
        }
    }

    /// scope bits of the agent key
    function scope(Signer cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(8, tload(cell)), 0xff)
        }
    }

    function setScope(Signer cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xff00)), shl(8, and(value, 0xff))))
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

    /// nano-USDC per lot, payment index of the position's side at its last settlement
    function entryIndex(Position cell) internal view returns (int256 value) {
        assembly ("memory-safe") {
            value := signextend(7, shr(192, tload(add(cell, 1))))
        }
    }

    function setEntryIndex(Position cell, int256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 1), or(and(tload(add(cell, 1)), not(0xffffffffffffffff000000000000000000000000000000000000000000000000)), shl(192, and(value, 0xffffffffffffffff))))
        }
    }

    /// nano-USDC, own margin of an isolated position
    function margin(Position cell) internal view returns (int256 value) {
        assembly ("memory-safe") {
            value := signextend(7, shr(128, tload(add(cell, 1))))
        }
    }

    function setMargin(Position cell, int256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 1), or(and(tload(add(cell, 1)), not(0xffffffffffffffff00000000000000000000000000000000)), shl(128, and(value, 0xffffffffffffffff))))
        }
    }

    /// 1 = isolated
    function isolated(Position cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(120, tload(add(cell, 1))), 0xff)
        }
    }

    function setIsolated(Position cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 1), or(and(tload(add(cell, 1)), not(0xff000000000000000000000000000000)), shl(120, and(value, 0xff))))
        }
    }

    /// Makes the cell empty.
    function clear(Position cell) internal {
        assembly ("memory-safe") {
            tstore(cell, 0)
            tstore(add(cell, 1), 0)
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

    /// initial margin before it is scaled by open interest
    function baseImrPpm(Market cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(104, tload(add(cell, 1))), 0xffffff)
        }
    }

    function setBaseImrPpm(Market cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 1), or(and(tload(add(cell, 1)), not(0xffffff00000000000000000000000000)), shl(104, and(value, 0xffffff))))
        }
    }

    /// paid to the maker when makerFeePpm is 0
    function makerRebatePpm(Market cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(80, tload(add(cell, 1))), 0xffffff)
        }
    }

    function setMakerRebatePpm(Market cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 1), or(and(tload(add(cell, 1)), not(0xffffff00000000000000000000)), shl(80, and(value, 0xffffff))))
        }
    }

    /// most that a liquidation pays to the insurance fund, of the notional
    function liquidationFeePpm(Market cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(56, tload(add(cell, 1))), 0xffffff)
        }
    }

    function setLiquidationFeePpm(Market cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 1), or(and(tload(add(cell, 1)), not(0xffffff00000000000000)), shl(56, and(value, 0xffffff))))
        }
    }

    /// how far the mark may stand from the index; 0 = the mark is the index
    function markBandPpm(Market cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(32, tload(add(cell, 1))), 0xffffff)
        }
    }

    function setMarkBandPpm(Market cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 1), or(and(tload(add(cell, 1)), not(0xffffff00000000)), shl(32, and(value, 0xffffff))))
        }
    }

    /// whole USDC, size of the impact prices; 0 = no premium samples, no funding
    function impactNotional(Market cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, tload(add(cell, 2)))
        }
    }

    function setImpactNotional(Market cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 2), or(and(tload(add(cell, 2)), not(0xffffffff00000000000000000000000000000000000000000000000000000000)), shl(224, and(value, 0xffffffff))))
        }
    }

    /// ppb per 8 hours, i of the funding formula
    function interestPpb(Market cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(192, tload(add(cell, 2))), 0xffffffff)
        }
    }

    function setInterestPpb(Market cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 2), or(and(tload(add(cell, 2)), not(0xffffffff000000000000000000000000000000000000000000000000)), shl(192, and(value, 0xffffffff))))
        }
    }

    /// ppb per 8 hours, c of the funding formula
    function fundingClampPpb(Market cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(160, tload(add(cell, 2))), 0xffffffff)
        }
    }

    function setFundingClampPpb(Market cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 2), or(and(tload(add(cell, 2)), not(0xffffffff0000000000000000000000000000000000000000)), shl(160, and(value, 0xffffffff))))
        }
    }

    /// ppb per 8 hours, bound of the funding rate
    function fundingCapPpb(Market cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(128, tload(add(cell, 2))), 0xffffffff)
        }
    }

    function setFundingCapPpb(Market cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 2), or(and(tload(add(cell, 2)), not(0xffffffff00000000000000000000000000000000)), shl(128, and(value, 0xffffffff))))
        }
    }

    /// lots, 0 = none
    function openInterestCap(Market cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(88, tload(add(cell, 2))), 0xffffffffff)
        }
    }

    function setOpenInterestCap(Market cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 2), or(and(tload(add(cell, 2)), not(0xffffffffff0000000000000000000000)), shl(88, and(value, 0xffffffffff))))
        }
    }

    /// lots from which the initial margin grows
    function openInterestLower(Market cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(48, tload(add(cell, 2))), 0xffffffffff)
        }
    }

    function setOpenInterestLower(Market cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 2), or(and(tload(add(cell, 2)), not(0xffffffffff000000000000)), shl(48, and(value, 0xffffffffff))))
        }
    }

    /// lots at which it reaches 100 %; 0 = it does not grow
    function openInterestUpper(Market cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(8, tload(add(cell, 2))), 0xffffffffff)
        }
    }

    function setOpenInterestUpper(Market cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 2), or(and(tload(add(cell, 2)), not(0xffffffffff00)), shl(8, and(value, 0xffffffffff))))
        }
    }

    /// Makes the cell empty.
    function clear(Market cell) internal {
        assembly ("memory-safe") {
            tstore(cell, 0)
            tstore(add(cell, 1), 0)
            tstore(add(cell, 2), 0)
        }
    }
}

/// MARKET slot 1: what a margin scan reads. The handle is the cell's first transient key; it exists only for cells present in the witness.
type Risk is uint256;

using RiskFields for Risk global;

library RiskFields {
    /// see market statuses
    function status(Risk cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(248, tload(cell))
        }
    }

    function setStatus(Risk cell, uint256 value) internal {
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

    /// initial margin of the first tier, scaled by open interest
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

    /// maintenance margin of the first tier
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

    /// index price in ticks, 0 = no price yet
    function index(Risk cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(72, tload(cell)), 0xffffff)
        }
    }

    function setIndex(Risk cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffff000000000000000000)), shl(72, and(value, 0xffffff))))
        }
    }

    /// 1 = the last price was beyond the jump bound
    function jumping(Risk cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(64, tload(cell)), 0xff)
        }
    }

    function setJumping(Risk cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xff0000000000000000)), shl(64, and(value, 0xff))))
        }
    }

    /// whole USDC of notional above which tier 1 counts, 0 = no tier
    function tierBound1(Risk cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(32, tload(cell)), 0xffffffff)
        }
    }

    function setTierBound1(Risk cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffff00000000)), shl(32, and(value, 0xffffffff))))
        }
    }

    /// initial margin there, in 100 ppm
    function tierImr1(Risk cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(16, tload(cell)), 0xffff)
        }
    }

    function setTierImr1(Risk cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffff0000)), shl(16, and(value, 0xffff))))
        }
    }

    /// maintenance margin there, in 100 ppm
    function tierMmr1(Risk cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(tload(cell), 0xffff)
        }
    }

    function setTierMmr1(Risk cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffff)), and(value, 0xffff)))
        }
    }

    /// nano-USDC per lot paid by longs since genesis, modulo 2^64
    function longIndex(Risk cell) internal view returns (int256 value) {
        assembly ("memory-safe") {
            value := signextend(7, shr(192, tload(add(cell, 1))))
        }
    }

    function setLongIndex(Risk cell, int256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 1), or(and(tload(add(cell, 1)), not(0xffffffffffffffff000000000000000000000000000000000000000000000000)), shl(192, and(value, 0xffffffffffffffff))))
        }
    }

    /// nano-USDC per lot paid by shorts since genesis, modulo 2^64
    function shortIndex(Risk cell) internal view returns (int256 value) {
        assembly ("memory-safe") {
            value := signextend(7, shr(128, tload(add(cell, 1))))
        }
    }

    function setShortIndex(Risk cell, int256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 1), or(and(tload(add(cell, 1)), not(0xffffffffffffffff00000000000000000000000000000000)), shl(128, and(value, 0xffffffffffffffff))))
        }
    }

    /// tierBound2
    function tierBound2(Risk cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(96, tload(add(cell, 1))), 0xffffffff)
        }
    }

    function setTierBound2(Risk cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 1), or(and(tload(add(cell, 1)), not(0xffffffff000000000000000000000000)), shl(96, and(value, 0xffffffff))))
        }
    }

    /// tierImr2
    function tierImr2(Risk cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(80, tload(add(cell, 1))), 0xffff)
        }
    }

    function setTierImr2(Risk cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 1), or(and(tload(add(cell, 1)), not(0xffff00000000000000000000)), shl(80, and(value, 0xffff))))
        }
    }

    /// tierMmr2
    function tierMmr2(Risk cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(64, tload(add(cell, 1))), 0xffff)
        }
    }

    function setTierMmr2(Risk cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 1), or(and(tload(add(cell, 1)), not(0xffff0000000000000000)), shl(64, and(value, 0xffff))))
        }
    }

    /// tierBound3
    function tierBound3(Risk cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(32, tload(add(cell, 1))), 0xffffffff)
        }
    }

    function setTierBound3(Risk cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 1), or(and(tload(add(cell, 1)), not(0xffffffff00000000)), shl(32, and(value, 0xffffffff))))
        }
    }

    /// tierImr3
    function tierImr3(Risk cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(16, tload(add(cell, 1))), 0xffff)
        }
    }

    function setTierImr3(Risk cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 1), or(and(tload(add(cell, 1)), not(0xffff0000)), shl(16, and(value, 0xffff))))
        }
    }

    /// tierMmr3
    function tierMmr3(Risk cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(tload(add(cell, 1)), 0xffff)
        }
    }

    function setTierMmr3(Risk cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 1), or(and(tload(add(cell, 1)), not(0xffff)), and(value, 0xffff)))
        }
    }

    /// Makes the cell empty.
    function clear(Risk cell) internal {
        assembly ("memory-safe") {
            tstore(cell, 0)
            tstore(add(cell, 1), 0)
        }
    }
}

/// MARKET slot 2: what changes with trades and minutes, and the market's suspense. The handle is the cell's first transient key; it exists only for cells present in the witness.
type Activity is uint256;

using ActivityFields for Activity global;

library ActivityFields {
    /// minutes since the Unix epoch, up to which premiums are counted; 0 = never
    function sampleMinute(Activity cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(224, tload(cell))
        }
    }

    function setSampleMinute(Activity cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffff00000000000000000000000000000000000000000000000000000000)), shl(224, and(value, 0xffffffff))))
        }
    }

    /// ppb times minutes, in the hour of sampleMinute
    function premiumSum(Activity cell) internal view returns (int256 value) {
        assembly ("memory-safe") {
            value := signextend(7, shr(160, tload(cell)))
        }
    }

    function setPremiumSum(Activity cell, int256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffffffffff0000000000000000000000000000000000000000)), shl(160, and(value, 0xffffffffffffffff))))
        }
    }

    /// minutes counted in it
    function premiumMinutes(Activity cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(144, tload(cell)), 0xffff)
        }
    }

    function setPremiumMinutes(Activity cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffff000000000000000000000000000000000000)), shl(144, and(value, 0xffff))))
        }
    }

    /// 1/256 ticks, moving average of book price less index
    function basis(Activity cell) internal view returns (int256 value) {
        assembly ("memory-safe") {
            value := signextend(4, shr(104, tload(cell)))
        }
    }

    function setBasis(Activity cell, int256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffff00000000000000000000000000)), shl(104, and(value, 0xffffffffff))))
        }
    }

    /// ticks, 0 = none yet
    function lastTrade(Activity cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(80, tload(cell)), 0xffffff)
        }
    }

    function setLastTrade(Activity cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffff00000000000000000000)), shl(80, and(value, 0xffffff))))
        }
    }

    /// lots held long
    function openInterest(Activity cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(32, tload(cell)), 0xffffffffffff)
        }
    }

    function setOpenInterest(Activity cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(cell, or(and(tload(cell), not(0xffffffffffff00000000)), shl(32, and(value, 0xffffffffffff))))
        }
    }

    /// nano-USDC received by settlements less paid by them, modulo 2^64
    function suspense(Activity cell) internal view returns (int256 value) {
        assembly ("memory-safe") {
            value := signextend(7, shr(192, tload(add(cell, 1))))
        }
    }

    function setSuspense(Activity cell, int256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 1), or(and(tload(add(cell, 1)), not(0xffffffffffffffff000000000000000000000000000000000000000000000000)), shl(192, and(value, 0xffffffffffffffff))))
        }
    }

    /// lots of positions closed at the settlement price so far
    function settledLots(Activity cell) internal view returns (int256 value) {
        assembly ("memory-safe") {
            value := signextend(7, shr(128, tload(add(cell, 1))))
        }
    }

    function setSettledLots(Activity cell, int256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 1), or(and(tload(add(cell, 1)), not(0xffffffffffffffff00000000000000000000000000000000)), shl(128, and(value, 0xffffffffffffffff))))
        }
    }

    /// ppb per 8 hours, last funding rate
    function fundingRatePpb(Activity cell) internal view returns (int256 value) {
        assembly ("memory-safe") {
            value := signextend(4, shr(88, tload(add(cell, 1))))
        }
    }

    function setFundingRatePpb(Activity cell, int256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 1), or(and(tload(add(cell, 1)), not(0xffffffffff0000000000000000000000)), shl(88, and(value, 0xffffffffff))))
        }
    }

    /// nano-USDC of losses spread over winners since genesis
    function lossSpread(Activity cell) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := and(shr(24, tload(add(cell, 1))), 0xffffffffffffffff)
        }
    }

    function setLossSpread(Activity cell, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(add(cell, 1), or(and(tload(add(cell, 1)), not(0xffffffffffffffff000000)), shl(24, and(value, 0xffffffffffffffff))))
        }
    }

    /// Makes the cell empty.
    function clear(Activity cell) internal {
        assembly ("memory-safe") {
            tstore(cell, 0)
            tstore(add(cell, 1), 0)
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
