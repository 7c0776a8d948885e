// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Bridge} from "../contracts/Bridge.sol";
import {BridgeDeposits} from "../contracts/BridgeDeposits.sol";
import {DEPOSIT_CAP, SUBACCOUNT_BASE} from "../contracts/engine/generated/Protocol.sol";
import {IRollup} from "../contracts/interfaces/IRollup.sol";
import {Check} from "./Check.sol";
import {Deployment} from "./Deployment.sol";
import {FeeToken, ReentrantToken} from "./HostileTokens.sol";
import {vm} from "./Vm.sol";

/// Deposits, account numbers and books.
contract BridgeDepositsTest is Deployment {
    function test_deposit_numbersAreDense_succeeds() public {
        Check.equal(deposited(ALICE, 5_000_000), 16, "the first user account");
        Check.equal(deposited(BOB, 5_000_000), 17, "the next");
        Check.equal(deposited(ALICE, 7_000_000), 16, "the same owner, the same account");
        Check.equal(bridge.accountOf(BOB), 17, "asked by owner");
        Check.equal(bridge.accountOf(STRANGER), 0, "none");
        Check.equal(credited(), 17_000_000_000, "books");
    }

    /// From SUBACCOUNT_BASE on numbers belong to sub-accounts, which only the engine opens.
    function test_deposit_numbersEndBeforeSubaccounts_reverts() public {
        bytes32 slot;
        while (true) {
            bytes32 kept = vm.load(address(bridge), slot);
            vm.store(address(bridge), slot, bytes32(SUBACCOUNT_BASE - 1));
            if (bridge.nextAccount() == SUBACCOUNT_BASE - 1) break;
            vm.store(address(bridge), slot, kept);
            slot = bytes32(uint256(slot) + 1);
        }
        Check.equal(deposited(ALICE, 5_000_000), SUBACCOUNT_BASE - 1, "the last account");
        funded(BOB, 5_000_000);
        vm.expectRevert(abi.encodeWithSelector(BridgeDeposits.AccountsExhausted.selector));
        vm.prank(BOB);
        bridge.deposit(5_000_000);
        Check.equal(deposited(ALICE, 5_000_000), SUBACCOUNT_BASE - 1, "who has one keeps it");
    }

    function test_depositFor_existing_succeeds() public {
        deposited(ALICE, 5_000_000);
        funded(BOB, 9_000_000);
        vm.prank(BOB);
        Check.equal(bridge.depositFor(ALICE, 9_000_000), 16, "a gift goes to the owner's account");
        Check.equal(bridge.accountOf(BOB), 0, "the giver has none");
    }

    function test_depositFor_nobody_reverts() public {
        funded(ALICE, 5_000_000);
        vm.expectRevert(abi.encodeWithSelector(BridgeDeposits.NoOwner.selector));
        vm.prank(ALICE);
        bridge.depositFor(address(0), 5_000_000);
    }

    function test_deposit_numberNotGiven_reverts() public {
        // There is no call that names a number: the nearest a stranger gets is a message it invents, and the
        // accumulator has no room for it. Reserved numbers stay unowned.
        funded(ALICE, 5_000_000);
        vm.prank(ALICE);
        (bool ok,) = address(bridge).call(abi.encodeWithSignature("depositTo(uint32,uint256)", 0, 5_000_000));
        Check.isTrue(!ok, "no such function");
        Check.equal(bridge.inboxLength(), 0, "no message");
    }

    function test_deposit_belowMinimum_reverts() public {
        uint256 units = parameters.minimumDeposit / 1000 - 1;
        funded(ALICE, units);
        vm.expectRevert(
            abi.encodeWithSelector(BridgeDeposits.DepositTooSmall.selector, units * 1000, parameters.minimumDeposit)
        );
        vm.prank(ALICE);
        bridge.deposit(units);
    }

    function test_deposit_upToCap_succeeds() public {
        uint256 most = DEPOSIT_CAP / 1000;
        deposited(ALICE, most);
        uint256 room = DEPOSIT_CAP - most * 1000;
        funded(BOB, 1_000_000);
        vm.expectRevert(abi.encodeWithSelector(BridgeDeposits.DepositCapExceeded.selector, 1_000_000_000, room));
        vm.prank(BOB);
        bridge.deposit(1_000_000);
    }

    function test_deposit_absurdAmount_reverts() public {
        // Units that would overflow the multiplication never get that far.
        uint256 units = type(uint256).max / 4;
        funded(ALICE, units);
        vm.expectRevert(abi.encodeWithSelector(BridgeDeposits.DepositCapExceeded.selector, units, DEPOSIT_CAP));
        vm.prank(ALICE);
        bridge.deposit(units);
    }

    function test_deposit_feeOnTransfer_succeeds() public {
        redeploy(new FeeToken());
        deposited(ALICE, 100_000_000);
        Check.equal(credited(), 99_000_000_000, "what arrived");
        Check.isTrue(token.balanceOf(address(bridge)) * 1000 >= credited(), "covered");
    }

    function test_deposit_donation_succeeds() public {
        // One unit sent past the books must neither be credited nor stop anything.
        token.mint(address(bridge), 1);
        Check.equal(credited(), 0, "not credited");
        deposited(ALICE, 5_000_000);
        token.mint(address(bridge), 123);
        deposited(BOB, 5_000_000);
        Check.equal(credited(), 10_000_000_000, "deposits only");
        Check.equal(token.balanceOf(address(bridge)), 10_000_124, "surplus shown by the token");
    }

    function test_deposit_reentered_succeeds() public {
        // The token calls deposit inside deposit, so that one transfer would be counted twice.
        ReentrantToken hostile = new ReentrantToken();
        redeploy(hostile);
        funded(ALICE, 5_000_000);
        funded(address(hostile), 5_000_000);
        hostile.arm(address(bridge), abi.encodeCall(Bridge(address(0)).deposit, (5_000_000)));
        vm.prank(ALICE);
        bridge.deposit(5_000_000);
        Check.isTrue(!hostile.succeeded(), "refused inside");
        Check.equal(credited(), 5_000_000_000, "once");
    }

    function test_constructor_otherDecimals_reverts() public {
        IERC20 other = new EighteenDecimals();
        vm.expectRevert(abi.encodeWithSelector(BridgeDeposits.WrongDecimals.selector, 18));
        new Bridge(parameters, other, IRollup(address(1)), GOVERNOR, new bytes[](0));
    }

    function redeploy(ReentrantToken token_) private {
        deploy(token_, new bytes[](0));
    }

    function redeploy(FeeToken token_) private {
        deploy(token_, new bytes[](0));
    }

    function credited() private view returns (uint256 amount) {
        (amount,) = bridge.books();
    }
}

contract EighteenDecimals is ERC20("Eighteen", "E") {}
