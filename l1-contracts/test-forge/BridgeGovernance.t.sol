// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BridgeGovernance} from "../contracts/BridgeGovernance.sol";
import {Check} from "./Check.sol";
import {Deployment} from "./Deployment.sol";
import {TestToken} from "./TestToken.sol";
import {vm} from "./Vm.sol";

/// Governance: only in public, only after the delay, only to the engine.
contract BridgeGovernanceTest is Deployment {
    bytes constant BODY = hex"040200";

    function test_genesisMessages_order_succeeds() public {
        bytes[] memory messages = new bytes[](2);
        (messages[0], messages[1]) = (bytes(hex"0102"), bytes(hex"03"));
        deploy(new TestToken(), messages);
        bytes32 acc;
        for (uint256 i; i < 2; i++) {
            bytes memory message = abi.encodePacked(uint8(3), uint48(vm.getBlockTimestamp()), messages[i]);
            acc = keccak256(abi.encodePacked(acc, keccak256(message)));
        }
        Check.equal(bridge.inboxLength(), 2, "enqueued at deployment");
        Check.equal(bridge.inboxAcc(2), acc, "in order");
    }

    function test_execute_afterDelay_succeeds() public {
        uint256 proposal = proposed();
        pass(parameters.governanceDelay);
        vm.prank(STRANGER);
        bridge.executeGovernance(proposal, BODY);
        bytes memory message = abi.encodePacked(uint8(3), uint48(vm.getBlockTimestamp()), BODY);
        Check.equal(bridge.inboxAcc(1), keccak256(abi.encodePacked(bytes32(0), keccak256(message))), "in the inbox");
    }

    function test_execute_early_reverts() public {
        uint256 proposal = proposed();
        pass(parameters.governanceDelay - 1);
        vm.expectRevert(
            abi.encodeWithSelector(BridgeGovernance.ProposalWaiting.selector, proposal, vm.getBlockTimestamp() + 1)
        );
        bridge.executeGovernance(proposal, BODY);
    }

    function test_execute_twice_reverts() public {
        uint256 proposal = proposed();
        pass(parameters.governanceDelay);
        bridge.executeGovernance(proposal, BODY);
        vm.expectRevert(abi.encodeWithSelector(BridgeGovernance.NoSuchProposal.selector, proposal));
        bridge.executeGovernance(proposal, BODY);
    }

    function test_execute_otherBody_reverts() public {
        uint256 proposal = proposed();
        pass(parameters.governanceDelay);
        vm.expectRevert(abi.encodeWithSelector(BridgeGovernance.WrongProposalBody.selector, proposal));
        bridge.executeGovernance(proposal, hex"0400ff");
    }

    function test_execute_cancelled_reverts() public {
        uint256 proposal = proposed();
        vm.prank(GOVERNOR);
        bridge.cancelGovernance(proposal);
        pass(parameters.governanceDelay);
        vm.expectRevert(abi.encodeWithSelector(BridgeGovernance.NoSuchProposal.selector, proposal));
        bridge.executeGovernance(proposal, BODY);
    }

    function test_propose_stranger_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(BridgeGovernance.NotGovernor.selector, STRANGER));
        vm.prank(STRANGER);
        bridge.proposeGovernance(BODY);
    }

    function test_propose_tooLong_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(BridgeGovernance.BodyLength.selector, 1_001, 1_000));
        vm.prank(GOVERNOR);
        bridge.proposeGovernance(new bytes(1_001));
    }

    /// Whoever learns of a proposal can have a forced withdrawal included and final before it takes effect.
    function test_delay_exit_succeeds() public view {
        Check.isTrue(
            parameters.governanceDelay > parameters.inclusionDelay + parameters.finalitySeconds, "devnet leaves time"
        );
    }

    function proposed() private returns (uint256) {
        vm.prank(GOVERNOR);
        return bridge.proposeGovernance(BODY);
    }
}
