// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Cells, Market, Risk} from "./Cells.sol";
import {Freshness} from "./Freshness.sol";
import {HeaderFacts} from "./HeaderFacts.sol";
import {Mark} from "./Mark.sol";
import {Signatures} from "./Signatures.sol";

/// Prices signed by M of N publishers. The index follows their lower median, no faster than the market's jump bound. Section 4.8 of the
/// protocol page.
library Oracle {
    uint256 private constant HEAD = 8;
    uint256 private constant ENTRY = 68;

    function oracle(bytes calldata body) internal returns (uint256 reason, uint256 extra) {
        unchecked {
            if (body.length < HEAD) return (REASON_BAD_LENGTH, 0);
            uint256 head = uint64(bytes8(body));
            uint256 count = head & 0xff;
            if (body.length != HEAD + ENTRY * count) return (REASON_BAD_LENGTH, 0);
            if (count <= MAX_PUBLISHERS) extra = WEIGHT_PER_PUBLISHER * count;
            uint256 number = head >> 56;
            uint256 publishTime = (head >> 8) & 0xffffffffffff;
            Risk risk = Cells.risk(number);
            reason = checkTime(number, risk, publishTime);
            if (reason != REASON_OK) return (reason, extra);
            if (count < 1 || count > MAX_PUBLISHERS || count < Cells.config().quorum()) {
                return (REASON_BAD_PUBLISHER, extra);
            }
            Market market = Cells.market(number);
            uint256[] memory ticks = new uint256[](count);
            reason = readTicks(body, number, publishTime, market.maxTick(), ticks);
            if (reason != REASON_OK) return (reason, extra);
            uint256 median = lowerMedian(ticks);
            uint256 index = clampedIndex(market, risk, median, publishTime);
            risk.setIndex(index);
            risk.setJumping(index == median ? 0 : 1);
            risk.setPublishTime(publishTime);
            risk.setMark(index);
            if (market.markBandPpm() != 0 || market.openInterestUpper() != 0) {
                extra += WEIGHT_ORACLE_BOOK;
                Mark.update(number);
            }
            return (REASON_OK, extra);
        }
    }

    function checkTime(uint256 number, Risk risk, uint256 publishTime) private view returns (uint256 reason) {
        uint256 status = risk.status();
        if (status == STATUS_UNLISTED) return REASON_UNKNOWN_MARKET;
        if (status == STATUS_SETTLED) return REASON_MARKET_HALTED;
        if (publishTime <= risk.publishTime()) return REASON_PRICE_NOT_NEWER;
        if (publishTime > Cells.cursor().time()) return REASON_PRICE_FROM_FUTURE;
        unchecked {
            return
                publishTime + Cells.market(number).oracleMaxAge() < Freshness.now_() ? REASON_PRICE_TOO_OLD : REASON_OK;
        }
    }

    function readTicks(
        bytes calldata body,
        uint256 number,
        uint256 publishTime,
        uint256 maxTick,
        uint256[] memory ticks
    ) private view returns (uint256 reason) {
        unchecked {
            uint256 lowestAllowed = 0;
            for (uint256 i = 0; i < ticks.length; i++) {
                uint256 entryAt;
                uint256 entry;
                assembly ("memory-safe") {
                    entryAt := add(add(body.offset, HEAD), mul(ENTRY, i))
                    entry := shr(224, calldataload(entryAt))
                }
                uint256 index = entry >> 24;
                if (index >= MAX_PUBLISHERS || index < lowestAllowed) return REASON_BAD_PUBLISHER;
                address key = Cells.publisher(index).key();
                if (key == address(0)) return REASON_BAD_PUBLISHER;
                uint256 tick = entry & 0xffffff;
                if (tick < 1 || tick > maxTick) return REASON_BAD_TICK;
                if (!Signatures.valid(digest(number, tick, publishTime), entryAt + 4, key)) {
                    return REASON_BAD_SIGNATURE;
                }
                ticks[i] = tick;
                lowestAllowed = index + 1;
            }
            return REASON_OK;
        }
    }

    function digest(uint256 number, uint256 tick, uint256 publishTime) private view returns (bytes32) {
        bytes32 structHash = keccak256(abi.encode(TYPEHASH_PRICE, number, tick, publishTime));
        return keccak256(abi.encodePacked(hex"1901", HeaderFacts.domainSeparator(), structHash));
    }

    function lowerMedian(uint256[] memory ticks) private pure returns (uint256) {
        unchecked {
            for (uint256 i = 1; i < ticks.length; i++) {
                uint256 tick = ticks[i];
                uint256 j = i;
                for (; j > 0 && ticks[j - 1] > tick; j--) {
                    ticks[j] = ticks[j - 1];
                }
                ticks[j] = tick;
            }
            return ticks[(ticks.length - 1) / 2];
        }
    }

    function clampedIndex(Market market, Risk risk, uint256 median, uint256 publishTime)
        private
        view
        returns (uint256)
    {
        uint256 before = risk.index();
        if (before == 0) return median;
        unchecked {
            uint256 elapsed = publishTime - risk.publishTime();
            if (elapsed > JUMP_WINDOW_MS) elapsed = JUMP_WINDOW_MS;
            uint256 jump = before * market.jumpPpm() * elapsed / (1000 * PPM);
            if (jump < 1) jump = 1;
            uint256 low = before > jump ? before - jump : 1;
            uint256 high = before + jump;
            uint256 maxTick = market.maxTick();
            if (high > maxTick) high = maxTick;
            if (median < low) return low;
            return median > high ? high : median;
        }
    }
}
