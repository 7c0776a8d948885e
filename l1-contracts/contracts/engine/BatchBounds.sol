// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Cells, Cursor} from "./Cells.sol";
import {HeaderFacts} from "./HeaderFacts.sol";
import {InFlight} from "./InFlight.sol";

/// The first and the last steps of a batch.
library BatchBounds {
    function batchStart() internal returns (uint256 weight) {
        Cursor cursor = Cells.cursor();
        cursor.setBatch(HeaderFacts.index());
        cursor.setLeaseId(HeaderFacts.leaseId());
        cursor.setOffset(0);
        cursor.setPhase(PHASE_ITEM);
        cursor.setReason(REASON_OK);
        return WEIGHT_BATCH_START;
    }

    /// A step of its own, so that what the batch's time makes due still comes before its end.
    function timeEnd() internal returns (uint256 weight) {
        unchecked {
            Cells.cursor().setTime(HeaderFacts.time() * 1000);
        }
        return WEIGHT_DUE;
    }

    function batchEnd() internal returns (uint256 weight) {
        Cursor cursor = Cells.cursor();
        cursor.setOffset(0);
        cursor.setReason(REASON_OK);
        cursor.setEnqueuedAt(0);
        InFlight.clear(cursor);
        cursor.setInboxRemaining(0);
        cursor.setPhase(PHASE_IDLE);
        return WEIGHT_BATCH_END;
    }
}
