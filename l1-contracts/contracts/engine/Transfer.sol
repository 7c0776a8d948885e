// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Account, Cells} from "./Cells.sol";
import {Authentication} from "./Authentication.sol";
import {Health} from "./Health.sol";
import {Margin} from "./Margin.sol";
import {Money} from "./Money.sol";
import {Positions} from "./Positions.sol";
import {TransferItem} from "./generated/Items.sol";

/// Moves collateral to another account of the same owner, or gives it to the insurance fund: section 4.10 of the protocol page.
library Transfer {
    function transfer(bytes calldata body) internal returns (uint256 reason, uint256 extra) {
        reason = Authentication.authenticate(TYPEHASH_TRANSFER, TransferItem.WIDTHS, body, 0);
        if (reason != REASON_OK) return (reason, 0);
        uint256 number = TransferItem.account(body);
        uint256 toNumber = TransferItem.to(body);
        Account account = Cells.account(number);
        unchecked {
            extra = WEIGHT_PER_POSITION * Positions.used(account);
            if (toNumber >= ACCOUNT_LIMIT || toNumber == number) return (REASON_NOT_OWN_ACCOUNT, extra);
            Account to = Cells.account(toNumber);
            if (toNumber != INSURANCE_ACCOUNT && to.owner() != account.owner()) return (REASON_NOT_OWN_ACCOUNT, extra);
            int256 amount = int256(TransferItem.amount(body));
            if (amount == 0 || amount > account.collateral()) return (REASON_BAD_AMOUNT, extra);
            Health memory health = Margin.crossHealth(number);
            if (health.equity - amount < health.initialMargin) return (REASON_INSUFFICIENT_MARGIN, extra);
            if (to.collateral() + amount > int256(COLLATERAL_BOUND)) return (REASON_BALANCE_BOUND, extra);
            Money.addCollateral(account, -amount);
            Money.addCollateral(to, amount);
        }
        return (REASON_OK, extra);
    }
}
