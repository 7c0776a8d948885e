// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Cells, Cursor} from "./Cells.sol";
import {HeaderFacts} from "./HeaderFacts.sol";
import {Sha256} from "../lib/Sha256.sol";
import {Step} from "./Step.sol";

/// One framed item: type(1) ‖ length(2) ‖ body. Framing needs no context, so anybody can find the items of any bytes.
library Item {
    error MissingData(uint256 offset, uint256 length);

    /// @param supplied transaction bytes from the cursor's offset on, as many as the proof has, at most one longest item
    /// @param operation carries out the operation of a frame, forced or not; extra is the work that it adds to its step's own
    function item(
        bytes calldata supplied,
        function(bytes calldata, uint256) internal returns (uint256, uint256) operation
    ) internal returns (uint256 weight) {
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

    /// The length that a frame states.
    function bodyLength(bytes calldata frame) internal pure returns (uint256 length) {
        assembly ("memory-safe") {
            length := shr(240, calldataload(add(frame.offset, 1)))
        }
    }
}
