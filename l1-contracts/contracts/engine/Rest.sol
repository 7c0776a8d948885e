// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Account, Cells, Cursor, Position, Risk} from "./Cells.sol";
import {Bits} from "./Bits.sol";
import {Book} from "./Book.sol";
import {Exposure, FillSides} from "./FillSide.sol";
import {Health} from "./Health.sol";
import {InFlight} from "./InFlight.sol";
import {Margin} from "./Margin.sol";
import {Positions} from "./Positions.sol";

/// What did not match goes to the book: section 5.3 of the protocol page.
library Rest {
    function rest() internal returns (uint256 weight) {
        Cursor cursor = Cells.cursor();
        uint256 number = cursor.taker();
        Account account = Cells.account(number);
        unchecked {
            weight = WEIGHT_REST + WEIGHT_PER_POSITION * Positions.used(account);
        }
        uint256 market = cursor.market();
        uint256 side = cursor.flags() & FLAG_SELL;
        uint256 refused = check(number, market, side, cursor.lots());
        if (refused != REASON_OK) {
            InFlight.finish(refused);
        } else if (Bits.lowestClear(account.orderSlots()) == MAX_ORDERS) {
            InFlight.finish(REASON_ORDER_SLOTS_FULL);
        } else {
            carryOut(cursor, number, market, side);
            InFlight.finish(REASON_OK);
        }
    }

    /// Bound and initial margin with the lots added to the resting ones.
    function check(uint256 number, uint256 market, uint256 side, uint256 lots) private view returns (uint256 reason) {
        Exposure memory held = FillSides.exposure(number, market);
        unchecked {
            int256 before = FillSides.largest(held);
            int256 grown;
            if (side == 0) {
                held.restingBidLots += lots;
                grown = held.lots + int256(held.restingBidLots);
            } else {
                held.restingAskLots += lots;
                grown = int256(held.restingAskLots) - held.lots;
            }
            if (grown > int256(Cells.market(market).maxPositionLots())) return REASON_REST_BOUND;
            Risk risk = Cells.risk(market);
            Health memory health = Margin.health(number, market);
            int256 initialMargin = health.initialMargin - Margin.initialMargin(risk, before)
                + Margin.initialMargin(risk, FillSides.largest(held));
            return
                health.equity >= initialMargin || initialMargin <= health.initialMargin ? REASON_OK : REASON_REST_MARGIN;
        }
    }

    function carryOut(Cursor cursor, uint256 number, uint256 market, uint256 side) private {
        uint256 lots = cursor.lots();
        Position position = Cells.position(number, Positions.acquire(number, market));
        unchecked {
            if (side == 0) {
                position.setRestingBidLots(position.restingBidLots() + lots);
            } else {
                position.setRestingAskLots(position.restingAskLots() + lots);
            }
        }
        Book.insert(cursor);
    }
}
