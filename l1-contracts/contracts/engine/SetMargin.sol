// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Account, Cells, Position} from "./Cells.sol";
import {Authentication} from "./Authentication.sol";
import {Balances} from "./Balances.sol";
import {Health} from "./Health.sol";
import {Margin} from "./Margin.sol";
import {Money} from "./Money.sol";
import {Positions} from "./Positions.sol";
import {SetMarginItem} from "./generated/Items.sol";

/// Gives a position a margin of its own, changes it, or ends that: section 4.13 of the protocol page.
library SetMargin {
    function setMargin(bytes calldata body) internal returns (uint256 reason, uint256 extra) {
        reason = Authentication.authenticate(TYPEHASH_SET_MARGIN, SetMarginItem.WIDTHS, body, 0);
        if (reason != REASON_OK) return (reason, 0);
        uint256 number = SetMarginItem.account(body);
        unchecked {
            extra = WEIGHT_PER_POSITION * Positions.used(Cells.account(number));
        }
        reason = carryOut(
            number, SetMarginItem.market(body), SetMarginItem.action(body), int256(SetMarginItem.amount(body))
        );
    }

    function carryOut(uint256 number, uint256 market, uint256 action, int256 amount) private returns (uint256 reason) {
        if (Cells.risk(market).status() == STATUS_UNLISTED) return REASON_UNKNOWN_MARKET;
        if (action == MARGIN_ISOLATE) return isolate(number, market, amount);
        uint256 slot = Positions.slotOf(Cells.account(number), market);
        if (!Balances.isolated(number, slot)) return REASON_BAD_MARGIN_ACTION;
        if (action == MARGIN_ADD) return give(number, slot, amount);
        if (action == MARGIN_TAKE) return take(number, slot, amount);
        return action == MARGIN_JOIN ? join(number, slot, amount) : REASON_BAD_MARGIN_ACTION;
    }

    function isolate(uint256 number, uint256 market, int256 amount) private returns (uint256 reason) {
        Account account = Cells.account(number);
        if (Positions.slotOf(account, market) != MAX_POSITIONS) return REASON_BAD_MARGIN_ACTION;
        if (!Positions.available(account, market)) return REASON_POSITION_LIMIT;
        reason = spendable(number, amount);
        if (reason != REASON_OK) return reason;
        uint256 slot = Positions.acquire(number, market);
        Cells.position(number, slot).setIsolated(1);
        move(number, slot, amount);
    }

    function give(uint256 number, uint256 slot, int256 amount) private returns (uint256 reason) {
        reason = spendable(number, amount);
        if (reason != REASON_OK) return reason;
        unchecked {
            if (Cells.position(number, slot).margin() + amount > int256(COLLATERAL_BOUND)) return REASON_BALANCE_BOUND;
        }
        move(number, slot, amount);
    }

    function take(uint256 number, uint256 slot, int256 amount) private returns (uint256 reason) {
        Position position = Cells.position(number, slot);
        if (amount == 0 || amount > position.margin()) return REASON_BAD_AMOUNT;
        Health memory health = Margin.isolatedHealth(number, slot);
        unchecked {
            if (health.equity - amount < health.initialMargin) return REASON_INSUFFICIENT_MARGIN;
            if (Cells.account(number).collateral() + amount > int256(COLLATERAL_BOUND)) return REASON_BALANCE_BOUND;
            move(number, slot, -amount);
        }
        return REASON_OK;
    }

    /// A negative margin stays where it is: what an isolated position lost is not the account's loss.
    function join(uint256 number, uint256 slot, int256 amount) private returns (uint256 reason) {
        Position position = Cells.position(number, slot);
        int256 margin = position.margin();
        if (
            amount != 0 || position.lots() != 0 || position.restingBidLots() != 0 || position.restingAskLots() != 0
                || margin < 0
        ) return REASON_BAD_MARGIN_ACTION;
        unchecked {
            if (Cells.account(number).collateral() + margin > int256(COLLATERAL_BOUND)) return REASON_BALANCE_BOUND;
            move(number, slot, -margin);
        }
        position.setIsolated(0);
        Positions.free(number, slot);
        return REASON_OK;
    }

    /// Whether the collateral can spare an amount.
    function spendable(uint256 number, int256 amount) private view returns (uint256 reason) {
        if (amount > Cells.account(number).collateral()) return REASON_BAD_AMOUNT;
        Health memory health = Margin.crossHealth(number);
        unchecked {
            return health.equity - amount < health.initialMargin ? REASON_INSUFFICIENT_MARGIN : REASON_OK;
        }
    }

    /// Moves collateral to the margin of a slot's position, or back.
    function move(uint256 number, uint256 slot, int256 amount) private {
        unchecked {
            Money.addCollateral(Cells.account(number), -amount);
        }
        Money.addMargin(Cells.position(number, slot), amount);
    }
}
