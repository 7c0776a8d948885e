// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BridgeReconciliation} from "../contracts/BridgeReconciliation.sol";
import {BridgeWithdrawals} from "../contracts/BridgeWithdrawals.sol";

/// A state with up to 32 withdrawal cells side by side, the cells that have its books, and other subtrees, hashed the slow way. Its books
/// add up unless somebody mints.
contract WithdrawalTree {
    uint256 private constant HEIGHT = 5;

    uint256[1 << HEIGHT] private cells;
    uint64 public credited;
    uint64 public withdrawn;
    uint64 private minted;

    /// What stands beside the paths: accounts and markets, publishers, and something in between.
    bytes32 private constant ACCOUNTS = keccak256("accounts");
    bytes32 private constant PUBLISHERS = keccak256("publishers");
    bytes32 private constant BETWEEN = keccak256("between");

    function put(uint256 number, address recipient, uint256 account, uint256 amount) external {
        unchecked {
            withdrawn += uint64(amount) - uint64(cells[number]);
        }
        cells[number] = (uint256(uint160(recipient)) << 96) | (account << 64) | amount;
    }

    // ---- books; all modulo 2^64 ----

    function credit(uint256 amount) external {
        unchecked {
            credited += uint64(amount);
        }
    }

    /// Withdrawn, but in no cell; negative for cells that are not counted.
    function withdraw(int256 amount) external {
        unchecked {
            withdrawn += uint64(int64(amount));
        }
    }

    /// Owed, but not deposited; negative for what is lost.
    function mint(int256 amount) external {
        unchecked {
            minted += uint64(int64(amount));
        }
    }

    function liabilities() public view returns (uint64) {
        unchecked {
            return credited - withdrawn + minted;
        }
    }

    function books() external view returns (BridgeReconciliation.StateBooks memory b) {
        b.cursor = cursor();
        (b.config, b.totals, b.listed) = (config(), totals(), listed());
        (b.mask, b.siblings) = path(uint256(1) << 40, 2);
    }

    // ---- tree ----

    function root() external view returns (bytes32 hash) {
        hash = node(below4(), from4());
        for (uint256 level = 43; level < 48; level++) {
            hash = node(hash, 0);
        }
    }

    function withdrawal(uint256 number) external view returns (BridgeWithdrawals.Withdrawal memory w) {
        (w.number, w.cell) = (number, cells[number]);
        (w.mask, w.siblings) = path((uint256(6) << 40) | number, 0);
    }

    function path(uint256 cellAddress, uint256 height) private view returns (uint256 mask, bytes32[] memory siblings) {
        bytes32[] memory found = new bytes32[](48);
        uint256 count;
        for (uint256 level = height; level < 48; level++) {
            bytes32 sibling = beside(cellAddress, level);
            if (sibling == 0) continue;
            mask |= 1 << level;
            found[count++] = sibling;
        }
        siblings = new bytes32[](count);
        for (uint256 i; i < count; i++) {
            siblings[i] = found[i];
        }
    }

    function beside(uint256 cellAddress, uint256 level) private view returns (bytes32) {
        if (cellAddress >> 40 == 1) {
            if (level == 4) return PUBLISHERS;
            if (level == 41) return ACCOUNTS;
            return level == 42 ? from4() : bytes32(0);
        }
        if (level < HEIGHT) {
            return subtree((((cellAddress & (cells.length - 1)) >> level) ^ 1) << level, 1 << level);
        }
        if (level == 42) return below4();
        return level == 20 ? BETWEEN : bytes32(0);
    }

    /// Spaces 0 to 3: the system's cells and what is ACCOUNTS here; height 42.
    function below4() private view returns (bytes32 hash) {
        hash = node(node(sha256(abi.encode(cursor())), leaf(config())), node(leaf(totals()), leaf(listed())));
        for (uint256 level = 2; level < 40; level++) {
            hash = node(hash, level == 4 ? PUBLISHERS : bytes32(0));
        }
        return node(node(0, hash), ACCOUNTS);
    }

    /// Spaces 4 to 7, of which only that of withdrawals has cells; height 42.
    function from4() private view returns (bytes32 hash) {
        hash = subtree(0, cells.length);
        uint256 cellAddress = uint256(6) << 40;
        for (uint256 level = HEIGHT; level < 42; level++) {
            bytes32 sibling = level == 20 ? BETWEEN : bytes32(0);
            hash = (cellAddress >> level) & 1 == 0 ? node(hash, sibling) : node(sibling, hash);
        }
    }

    function subtree(uint256 from, uint256 count) private view returns (bytes32) {
        if (count > 1) return node(subtree(from, count / 2), subtree(from + count / 2, count / 2));
        return cells[from] == 0 ? bytes32(0) : sha256(abi.encode(cells[from], from + 1));
    }

    // ---- cells ----

    function cursor() private view returns (bytes32[7] memory words) {
        words[0] = bytes32(uint256(0xb47c4) << 160);
        words[1] = keccak256("chain");
        words[6] = bytes32((uint256(29_999_999) << 224) | (uint256(liabilities()) << 112));
    }

    function totals() private view returns (bytes32) {
        return bytes32((uint256(credited) << 192) | (uint256(withdrawn) << 128) | (uint256(3) << 88));
    }

    function config() private pure returns (bytes32) {
        return bytes32(uint256(700) << 240);
    }

    /// No market is listed.
    function listed() private pure returns (bytes32) {
        return 0;
    }

    function leaf(bytes32 word) private pure returns (bytes32) {
        return word == 0 ? bytes32(0) : sha256(abi.encode(word));
    }

    function node(bytes32 left, bytes32 right) private pure returns (bytes32) {
        return left == 0 && right == 0 ? bytes32(0) : sha256(abi.encode(left, right));
    }
}
