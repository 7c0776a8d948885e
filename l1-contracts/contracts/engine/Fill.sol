// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Account, Cells, Cursor, Order} from "./Cells.sol";
import {Book} from "./Book.sol";
import {FillSide, FillSides} from "./FillSide.sol";
import {InFlight} from "./InFlight.sol";
import {Positions} from "./Positions.sol";

/// The maker has agreed; the taker is looked at, and the fill is carried out: section 5.3 of the protocol page.
library Fill {
    using FillSides for FillSide;

    function fill() internal returns (uint256 weight) {
        Cursor cursor = Cells.cursor();
        uint256 number = cursor.taker();
        unchecked {
            weight = WEIGHT_FILL + WEIGHT_PER_POSITION * Positions.used(Cells.account(number));
        }
        uint256 ref = cursor.makerRef();
        Order order = Cells.orderOf(ref);
        uint256 side = cursor.flags() & FLAG_SELL;
        uint256 market = cursor.market();
        uint256 lots = cursor.fillLots();
        FillSide memory taker = FillSides.taker(number, market, side, order.tick(), lots);
        FillSide memory maker = FillSides.maker(ref >> 9, market, side ^ 1, order.tick(), lots);
        Account feeAccount = Cells.account(FEE_ACCOUNT);
        int256 collected;
        unchecked {
            collected = feeAccount.collateral() + int256(maker.fee) + int256(taker.fee);
        }
        if (!taker.inBounds() || collected > int256(COLLATERAL_BOUND)) {
            InFlight.finish(REASON_TAKER_BOUND);
        } else if (!taker.allowed()) {
            InFlight.finish(REASON_TAKER_MARGIN);
        } else {
            maker.carryOut();
            shrinkMaker(ref, order, lots);
            taker.carryOut();
            feeAccount.setCollateral(collected);
            shrinkTaker(cursor, lots);
        }
    }

    function shrinkMaker(uint256 ref, Order order, uint256 lots) private {
        Book.shrinkOrder(order, lots);
        if (order.lots() == 0) Book.unlink(ref, order);
    }

    function shrinkTaker(Cursor cursor, uint256 lots) private {
        uint256 left;
        unchecked {
            left = cursor.lots() - lots;
        }
        cursor.setLots(left);
        if (left == 0) {
            InFlight.finish(REASON_OK);
        } else {
            cursor.setFillLots(0);
            cursor.setMakerRef(0);
            cursor.setPhase(PHASE_MATCH);
        }
    }
}
