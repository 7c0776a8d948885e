// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// What a batch promises. Its hash covers content only; who posted it and when is kept beside the hash, so that
/// an L1 reorg that moves the same batch to another block does not give it another name.
struct BatchHeader {
    uint16 version;
    bytes32 parentHash;
    uint48 index;
    uint48 time; // s
    uint48 inboxEnd; // messages consumed since genesis
    bytes32 inboxAcc; // inbox accumulator at inboxEnd
    bytes32 leaseId;
    uint32 dataLength; // bytes
    uint16 segments; // K
    bytes32 dataRoot;
    bytes32 finalRoot;
}

using {hash} for BatchHeader global;

function hash(BatchHeader memory header) pure returns (bytes32) {
    return keccak256(abi.encode(header));
}
