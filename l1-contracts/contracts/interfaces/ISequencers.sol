// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// What the rollup and the judge of equivocation ask of the bonds and the lease.
interface ISequencers {
    /// Reverts unless `submitter` may append now, under this very lease: a reorg can give it another one, under which
    /// what it has computed is wrong. Remembers that it did.
    function onAppend(address submitter, bytes32 leaseId) external;

    /// Takes the submitter's whole bond, credits at most half to `challenger` (nothing if 0), burns the rest, ends the lease.
    function slash(address submitter, address challenger) external returns (uint256 reward);

    /// Who began the lease; 0 when L1 knows no lease of this id.
    function holderOf(bytes32 leaseId) external view returns (address);

    /// Whether the bond under which the lease was begun can still be taken.
    function isLiable(bytes32 leaseId) external view returns (bool);

    /// Takes the bond of the lease's holder as `slash` does. Ends the lease or claim that it has now; nobody else loses one.
    function slashHolder(bytes32 leaseId, address challenger) external returns (uint256 reward);
}
