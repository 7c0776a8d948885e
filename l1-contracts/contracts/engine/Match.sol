// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Cells, Cursor, Order} from "./Cells.sol";
import {Book} from "./Book.sol";
import {CancelSwitch} from "./CancelSwitch.sol";
import {Fees} from "./Fees.sol";
import {FillSide, FillSides} from "./FillSide.sol";
import {InFlight} from "./InFlight.sol";
import {Place} from "./Place.sol";
import {Positions} from "./Positions.sol";
import {Settlement} from "./Settlement.sol";
import {Trade, Trades} from "./Trade.sol";
import {SelfTrade} from "./SelfTrade.sol";

/// The taker in flight looks at the best maker: section 5.3 of the protocol page. (`match` is a reserved word here.)
library Match {
    using FillSides for FillSide;

    function matchBest() internal returns (uint256 weight) {
        Cursor cursor = Cells.cursor();
        uint256 steps = cursor.steps();
        if (steps >= limit(cursor)) {
            InFlight.end(REASON_MATCH_LIMIT);
            return WEIGHT_LOOK;
        }
        uint256 market = cursor.market();
        uint256 flags = cursor.flags();
        uint256 side = flags & FLAG_SELL;
        uint256 best = Book.bestTick(market, side ^ 1);
        if (best == 0 || !Book.crosses(side, cursor.tick(), best)) {
            if (flags & FLAG_TIF_MASK == FLAG_TIF_IOC) {
                InFlight.end(REASON_IOC_REMAINDER);
            } else {
                cursor.setPhase(PHASE_REST);
            }
            return WEIGHT_LOOK;
        }
        unchecked {
            cursor.setSteps(steps + 1);
            uint256 ref = Cells.level(market, side ^ 1, best).headRef();
            weight = WEIGHT_MATCH + WEIGHT_PER_POSITION * Positions.used(Cells.account(ref >> 9));
            if (ref >> 9 == cursor.taker()) {
                SelfTrade.prevent(cursor, ref);
                return weight;
            }
            uint256 removed = lookAt(cursor, ref, side ^ 1);
            if (removed != REASON_OK) {
                Book.remove(ref);
                cursor.setReason(removed);
            }
        }
    }

    /// A bundle's takers share one taker's steps, or no batch would have room for the segments of a bundle.
    function limit(Cursor cursor) private view returns (uint256) {
        if (cursor.forced() == 1) return MAX_FORCED_STEPS;
        return cursor.bundleEnd() != 0 ? MAX_BUNDLE_STEPS : MAX_MATCHES;
    }

    /// Agrees on the lots of a fill with the maker, or says why the maker has to go.
    function lookAt(Cursor cursor, uint256 ref, uint256 makerSide) private returns (uint256 reason) {
        Order order = Cells.orderOf(ref);
        uint256 maker = ref >> 9;
        unchecked {
            if (cursor.time() > order.expiry() * 1000) return REASON_MAKER_EXPIRED;
        }
        if (CancelSwitch.fired(maker)) return REASON_MAKER_SWITCHED;
        uint256 lots = cursor.lots();
        uint256 resting = order.lots();
        if (resting < lots) lots = resting;
        uint256 market = cursor.market();
        if (mustReduce(market, order)) {
            lots = Place.reducible(maker, market, order.flags(), lots);
            if (lots == 0) return REASON_MAKER_NOT_REDUCING;
        }
        Settlement.settleIn(maker, market);
        Trade memory trade = Trades.made(market, order.tick(), lots);
        FillSide memory side = FillSides.maker(maker, makerSide, trade, Fees.maker(maker, trade));
        if (!side.inBounds()) return REASON_MAKER_BOUND;
        if (!side.allowed()) return REASON_MAKER_MARGIN;
        cursor.setFillLots(lots);
        cursor.setMakerRef(ref);
        cursor.setPhase(PHASE_FILL);
        return REASON_OK;
    }

    function mustReduce(uint256 market, Order order) private view returns (bool) {
        return order.flags() & FLAG_REDUCE_ONLY != 0 || Cells.risk(market).status() == STATUS_REDUCE_ONLY;
    }
}
