// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchHeader} from "../contracts/BatchHeader.sol";
import {Bridge} from "../contracts/Bridge.sol";
import {Equivocation} from "../contracts/Equivocation.sol";
import {IFraudVerifier} from "../contracts/interfaces/IFraudVerifier.sol";
import {Rollup} from "../contracts/Rollup.sol";
import {RollupParameters} from "../contracts/RollupParameters.sol";
import {Sequencers} from "../contracts/Sequencers.sol";
import {TestToken} from "./TestToken.sol";
import {VerdictVerifier} from "./VerdictVerifier.sol";
import {vm} from "./Vm.sol";

/// The devnet profile deployed, a bonded sequencer holding the lease, and what tests do with it over and over.
abstract contract Deployment {
    bytes32 constant GENESIS_ROOT = keccak256("genesis root");
    address constant GOVERNOR = address(0x60000);
    address constant ALICE = address(0xa11ce);
    address constant BOB = address(0xb0b);
    address constant SEQUENCER = address(0x5e01);
    address constant STANDBY = address(0x5e02);
    address constant WATCHER = address(0x3a7c);
    address constant STRANGER = address(0xbad);

    RollupParameters parameters;
    TestToken token;
    Bridge bridge;
    Rollup rollup;
    Sequencers sequencers;
    Equivocation equivocation;
    uint48 genesisTime;

    /// That of SEQUENCER after setUp.
    bytes32 firstLease;

    /// Headers as appended, by index; a fork overwrites.
    mapping(uint256 index => BatchHeader) headers;

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        vm.roll(1_000);
        parameters = profile("devnet");
        deploy(new TestToken(), new bytes[](0));
        bonded(SEQUENCER);
        bonded(STANDBY);
        vm.prank(sequencers.sequencerAt(1));
        sequencers.claim();
        // Rank 0 of the first lease is position 1 of 2: let the tests' names follow the holder.
        if (sequencers.lease().holder != STANDBY) revert("unexpected first holder");
        vm.prank(STANDBY);
        sequencers.release();
        pass(parameters.grace);
        vm.prank(SEQUENCER);
        sequencers.claim();
        firstLease = sequencers.lease().id;
    }

    function deploy(TestToken token_, bytes[] memory genesisMessages) internal {
        token = token_;
        genesisTime = uint48(vm.getBlockTimestamp());
        IFraudVerifier verifier = new VerdictVerifier();
        uint256 nonce = vm.getNonce(address(this));
        bridge = Bridge(vm.computeCreateAddress(address(this), nonce));
        sequencers = Sequencers(vm.computeCreateAddress(address(this), nonce + 1));
        rollup = Rollup(vm.computeCreateAddress(address(this), nonce + 2));
        equivocation = Equivocation(vm.computeCreateAddress(address(this), nonce + 3));
        new Bridge(parameters, token, rollup, GOVERNOR, genesisMessages);
        new Sequencers(parameters, rollup, address(equivocation));
        new Rollup(parameters, bridge, sequencers, verifier, genesisTime, GENESIS_ROOT);
        new Equivocation(rollup, sequencers, bridge);
        delete headers[0];
        (headers[0].version, headers[0].time, headers[0].finalRoot) = (1, genesisTime, GENESIS_ROOT);
    }

    // ---- time ----

    /// Seconds go by, with blocks of the profile's length.
    function pass(uint256 duration) internal {
        vm.warp(vm.getBlockTimestamp() + duration);
        vm.roll(vm.getBlockNumber() + duration / parameters.blockSeconds);
    }

    function finalize() internal {
        pass(parameters.finalitySeconds + parameters.blockSeconds);
    }

    // ---- people ----

    function bonded(address who) internal {
        vm.deal(who, who.balance + parameters.bond);
        vm.prank(who);
        sequencers.bond{value: parameters.bond}();
    }

    function funded(address who, uint256 units) internal {
        token.mint(who, units);
        vm.prank(who);
        token.approve(address(bridge), type(uint256).max);
    }

    function deposited(address who, uint256 units) internal returns (uint256 account) {
        funded(who, units);
        vm.prank(who);
        return bridge.deposit(units);
    }

    // ---- batches ----

    function appended(bytes32 finalRoot) internal returns (BatchHeader memory) {
        return appendedBy(SEQUENCER, finalRoot, hex"010203");
    }

    /// One segment that takes what it must from the inbox.
    function appendedBy(address who, bytes32 finalRoot, bytes memory data) internal returns (BatchHeader memory) {
        return appendedUpTo(who, finalRoot, data, rollup.requiredInboxEnd());
    }

    /// One segment that takes the inbox up to `inboxEnd`.
    function appendedUpTo(address who, bytes32 finalRoot, bytes memory data, uint256 inboxEnd)
        internal
        returns (BatchHeader memory header)
    {
        (uint256 index, bytes32 tipHash,,) = rollup.tip();
        header = BatchHeader({
            version: 1,
            parentHash: tipHash,
            index: uint48(index + 1),
            time: uint48(vm.getBlockTimestamp()),
            inboxEnd: uint48(inboxEnd),
            inboxAcc: bridge.inboxAcc(inboxEnd),
            leaseId: sequencers.lease().id,
            dataLength: uint32(data.length),
            segments: 1,
            dataRoot: data.length == 0 ? bytes32(0) : keccak256(abi.encodePacked(hex"00", data)),
            finalRoot: finalRoot
        });
        headers[header.index] = header;
        vm.prank(who);
        rollup.append(
            tipHash, header.leaseId, header.time, header.inboxEnd, header.inboxAcc, 1, finalRoot, data
        );
    }

    /// Commits, waits a block, and proves.
    function provedBy(address who, BatchHeader memory header) internal returns (bool) {
        bytes32 commitment = rollup.commitmentOf(who, header.hash(), keccak256("fraud"), "salt");
        vm.prank(who);
        rollup.commit(commitment);
        pass(parameters.blockSeconds);
        return revealedBy(who, header);
    }

    function revealedBy(address who, BatchHeader memory header) internal returns (bool) {
        BatchHeader memory parent = headers[header.index - 1];
        vm.prank(who);
        return rollup.prove(header.hash(), header, parent, 0, "fraud", "salt");
    }

    // ---- profiles ----

    function profile(string memory name) internal view returns (RollupParameters memory p) {
        p.blockSeconds = uint32(parameter(name, "blockSeconds"));
        p.finalityBlocks = uint32(parameter(name, "finalityBlocks"));
        p.finalitySeconds = uint32(parameter(name, "finalitySeconds"));
        p.silence = uint32(parameter(name, "silence"));
        p.grace = uint32(parameter(name, "grace"));
        p.term = uint32(parameter(name, "term"));
        p.priorityStep = uint32(parameter(name, "priorityStep"));
        p.evidencePeriod = uint32(parameter(name, "evidencePeriod"));
        p.inclusionDelay = uint32(parameter(name, "inclusionDelay"));
        p.governanceDelay = uint32(parameter(name, "governanceDelay"));
        p.minimumDeposit = uint64(parameter(name, "minimumDeposit"));
        p.statedPeakGasPrice = uint64(parameter(name, "statedPeakGasPrice"));
        p.forcedFee = uint128(parameter(name, "forcedFee"));
        p.bond = uint128(parameter(name, "bond"));
    }

    function parameter(string memory name, string memory key) private view returns (uint256) {
        return vm.parseJsonUint(vm.readFile("profiles.json"), string.concat(".", key, ".", name));
    }
}
