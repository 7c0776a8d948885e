// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";

/// Where each cell lies, and how many words it has: section 1.1 of the protocol page.
library CellAddresses {
    uint256 private constant SYSTEM = SPACE_SYSTEM << 40;
    uint256 private constant ACCOUNT = SPACE_ACCOUNT << 40;
    uint256 private constant MARKET = SPACE_MARKET << 40;
    uint256 private constant BOOK = SPACE_BOOK << 40;
    uint256 private constant WITHDRAWAL = SPACE_WITHDRAWAL << 40;
    uint256 private constant SLOT_BITS = 9;

    /// Address of a book's summary words, relative to the book.
    uint256 private constant SUMMARY = 1 << 25;

    function cursor() internal pure returns (uint256) {
        return SYSTEM + SLOT_SYSTEM_CURSOR;
    }

    function config() internal pure returns (uint256) {
        return SYSTEM + SLOT_SYSTEM_CONFIG;
    }

    function totals() internal pure returns (uint256) {
        return SYSTEM + SLOT_SYSTEM_TOTALS;
    }

    function listed() internal pure returns (uint256) {
        unchecked {
            return SYSTEM + SLOT_SYSTEM_LISTED;
        }
    }

    function feeTiers() internal pure returns (uint256) {
        unchecked {
            return SYSTEM + SLOT_SYSTEM_FEE_TIERS;
        }
    }

    function publisher(uint256 index) internal pure returns (uint256) {
        unchecked {
            return SYSTEM + SLOT_SYSTEM_PUBLISHERS + index;
        }
    }

    function account(uint256 number) internal pure returns (uint256) {
        unchecked {
            return ACCOUNT + (number << SLOT_BITS);
        }
    }

    function signer(uint256 number, uint256 key) internal pure returns (uint256) {
        unchecked {
            return account(number) + key;
        }
    }

    function position(uint256 number, uint256 slot) internal pure returns (uint256) {
        unchecked {
            return account(number) + SLOT_ACCOUNT_POSITIONS + slot;
        }
    }

    function order(uint256 number, uint256 slot) internal pure returns (uint256) {
        unchecked {
            return account(number) + SLOT_ACCOUNT_ORDERS + slot;
        }
    }

    /// The name of an order in lists: its index in the account space, never 0.
    function orderRef(uint256 number, uint256 slot) internal pure returns (uint256) {
        unchecked {
            return (number << SLOT_BITS) + SLOT_ACCOUNT_ORDERS + slot;
        }
    }

    /// The cell an order reference names.
    function orderOf(uint256 ref) internal pure returns (uint256) {
        unchecked {
            return ACCOUNT + ref;
        }
    }

    function market(uint256 number) internal pure returns (uint256) {
        unchecked {
            return MARKET + (number << 8);
        }
    }

    function risk(uint256 number) internal pure returns (uint256) {
        unchecked {
            return market(number) + SLOT_MARKET_RISK;
        }
    }

    function activity(uint256 number) internal pure returns (uint256) {
        unchecked {
            return market(number) + SLOT_MARKET_ACTIVITY;
        }
    }

    function level(uint256 number, uint256 side, uint256 tick) internal pure returns (uint256) {
        unchecked {
            return book(number, side) + ((tick >> 8) << SLOT_BITS) + (tick & 255);
        }
    }

    function leafWord(uint256 number, uint256 side, uint256 leaf) internal pure returns (uint256) {
        unchecked {
            return book(number, side) + (leaf << SLOT_BITS) + SLOT_BOOK_WORD;
        }
    }

    function middleWord(uint256 number, uint256 side, uint256 middle) internal pure returns (uint256) {
        unchecked {
            return book(number, side) + SUMMARY + SLOT_BOOK_MIDDLE + middle;
        }
    }

    function topWord(uint256 number, uint256 side) internal pure returns (uint256) {
        unchecked {
            return book(number, side) + SUMMARY + SLOT_BOOK_TOP;
        }
    }

    function withdrawal(uint256 number) internal pure returns (uint256) {
        unchecked {
            return WITHDRAWAL + number;
        }
    }

    /// Words of the cell at any 48-bit address.
    function words(uint256 cellAddress) internal pure returns (uint256) {
        uint256 space = cellAddress >> 40;
        if (space == SPACE_ACCOUNT) {
            uint256 slot = cellAddress & ((1 << SLOT_BITS) - 1);
            if (slot == SLOT_ACCOUNT_HEAD) return WORDS_ACCOUNT;
            if (slot < SLOT_ACCOUNT_POSITIONS) return WORDS_SIGNER;
            return slot < SLOT_ACCOUNT_POSITIONS + MAX_POSITIONS ? WORDS_POSITION : 1;
        }
        if (space == SPACE_MARKET) {
            uint256 slot = cellAddress & 255;
            if (slot == SLOT_MARKET_PARAMETERS) return WORDS_MARKET;
            if (slot == SLOT_MARKET_RISK) return WORDS_RISK;
            return slot == SLOT_MARKET_ACTIVITY ? WORDS_ACTIVITY : 1;
        }
        if (space == SPACE_WITHDRAWAL) return WORDS_WITHDRAWAL;
        return cellAddress == cursor() ? WORDS_CURSOR : 1;
    }

    function book(uint256 number, uint256 side) private pure returns (uint256) {
        unchecked {
            return BOOK + (number << 32) + (side << 31);
        }
    }
}
