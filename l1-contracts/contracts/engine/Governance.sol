// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Cells, Config, Market, Risk} from "./Cells.sol";

/// Actions of the governor, after their delay on L1: section 4.9 of the protocol page.
library Governance {
    uint256 private constant LIST_MARKET_LENGTH = 58;
    uint256 private constant SET_PUBLISHER_LENGTH = 22;
    uint256 private constant SET_QUORUM_LENGTH = 2;
    uint256 private constant LOWER_WORK_LIMIT_LENGTH = 3;

    /// @param body action(1) and its body
    function governance(bytes calldata body) internal returns (uint256 reason) {
        uint256 length = body.length;
        if (length == 0) return REASON_BAD_GOVERNANCE;
        uint256 action = uint8(body[0]);
        bool done = false;
        if (action == GOVERNANCE_LIST_MARKET) {
            done = length == LIST_MARKET_LENGTH && listMarket(body);
        } else if (action == GOVERNANCE_SET_PUBLISHER) {
            done = length == SET_PUBLISHER_LENGTH && setPublisher(body);
        } else if (action == GOVERNANCE_SET_QUORUM) {
            done = length == SET_QUORUM_LENGTH && setQuorum(body);
        } else if (action == GOVERNANCE_LOWER_WORK_LIMIT) {
            done = length == LOWER_WORK_LIMIT_LENGTH && lowerWorkLimit(body);
        }
        return done ? REASON_OK : REASON_BAD_GOVERNANCE;
    }

    struct Listing {
        uint256 multiplier;
        uint256 maxTick;
        uint256 maxPositionLots;
        uint256 maxOrderLots;
        uint256 minNotional;
        uint256 takerFeePpm;
        uint256 makerFeePpm;
        uint256 imrPpm;
        uint256 mmrPpm;
        uint256 oracleMaxAge;
        uint256 jumpPpm;
        uint256 symbol;
    }

    function listMarket(bytes calldata body) private returns (bool) {
        uint256 number = uint8(body[1]);
        Risk risk = Cells.risk(number);
        if (risk.status() != STATUS_UNLISTED) return false;
        Listing memory listing = listingOf(body);
        if (!withinBounds(listing)) return false;
        Market market = Cells.market(number);
        market.setMaxTick(listing.maxTick);
        market.setMaxPositionLots(listing.maxPositionLots);
        market.setMaxOrderLots(listing.maxOrderLots);
        market.setMinNotional(listing.minNotional);
        market.setTakerFeePpm(listing.takerFeePpm);
        market.setMakerFeePpm(listing.makerFeePpm);
        market.setJumpPpm(listing.jumpPpm);
        market.setOracleMaxAge(listing.oracleMaxAge);
        market.setSymbol(listing.symbol);
        risk.setStatus(STATUS_ACTIVE);
        risk.setMultiplier(listing.multiplier);
        risk.setImrPpm(listing.imrPpm);
        risk.setMmrPpm(listing.mmrPpm);
        return true;
    }

    function listingOf(bytes calldata body) private pure returns (Listing memory listing) {
        listing.multiplier = number_(body, 2, 4);
        listing.maxTick = number_(body, 6, 3);
        listing.maxPositionLots = number_(body, 9, 5);
        listing.maxOrderLots = number_(body, 14, 5);
        listing.minNotional = number_(body, 19, 8);
        listing.takerFeePpm = number_(body, 27, 3);
        listing.makerFeePpm = number_(body, 30, 3);
        listing.imrPpm = number_(body, 33, 3);
        listing.mmrPpm = number_(body, 36, 3);
        listing.oracleMaxAge = number_(body, 39, 4);
        listing.jumpPpm = number_(body, 43, 3);
        listing.symbol = number_(body, 46, 12);
    }

    /// The product of the largest position's value has up to 96 bits: exact here.
    function withinBounds(Listing memory l) private pure returns (bool) {
        unchecked {
            bool sizes = l.multiplier >= 1 && l.maxTick >= 1 && l.maxOrderLots >= 1
                && l.maxOrderLots <= l.maxPositionLots && l.maxTick * l.multiplier * l.maxPositionLots <= POSITION_BOUND
                && l.minNotional <= POSITION_BOUND;
            bool rates = l.takerFeePpm <= MAX_FEE_PPM && l.makerFeePpm <= MAX_FEE_PPM && l.mmrPpm >= 1
                && l.mmrPpm <= l.imrPpm && l.imrPpm <= PPM && l.oracleMaxAge >= 1 && l.jumpPpm >= 1
                && l.jumpPpm <= MAX_JUMP_PPM;
            return sizes && rates;
        }
    }

    function setPublisher(bytes calldata body) private returns (bool) {
        uint256 index = number_(body, 1, 1);
        if (index >= MAX_PUBLISHERS) return false;
        Cells.publisher(index).setKey(address(uint160(number_(body, 2, 20))));
        return true;
    }

    function setQuorum(bytes calldata body) private returns (bool) {
        uint256 quorum = number_(body, 1, 1);
        if (quorum < 1 || quorum > MAX_PUBLISHERS) return false;
        Cells.config().setQuorum(quorum);
        return true;
    }

    function lowerWorkLimit(bytes calldata body) private returns (bool) {
        uint256 limit = number_(body, 1, 2);
        Config config = Cells.config();
        if (limit < MIN_WORK_LIMIT || limit >= config.workLimit()) return false;
        config.setWorkLimit(limit);
        return true;
    }

    /// A big-endian number of some bytes, whose presence the caller has checked.
    function number_(bytes calldata body, uint256 start, uint256 width) private pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(sub(256, shl(3, width)), calldataload(add(body.offset, start)))
        }
    }
}
