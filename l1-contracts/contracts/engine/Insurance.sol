// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {COLLATERAL_BOUND, INSURANCE_ACCOUNT} from "./generated/Protocol.sol";
import {Account, Cells} from "./Cells.sol";
import {Money} from "./Money.sol";

/// The insurance fund. It pays no more than it has.
library Insurance {
    function add(int256 amount) internal {
        Money.addCollateral(Cells.account(INSURANCE_ACCOUNT), amount);
    }

    /// Takes from the fund what it can pay towards a debt.
    function pay(int256 debt) internal returns (int256 paid) {
        paid = Cells.account(INSURANCE_ACCOUNT).collateral();
        if (paid < 0) paid = 0;
        if (paid > debt) paid = debt;
        unchecked {
            add(-paid);
        }
    }

    /// What a backstop without a position has won goes to the fund as far as it has room, and what it has lost the fund pays.
    function balance(uint256 backstop) internal {
        Account account = Cells.account(backstop);
        int256 collateral = account.collateral();
        unchecked {
            if (collateral >= 0) {
                int256 won = int256(COLLATERAL_BOUND) - Cells.account(INSURANCE_ACCOUNT).collateral();
                if (won < 0) won = 0;
                if (won > collateral) won = collateral;
                Money.addCollateral(account, -won);
                add(won);
            } else {
                Money.addCollateral(account, pay(-collateral));
            }
        }
    }
}
