// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {DataChunks} from "./lib/DataChunks.sol";

/// Where the bytes of a batch come from. The rollup and the verifier know a batch's data by its length and root only,
/// so that another source (EIP-4844 blobs) needs another commitment here and another chunk proof, and nothing else.
abstract contract RollupDataSource {
    function commitData(bytes calldata data) internal virtual returns (uint256 length, bytes32 root);
}

/// Data in the calldata of the append itself.
abstract contract CalldataSource is RollupDataSource {
    function commitData(bytes calldata data) internal pure override returns (uint256 length, bytes32 root) {
        return (data.length, DataChunks.root(data));
    }
}
