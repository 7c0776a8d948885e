// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchHeader} from "../contracts/BatchHeader.sol";
import {
    FRAME_LENGTH,
    INITIAL_WORK_LIMIT,
    MAX_ITEM_BODY,
    WEIGHT_ITEM,
    WEIGHT_LENGTH_DENOMINATOR,
    WEIGHT_LENGTH_NUMERATOR
} from "../contracts/engine/generated/Protocol.sol";
import {SignedHead} from "../contracts/SignedHead.sol";
import {Check} from "./Check.sol";
import {EquivocationCase} from "./EquivocationCase.sol";
import {vm} from "./Vm.sol";

/// What the evidence costs as whole transactions; snapshots/L1.json keeps it.
contract EquivocationGasTest is EquivocationCase {
    uint256 constant LIMIT = 12_000_000;
    uint256 constant LENGTH_LIMIT = 120_000;

    function test_gas_proveHeads_succeeds() public {
        SignedHead memory a = head(7, "h");
        SignedHead memory b = head(7, "i");
        committed(WATCHER, a.leaseId, keccak256(abi.encode(a, b)));
        vm.prank(WATCHER);
        equivocation.proveHeads(a, b, SALT);
        note("prove two heads");
        equivocation.proveHeads(a, b, SALT);
        note("prove two heads, the bond gone already");
    }

    /// The longest items there are, as many as one segment begins, the batch's data cut into chunks as badly as can be.
    function test_gas_proveBatch_longest_succeeds() public {
        uint256 length = FRAME_LENGTH + MAX_ITEM_BODY;
        uint256 weight =
            WEIGHT_ITEM + (length * WEIGHT_LENGTH_NUMERATOR + WEIGHT_LENGTH_DENOMINATOR - 1) / WEIGHT_LENGTH_DENOMINATOR;
        longest((INITIAL_WORK_LIMIT + weight - 1) / weight, MAX_ITEM_BODY);
        note("prove a head against a batch, longest items");
    }

    function test_gas_proveBatch_mostItems_succeeds() public {
        longest(INITIAL_WORK_LIMIT / (WEIGHT_ITEM + 1) + 1, 0);
        note("prove a head against a batch, most items");
    }

    function longest(uint256 count, uint256 body) private {
        bytes memory items;
        for (uint256 i; i < count; i++) {
            items = abi.encodePacked(items, frame(200, noise(i, body)));
        }
        Place memory inside = at(11, "inside");
        (inside.phase, inside.offset) = (1, 0);
        ending(at(10, "before"));
        bytes32[] memory roots = new bytes32[](1);
        roots[0] = root(inside);
        BatchHeader memory batch = post(roots, items, "final");
        SignedHead memory h = head(11 + count, "another");
        bytes memory evidence = proofOf(inside, abi.encodePacked(roots, items));
        Check.isTrue(evidence.length <= LENGTH_LIMIT, "fits a transaction");
        committed(WATCHER, h.leaseId, keccak256(abi.encode(h, batch.hash())));
        vm.prank(WATCHER);
        Check.isTrue(
            equivocation.proveBatch(h, batch, headers[batch.index - 1], 1, evidence, SALT), "slashed"
        );
    }

    function note(string memory name) private {
        Check.isTrue(vm.snapshotGasLastCall("L1", name) < LIMIT, "below what a proof may cost");
    }

    function noise(uint256 seed, uint256 length) private pure returns (bytes memory data) {
        data = new bytes(length);
        for (uint256 i; i < length; i++) {
            data[i] = keccak256(abi.encode(seed, i))[0];
        }
    }
}
