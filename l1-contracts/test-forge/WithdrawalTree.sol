// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BridgeWithdrawals} from "../contracts/BridgeWithdrawals.sol";

/// A state with eight withdrawal cells side by side and two other subtrees, hashed the slow way.
contract WithdrawalTree {
    uint256[8] private cells;

    /// What stands beside the path, by level above the leaves: an account subtree and one in between.
    bytes32 private constant ACCOUNTS = keccak256("accounts");
    bytes32 private constant BETWEEN = keccak256("between");

    function put(uint256 number, address recipient, uint256 account, uint256 amount) external {
        cells[number] = (uint256(uint160(recipient)) << 96) | (account << 64) | amount;
    }

    function root() external view returns (bytes32 hash) {
        hash = subtree(0, 8);
        uint256 cellAddress = uint256(6) << 40;
        for (uint256 level = 3; level < 48; level++) {
            hash = (cellAddress >> level) & 1 == 0 ? node(hash, beside(level)) : node(beside(level), hash);
        }
    }

    function withdrawal(uint256 number) external view returns (BridgeWithdrawals.Withdrawal memory w) {
        (w.number, w.cell) = (number, cells[number]);
        bytes32[] memory found = new bytes32[](48);
        uint256 count;
        for (uint256 level; level < 48; level++) {
            bytes32 sibling = level < 3 ? subtree(((number >> level) ^ 1) << level, 1 << level) : beside(level);
            if (sibling == 0) continue;
            w.mask |= 1 << level;
            found[count++] = sibling;
        }
        w.siblings = new bytes32[](count);
        for (uint256 i; i < count; i++) {
            w.siblings[i] = found[i];
        }
    }

    function beside(uint256 level) private pure returns (bytes32) {
        if (level == 42) return ACCOUNTS;
        return level == 20 ? BETWEEN : bytes32(0);
    }

    function subtree(uint256 from, uint256 count) private view returns (bytes32) {
        if (count > 1) return node(subtree(from, count / 2), subtree(from + count / 2, count / 2));
        return cells[from] == 0 ? bytes32(0) : sha256(abi.encode(cells[from], from + 1));
    }

    function node(bytes32 left, bytes32 right) private pure returns (bytes32) {
        return left == 0 && right == 0 ? bytes32(0) : sha256(abi.encode(left, right));
    }
}
