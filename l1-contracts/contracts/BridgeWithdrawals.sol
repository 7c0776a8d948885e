// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {BatchHeader} from "./BatchHeader.sol";
import {BridgeReconciliation} from "./BridgeReconciliation.sol";
import {SPACE_WITHDRAWAL, TREE_DEPTH, WITHDRAWAL_QUANTUM} from "./engine/generated/Protocol.sol";
import {IRollup} from "./interfaces/IRollup.sol";
import {Sha256} from "./lib/Sha256.sol";
import {StatePath} from "./lib/StatePath.sol";
import {TopNode} from "./lib/TopNode.sol";

/// Pays what a final state says, once that state has been compared with the books. Each withdrawal cell is written once under a number of
/// its own and claimed once, against any such root; a payment that fails takes nothing with it but itself.
abstract contract BridgeWithdrawals is BridgeReconciliation, EIP712 {
    using BitMaps for BitMaps.BitMap;
    using SafeERC20 for IERC20;

    error NoSuchNumber(uint256 number);
    error AmountNotPayable(uint256 amount);
    error NotRecipient(address signer, address recipient);
    error RedirectExpired(uint256 deadline);

    event WithdrawalClaimed(uint256 indexed number, address indexed recipient, address to, uint256 amount);

    /// A withdrawal cell and the path that shows it. `cell` is the cell's first word: recipient(160) ‖ account(32) ‖
    /// amount(64); the second is number + 1. `mask` and `siblings` as in StatePath.
    struct Withdrawal {
        uint256 number;
        uint256 cell;
        uint256 mask;
        bytes32[] siblings;
    }

    bytes32 public constant REDIRECT_TYPEHASH =
        keccak256("Redirect(uint40 number,uint64 amount,address to,uint256 deadline)");

    BitMaps.BitMap private paid;

    constructor(IRollup rollup) BridgeReconciliation(rollup) {}

    function isClaimed(uint256 number) external view returns (bool) {
        return paid.get(number);
    }

    /// Pays the recipient; anyone may call. False when the number was paid before: done is done.
    function claim(BatchHeader calldata header, Withdrawal calldata withdrawal) external nonReentrant returns (bool) {
        return pay(header, withdrawal, recipientOf(withdrawal));
    }

    /// Pays another address than the recipient, who must be the caller or have signed: a token that refuses the
    /// recipient does not take its money away.
    function claimTo(
        BatchHeader calldata header,
        Withdrawal calldata withdrawal,
        address to,
        uint256 deadline,
        bytes calldata signature
    ) external nonReentrant returns (bool) {
        address recipient = recipientOf(withdrawal);
        if (msg.sender != recipient) {
            if (block.timestamp > deadline) revert RedirectExpired(deadline);
            uint256 amount = uint64(withdrawal.cell);
            bytes32 structHash = keccak256(abi.encode(REDIRECT_TYPEHASH, withdrawal.number, amount, to, deadline));
            address signer = ECDSA.recoverCalldata(_hashTypedDataV4(structHash), signature);
            if (signer != recipient) revert NotRecipient(signer, recipient);
        }
        return pay(header, withdrawal, to);
    }

    function pay(BatchHeader calldata header, Withdrawal calldata withdrawal, address to) private returns (bool) {
        uint256 number = withdrawal.number;
        if (number >> 40 != 0) revert NoSuchNumber(number);
        if (paid.get(number)) return false;
        requireFinal(header);
        requireCell(header, withdrawal);
        uint256 amount = uint64(withdrawal.cell);
        if (amount == 0 || amount % WITHDRAWAL_QUANTUM != 0) revert AmountNotPayable(amount);
        requireReconciled(header.index, amount);

        paid.set(number);
        claimed += amount;
        emit WithdrawalClaimed(number, recipientOf(withdrawal), to, amount);
        TOKEN.safeTransfer(to, amount / WITHDRAWAL_QUANTUM);
        return true;
    }

    function requireCell(BatchHeader calldata header, Withdrawal calldata withdrawal) private view {
        bytes32 leaf = Sha256.pair(bytes32(withdrawal.cell), bytes32(withdrawal.number + 1));
        uint256 cellAddress = (SPACE_WITHDRAWAL << 40) | withdrawal.number;
        uint256 place = TopNode.place(cellAddress, TREE_DEPTH);
        bytes32 root = StatePath.root(cellAddress, 0, leaf, place, withdrawal.mask, withdrawal.siblings);
        if (root != header.finalRoot) revert WrongFinalRoot(root, header.finalRoot);
    }

    function recipientOf(Withdrawal calldata withdrawal) private pure returns (address) {
        return address(uint160(withdrawal.cell >> 96));
    }
}
