// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// What the rollup and the judge of equivocation ask of the bridge's inbox.
interface IInbox {
    /// Reverts unless a batch whose parent ended at `from` may end at `to` with accumulator `acc`, now.
    function requireAdvance(uint256 from, uint256 to, bytes32 acc) external view;

    /// The least inbox end a batch on a parent that ended at `from` may have if it is appended now.
    function requiredInboxEnd(uint256 from) external view returns (uint256);

    /// The accumulator after the first `messages` messages; reverts when there are fewer.
    function inboxAcc(uint256 messages) external view returns (bytes32);
}
