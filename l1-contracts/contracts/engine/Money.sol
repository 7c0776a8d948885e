// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Account, Activity, Cells, Cursor, Position} from "./Cells.sol";

/// The places of money in the state. Every write to one of them is here, and is counted for itself in Cursor.liabilities: a movement that
/// takes from one place what it does not bring to another shows there. Section 7 of the protocol page.
library Money {
    function addCollateral(Account account, int256 amount) internal {
        unchecked {
            account.setCollateral(account.collateral() + amount);
        }
        count(amount);
    }

    function addMargin(Position position, int256 amount) internal {
        unchecked {
            position.setMargin(position.margin() + amount);
        }
        count(amount);
    }

    function addQuote(Position position, int256 amount) internal {
        unchecked {
            position.setQuote(position.quote() + amount);
        }
        count(amount);
    }

    function addSuspense(Activity activity, int256 amount) internal {
        unchecked {
            activity.setSuspense(activity.suspense() + amount);
        }
        count(amount);
    }

    /// Modulo 2^64, as the totals count.
    function count(int256 amount) private {
        Cursor cursor = Cells.cursor();
        unchecked {
            cursor.setLiabilities(cursor.liabilities() + uint256(amount));
        }
    }
}
