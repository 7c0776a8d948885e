// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Amend} from "./Amend.sol";
import {Cancel} from "./Cancel.sol";
import {CancelAll} from "./CancelAll.sol";
import {Cells, Cursor} from "./Cells.sol";
import {HeaderFacts} from "./HeaderFacts.sol";
import {Inbox} from "./Inbox.sol";
import {MarketOrder} from "./MarketOrder.sol";
import {Oracle} from "./Oracle.sol";
import {Place} from "./Place.sol";
import {Sha256} from "../lib/Sha256.sol";
import {Step} from "./Step.sol";
import {Time} from "./Time.sol";
import {Withdraw} from "./Withdraw.sol";

/// One framed item: type(1) ‖ length(2) ‖ body. Framing needs no context, so anybody can find the items of any bytes.
library Item {
    error MissingData(uint256 offset, uint256 length);

    /// @param supplied transaction bytes from the cursor's offset on, as many as the proof has, at most one longest item
    function item(bytes calldata supplied) internal returns (uint256 weight) {
        Cursor cursor = Cells.cursor();
        uint256 offset = cursor.offset();
        unchecked {
            uint256 left = HeaderFacts.transactionLength() - offset;
            uint256 read = left < FRAME_LENGTH ? left : FRAME_LENGTH;
            if (supplied.length < read) revert MissingData(offset, read);
            bool malformed = left < FRAME_LENGTH;
            if (!malformed) {
                uint256 length = bodyLength(supplied);
                malformed = length > MAX_ITEM_BODY || FRAME_LENGTH + length > left;
                if (!malformed) read += length;
            }
            if (supplied.length < read) revert MissingData(offset, read);
            cursor.setOffset(malformed ? offset + left : offset + read);
            bytes calldata frame = supplied[:read];
            cursor.setChainHash(Sha256.hash(abi.encodePacked(cursor.chainHash(), frame)));
            cursor.setSequence(cursor.sequence() + 1);
            (uint256 reason, uint256 extra) = malformed ? (REASON_MALFORMED_FRAME, 0) : operation(frame, 0);
            cursor.setReason(reason);
            return WEIGHT_ITEM + Step.lengthWeight(read) + extra;
        }
    }

    /// Carries out the operation of a frame; extra is the work that it adds to its step's own.
    function operation(bytes calldata frame, uint256 forced) internal returns (uint256 reason, uint256 extra) {
        uint256 kind = uint8(frame[0]);
        bytes calldata body = frame[FRAME_LENGTH:];
        uint256 length = body.length;
        if (kind == ITEM_PLACE) {
            return (length == PLACE_LENGTH ? Place.place(body, forced) : REASON_BAD_LENGTH, 0);
        }
        if (kind == ITEM_MARKET_ORDER) {
            return (length == MARKET_ORDER_LENGTH ? MarketOrder.marketOrder(body, forced) : REASON_BAD_LENGTH, 0);
        }
        if (kind == ITEM_CANCEL) return (length == CANCEL_LENGTH ? Cancel.cancel(body) : REASON_BAD_LENGTH, 0);
        if (kind == ITEM_CANCEL_ALL) {
            return (length == CANCEL_ALL_LENGTH ? CancelAll.cancelAll(body, forced) : REASON_BAD_LENGTH, 0);
        }
        if (kind == ITEM_AMEND) return (length == AMEND_LENGTH ? Amend.amend(body, forced) : REASON_BAD_LENGTH, 0);
        if (kind == ITEM_WITHDRAW) return length == WITHDRAW_LENGTH ? Withdraw.withdraw(body) : (REASON_BAD_LENGTH, 0);
        if (kind == ITEM_ORACLE) return Oracle.oracle(body);
        if (forced == 1) return (REASON_NOT_FORCIBLE, 0);
        if (kind == ITEM_TIME) return (Time.time(body), 0);
        if (kind == ITEM_INBOX) return (Inbox.inbox(body), 0);
        return (REASON_UNKNOWN_TYPE, 0);
    }

    /// The length that a frame states.
    function bodyLength(bytes calldata frame) internal pure returns (uint256 length) {
        assembly ("memory-safe") {
            length := shr(240, calldataload(add(frame.offset, 1)))
        }
    }
}
