// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Account, Cells, Totals} from "./Cells.sol";
import {Authentication} from "./Authentication.sol";
import {Health} from "./Health.sol";
import {Margin} from "./Margin.sol";
import {Money} from "./Money.sol";
import {OpenSubaccountItem} from "./generated/Items.sol";
import {Positions} from "./Positions.sol";

/// Opens another account of the same owner, for a fee because its state is permanent: section 4.10 of the protocol page.
library OpenSubaccount {
    function openSubaccount(bytes calldata body) internal returns (uint256 reason, uint256 extra) {
        reason = Authentication.authenticate(TYPEHASH_OPEN_SUBACCOUNT, OpenSubaccountItem.WIDTHS, body, 0);
        if (reason != REASON_OK) return (reason, 0);
        uint256 parent = OpenSubaccountItem.account(body);
        Account account = Cells.account(parent);
        unchecked {
            extra = WEIGHT_PER_POSITION * Positions.used(account);
            if (account.collateral() < int256(SUBACCOUNT_FEE)) return (REASON_INSUFFICIENT_MARGIN, extra);
            Health memory health = Margin.crossHealth(parent);
            if (health.equity - int256(SUBACCOUNT_FEE) < health.initialMargin) {
                return (REASON_INSUFFICIENT_MARGIN, extra);
            }
            Totals totals = Cells.totals();
            uint256 subAccounts = totals.subAccounts();
            uint256 number = SUBACCOUNT_BASE + subAccounts;
            if (number >= BACKSTOP_BASE) return (REASON_BALANCE_BOUND, extra);
            payFee(account);
            Cells.account(number).setOwner(account.owner());
            totals.setSubAccounts(subAccounts + 1);
        }
        return (REASON_OK, extra);
    }

    function payFee(Account account) private {
        Money.addCollateral(account, -int256(SUBACCOUNT_FEE));
        Money.addCollateral(Cells.account(FEE_ACCOUNT), int256(SUBACCOUNT_FEE));
    }
}
