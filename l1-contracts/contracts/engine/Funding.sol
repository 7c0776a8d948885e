// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Activity, Cells, Market, Risk} from "./Cells.sol";

/// Premiums of minutes, and what longs pay shorts for them at each full hour: section 5.7 of the protocol page.
library Funding {
    /// Counts the premium of a sample, in ppb, for all minutes since the one before.
    function count(uint256 market, int256 premium) internal {
        Risk risk = Cells.risk(market);
        Activity activity = Cells.activity(market);
        unchecked {
            // Division of Solidity rounds towards zero, the shift down.
            int256 target = premium * int256(risk.index() << BASIS_FRACTION_BITS) / int256(PPB);
            int256 basis = activity.basis();
            activity.setBasis(basis + ((target - basis) >> BASIS_SHIFT));
            uint256 from = activity.sampleMinute();
            uint256 to = Cells.cursor().minute();
            uint256 hourEnd = (from / FUNDING_MINUTES + 1) * FUNDING_MINUTES;
            if (to < hourEnd) {
                add(activity, premium, to - from);
            } else {
                add(activity, premium, hourEnd - from);
                pay(market, risk, activity);
                activity.setPremiumSum(0);
                activity.setPremiumMinutes(0);
                add(activity, premium, to % FUNDING_MINUTES);
            }
            activity.setSampleMinute(to);
        }
    }

    function add(Activity activity, int256 premium, uint256 minutes_) private {
        unchecked {
            activity.setPremiumSum(activity.premiumSum() + premium * int256(minutes_));
            activity.setPremiumMinutes(activity.premiumMinutes() + minutes_);
        }
    }

    function pay(uint256 market, Risk risk, Activity activity) private {
        unchecked {
            int256 average = activity.premiumSum() / int256(activity.premiumMinutes());
            int256 rate_ = rate(Cells.market(market), average);
            activity.setFundingRatePpb(rate_);
            int256 payment = paymentRoundedTowardsZero(rate_, risk.index() * risk.multiplier());
            risk.setLongIndex(risk.longIndex() + payment);
            risk.setShortIndex(risk.shortIndex() - payment);
        }
    }

    /// P + clamp(i − P, ±c), within the cap: the form of Hyperliquid and Binance.
    function rate(Market market, int256 average) private view returns (int256) {
        unchecked {
            int256 towardsInterest = clamp(int256(market.interestPpb()) - average, market.fundingClampPpb());
            return clamp(average + towardsInterest, market.fundingCapPpb());
        }
    }

    function paymentRoundedTowardsZero(int256 rate_, uint256 value) private pure returns (int256) {
        unchecked {
            return rate_ * int256(value) / int256(PPB * FUNDING_DIVISOR);
        }
    }

    function clamp(int256 value, uint256 bound) private pure returns (int256) {
        unchecked {
            if (value > int256(bound)) return int256(bound);
            return value < -int256(bound) ? -int256(bound) : value;
        }
    }
}
