// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Cells, Cursor} from "../engine/Cells.sol";
import {ProofReader, ProofReading} from "./ProofReader.sol";

/// The inbox messages that a segment consumes, in order, and the hashes of those after them up to the header's inboxEnd: together
/// they lead from the cursor's accumulator to the header's. docs/segment-proof.md.
struct InboxWitness {
    uint256 start;
    uint256 left;
}

library InboxWitnesses {
    using ProofReading for ProofReader;

    error WrongMessageCount(uint256 given, uint256 expected);
    error WrongAccumulator(bytes32 computed, bytes32 expected);
    error MissingMessage();
    error MessagesLeftOver(uint256 count);

    function load(ProofReader memory reader, uint256 inboxEnd, bytes32 inboxAcc)
        internal
        view
        returns (InboxWitness memory witness)
    {
        unchecked {
            uint256 messages = reader.u16();
            witness.start = reader.start;
            witness.left = messages;
            if (messages == 0) return witness;
            Cursor cursor = Cells.cursor();
            bytes32 computed = cursor.inboxAcc();
            for (uint256 i = 0; i < messages; i++) {
                uint256 length = reader.u16();
                computed = extend(computed, hashAt(reader.skip(length), length));
            }
            uint256 others = reader.u16();
            if (cursor.inboxNext() + messages + others != inboxEnd) {
                revert WrongMessageCount(messages + others, inboxEnd - cursor.inboxNext());
            }
            for (uint256 i = 0; i < others; i++) {
                computed = extend(computed, bytes32(ProofReading.word(reader.skip(32))));
            }
            if (computed != inboxAcc) revert WrongAccumulator(computed, inboxAcc);
        }
    }

    /// The next message.
    function next(InboxWitness memory witness) internal pure returns (bytes calldata message) {
        unchecked {
            if (witness.left == 0) revert MissingMessage();
            uint256 start = witness.start;
            uint256 length = ProofReading.word(start) >> 240;
            witness.start = start + 2 + length;
            witness.left--;
            assembly ("memory-safe") {
                message.offset := add(start, 2)
                message.length := length
            }
        }
    }

    function requireEnd(InboxWitness memory witness) internal pure {
        if (witness.left != 0) revert MessagesLeftOver(witness.left);
    }

    function extend(bytes32 acc, bytes32 messageHash) private pure returns (bytes32 result) {
        assembly ("memory-safe") {
            mstore(0, acc)
            mstore(0x20, messageHash)
            result := keccak256(0, 0x40)
        }
    }

    function hashAt(uint256 start, uint256 length) private pure returns (bytes32 result) {
        assembly ("memory-safe") {
            let to := mload(0x40)
            calldatacopy(to, start, length)
            result := keccak256(to, length)
        }
    }
}
