// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchHeader} from "../BatchHeader.sol";

/// Re-executes one segment of a batch. Neither function is `view`: cells live in transient storage meanwhile.
/// Both revert when the proof is incomplete or malformed, never answer for want of gas, and run once a transaction.
interface IFraudVerifier {
    /// True when the segment, executed from its pre-root, does not give the root the batch claims for it.
    function isFraud(BatchHeader calldata header, bytes32 parentRoot, uint256 segment, bytes calldata proof)
        external
        returns (bool fraud);

    /// What the segment executes to; for eth_call by watchers and differential runs.
    function execute(BatchHeader calldata header, bytes32 parentRoot, uint256 segment, bytes calldata proof)
        external
        returns (bytes32 postRoot, bool invalid);
}
