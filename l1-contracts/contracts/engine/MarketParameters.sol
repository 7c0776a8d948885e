// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Cells, Market, Risk} from "./Cells.sol";

/// The parameters of a market in a governance message, and their bounds: section 4.9 of the protocol page.
library MarketParameters {
    /// Bytes behind the market's number.
    uint256 internal constant LENGTH = 120;

    uint256 private constant TIERS = 3;
    uint256 private constant TIERS_AT = 96;
    uint256 private constant TIER = 8;
    uint256 private constant MAX_MARK_BAND_PPM = PPM / 10;

    /// An impact price takes at most so many lots, and the one that rounding up may add.
    uint256 private constant IMPACT_LOTS = 1 << 39;

    /// @param p the parameters, from behind the market's number on
    function multiplier(bytes calldata p) internal pure returns (uint256) {
        return number(p, 0, 4);
    }

    function maxTick(bytes calldata p) internal pure returns (uint256) {
        return number(p, 4, 3);
    }

    function maxPositionLots(bytes calldata p) private pure returns (uint256) {
        return number(p, 7, 5);
    }

    function maxOrderLots(bytes calldata p) private pure returns (uint256) {
        return number(p, 12, 5);
    }

    function minNotional(bytes calldata p) private pure returns (uint256) {
        return number(p, 17, 8);
    }

    function takerFeePpm(bytes calldata p) private pure returns (uint256) {
        return number(p, 25, 3);
    }

    function makerFeePpm(bytes calldata p) private pure returns (uint256) {
        return number(p, 28, 3);
    }

    function imrPpm(bytes calldata p) private pure returns (uint256) {
        return number(p, 31, 3);
    }

    function mmrPpm(bytes calldata p) private pure returns (uint256) {
        return number(p, 34, 3);
    }

    function oracleMaxAge(bytes calldata p) private pure returns (uint256) {
        return number(p, 37, 4);
    }

    function jumpPpm(bytes calldata p) private pure returns (uint256) {
        return number(p, 41, 3);
    }

    function symbol(bytes calldata p) private pure returns (uint256) {
        return number(p, 44, 12);
    }

    function makerRebatePpm(bytes calldata p) private pure returns (uint256) {
        return number(p, 56, 3);
    }

    function liquidationFeePpm(bytes calldata p) private pure returns (uint256) {
        return number(p, 59, 3);
    }

    function markBandPpm(bytes calldata p) private pure returns (uint256) {
        return number(p, 62, 3);
    }

    function impactNotional(bytes calldata p) private pure returns (uint256) {
        return number(p, 65, 4);
    }

    function interestPpb(bytes calldata p) private pure returns (uint256) {
        return number(p, 69, 4);
    }

    function fundingClampPpb(bytes calldata p) private pure returns (uint256) {
        return number(p, 73, 4);
    }

    function fundingCapPpb(bytes calldata p) private pure returns (uint256) {
        return number(p, 77, 4);
    }

    function openInterestCap(bytes calldata p) private pure returns (uint256) {
        return number(p, 81, 5);
    }

    function openInterestLower(bytes calldata p) private pure returns (uint256) {
        return number(p, 86, 5);
    }

    function openInterestUpper(bytes calldata p) private pure returns (uint256) {
        return number(p, 91, 5);
    }

    function tierBound(bytes calldata p, uint256 tier) private pure returns (uint256) {
        return tierNumber(p, tier, 0, 4);
    }

    function tierImr(bytes calldata p, uint256 tier) private pure returns (uint256) {
        return tierNumber(p, tier, 4, 2);
    }

    function tierMmr(bytes calldata p, uint256 tier) private pure returns (uint256) {
        return tierNumber(p, tier, 6, 2);
    }

    function withinBounds(bytes calldata p) internal pure returns (bool) {
        return sizesWithinBounds(p) && ratesWithinBounds(p) && fundingWithinBounds(p) && tiersWithinBounds(p);
    }

    /// The value of the largest position has up to 96 bits: exact here.
    function sizesWithinBounds(bytes calldata p) private pure returns (bool) {
        unchecked {
            uint256 lotValue = maxTick(p) * multiplier(p);
            uint256 upper = openInterestUpper(p);
            return lotValue >= 1 && lotValue <= LOT_BOUND && maxOrderLots(p) >= 1
                && maxOrderLots(p) <= maxPositionLots(p) && lotValue * maxPositionLots(p) <= POSITION_BOUND
                && minNotional(p) <= POSITION_BOUND
                && (upper == 0 ? openInterestLower(p) == 0 : openInterestLower(p) < upper);
        }
    }

    function ratesWithinBounds(bytes calldata p) private pure returns (bool) {
        uint256 rebate = makerRebatePpm(p);
        return takerFeePpm(p) <= MAX_FEE_PPM && makerFeePpm(p) <= MAX_FEE_PPM
            && (makerFeePpm(p) == 0 ? rebate <= takerFeePpm(p) : rebate == 0) && mmrPpm(p) >= 1
            && mmrPpm(p) <= imrPpm(p) && imrPpm(p) <= PPM && oracleMaxAge(p) >= 1 && jumpPpm(p) >= 1
            && jumpPpm(p) <= MAX_JUMP_PPM && liquidationFeePpm(p) <= MAX_LIQUIDATION_FEE_PPM
            && markBandPpm(p) <= MAX_MARK_BAND_PPM;
    }

    function fundingWithinBounds(bytes calldata p) private pure returns (bool) {
        unchecked {
            return impactNotional(p) <= MAX_IMPACT_USDC && impactNotional(p) * USDC <= multiplier(p) * IMPACT_LOTS
                && interestPpb(p) <= fundingCapPpb(p) && fundingClampPpb(p) <= fundingCapPpb(p)
                && fundingCapPpb(p) <= MAX_FUNDING_PPB;
        }
    }

    function tiersWithinBounds(bytes calldata p) private pure returns (bool) {
        uint256 bound = 0;
        uint256 initial = imrPpm(p);
        uint256 maintenance = mmrPpm(p);
        bool ended = false;
        unchecked {
            for (uint256 tier = 0; tier < TIERS; tier++) {
                uint256 tierBound_ = tierBound(p, tier);
                if (tierBound_ == 0) ended = true;
                if (ended) {
                    if (tierNumber(p, tier, 0, TIER) != 0) return false;
                    continue;
                }
                uint256 tierInitial = tierImr(p, tier) * TIER_UNIT_PPM;
                uint256 tierMaintenance = tierMmr(p, tier) * TIER_UNIT_PPM;
                if (
                    tierBound_ <= bound || tierMaintenance > tierInitial || tierInitial > PPM || tierInitial < initial
                        || tierMaintenance < maintenance
                ) return false;
                bound = tierBound_;
                initial = tierInitial;
                maintenance = tierMaintenance;
            }
        }
        return true;
    }

    /// Writes all but the multiplier and what changes with prices and trades.
    function write(bytes calldata p, uint256 number_) internal {
        Market market = Cells.market(number_);
        market.setMaxTick(maxTick(p));
        market.setMaxPositionLots(maxPositionLots(p));
        market.setMaxOrderLots(maxOrderLots(p));
        market.setMinNotional(minNotional(p));
        market.setTakerFeePpm(takerFeePpm(p));
        market.setMakerFeePpm(makerFeePpm(p));
        market.setJumpPpm(jumpPpm(p));
        market.setOracleMaxAge(oracleMaxAge(p));
        market.setSymbol(symbol(p));
        market.setBaseImrPpm(imrPpm(p));
        market.setMakerRebatePpm(makerRebatePpm(p));
        market.setLiquidationFeePpm(liquidationFeePpm(p));
        market.setMarkBandPpm(markBandPpm(p));
        market.setImpactNotional(impactNotional(p));
        market.setInterestPpb(interestPpb(p));
        market.setFundingClampPpb(fundingClampPpb(p));
        market.setFundingCapPpb(fundingCapPpb(p));
        market.setOpenInterestCap(openInterestCap(p));
        market.setOpenInterestLower(openInterestLower(p));
        market.setOpenInterestUpper(openInterestUpper(p));
        writeMargins(p, Cells.risk(number_));
    }

    function writeMargins(bytes calldata p, Risk risk) private {
        risk.setImrPpm(imrPpm(p));
        risk.setMmrPpm(mmrPpm(p));
        risk.setTierBound1(tierBound(p, 0));
        risk.setTierImr1(tierImr(p, 0));
        risk.setTierMmr1(tierMmr(p, 0));
        risk.setTierBound2(tierBound(p, 1));
        risk.setTierImr2(tierImr(p, 1));
        risk.setTierMmr2(tierMmr(p, 1));
        risk.setTierBound3(tierBound(p, 2));
        risk.setTierImr3(tierImr(p, 2));
        risk.setTierMmr3(tierMmr(p, 2));
    }

    function tierNumber(bytes calldata p, uint256 tier, uint256 from, uint256 width) private pure returns (uint256) {
        unchecked {
            return number(p, TIERS_AT + TIER * tier + from, width);
        }
    }

    /// A big-endian number of some bytes, whose presence the caller has checked.
    function number(bytes calldata p, uint256 from, uint256 width) private pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(sub(256, shl(3, width)), calldataload(add(p.offset, from)))
        }
    }
}
