// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Activity, Cells, Market, Risk} from "./Cells.sol";
import {Book} from "./Book.sol";

/// What a new index means for a market whose mark may stand off it, or whose initial margin grows with its open interest. Section 4.8
/// of the protocol page.
library Mark {
    function update(uint256 number) internal {
        Market market = Cells.market(number);
        Risk risk = Cells.risk(number);
        Activity activity = Cells.activity(number);
        if (market.markBandPpm() != 0) risk.setMark(mark(number, market, risk.index(), activity));
        if (market.openInterestUpper() != 0) risk.setImrPpm(initialMarginRoundedUp(market, activity.openInterest()));
    }

    /// A median of three, so that neither the book nor its average alone moves the mark, within a band around the index.
    function mark(uint256 number, Market market, uint256 index, Activity activity) private view returns (uint256) {
        uint256 last = activity.lastTrade();
        int256 traded = tradedPrice(number, last == 0 ? index : last);
        unchecked {
            int256 averaged = int256(index) + (activity.basis() >> BASIS_FRACTION_BITS);
            int256 price = median(int256(index), averaged, traded);
            uint256 band = index * market.markBandPpm() / PPM;
            int256 low = max(1, int256(index - band));
            int256 high = min(int256(market.maxTick()), int256(index + band));
            return uint256(min(max(price, low), high));
        }
    }

    /// The last trade within the best bid and ask, or alone where a side is empty.
    function tradedPrice(uint256 number, uint256 last) private view returns (int256) {
        uint256 bid = Book.bestTick(number, Book.BIDS);
        uint256 ask = Book.bestTick(number, Book.ASKS);
        return bid != 0 && ask != 0 ? median(int256(bid), int256(ask), int256(last)) : int256(last);
    }

    function median(int256 a, int256 b, int256 c) private pure returns (int256) {
        return max(min(a, b), min(max(a, b), c));
    }

    /// From the base at the lower bound of open interest to 100 % at the upper one.
    function initialMarginRoundedUp(Market market, uint256 openInterest) private view returns (uint256) {
        uint256 lower = market.openInterestLower();
        uint256 base = market.baseImrPpm();
        unchecked {
            uint256 range = market.openInterestUpper() - lower;
            uint256 grown = openInterest > lower ? openInterest - lower : 0;
            if (grown > range) grown = range;
            return base + ((PPM - base) * grown + range - 1) / range;
        }
    }

    function min(int256 a, int256 b) private pure returns (int256) {
        return a < b ? a : b;
    }

    function max(int256 a, int256 b) private pure returns (int256) {
        return a > b ? a : b;
    }
}
