// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Account, Cells, Cursor, Totals} from "./Cells.sol";
import {Governance} from "./Governance.sol";
import {HeaderFacts} from "./HeaderFacts.sol";
import {Item} from "./Item.sol";
import {Money} from "./Money.sol";
import {Step} from "./Step.sol";

/// Messages from L1: kind(1) ‖ enqueuedAt(6, seconds) ‖ body.
library Inbox {
    uint256 private constant HEAD = 7;
    uint256 private constant INBOX_LENGTH = 2;
    uint256 private constant DEPOSIT_LENGTH = 32;

    /// Item INBOX: how many messages to consume now.
    function inbox(bytes calldata body) internal returns (uint256 reason) {
        if (body.length != INBOX_LENGTH) return REASON_BAD_LENGTH;
        Cursor cursor = Cells.cursor();
        uint256 count = uint16(bytes2(body));
        unchecked {
            if (cursor.inboxNext() + count > HeaderFacts.inboxEnd()) return REASON_INBOX_BEYOND_HEADER;
        }
        cursor.setInboxRemaining(count);
        return REASON_OK;
    }

    /// Consumes the next message.
    /// @param carryOut what its kind asks for; extra is the work that it adds to the step's own
    function message(bytes calldata bytes_, function(bytes calldata) internal returns (uint256, uint256) carryOut)
        internal
        returns (uint256 weight)
    {
        Cursor cursor = Cells.cursor();
        cursor.setInboxAcc(keccak256(abi.encodePacked(cursor.inboxAcc(), keccak256(bytes_))));
        unchecked {
            cursor.setInboxNext(cursor.inboxNext() + 1);
            cursor.setInboxRemaining(cursor.inboxRemaining() - 1);
            if (isForced(bytes_)) cursor.setEnqueuedAt(uint48(bytes6(bytes_[1:HEAD])));
            (uint256 reason, uint256 extra) = carryOut(bytes_);
            cursor.setReason(reason);
            if (cursor.phase() == PHASE_ITEM) cursor.setEnqueuedAt(0);
            return WEIGHT_MESSAGE + Step.lengthWeight(bytes_.length) + extra;
        }
    }

    /// True for a forced message that is one whole frame; its type then stands behind the head.
    function isForced(bytes calldata bytes_) internal pure returns (bool) {
        if (bytes_.length < HEAD + FRAME_LENGTH || uint8(bytes_[0]) != MESSAGE_FORCED) return false;
        unchecked {
            return bytes_.length == HEAD + FRAME_LENGTH + Item.bodyLength(bytes_[HEAD:]);
        }
    }

    /// The frame of a forced message.
    function frame(bytes calldata bytes_) internal pure returns (bytes calldata) {
        return bytes_[HEAD:];
    }

    /// Messages of the exchange itself: deposits, governance, and what is wrong.
    function own(bytes calldata bytes_) internal returns (uint256 reason, uint256 extra) {
        if (bytes_.length < HEAD) return (REASON_BAD_MESSAGE, 0);
        uint256 kind = uint8(bytes_[0]);
        bytes calldata body = bytes_[HEAD:];
        if (kind == MESSAGE_DEPOSIT) return (deposit(body), 0);
        if (kind == MESSAGE_GOVERNANCE) return (Governance.governance(body), 0);
        return (REASON_BAD_MESSAGE, 0);
    }

    function deposit(bytes calldata body) private returns (uint256 reason) {
        if (body.length != DEPOSIT_LENGTH) return REASON_BAD_MESSAGE;
        uint256 word = uint256(bytes32(body));
        uint256 number = word >> 224;
        uint256 amount = uint64(word);
        if (number < FIRST_USER_ACCOUNT || number >= SUBACCOUNT_BASE) return REASON_BAD_MESSAGE;
        Totals totals = Cells.totals();
        unchecked {
            // Both totals count modulo 2^64.
            uint64 outstanding = uint64(totals.credited()) - uint64(totals.withdrawn());
            if (amount > uint64(DEPOSIT_CAP) - outstanding) return REASON_BAD_MESSAGE;
            Account account = Cells.account(number);
            if (account.owner() == address(0)) account.setOwner(address(uint160(word >> 64)));
            Money.addCollateral(account, int256(amount));
            totals.setCredited(totals.credited() + amount);
        }
        return REASON_OK;
    }
}
