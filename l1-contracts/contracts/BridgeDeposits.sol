// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {BridgeInbox} from "./BridgeInbox.sol";
import {
    DEPOSIT_CAP,
    FIRST_USER_ACCOUNT,
    MESSAGE_DEPOSIT,
    SUBACCOUNT_BASE,
    WITHDRAWAL_QUANTUM
} from "./engine/generated/Protocol.sol";

/// Accounts, deposits and the books. A deposit names an owner, never a number: so there is no deposit to a number this
/// contract did not give, and reserved accounts never get an owner.
abstract contract BridgeDeposits is BridgeInbox, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    error WrongDecimals(uint256 decimals);
    error NoOwner();
    error DepositTooSmall(uint256 amount, uint256 minimum);
    error DepositCapExceeded(uint256 amount, uint256 room);
    error AccountsExhausted();

    event AccountOpened(uint256 indexed account, address indexed owner);

    IERC20 public immutable TOKEN;
    uint256 public immutable MINIMUM_DEPOSIT;

    /// nano-USDC paid out.
    uint256 internal claimed;

    /// The account of an owner; 0 = none yet.
    mapping(address owner => uint256 account) public accountOf;
    uint256 public nextAccount = FIRST_USER_ACCOUNT;

    constructor(IERC20 token, uint256 minimumDeposit) {
        uint256 decimals = IERC20Metadata(address(token)).decimals();
        if (decimals != 6) revert WrongDecimals(decimals);
        TOKEN = token;
        MINIMUM_DEPOSIT = minimumDeposit;
    }

    /// `units` of the token, from and for the sender.
    function deposit(uint256 units) external returns (uint256 account) {
        return depositFor(msg.sender, units);
    }

    /// `units` of the token from the sender for `owner`, whose account is opened if there is none.
    function depositFor(address owner, uint256 units) public nonReentrant returns (uint256 account) {
        if (owner == address(0)) revert NoOwner();
        uint256 balance = TOKEN.balanceOf(address(this));
        TOKEN.safeTransferFrom(msg.sender, address(this), units);
        // What arrived counts, not what was asked for. (A token that took units away would panic here.)
        uint256 received = TOKEN.balanceOf(address(this)) - balance;
        // Bounded before it is multiplied.
        if (received > DEPOSIT_CAP) revert DepositCapExceeded(received, DEPOSIT_CAP);
        uint256 amount = received * WITHDRAWAL_QUANTUM;
        if (amount < MINIMUM_DEPOSIT) revert DepositTooSmall(amount, MINIMUM_DEPOSIT);
        // The engine counts withdrawals when they are made, this contract when they are paid: what passes here passes there.
        uint256 room = DEPOSIT_CAP - held();
        if (amount > room) revert DepositCapExceeded(amount, room);

        account = accountOf[owner];
        if (account == 0) account = open(owner);
        enqueue(MESSAGE_DEPOSIT, abi.encodePacked(uint32(account), owner, uint64(amount)), amount);
    }

    /// nano-USDC put into the inbox as deposits, and paid out. Counted by this contract, never read off the token: units sent here
    /// directly are surplus and change nothing.
    function books() external view returns (uint256 credited_, uint256 claimed_) {
        return (credited(inboxLength), claimed);
    }

    /// What the books say is here, nano-USDC.
    function held() internal view returns (uint256) {
        return credited(inboxLength) - claimed;
    }

    function open(address owner) private returns (uint256 account) {
        account = nextAccount++;
        if (account >= SUBACCOUNT_BASE) revert AccountsExhausted();
        accountOf[owner] = account;
        emit AccountOpened(account, owner);
    }
}
