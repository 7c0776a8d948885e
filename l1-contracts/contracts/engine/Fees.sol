// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Cells, Cursor, Market} from "./Cells.sol";
import {FeeTier} from "./FeeTier.sol";
import {Trade} from "./Trade.sol";

/// What a trade costs its two sides: section 5.5 of the protocol page. Fees are rounded against the payer, rebates too.
library Fees {
    /// The maker's fee, before any rebate.
    function maker(uint256 number, Trade memory trade) internal view returns (int256) {
        (, uint256 discount) = FeeTier.held(number);
        uint256 ppm = discountedRoundedUp(Cells.market(trade.market).makerFeePpm(), discount);
        return int256(feeRoundedUp(trade.notional, ppm));
    }

    /// What the maker pays once the taker's fee is known; negative for a rebate, which never is more than that fee.
    function makerAfterRebate(uint256 number, Trade memory trade, int256 takerFee) internal view returns (int256) {
        uint256 rebatePpm = Cells.market(trade.market).makerRebatePpm();
        if (rebatePpm != 0 && Cells.cursor().kind() == KIND_ORDER) {
            int256 rebate = int256(feeRoundedDown(trade.notional, rebatePpm));
            unchecked {
                return rebate < takerFee ? -rebate : -takerFee;
            }
        }
        return maker(number, trade);
    }

    /// The fee of the order in flight.
    function taker(uint256 number, Trade memory trade) internal view returns (int256) {
        Cursor cursor = Cells.cursor();
        Market parameters = Cells.market(trade.market);
        uint256 kind = cursor.kind();
        if (kind == KIND_LIQUIDATION) {
            uint256 fee = feeRoundedDown(trade.notional, parameters.liquidationFeePpm());
            uint256 better = distance(trade.tick, cursor.tick());
            unchecked {
                // At most what the fill is better than the zero price, so that it worsens no health.
                better *= trade.lots * Cells.risk(trade.market).multiplier();
            }
            return int256(fee < better ? fee : better);
        }
        if (kind == KIND_UNWIND) return 0;
        (uint256 discount,) = FeeTier.held(number);
        return int256(feeRoundedUp(trade.notional, discountedRoundedUp(parameters.takerFeePpm(), discount)));
    }

    /// ceilDiv(notional · ppm, 10⁶) in nano-USDC, for notional ≤ 2^58 and ppm ≤ 10⁶.
    function feeRoundedUp(uint256 notional, uint256 ppm) internal pure returns (uint256) {
        unchecked {
            return (notional * ppm + PPM - 1) / PPM;
        }
    }

    /// floorDiv(notional · ppm, 10⁶), of the same numbers.
    function feeRoundedDown(uint256 notional, uint256 ppm) internal pure returns (uint256) {
        unchecked {
            return notional * ppm / PPM;
        }
    }

    /// A rate less a discount of 0 to 100 percent.
    function discountedRoundedUp(uint256 ppm, uint256 discount) private pure returns (uint256) {
        unchecked {
            return (ppm * (100 - discount) + 99) / 100;
        }
    }

    function distance(uint256 a, uint256 b) private pure returns (uint256) {
        unchecked {
            return a > b ? a - b : b - a;
        }
    }
}
