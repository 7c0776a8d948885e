// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchHeader} from "../BatchHeader.sol";
import {DataWindow, DataWindows} from "./DataWindow.sol";
import {InboxWitness, InboxWitnesses} from "./InboxWitness.sol";
import {ProofReader, ProofReading} from "./ProofReader.sol";
import {Witness, Witnesses} from "./Witness.sol";

/// Everything a proof supplies for one segment, in the order of docs/segment-proof.md. Loading writes the cells to transient storage.
struct SegmentProof {
    Witness witness;
    DataWindow data;
    InboxWitness inbox;
}

library SegmentProofs {
    using ProofReading for ProofReader;

    error BadHeader();
    error NoSuchSegment(uint256 segment, uint256 segments);

    /// @return loaded what the segment reads
    /// @return multiproof the siblings of the cells, read when the segment has ended
    function load(BatchHeader calldata header, uint256 segment, bytes calldata proof)
        internal
        returns (SegmentProof memory loaded, bytes calldata multiproof)
    {
        if (header.segments == 0 || rootsLength(header) > header.dataLength) revert BadHeader();
        if (segment >= header.segments) revert NoSuchSegment(segment, header.segments);
        ProofReader memory reader = ProofReading.open(proof);
        loaded.witness = Witnesses.load(reader);
        loaded.data = DataWindows.load(reader, header.dataRoot, header.dataLength);
        loaded.inbox = InboxWitnesses.load(reader, header.inboxEnd, header.inboxAcc);
        multiproof = reader.rest();
    }

    /// Bytes of the interior roots, which stand before the transaction bytes.
    function rootsLength(BatchHeader calldata header) internal pure returns (uint256) {
        unchecked {
            return 32 * (uint256(header.segments) - 1);
        }
    }
}
