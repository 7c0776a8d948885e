// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Account, Cells, Config, FeeTiers, Listed, Risk} from "./Cells.sol";
import {Bits} from "./Bits.sol";
import {MarketParameters} from "./MarketParameters.sol";
import {Money} from "./Money.sol";

/// Actions of the governor, after their delay on L1: section 4.9 of the protocol page.
library Governance {
    uint256 private constant LIST_MARKET_LENGTH = 2 + MarketParameters.LENGTH;
    uint256 private constant SET_PUBLISHER_LENGTH = 22;
    uint256 private constant SET_QUORUM_LENGTH = 2;
    uint256 private constant LOWER_WORK_LIMIT_LENGTH = 3;
    uint256 private constant SET_STATUS_LENGTH = 6;
    uint256 private constant PAY_FEES_LENGTH = 13;
    uint256 private constant FEE_TIER = 6;
    uint256 private constant SET_FEE_TIERS_LENGTH = 1 + FEE_TIERS * FEE_TIER;

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
        } else if (action == GOVERNANCE_SET_MARKET) {
            done = length == LIST_MARKET_LENGTH && setMarket(body);
        } else if (action == GOVERNANCE_SET_STATUS) {
            done = length == SET_STATUS_LENGTH && setStatus(body);
        } else if (action == GOVERNANCE_SET_FEE_TIERS) {
            done = length == SET_FEE_TIERS_LENGTH && setFeeTiers(body);
        } else if (action == GOVERNANCE_PAY_FEES) {
            done = length == PAY_FEES_LENGTH && payFees(body);
        }
        return done ? REASON_OK : REASON_BAD_GOVERNANCE;
    }

    function listMarket(bytes calldata body) private returns (bool) {
        uint256 number = uint8(body[1]);
        Risk risk = Cells.risk(number);
        if (risk.status() != STATUS_UNLISTED) return false;
        bytes calldata parameters = body[2:];
        if (!MarketParameters.withinBounds(parameters)) return false;
        MarketParameters.write(parameters, number);
        risk.setStatus(STATUS_ACTIVE);
        risk.setMultiplier(MarketParameters.multiplier(parameters));
        Listed listed = Cells.listed();
        listed.setMarkets(Bits.set(listed.markets(), number));
        return true;
    }

    /// Neither what a lot is worth nor the highest price ever changes: positions and orders that are larger than a lowered bound
    /// stay, and their values fit because they once were within it at the same highest price.
    function setMarket(bytes calldata body) private returns (bool) {
        uint256 number = uint8(body[1]);
        Risk risk = Cells.risk(number);
        uint256 status = risk.status();
        if (status == STATUS_UNLISTED || status == STATUS_SETTLED) return false;
        bytes calldata parameters = body[2:];
        if (
            !MarketParameters.withinBounds(parameters) || MarketParameters.multiplier(parameters) != risk.multiplier()
                || MarketParameters.maxTick(parameters) != Cells.market(number).maxTick()
        ) return false;
        MarketParameters.write(parameters, number);
        return true;
    }

    function setStatus(bytes calldata body) private returns (bool) {
        uint256 number = uint8(body[1]);
        uint256 status = uint8(body[2]);
        uint256 price = number_(body, 3, 3);
        Risk risk = Cells.risk(number);
        uint256 before = risk.status();
        if (before == STATUS_UNLISTED || before == STATUS_SETTLED) return false;
        if (status < STATUS_ACTIVE || status > STATUS_SETTLED) return false;
        if (status == STATUS_SETTLED) {
            if (price < 1 || price > Cells.market(number).maxTick()) return false;
            risk.setMark(price);
            risk.setIndex(price);
        } else if (price != 0) {
            return false;
        }
        risk.setStatus(status);
        return true;
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

    function setFeeTiers(bytes calldata body) private returns (bool) {
        uint256 before = 0;
        bool ended = false;
        unchecked {
            for (uint256 tier = 0; tier < FEE_TIERS; tier++) {
                uint256 entry = number_(body, 1 + FEE_TIER * tier, FEE_TIER);
                uint256 volume = entry >> 16;
                if (volume == 0) ended = true;
                if (ended ? entry != 0 : volume <= before) return false;
                if ((entry >> 8) & 0xff > 100 || entry & 0xff > 100) return false;
                before = volume;
            }
        }
        // The cell has the fields of the body in the same order and widths.
        FeeTiers tiers = Cells.feeTiers();
        uint256 word = number_(body, 1, FEE_TIERS * FEE_TIER) << 16;
        assembly ("memory-safe") {
            tstore(tiers, word)
        }
        return true;
    }

    function payFees(bytes calldata body) private returns (bool) {
        uint256 number = number_(body, 1, 4);
        uint256 amount = number_(body, 5, 8);
        Account fees = Cells.account(FEE_ACCOUNT);
        unchecked {
            // An amount of 2^63 or more is above every collateral.
            if (number >= ACCOUNT_LIMIT || amount == 0 || int256(amount) > fees.collateral()) return false;
            Account to = Cells.account(number);
            if (
                (number != INSURANCE_ACCOUNT && to.owner() == address(0))
                    || to.collateral() + int256(amount) > int256(COLLATERAL_BOUND)
            ) return false;
            Money.addCollateral(fees, -int256(amount));
            Money.addCollateral(to, int256(amount));
        }
        return true;
    }

    /// A big-endian number of some bytes, whose presence the caller has checked.
    function number_(bytes calldata body, uint256 start, uint256 width) private pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(sub(256, shl(3, width)), calldataload(add(body.offset, start)))
        }
    }
}
