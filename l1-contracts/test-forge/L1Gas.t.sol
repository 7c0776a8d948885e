// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchHeader} from "../contracts/BatchHeader.sol";
import {Check} from "./Check.sol";
import {Deployment} from "./Deployment.sol";
import {vm} from "./Vm.sol";
import {WithdrawalTree} from "./WithdrawalTree.sol";

/// What each call costs as a transaction of its own, all of EIP-7623's floor included; snapshots/L1.json keeps it.
contract L1GasTest is Deployment {
    uint256 constant TRANSACTION_GAS_LIMIT = 16_777_216;

    function test_gas_append_succeeds() public {
        appended("warm the tip");
        appended("smallest");
        note("append 3 bytes");
        appendedBy(SEQUENCER, "20 KB", noise(20_000));
        note("append 20000 bytes");
        appendedBy(SEQUENCER, "60 KB", noise(60_000));
        note("append 60000 bytes");
        bytes memory data = noise(120_000);
        (, bytes32 tipHash, uint256 time,) = rollup.tip();
        bytes memory call = abi.encodeCall(rollup.append, (tipHash, firstLease, uint48(time), 0, 0, 1, "full", data));
        vm.prank(SEQUENCER);
        (bool ok,) = address(rollup).call(call);
        Check.isTrue(ok, "appended");
        uint256 gas = note("append 120000 bytes");
        // Tokens of EIP-7623: a zero byte is one, any other four; the floor is ten gas a token.
        uint256 tokens;
        for (uint256 i; i < call.length; i++) {
            tokens += call[i] == 0 ? 1 : 4;
        }
        uint256 floor = 21_000 + 10 * tokens;
        Check.isTrue(gas < TRANSACTION_GAS_LIMIT, "one transaction");
        Check.isTrue(gas * 100 <= floor * 102, "no more than the data itself costs");
    }

    function test_gas_appendWithInbox_succeeds() public {
        appended("warm the tip");
        for (uint256 i; i < 256; i++) {
            deposited(ALICE, 5_000_000);
        }
        pass(parameters.inclusionDelay + 1);
        BatchHeader memory header = appended("256 overdue messages");
        note("append 3 bytes, 256 overdue messages");
        Check.equal(header.inboxEnd, 256, "all of them");
    }

    function test_gas_bridge_succeeds() public {
        funded(ALICE, 100_000_000);
        vm.prank(ALICE);
        bridge.deposit(5_000_000);
        note("deposit, opening an account");
        vm.prank(ALICE);
        bridge.deposit(5_000_000);
        note("deposit");
        vm.deal(ALICE, 1 ether);
        vm.prank(ALICE);
        bridge.force{value: 1 ether}(noise(92));
        note("force 92 bytes");
        WithdrawalTree tree = new WithdrawalTree();
        tree.put(0, ALICE, 16, 2_000_000_000);
        tree.put(1, BOB, 17, 2_000_000_000);
        tree.credit(10_000_000_000);
        BatchHeader memory header = appendedUpTo(SEQUENCER, tree.root(), "", bridge.inboxLength());
        finalize();
        bridge.reconcile(header, tree.books());
        note("reconcile");
        bridge.claim(header, tree.withdrawal(1));
        note("claim");
    }

    function test_gas_challenge_succeeds() public {
        appended("right");
        BatchHeader memory wrong = appended("lie");
        bytes32 commitment = rollup.commitmentOf(WATCHER, wrong.hash(), keccak256("fraud"), "salt");
        vm.prank(WATCHER);
        rollup.commit(commitment);
        note("commit");
        pass(parameters.blockSeconds);
        revealedBy(WATCHER, wrong);
        note("prove, without the verifier");
        revealedBy(STRANGER, wrong);
        note("prove, already deleted");
    }

    function test_gas_lease_succeeds() public {
        vm.deal(ALICE, parameters.bond);
        vm.prank(ALICE);
        sequencers.bond{value: parameters.bond}();
        note("bond");
        pass(parameters.silence + parameters.grace);
        vm.prank(STANDBY);
        sequencers.claim();
        note("claim the lease");
        pass(parameters.grace);
        vm.prank(STANDBY);
        sequencers.activate();
        note("activate the lease");
    }

    function note(string memory name) private returns (uint256) {
        return vm.snapshotGasLastCall("L1", name);
    }

    /// Bytes of which hardly any is zero, as signatures and hashes are.
    function noise(uint256 length) private pure returns (bytes memory data) {
        data = new bytes(length);
        assembly ("memory-safe") {
            for { let i := 0 } lt(i, length) { i := add(i, 32) } {
                mstore(0, i)
                let left := sub(length, i)
                let word := keccak256(0, 32)
                if lt(left, 32) { word := shl(sub(256, shl(3, left)), shr(sub(256, shl(3, left)), word)) }
                mstore(add(add(data, 32), i), word)
            }
        }
    }
}
