// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Check} from "../Check.sol";
import {Multiproof} from "../../contracts/lib/Multiproof.sol";
import {vm} from "../Vm.sol";

/// Proofs and lies made by Java: the contract rejects what Java rejects, and finds the same roots in all else.
contract MultiproofVectorsTest {
    uint256 private constant CELL = 6 + 2 * 32;

    function test_roots_recordedProofsAndLies_asInJava() public view {
        bytes memory all = vm.parseJsonBytes(vm.readFile("test-forge/vectors/multiproofs.json"), ".proofs");
        uint256 from = 0;
        uint256 rejected = 0;
        uint256 accepted = 0;
        while (from < all.length) {
            uint256[] memory cells = new uint256[](number(all, from, 2));
            bytes32[] memory pre = new bytes32[](cells.length);
            bytes32[] memory post = new bytes32[](cells.length);
            from += 2;
            for (uint256 i = 0; i < cells.length; i++) {
                cells[i] = number(all, from, 6);
                (pre[i], post[i]) = (bytes32(number(all, from + 6, 32)), bytes32(number(all, from + 38, 32)));
                from += CELL;
            }
            bytes memory proof = new bytes(number(all, from, 2));
            for (uint256 i = 0; i < proof.length; i++) {
                proof[i] = all[from + 2 + i];
            }
            from += 2 + proof.length;
            bytes32 before = bytes32(number(all, from, 32));
            bytes32 after_ = bytes32(number(all, from + 32, 32));
            bool fits = number(all, from + 64, 1) == 1;
            from += 65;
            try this.roots(cells, pre, post, proof) returns (bytes32 before_, bytes32 now_) {
                Check.isTrue(fits, "rejected by Java");
                Check.equal(before_, before, "root before");
                Check.equal(now_, after_, "root after");
                accepted++;
            } catch {
                Check.isTrue(!fits, "accepted by Java");
                rejected++;
            }
        }
        Check.isTrue(accepted > 40 && rejected > 40, "both kinds");
    }

    function roots(uint256[] memory cells, bytes32[] memory pre, bytes32[] memory post, bytes calldata proof)
        external
        view
        returns (bytes32, bytes32)
    {
        return Multiproof.roots(cells, pre, post, proof);
    }

    function number(bytes memory all, uint256 from, uint256 length) private pure returns (uint256 value) {
        for (uint256 i = 0; i < length; i++) {
            value = (value << 8) | uint8(all[from + i]);
        }
    }
}
