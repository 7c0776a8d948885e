// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// The price at which closing a position leaves equity / maintenance margin of its bucket as it is: section 6.1 of the protocol page.
/// Every operand is below 2^64, so the products are exact.
library ZeroPrice {
    /// A position's share of its bucket's equity, by maintenance margin; 0 <= ofMargin <= margin, 0 < margin.
    function shareRoundedDown(int256 equity, int256 ofMargin, int256 margin) internal pure returns (int256) {
        unchecked {
            int256 product = equity * ofMargin;
            return product >= 0 ? product / margin : -((-product + margin - 1) / margin);
        }
    }

    /// The tick, which may lie outside the market's: rounded in the account's favour.
    function tick(int256 lots, uint256 mark, uint256 multiplier, int256 share) internal pure returns (int256) {
        unchecked {
            int256 perTick = (lots < 0 ? -lots : lots) * int256(multiplier);
            int256 distance = share >= 0 ? share / perTick : -((-share + perTick - 1) / perTick);
            return lots > 0 ? int256(mark) - distance : int256(mark) + distance;
        }
    }
}
