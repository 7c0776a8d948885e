// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BridgeReconciliation} from "../contracts/BridgeReconciliation.sol";
import {BridgeWithdrawals} from "../contracts/BridgeWithdrawals.sol";
import {NaiveTree} from "./NaiveTree.sol";

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

    function root() external view returns (bytes32) {
        return NaiveTree.edge(join(below4(), from4(), 0, 5), 0);
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
            return level == 42 ? hashAt(from4(), 6) : bytes32(0);
        }
        if (level < HEIGHT) {
            return hashAt(subtree((((cellAddress & (cells.length - 1)) >> level) ^ 1) << level, level), 48 - level);
        }
        if (level == 42) return hashAt(below4(), 6);
        return level == 20 ? BETWEEN : bytes32(0);
    }

    /// Spaces 0 to 3: the system's cells and what is ACCOUNTS here; at depth 6.
    function below4() private view returns (NaiveTree.Top memory top) {
        uint256 first = uint256(1) << 40;
        NaiveTree.Top memory right = join(cell(leaf(totals()), first + 2), cell(leaf(listed()), first + 3), first + 2, 47);
        top = join(cell(sha256(abi.encode(cursor())), first), cell(leaf(config()), first + 1), first, 47);
        top = join(top, right, first, 46);
        top = join(top, NaiveTree.Top(PUBLISHERS, 44, first + 16), first, 43);
        return join(top, NaiveTree.Top(ACCOUNTS, 7, uint256(2) << 40), first, 6);
    }

    /// Spaces 4 to 7, of which only that of withdrawals has cells; at depth 6.
    function from4() private view returns (NaiveTree.Top memory) {
        uint256 first = uint256(6) << 40;
        return join(subtree(0, HEIGHT), NaiveTree.Top(BETWEEN, 28, first + (1 << 20)), first, 27);
    }

    function subtree(uint256 from, uint256 height) private view returns (NaiveTree.Top memory) {
        uint256 first = (uint256(6) << 40) | from;
        if (height == 0) return cell(cells[from] == 0 ? bytes32(0) : sha256(abi.encode(cells[from], from + 1)), first);
        uint256 half = 1 << (height - 1);
        return join(subtree(from, height - 1), subtree(from + half, height - 1), first, 48 - height);
    }

    function cell(bytes32 hash, uint256 cellAddress) private pure returns (NaiveTree.Top memory) {
        return NaiveTree.Top(hash, 48, cellAddress);
    }

    /// 0 for nothing.
    function hashAt(NaiveTree.Top memory top, uint256 depth) private pure returns (bytes32) {
        return top.node == 0 ? bytes32(0) : NaiveTree.edge(top, depth);
    }

    function join(NaiveTree.Top memory left, NaiveTree.Top memory right, uint256 below, uint256 depth)
        private
        pure
        returns (NaiveTree.Top memory)
    {
        if (left.node == 0 || right.node == 0) return left.node == 0 ? right : left;
        bytes32 branch = NaiveTree.branch(NaiveTree.edge(left, depth + 1), NaiveTree.edge(right, depth + 1));
        return NaiveTree.Top(branch, depth, NaiveTree.prefix(below, depth));
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
}
