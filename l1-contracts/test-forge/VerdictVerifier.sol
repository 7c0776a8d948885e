// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchHeader} from "../contracts/BatchHeader.sol";
import {IFraudVerifier} from "../contracts/interfaces/IFraudVerifier.sol";

/// The L1 side is tested apart from the engine: here the proof says the verdict itself.
contract VerdictVerifier is IFraudVerifier {
    error Incomplete();

    function isFraud(BatchHeader calldata, bytes32, uint256, bytes calldata proof) external pure returns (bool) {
        if (keccak256(proof) == keccak256("incomplete")) revert Incomplete();
        return keccak256(proof) == keccak256("fraud");
    }

    function execute(BatchHeader calldata header, bytes32, uint256, bytes calldata)
        external
        pure
        returns (bytes32, bool)
    {
        return (header.finalRoot, false);
    }
}
