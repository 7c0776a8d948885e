// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Cells, Cursor} from "./Cells.sol";
import {Due} from "./Due.sol";
import {HeaderFacts} from "./HeaderFacts.sol";

/// One micro-step: section 3 of the protocol page. Which one it is follows from the cursor; the contract that holds its code is
/// the caller's business.
library Step {
    enum Kind {
        BATCH_START,
        MESSAGE,
        ITEM,
        BATCH_END,
        MATCH,
        FILL,
        REST,
        CANCEL_NEXT,
        TIME_END,
        DUE_START,
        DUE,
        SAMPLE,
        LIQUIDATE_CANCEL,
        LIQUIDATE,
        BACKSTOP,
        BUNDLE
    }

    error NoSuchPhase(uint256 phase);

    /// The step that the cursor's phase names.
    function step() internal returns (Kind) {
        Cursor cursor = Cells.cursor();
        uint256 phase = cursor.phase();
        if (phase == PHASE_ITEM) return next(cursor);
        if (phase == PHASE_MATCH) return Kind.MATCH;
        if (phase == PHASE_FILL) return Kind.FILL;
        if (phase == PHASE_REST) return Kind.REST;
        if (phase == PHASE_CANCEL_ALL) return Kind.CANCEL_NEXT;
        if (phase == PHASE_LIQUIDATE_CANCEL) return Kind.LIQUIDATE_CANCEL;
        if (phase == PHASE_LIQUIDATE) return Kind.LIQUIDATE;
        if (phase == PHASE_BACKSTOP) return Kind.BACKSTOP;
        if (phase == PHASE_BUNDLE) return Kind.BUNDLE;
        if (phase == PHASE_IDLE) return Kind.BATCH_START;
        if (phase == PHASE_DUE) return Kind.DUE;
        if (phase == PHASE_SAMPLE) return Kind.SAMPLE;
        revert NoSuchPhase(phase);
    }

    function next(Cursor cursor) private returns (Kind) {
        if (Due.overdue(cursor)) return Kind.DUE_START;
        if (cursor.inboxRemaining() > 0) return Kind.MESSAGE;
        if (cursor.offset() < HeaderFacts.transactionLength()) return Kind.ITEM;
        uint256 inboxNext = cursor.inboxNext();
        uint256 inboxEnd = HeaderFacts.inboxEnd();
        if (inboxNext < inboxEnd) {
            unchecked {
                cursor.setInboxRemaining(inboxEnd - inboxNext);
            }
            return Kind.MESSAGE;
        }
        unchecked {
            return cursor.time() < HeaderFacts.time() * 1000 ? Kind.TIME_END : Kind.BATCH_END;
        }
    }

    /// Work of reading n data bytes: ceilDiv(n · 13, 1000).
    function lengthWeight(uint256 n) internal pure returns (uint256) {
        unchecked {
            return (n * WEIGHT_LENGTH_NUMERATOR + WEIGHT_LENGTH_DENOMINATOR - 1) / WEIGHT_LENGTH_DENOMINATOR;
        }
    }
}
