// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Cells, FeeTiers} from "./Cells.sol";
import {Volume} from "./Volume.sol";

/// Percent off the fees of who has traded much: section 5.5 of the protocol page.
library FeeTier {
    uint256 private constant MILLI_USDC = 1_000_000;

    /// The discounts of an account's tier.
    function held(uint256 number) internal view returns (uint256 takerDiscount, uint256 makerDiscount) {
        FeeTiers tiers = Cells.feeTiers();
        return tiers.volume1() == 0 ? (0, 0) : highest(tiers, Volume.counted(number));
    }

    /// Those of the highest tier whose volume is reached.
    function highest(FeeTiers tiers, uint256 volume) private view returns (uint256, uint256) {
        if (reached(tiers.volume5(), volume)) return (tiers.takerDiscount5(), tiers.makerDiscount5());
        if (reached(tiers.volume4(), volume)) return (tiers.takerDiscount4(), tiers.makerDiscount4());
        if (reached(tiers.volume3(), volume)) return (tiers.takerDiscount3(), tiers.makerDiscount3());
        if (reached(tiers.volume2(), volume)) return (tiers.takerDiscount2(), tiers.makerDiscount2());
        return reached(tiers.volume1(), volume) ? (tiers.takerDiscount1(), tiers.makerDiscount1()) : (0, 0);
    }

    /// A tier's volume is in thousand USDC, an account's in milli-USDC; volume 0 is no tier.
    function reached(uint256 tier, uint256 volume) private pure returns (bool) {
        unchecked {
            return tier != 0 && volume >= tier * MILLI_USDC;
        }
    }
}
