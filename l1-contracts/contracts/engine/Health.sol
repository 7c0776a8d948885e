// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// What a margin rule compares, in nano-USDC.
struct Health {
    int256 equity;
    int256 initialMargin;
    int256 maintenanceMargin;
}

library HealthRule {
    /// The rule of section 6: initial margin holds afterwards, or the position only shrinks and health does not worsen.
    /// Every number is below 2^64, so the products are exact.
    function allowed(Health memory before, Health memory then, int256 lotsBefore, int256 lotsAfter)
        internal
        pure
        returns (bool)
    {
        if (then.equity >= then.initialMargin) return true;
        unchecked {
            bool shrinks = lotsBefore > 0
                ? lotsAfter >= 0 && lotsAfter < lotsBefore
                : lotsBefore < 0 && lotsAfter <= 0 && lotsAfter > lotsBefore;
            return shrinks && then.maintenanceMargin <= before.maintenanceMargin
                && then.equity * before.maintenanceMargin >= before.equity * then.maintenanceMargin
                && (before.equity >= 0 || then.equity > before.equity);
        }
    }
}
