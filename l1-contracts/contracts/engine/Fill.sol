// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Activity, Cells, Cursor, Order} from "./Cells.sol";
import {Balances} from "./Balances.sol";
import {Book} from "./Book.sol";
import {Fees} from "./Fees.sol";
import {FillSide, FillSides} from "./FillSide.sol";
import {InFlight} from "./InFlight.sol";
import {Positions} from "./Positions.sol";
import {Settlement} from "./Settlement.sol";
import {Trade, Trades} from "./Trade.sol";
import {Volume} from "./Volume.sol";

/// The maker has agreed; the taker is looked at, and the fill is carried out: section 5.3 of the protocol page.
library Fill {
    using FillSides for FillSide;

    /// What the cell can hold; a market without a cap has this one.
    uint256 private constant OPEN_INTEREST_LIMIT = (1 << 48) - 1;

    function fill() internal returns (uint256 weight) {
        Cursor cursor = Cells.cursor();
        uint256 number = cursor.taker();
        unchecked {
            weight = WEIGHT_FILL + WEIGHT_PER_POSITION * Positions.used(Cells.account(number));
        }
        uint256 ref = cursor.makerRef();
        Order order = Cells.orderOf(ref);
        uint256 side = cursor.flags() & FLAG_SELL;
        Settlement.settleIn(number, cursor.market());
        Trade memory trade = Trades.made(cursor.market(), order.tick(), cursor.fillLots());
        int256 takerFee = Fees.taker(number, trade);
        int256 makerFee = Fees.makerAfterRebate(ref >> 9, trade, takerFee);
        FillSide memory taker = FillSides.taker(number, side, trade, takerFee);
        FillSide memory maker = FillSides.maker(ref >> 9, side ^ 1, trade, makerFee);
        uint256 refused = check(cursor, maker, taker);
        if (refused == REASON_OK) carryOut(cursor, order, trade, maker, taker);
        else InFlight.end(refused);
    }

    function check(Cursor cursor, FillSide memory maker, FillSide memory taker) private view returns (uint256 reason) {
        if (!taker.inBounds() || !collectable(cursor, maker, taker)) return REASON_TAKER_BOUND;
        if (cursor.kind() == KIND_ORDER && !taker.allowed()) return REASON_TAKER_MARGIN;
        unchecked {
            int256 growth = maker.longGrowth() + taker.longGrowth();
            uint256 cap = Cells.market(cursor.market()).openInterestCap();
            if (cap == 0) cap = OPEN_INTEREST_LIMIT;
            bool over = int256(Cells.activity(cursor.market()).openInterest()) + growth > int256(cap);
            return over && growth > 0 ? REASON_OPEN_INTEREST_CAP : REASON_OK;
        }
    }

    /// True when those who get the fees have room for them.
    function collectable(Cursor cursor, FillSide memory maker, FillSide memory taker) private view returns (bool) {
        unchecked {
            int256 fees = Cells.account(FEE_ACCOUNT).collateral() + maker.fee;
            if (cursor.kind() == KIND_LIQUIDATION) {
                int256 insurance = Cells.account(INSURANCE_ACCOUNT).collateral() + taker.fee;
                return fees <= int256(COLLATERAL_BOUND) && insurance <= int256(COLLATERAL_BOUND);
            }
            return fees + taker.fee <= int256(COLLATERAL_BOUND);
        }
    }

    function collect(Cursor cursor, FillSide memory maker, FillSide memory taker) private {
        bool liquidation = cursor.kind() == KIND_LIQUIDATION;
        Balances.add(FEE_ACCOUNT, MAX_POSITIONS, maker.fee);
        Balances.add(liquidation ? INSURANCE_ACCOUNT : FEE_ACCOUNT, MAX_POSITIONS, taker.fee);
    }

    function carryOut(Cursor cursor, Order order, Trade memory trade, FillSide memory maker, FillSide memory taker)
        private
    {
        collect(cursor, maker, taker);
        record(trade, maker, taker);
        maker.carryOut();
        Book.shrinkOrder(order, trade.lots);
        if (order.lots() == 0) Book.unlink(cursor.makerRef(), order);
        taker.carryOut();
        uint256 left;
        unchecked {
            left = cursor.lots() - trade.lots;
        }
        cursor.setLots(left);
        if (left == 0) {
            InFlight.end(REASON_OK);
        } else {
            cursor.setFillLots(0);
            cursor.setMakerRef(0);
            cursor.setPhase(PHASE_MATCH);
        }
    }

    /// What the market and the two accounts keep of a trade.
    function record(Trade memory trade, FillSide memory maker, FillSide memory taker) private {
        Activity activity = Cells.activity(trade.market);
        activity.setLastTrade(trade.tick);
        unchecked {
            int256 growth = maker.longGrowth() + taker.longGrowth();
            activity.setOpenInterest(uint256(int256(activity.openInterest()) + growth));
        }
        Volume.add(maker.number, trade.notional);
        Volume.add(taker.number, trade.notional);
    }
}
