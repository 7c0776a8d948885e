// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Signatures} from "./engine/Signatures.sol";

/// What a sequencer has signed: that under this lease the chain of items has hash `chainHash` after item `sequence`, on an inbox
/// with this accumulator. `inboxIndex` is not signed: it says where on L1 the accumulator stands.
struct SignedHead {
    bytes32 leaseId;
    uint48 sequence;
    bytes32 chainHash;
    bytes32 inboxAcc;
    uint48 inboxIndex;
    bytes32 r; // EIP-2098
    bytes32 vs;
}

using {isSignedBy} for SignedHead global;

bytes32 constant HEAD_TYPE_HASH = keccak256("Head(bytes32 leaseId,uint48 sequence,bytes32 chainHash,bytes32 inboxAcc)");

// Bytes of a head before its signature.
uint256 constant HEAD_SIGNATURE_AT = 5 * 32;

function isSignedBy(SignedHead calldata head, bytes32 domainSeparator, address expected) view returns (bool) {
    bytes32 fields =
        keccak256(abi.encode(HEAD_TYPE_HASH, head.leaseId, head.sequence, head.chainHash, head.inboxAcc));
    bytes32 digest = keccak256(abi.encodePacked(hex"1901", domainSeparator, fields));
    uint256 signatureAt;
    assembly ("memory-safe") {
        signatureAt := add(head, HEAD_SIGNATURE_AT)
    }
    return Signatures.valid(digest, signatureAt, expected);
}
