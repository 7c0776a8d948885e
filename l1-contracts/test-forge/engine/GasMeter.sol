// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// Calls another contract and says what that cost: execution alone, without the transaction's calldata.
contract GasMeter {
    function measure(address target, bytes calldata data) external returns (uint256 gasUsed, bytes memory result) {
        bytes memory call = data;
        bool done;
        uint256 before = gasleft();
        (done, result) = target.call(call);
        gasUsed = before - gasleft();
        if (!done) {
            assembly ("memory-safe") {
                revert(add(result, 0x20), mload(result))
            }
        }
    }
}
