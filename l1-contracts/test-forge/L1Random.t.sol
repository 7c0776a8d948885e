// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchHeader} from "../contracts/BatchHeader.sol";
import {BatchStatus} from "../contracts/interfaces/IRollup.sol";
import {Sequencers} from "../contracts/Sequencers.sol";
import {Check} from "./Check.sol";
import {Deployment} from "./Deployment.sol";
import {vm} from "./Vm.sol";

/// Random people do random things in random order; after each, what must always hold is compared with a model that keeps
/// lists where the contracts keep counters. The seed is the fuzzer's argument, which forge prints when a run fails.
contract L1RandomTest is Deployment {
    struct Posted {
        BatchHeader header;
        address submitter;
        uint256 blockNumber;
        uint256 time;
        bool deleted;
    }

    uint256 constant STEPS = 60;

    uint256 random;
    address[4] people = [SEQUENCER, STANDBY, address(0x5e03), address(0x5e04)];
    Posted[] posted;
    uint256 credited;
    uint256 donated;

    function test_anything_random_succeeds(uint256 seed) public {
        random = seed;
        for (uint256 i; i < STEPS; i++) {
            act();
            booksHold();
            chainHolds();
            leaseHolds();
        }
    }

    // ---- acting ----

    function act() private {
        uint256 dice = draw(16);
        address who = people[draw(4)];
        if (dice < 3) pass(1 + draw(parameters.grace));
        else if (dice == 3) pass(parameters.silence + draw(parameters.inclusionDelay));
        else if (dice < 8) post();
        else if (dice == 8) challenge(who);
        else if (dice == 9) credit(1_000_000 + draw(1_000_000));
        else if (dice == 10) donate();
        else if (dice == 11) attempt(who, abi.encodeCall(sequencers.claim, ()));
        else if (dice == 12) attempt(who, abi.encodeCall(sequencers.activate, ()));
        else if (dice == 13) attempt(who, draw(2) == 0 ? abi.encodeCall(sequencers.release, ()) : abi.encodeCall(sequencers.unbond, ()));
        else if (dice == 14) attempt(who, draw(2) == 0 ? abi.encodeCall(sequencers.withdrawBond, (ALICE)) : abi.encodeCall(sequencers.withdrawReward, (ALICE)));
        else join(who);
    }

    function post() private {
        Sequencers.Lease memory l = sequencers.lease();
        if (l.holder == address(0)) return;
        if (l.claimant != address(0) && vm.getBlockTimestamp() >= l.claimedAt + parameters.grace) return;
        BatchHeader memory header = appendedBy(l.holder, bytes32(draw(type(uint256).max)), "");
        posted.push(Posted(header, l.holder, vm.getBlockNumber(), vm.getBlockTimestamp(), false));
    }

    function challenge(address who) private {
        if (posted.length == 0) return;
        Posted memory target = posted[draw(posted.length)];
        BatchHeader memory parent = target.header.index == 1 ? headers[0] : parentOf(target.header);
        BatchStatus before = rollup.statusOf(target.header.index, target.header.hash());
        vm.prank(who);
        (bool ok, bytes memory answer) = address(rollup)
            .call(abi.encodeCall(rollup.prove, (target.header.hash(), target.header, parent, 0, "fraud", "")));
        Check.isTrue(ok == (before != BatchStatus.FINAL), "refused only when final");
        if (!ok) return;
        Check.isTrue(abi.decode(answer, (bool)) == (before == BatchStatus.PENDING), "done only when pending");
        if (before == BatchStatus.PENDING) forget(target.header.index);
    }

    function credit(uint256 units) private {
        deposited(address(uint160(0x9000 + draw(5))), units);
        credited += units * 1000;
    }

    function donate() private {
        uint256 units = draw(1000);
        token.mint(address(bridge), units);
        donated += units;
    }

    function join(address who) private {
        (uint128 amount,,,,) = sequencers.bonds(who);
        if (amount == 0) bonded(who);
    }

    /// Whether it succeeds is not the point: nothing that must hold may break.
    function attempt(address who, bytes memory call) private {
        vm.prank(who);
        (bool ok,) = address(sequencers).call(call);
        ok;
    }

    // ---- what must hold ----

    function booksHold() private view {
        (uint256 credited_, uint256 claimed) = bridge.books();
        Check.equal(credited_, credited, "credited");
        Check.equal(claimed, 0, "claimed");
        Check.equal(token.balanceOf(address(bridge)) * 1000, credited + donated * 1000, "tokens");
        uint256 owed = sequencers.rewards(SEQUENCER);
        for (uint256 i; i < 4; i++) {
            (uint128 amount,,,,) = sequencers.bonds(people[i]);
            owed += amount;
            if (i > 0) owed += sequencers.rewards(people[i]);
        }
        Check.equal(address(sequencers).balance, owed, "bonds and rewards");
    }

    function chainHolds() private view {
        bytes32 last = headers[0].hash();
        uint256 inboxEnd;
        uint256 count;
        for (uint256 i; i < posted.length; i++) {
            Posted memory p = posted[i];
            BatchStatus status = rollup.statusOf(p.header.index, p.header.hash());
            if (p.deleted) {
                Check.isTrue(status == BatchStatus.DELETED, "deleted stays deleted");
                continue;
            }
            bool over = vm.getBlockNumber() > p.blockNumber + parameters.finalityBlocks
                && vm.getBlockTimestamp() > p.time + parameters.finalitySeconds;
            Check.isTrue(status == (over ? BatchStatus.FINAL : BatchStatus.PENDING), "final by the clock");
            Check.equal(p.header.parentHash, last, "one chain");
            Check.isTrue(p.header.inboxEnd >= inboxEnd, "the inbox moves on");
            (last, inboxEnd) = (p.header.hash(), p.header.inboxEnd);
            count++;
        }
        (uint256 index, bytes32 hash,, uint256 end) = rollup.tip();
        Check.equal(index, count, "tip index");
        Check.equal(hash, last, "tip hash");
        Check.equal(end, inboxEnd, "tip inbox end");
    }

    function leaseHolds() private view {
        Sequencers.Lease memory l = sequencers.lease();
        Check.isTrue(l.holder == address(0) || sequencers.isActive(l.holder), "who holds is bonded");
        Check.isTrue(l.claimant == address(0) || sequencers.isActive(l.claimant), "who claims is bonded");
        Check.isTrue(l.claimant == address(0) || l.holder != address(0), "a vacancy is taken, not claimed");
        uint256 active;
        for (uint256 i; i < 4; i++) {
            if (!sequencers.isActive(people[i])) continue;
            active++;
            (,,, uint32 position,) = sequencers.bonds(people[i]);
            Check.equal(sequencers.sequencerAt(position), people[i], "position");
        }
        Check.equal(sequencers.sequencerCount(), active, "rotation");
    }

    // ---- model ----

    function forget(uint256 from) private {
        for (uint256 i; i < posted.length; i++) {
            if (posted[i].header.index >= from) posted[i].deleted = true;
        }
    }

    function parentOf(BatchHeader memory header) private view returns (BatchHeader memory parent) {
        for (uint256 i; i < posted.length; i++) {
            if (posted[i].header.hash() == header.parentHash) return posted[i].header;
        }
    }

    function draw(uint256 bound) private returns (uint256) {
        random = uint256(keccak256(abi.encode(random)));
        return random % bound;
    }
}
