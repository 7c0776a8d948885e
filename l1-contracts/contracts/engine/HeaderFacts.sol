// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchHeader} from "../BatchHeader.sol";

/// What the engine sees of the batch header, kept in transient storage beside the cells (keys 2^64 + n), and the lock of
/// the proof. The engine reads no other fact of L1 and no environment opcode.
library HeaderFacts {
    error SecondProofInTransaction();

    uint256 private constant LOCK = 1 << 64;
    uint256 private constant INDEX = LOCK + 1;
    uint256 private constant TIME = LOCK + 2;
    uint256 private constant INBOX_END = LOCK + 3;
    uint256 private constant LEASE_ID = LOCK + 4;
    uint256 private constant TRANSACTION_LENGTH = LOCK + 5;
    uint256 private constant DOMAIN_SEPARATOR = LOCK + 6;

    /// Transient storage lives as long as the transaction, so a second proof would find cells of the first: the lock is
    /// never opened again.
    function lock() internal {
        if (load(LOCK) != 0) revert SecondProofInTransaction();
        store(LOCK, 1);
    }

    function set(BatchHeader calldata header, uint256 transactionLength_, bytes32 domainSeparator_) internal {
        store(INDEX, header.index);
        store(TIME, header.time);
        store(INBOX_END, header.inboxEnd);
        store(LEASE_ID, uint256(header.leaseId));
        store(TRANSACTION_LENGTH, transactionLength_);
        store(DOMAIN_SEPARATOR, uint256(domainSeparator_));
    }

    function index() internal view returns (uint256) {
        return load(INDEX);
    }

    /// Seconds.
    function time() internal view returns (uint256) {
        return load(TIME);
    }

    function inboxEnd() internal view returns (uint256) {
        return load(INBOX_END);
    }

    function leaseId() internal view returns (bytes32) {
        return bytes32(load(LEASE_ID));
    }

    function transactionLength() internal view returns (uint256) {
        return load(TRANSACTION_LENGTH);
    }

    function domainSeparator() internal view returns (bytes32) {
        return bytes32(load(DOMAIN_SEPARATOR));
    }

    function load(uint256 key) private view returns (uint256 value) {
        assembly ("memory-safe") {
            value := tload(key)
        }
    }

    function store(uint256 key, uint256 value) private {
        assembly ("memory-safe") {
            tstore(key, value)
        }
    }
}
