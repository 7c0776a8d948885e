// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// What the rollup asks of the bonds and the lease.
interface ISequencers {
    /// Reverts unless `submitter` may append now; remembers that it did. Returns the id of its lease.
    function onAppend(address submitter) external returns (bytes32 leaseId);

    /// Takes the submitter's whole bond, credits at most half to `challenger` (nothing if 0), burns the rest, ends the lease.
    function slash(address submitter, address challenger) external returns (uint256 reward);
}
