// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {InvalidParameters, MAX_PROOF_GAS, RollupParameters} from "../contracts/RollupParameters.sol";
import {IRollup} from "../contracts/interfaces/IRollup.sol";
import {Sequencers} from "../contracts/Sequencers.sol";
import {Check} from "./Check.sol";
import {Deployment} from "./Deployment.sol";
import {vm} from "./Vm.sol";

/// Each inequality a deployment rests on, broken by one.
contract RollupParametersTest is Deployment {
    RollupParameters p;

    function setUp() public override {
        vm.warp(1_800_000_000);
        vm.roll(1_000);
        p = profile("mainnet");
    }

    function test_check_profiles_succeeds() public {
        string[3] memory names = ["devnet", "drill", "mainnet"];
        for (uint256 i; i < names.length; i++) {
            p = profile(names[i]);
            p.check();
            new Sequencers(p, IRollup(address(1)), address(2));
            Check.isTrue(p.bond / 2 > MAX_PROOF_GAS * p.statedPeakGasPrice, "the reward pays for the worst proof");
        }
    }

    function test_check_bondTooSmall_reverts() public {
        p.bond = uint128(2 * MAX_PROOF_GAS * p.statedPeakGasPrice);
        refused("bond / 2 > MAX_PROOF_GAS * statedPeakGasPrice > 0");
    }

    function test_check_governanceTooFast_reverts() public {
        p.governanceDelay = p.inclusionDelay + p.finalitySeconds;
        refused("governanceDelay > inclusionDelay + finalitySeconds");
    }

    function test_check_blocksOutlastSeconds_reverts() public {
        p.finalityBlocks++;
        refused("finalityBlocks * blockSeconds <= finalitySeconds");
    }

    function test_check_lagOverInclusion_reverts() public {
        p.inclusionDelay = p.silence + p.grace - 1;
        refused("silence + grace <= inclusionDelay");
    }

    function test_check_noTimeToReveal_reverts() public {
        p.finalityBlocks = 3;
        refused("finalityBlocks >= 4: commit, wait, reveal");
    }

    function test_check_evidenceTooShort_reverts() public {
        p.evidencePeriod = p.finalitySeconds - 1;
        refused("evidencePeriod >= finalitySeconds");
    }

    function test_check_noGrace_reverts() public {
        p.grace = 2 * p.blockSeconds - 1;
        refused("grace >= 2 * blockSeconds > 0, silence > 0");
    }

    function test_check_termWithinSilence_reverts() public {
        p.term = p.silence;
        refused("term > silence");
    }

    function test_check_stepOverGrace_reverts() public {
        p.priorityStep = p.grace + 1;
        refused("priorityStep <= grace");
    }

    function test_parametersHash_sameEverywhere_succeeds() public {
        super.setUp();
        Check.equal(bridge.PARAMETERS_HASH(), parameters.hash(), "bridge");
        Check.equal(rollup.PARAMETERS_HASH(), parameters.hash(), "rollup");
        Check.equal(sequencers.PARAMETERS_HASH(), parameters.hash(), "sequencers");
        Check.isTrue(address(equivocation).code.length <= 24_576, "equivocation");
    }

    function test_size_underEip170_succeeds() public {
        super.setUp();
        Check.isTrue(address(bridge).code.length <= 24_576, "bridge");
        Check.isTrue(address(rollup).code.length <= 24_576, "rollup");
        Check.isTrue(address(sequencers).code.length <= 24_576, "sequencers");
        Check.isTrue(address(equivocation).code.length <= 24_576, "equivocation");
    }

    function refused(string memory inequality) private {
        vm.expectRevert(abi.encodeWithSelector(InvalidParameters.selector, inequality));
        new Sequencers(p, IRollup(address(1)), address(2));
    }
}
