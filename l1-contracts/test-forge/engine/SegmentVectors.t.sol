// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Check} from "../Check.sol";
import {FraudVerifier} from "../../contracts/FraudVerifier.sol";
import {Engines} from "./Engines.sol";
import {vm} from "../Vm.sol";

/// Segments recorded by the Java engine: the contract leads each to the same root.
contract SegmentVectorsTest {
    function test_execute_recordedSegments_succeeds() public {
        FraudVerifier verifier = new FraudVerifier(address(0), Engines.deploy());
        string memory json = vm.readFile("test-forge/vectors/segments.json");
        for (uint256 i = 0; i < 12; i++) {
            string memory path = string.concat(".segments[", digits(i), "]");
            (bool done, bytes memory result) =
                address(verifier).call(vm.parseJsonBytes(json, string.concat(path, ".execute")));
            string memory name = vm.parseJsonString(json, string.concat(path, ".name"));
            Check.isTrue(done, name);
            (bytes32 postRoot, bool invalid) = abi.decode(result, (bytes32, bool));
            Check.equal(postRoot, vm.parseJsonBytes32(json, string.concat(path, ".postRoot")), name);
            Check.isTrue(!invalid, name);
        }
    }

    function digits(uint256 number) private pure returns (string memory) {
        bytes memory units = abi.encodePacked(bytes1(uint8(48 + number % 10)));
        return number < 10 ? string(units) : string.concat(digits(number / 10), string(units));
    }
}
