// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Cells, Cursor, Risk} from "./Cells.sol";
import {Book} from "./Book.sol";
import {Funding} from "./Funding.sol";
import {InFlight} from "./InFlight.sol";
import {Premium} from "./Premium.sol";

/// One price level of a market's impact prices: what impactNotional would buy and sell for on the book, less the index, is the
/// premium of a minute. Section 5.7 of the protocol page.
library Sample {
    function sample() internal returns (uint256 weight) {
        Cursor cursor = Cells.cursor();
        uint256 tick = cursor.steps() == IMPACT_LEVELS ? 0 : nextTick(cursor);
        if (tick == 0) {
            sideEnded(cursor, 0);
            return WEIGHT_SAMPLE;
        }
        uint256 market = cursor.market();
        unchecked {
            uint256 perLot = tick * Cells.risk(market).multiplier();
            uint256 need = Cells.market(market).impactNotional() * USDC - cursor.notional();
            uint256 missing = (need + perLot - 1) / perLot;
            uint256 lots = Cells.level(market, cursor.flags(), tick).lots();
            if (missing <= lots) {
                cursor.setLots(cursor.lots() + missing);
                cursor.setNotional(cursor.notional() + missing * perLot);
                sideEnded(cursor, distance(cursor));
            } else {
                cursor.setLots(cursor.lots() + lots);
                cursor.setNotional(cursor.notional() + lots * perLot);
                cursor.setTick(tick);
                cursor.setSteps(cursor.steps() + 1);
            }
        }
        return WEIGHT_SAMPLE;
    }

    function nextTick(Cursor cursor) private view returns (uint256) {
        uint256 tick = cursor.tick();
        if (tick == 0) return Book.bestTick(cursor.market(), cursor.flags());
        return Book.nextTick(cursor.market(), cursor.flags(), tick);
    }

    /// How far the impact price of the side lies within the index, ppb of the index: a bid above it, or an ask below.
    function distance(Cursor cursor) private view returns (uint256) {
        Risk risk = Cells.risk(cursor.market());
        uint256 notional = cursor.notional();
        uint256 lots = cursor.lots();
        unchecked {
            uint256 index = risk.index() * risk.multiplier();
            bool bids = cursor.flags() == Book.BIDS;
            uint256 price = bids ? notional / lots : (notional + lots - 1) / lots;
            (uint256 high, uint256 low) = bids ? (price, index) : (index, price);
            return high <= low ? 0 : Premium.ofRoundedDown(high - low, index);
        }
    }

    function sideEnded(Cursor cursor, uint256 within) private {
        if (cursor.flags() == Book.BIDS) {
            cursor.setPremium(int256(within));
            cursor.setFlags(FLAG_SELL);
            cursor.setTick(0);
            cursor.setLots(0);
            cursor.setSteps(0);
            cursor.setNotional(0);
            return;
        }
        unchecked {
            Funding.count(cursor.market(), cursor.premium() - int256(within));
        }
        uint256 scan = cursor.scan();
        InFlight.clear(cursor);
        cursor.setScan(scan);
        cursor.setPhase(PHASE_DUE);
    }
}
