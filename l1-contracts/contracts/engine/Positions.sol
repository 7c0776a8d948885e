// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Account, Cells, Position} from "./Cells.sol";
import {Balances} from "./Balances.sol";
import {Money} from "./Money.sol";

/// The position slots of an account: section 5.4 of the protocol page. positionMarkets is read as 16 lanes of 16 bits, lane 0 on top.
library Positions {
    uint256 private constant ONES = 0x0001000100010001000100010001000100010001000100010001000100010001;
    uint256 private constant TOPS = ONES << 15;
    uint256 private constant NONE = MAX_POSITIONS;

    /// Market + 1 of a slot, 0 when it is free.
    function entry(uint256 entries, uint256 slot) internal pure returns (uint256) {
        unchecked {
            return (entries >> (240 - 16 * slot)) & 0xffff;
        }
    }

    /// The slot of a market, 16 without one.
    function slotOf(Account account, uint256 market) internal view returns (uint256) {
        unchecked {
            return find(account.positionMarkets(), market + 1);
        }
    }

    /// The market of a used slot.
    function marketOf(uint256 number, uint256 slot) internal view returns (uint256) {
        unchecked {
            return entry(Cells.account(number).positionMarkets(), slot) - 1;
        }
    }

    /// True when the market has a slot or one is free.
    function available(Account account, uint256 market) internal view returns (bool) {
        unchecked {
            uint256 entries = account.positionMarkets();
            return find(entries, market + 1) != NONE || find(entries, 0) != NONE;
        }
    }

    /// Number of used slots.
    function used(Account account) internal view returns (uint256) {
        unchecked {
            return ((usedLanes(account.positionMarkets()) >> 15) * ONES) >> 240;
        }
    }

    /// Signed lots of an account in a market.
    function lotsOf(uint256 number, uint256 market) internal view returns (int256) {
        uint256 slot = slotOf(Cells.account(number), market);
        return slot == NONE ? int256(0) : Cells.position(number, slot).lots();
    }

    /// The lots by which an order can shrink a position, 0 when it would not shrink it.
    function reducible(int256 position, uint256 flags, uint256 lots) internal pure returns (uint256) {
        unchecked {
            int256 against = flags & FLAG_SELL == 0 ? -position : position;
            if (against <= 0) return 0;
            return uint256(against) < lots ? uint256(against) : lots;
        }
    }

    /// The market's slot, or the lowest free one made its own. A free one exists: admission saw to that.
    function acquire(uint256 number, uint256 market) internal returns (uint256 slot) {
        Account account = Cells.account(number);
        slot = slotOf(account, market);
        if (slot == NONE) {
            slot = find(account.positionMarkets(), 0);
            unchecked {
                setEntry(account, slot, market + 1);
            }
        }
    }

    /// Realizes a closed position, and frees its slot when nothing rests either and it is not isolated.
    function release(uint256 number, uint256 slot) internal {
        Position position = Cells.position(number, slot);
        if (position.lots() != 0) return;
        int256 quote = position.quote();
        if (quote != 0) {
            Balances.add(number, slot, quote);
            unchecked {
                Money.addQuote(position, -quote);
            }
        }
        position.setEntryIndex(0);
        if (position.restingBidLots() == 0 && position.restingAskLots() == 0 && position.isolated() == 0) {
            free(number, slot);
        }
    }

    /// Frees the slot of a position that is empty.
    function free(uint256 number, uint256 slot) internal {
        setEntry(Cells.account(number), slot, 0);
    }

    /// The top bit of every lane that is not 0.
    function usedLanes(uint256 entries) internal pure returns (uint256) {
        unchecked {
            return (((entries & ~TOPS) + (TOPS - ONES)) | entries) & TOPS;
        }
    }

    /// The lowest slot of lanes given by their top bits, and the others.
    function nextLane(uint256 lanes) internal pure returns (uint256 slot, uint256 others) {
        assembly ("memory-safe") {
            let first := clz(lanes)
            slot := shr(4, first)
            others := and(lanes, not(shl(sub(255, first), 1)))
        }
    }

    /// The lowest slot with an entry, 16 when there is none.
    function find(uint256 entries, uint256 wanted) private pure returns (uint256 slot) {
        unchecked {
            uint256 equal = usedLanes(entries ^ (wanted * ONES)) ^ TOPS;
            assembly ("memory-safe") {
                slot := shr(4, clz(equal))
            }
        }
    }

    function setEntry(Account account, uint256 slot, uint256 value) private {
        unchecked {
            uint256 shift = 240 - 16 * slot;
            account.setPositionMarkets((account.positionMarkets() & ~(0xffff << shift)) | (value << shift));
        }
    }
}
