// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Account, Cells, Totals, Withdrawal} from "./Cells.sol";
import {Authentication} from "./Authentication.sol";
import {Health} from "./Health.sol";
import {Margin} from "./Margin.sol";
import {Money} from "./Money.sol";
import {Positions} from "./Positions.sol";
import {WithdrawItem} from "./generated/Items.sol";

/// Takes collateral out towards L1: section 4.7 of the protocol page.
library Withdraw {
    function withdraw(bytes calldata body) internal returns (uint256 reason, uint256 extra) {
        reason = Authentication.authenticate(TYPEHASH_WITHDRAW, WithdrawItem.WIDTHS, body, 0);
        if (reason != REASON_OK) return (reason, 0);
        uint256 number = WithdrawItem.account(body);
        Account account = Cells.account(number);
        unchecked {
            extra = WEIGHT_PER_POSITION * Positions.used(account);
            uint256 amount = WithdrawItem.amount(body);
            if (amount == 0 || int256(amount) > account.collateral() || amount % WITHDRAWAL_QUANTUM != 0) {
                return (REASON_BAD_AMOUNT, extra);
            }
            Health memory health = Margin.crossHealth(number);
            if (health.equity - int256(amount) < health.initialMargin) return (REASON_INSUFFICIENT_MARGIN, extra);
            Money.addCollateral(account, -int256(amount));
            record(account.owner(), number, amount);
        }
        return (REASON_OK, extra);
    }

    function record(address recipient, uint256 number, uint256 amount) private {
        Totals totals = Cells.totals();
        uint256 withdrawals = totals.withdrawals();
        Withdrawal withdrawal = Cells.withdrawal(withdrawals);
        withdrawal.setRecipient(recipient);
        withdrawal.setAccount(number);
        withdrawal.setAmount(amount);
        unchecked {
            withdrawal.setNumberPlusOne(bytes32(withdrawals + 1));
            totals.setWithdrawn(totals.withdrawn() + amount);
            totals.setWithdrawals(withdrawals + 1);
        }
    }
}
