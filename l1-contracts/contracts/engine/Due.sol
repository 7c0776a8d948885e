// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Activity, Cells, Cursor, Risk} from "./Cells.sol";
import {Bits} from "./Bits.sol";
import {InFlight} from "./InFlight.sol";
import {TradingStatus} from "./TradingStatus.sol";

/// What a full minute makes due, market by market, before anything else: sections 3 and 5.7 of the protocol page.
library Due {
    uint256 private constant MARKETS = 256;

    /// True when a minute has ended whose samples are not taken yet.
    function overdue(Cursor cursor) internal view returns (bool) {
        return cursor.time() / MINUTE_MS > cursor.minute();
    }

    function dueStart() internal returns (uint256 weight) {
        Cursor cursor = Cells.cursor();
        cursor.setMinute(cursor.time() / MINUTE_MS);
        cursor.setScan(0);
        cursor.setPhase(PHASE_DUE);
        return WEIGHT_DUE;
    }

    function due() internal returns (uint256 weight) {
        Cursor cursor = Cells.cursor();
        uint256 market = Bits.lowestSetFrom(Cells.listed().markets(), cursor.scan());
        if (market == MARKETS) {
            InFlight.clear(cursor);
            cursor.setPhase(PHASE_ITEM);
            return WEIGHT_DUE;
        }
        unchecked {
            cursor.setScan(market + 1);
        }
        if (sampled(market)) begin(cursor, market);
        return WEIGHT_DUE;
    }

    function sampled(uint256 market) private view returns (bool) {
        Risk risk = Cells.risk(market);
        return TradingStatus.trading(risk) && risk.index() != 0 && Cells.market(market).impactNotional() != 0;
    }

    function begin(Cursor cursor, uint256 market) private {
        Activity activity = Cells.activity(market);
        if (activity.sampleMinute() == 0) {
            activity.setSampleMinute(cursor.minute());
            return;
        }
        // Nothing is in flight, so the rest of the register is 0.
        cursor.setMarket(market);
        cursor.setPhase(PHASE_SAMPLE);
    }
}
