// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchHeader} from "../contracts/BatchHeader.sol";
import {DataChunks} from "../contracts/lib/DataChunks.sol";
import {SignedHead} from "../contracts/SignedHead.sol";
import {Deployment} from "./Deployment.sol";
import {vm} from "./Vm.sol";
import {WholeState} from "./engine/WholeState.sol";

/// A holder with a key of its own, the heads it signs, batches on states of which only the cursor matters, and proofs of them.
abstract contract EquivocationCase is Deployment {
    uint256 constant KEY = 0x7e57;
    uint256 constant ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
    bytes32 constant SALT = "salt";

    address holder;

    /// The state before a segment, as far as it matters here.
    struct Place {
        uint256 sequence;
        bytes32 chainHash;
        uint256 offset;
        uint256 phase;
        uint256 bundleEnd;
    }

    function setUp() public virtual override {
        super.setUp();
        holder = vm.addr(KEY);
        bonded(holder);
        hold(holder);
    }

    /// The lease goes to another.
    function hold(address who) internal {
        vm.prank(sequencers.lease().holder);
        sequencers.release();
        pass(parameters.grace);
        vm.prank(who);
        sequencers.claim();
    }

    // ---- heads ----

    function leaseId() internal view returns (bytes32) {
        return sequencers.lease().id;
    }

    function head(uint256 sequence, bytes32 chainHash) internal view returns (SignedHead memory) {
        return signed(KEY, leaseId(), sequence, chainHash, 0, 0);
    }

    function signed(uint256 key, bytes32 lease, uint256 sequence, bytes32 chainHash, bytes32 acc, uint256 inboxIndex)
        internal
        view
        returns (SignedHead memory h)
    {
        (h.leaseId, h.sequence, h.chainHash, h.inboxAcc) = (lease, uint48(sequence), chainHash, acc);
        h.inboxIndex = uint48(inboxIndex);
        bytes32 fields = keccak256(
            abi.encode(
                keccak256("Head(bytes32 leaseId,uint48 sequence,bytes32 chainHash,bytes32 inboxAcc)"),
                lease,
                sequence,
                chainHash,
                acc
            )
        );
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(key, keccak256(abi.encodePacked(hex"1901", bridge.domainSeparator(), fields)));
        (h.r, h.vs) = (r, bytes32(uint256(s) | uint256(v - 27) << 255));
    }

    // ---- batches ----

    function at(uint256 sequence, bytes32 chainHash) internal pure returns (Place memory place) {
        (place.sequence, place.chainHash) = (sequence, chainHash);
    }

    function cells(Place memory place) internal pure returns (WholeState.Cell[] memory list) {
        list = new WholeState.Cell[](1);
        list[0].start = uint256(1) << 40;
        list[0].words = new uint256[](7);
        list[0].words[0] = 1 << 208 | place.sequence << 112 | place.offset << 40 | place.phase << 32;
        list[0].words[1] = uint256(place.chainHash);
        list[0].words[5] = place.bundleEnd << 120;
    }

    function root(Place memory place) internal pure returns (bytes32) {
        return WholeState.root(cells(place));
    }

    /// A batch that ends in a state at this place, whatever its data.
    function ending(Place memory place) internal returns (BatchHeader memory) {
        return post(new bytes32[](0), "", root(place));
    }

    function post(bytes32[] memory roots, bytes memory transactions, bytes32 finalRoot)
        internal
        returns (BatchHeader memory header)
    {
        bytes memory data = abi.encodePacked(roots, transactions);
        (uint256 index, bytes32 tipHash,,) = rollup.tip();
        header = BatchHeader({
            version: 1,
            parentHash: tipHash,
            index: uint48(index + 1),
            time: uint48(vm.getBlockTimestamp()),
            inboxEnd: 0,
            inboxAcc: 0,
            leaseId: leaseId(),
            dataLength: uint32(data.length),
            segments: uint16(roots.length + 1),
            dataRoot: this.dataRoot(data),
            finalRoot: finalRoot
        });
        headers[header.index] = header;
        vm.prank(sequencers.lease().holder);
        rollup.append(tipHash, header.leaseId, header.time, 0, 0, header.segments, finalRoot, data);
    }

    function dataRoot(bytes calldata data) external pure returns (bytes32) {
        return DataChunks.root(data);
    }

    // ---- proofs ----

    /// The cursor and all the data.
    function proofOf(Place memory place, bytes memory data) internal pure returns (bytes memory) {
        uint256 chunks = (data.length + 1023) / 1024;
        bytes memory numbers = new bytes(chunks);
        for (uint256 i; i < chunks; i++) {
            numbers[i] = bytes1(uint8(i));
        }
        return proof(place, abi.encodePacked(uint8(chunks), numbers, data));
    }

    function proof(Place memory place, bytes memory window) internal pure returns (bytes memory) {
        WholeState.Cell[] memory list = cells(place);
        return abi.encodePacked(WholeState.witness(list), window, uint16(0), WholeState.multiproof(list));
    }

    // ---- items ----

    function frame(uint256 kind, bytes memory body) internal pure returns (bytes memory) {
        return abi.encodePacked(uint8(kind), uint16(body.length), body);
    }

    function chained(bytes32 before, bytes memory read) internal pure returns (bytes32) {
        return sha256(abi.encodePacked(before, read));
    }

    // ---- slashing ----

    function committed(address who, bytes32 subject, bytes32 proofHash) internal {
        bytes32 commitment = equivocation.commitmentOf(who, subject, proofHash, SALT);
        vm.prank(who);
        equivocation.commit(commitment);
        pass(parameters.blockSeconds);
    }

    function bondOf(address who) internal view returns (uint256 amount) {
        (amount,,,,) = sequencers.bonds(who);
    }
}
