// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

enum BatchStatus {
    UNKNOWN, // never appended
    PENDING, // canonical, may still be challenged
    FINAL, // canonical, can no longer be challenged
    DELETED // appended once, removed by a proof against it or against an ancestor
}

/// What bridge and sequencers ask of the rollup.
interface IRollup {
    /// Hash of the last canonical batch.
    function tipHash() external view returns (bytes32);

    function statusOf(uint256 index, bytes32 batchHash) external view returns (BatchStatus);
}
