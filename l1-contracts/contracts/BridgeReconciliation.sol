// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchHeader} from "./BatchHeader.sol";
import {BridgeDeposits} from "./BridgeDeposits.sol";
import {
    DEPOSIT_CAP,
    SLOT_SYSTEM_CURSOR,
    SPACE_SYSTEM,
    TREE_DEPTH,
    WITHDRAWAL_QUANTUM
} from "./engine/generated/Protocol.sol";
import {BatchStatus, IRollup} from "./interfaces/IRollup.sol";
import {StatePath} from "./lib/StatePath.sol";
import {TopNode} from "./lib/TopNode.sol";

/// Compares what a final state says it owes with the books of this contract before it pays anybody by that state. A fraud proof shows a state
/// that is not the engine's; this shows an engine, the one of the contracts included, that makes money or loses it.
///
/// A batch is reconciled when its state has taken in just what was deposited up to its end of the inbox, owes just what of that is not withdrawn,
/// has withdrawn no more than came in and no less than was paid, and the tokens cover the books. What is reconciled stays so, and counts for
/// all batches before it. One that cannot be pauses only what it and its descendants would add: withdrawals of reconciled batches are
/// paid, and a later batch that can be reconciled ends the pause. Nobody decides any of this, and no tokens sent here change it.
abstract contract BridgeReconciliation is BridgeDeposits {
    error BatchNotFinal(bytes32 batchHash, BatchStatus status);
    error WrongFinalRoot(bytes32 actual, bytes32 expected);
    error NotReconciled(uint256 index, uint256 reconciledIndex);
    error ExceedsWithdrawn(uint256 amount, uint256 left);

    /// `credited` and `withdrawn` count from genesis, nano-USDC; withdrawals up to `withdrawn` may be claimed from now on.
    event Reconciled(uint256 indexed index, bytes32 indexed batchHash, uint256 credited, uint256 withdrawn);

    /// What the state says and what this contract knows, nano-USDC: deposits it consumed and those it should have, withdrawals, what it
    /// owes; and tokens here less what the books say, in units of the token, negative when some are gone.
    event WithdrawalsPaused(
        uint256 indexed index,
        bytes32 indexed batchHash,
        uint64 credited,
        uint64 creditedHere,
        uint64 withdrawn,
        uint64 liabilities,
        int256 surplus
    );

    /// The first four cells of the state, word by word, and the path of their subtree; `mask` and `siblings` as in StatePath.
    struct StateBooks {
        bytes32[7] cursor; // liabilities in word 6: minute(32) ‖ enqueuedAt(48) ‖ liabilities(64)
        bytes32 config;
        bytes32 totals; // credited(64) ‖ withdrawn(64) ‖ ...
        bytes32 listed;
        uint256 mask;
        bytes32[] siblings;
    }

    struct Reconciliation {
        uint48 index; // last batch that is reconciled; 0 = none
        uint48 pausedIndex; // a later one that was not when it was last tried; 0 = none
        uint128 withdrawn; // nano-USDC withdrawn since genesis in the state of the first
    }

    IRollup public immutable ROLLUP;

    Reconciliation public reconciliation;

    constructor(IRollup rollup) {
        ROLLUP = rollup;
    }

    /// Anyone may reconcile a final batch; it reverts for any other, and when `state` is not of it. True when the batch is reconciled now or was
    /// covered before; false when it pauses.
    function reconcile(BatchHeader calldata header, StateBooks calldata state) external nonReentrant returns (bool) {
        bytes32 batchHash = requireFinal(header);
        requireState(header, state);
        Reconciliation memory last = reconciliation;
        if (header.index <= last.index) return true;

        uint64 credited_ = uint64(uint256(state.totals) >> 192);
        uint64 withdrawn = uint64(uint256(state.totals) >> 128);
        uint64 liabilities = uint64(uint256(state.cursor[6]) >> 112);
        uint64 creditedHere = uint64(credited(header.inboxEnd));
        int256 surplus = int256(TOKEN.balanceOf(address(this))) - int256(held() / WITHDRAWAL_QUANTUM);
        // The state counts modulo 2^64. Neither difference of a sound state can exceed what may be deposited, and a negative one does.
        uint64 owed;
        uint64 unclaimed;
        unchecked {
            owed = credited_ - withdrawn;
            unclaimed = withdrawn - uint64(claimed);
        }
        if (
            credited_ != creditedHere || owed != liabilities || owed > DEPOSIT_CAP || unclaimed > DEPOSIT_CAP
                || surplus < 0
        ) {
            reconciliation.pausedIndex = header.index;
            emit WithdrawalsPaused(
                header.index, batchHash, credited_, creditedHere, withdrawn, liabilities, surplus
            );
            return false;
        }
        uint256 total = claimed + unclaimed;
        reconciliation = Reconciliation(header.index, 0, uint128(total));
        emit Reconciled(header.index, batchHash, credited(header.inboxEnd), total);
        return true;
    }

    /// Reverts unless an amount withdrawn in the state of batch `index` may be paid.
    function requireReconciled(uint256 index, uint256 amount) internal view {
        Reconciliation memory last = reconciliation;
        if (index > last.index) revert NotReconciled(index, last.index);
        uint256 left = last.withdrawn - claimed;
        if (amount > left) revert ExceedsWithdrawn(amount, left);
    }

    function requireFinal(BatchHeader calldata header) internal view returns (bytes32 batchHash) {
        batchHash = header.hash();
        BatchStatus status = ROLLUP.statusOf(header.index, batchHash);
        if (status != BatchStatus.FINAL) revert BatchNotFinal(batchHash, status);
    }

    function requireState(BatchHeader calldata header, StateBooks calldata state) private view {
        // The cursor is never empty.
        uint256 first = (SPACE_SYSTEM << 40) | SLOT_SYSTEM_CURSOR;
        (bytes32 node, uint256 at) = pair(first, sha256(abi.encode(state.cursor)), leaf(state.config));
        (bytes32 right, uint256 rightAt) = pair(first + 2, leaf(state.totals), leaf(state.listed));
        (node, at) = TopNode.join(node, at, right, rightAt, first, TREE_DEPTH - 2);
        bytes32 root = StatePath.root(first, 2, node, at, state.mask, state.siblings);
        if (root != header.finalRoot) revert WrongFinalRoot(root, header.finalRoot);
    }

    /// The topmost node above two neighbours.
    function pair(uint256 cell, bytes32 left, bytes32 right) private view returns (bytes32 node, uint256 at) {
        return TopNode.join(
            left,
            TopNode.place(cell, TREE_DEPTH),
            right,
            TopNode.place(cell + 1, TREE_DEPTH),
            cell,
            TREE_DEPTH - 1
        );
    }

    /// Of a cell of one word.
    function leaf(bytes32 word) private pure returns (bytes32) {
        return word == 0 ? bytes32(0) : sha256(abi.encode(word));
    }
}
