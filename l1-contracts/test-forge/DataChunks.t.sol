// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {DataChunks} from "../contracts/lib/DataChunks.sol";
import {Check} from "./Check.sol";
import {vm} from "./Vm.sol";

/// The chunk tree against one written the slow way.
contract DataChunksTest {
    function test_root_everyShape_succeeds() public view {
        uint256[12] memory lengths =
            [uint256(0), 1, 1023, 1024, 1025, 2048, 3000, 5 * 1024, 6 * 1024 + 1, 7 * 1024, 33_000, 120_000];
        for (uint256 i; i < lengths.length; i++) {
            bytes memory data = sample(lengths[i]);
            Check.equal(this.root(data), slowRoot(data), "root");
        }
    }

    function test_root_goldenVector_succeeds() public view {
        // keccak256(0x00 || "abc"): a single chunk is its own root.
        Check.equal(
            this.root("abc"), 0xc168262281c10d4285a4aecba18107ae7f43f8c07d15d2875d5f2acf1ed3d076, "root of abc"
        );
    }

    function test_verifyChunk_everyChunk_succeeds() public view {
        for (uint256 count = 1; count <= 13; count++) {
            bytes memory data = sample(count * 1024 - 7);
            bytes32 dataRoot = this.root(data);
            for (uint256 i; i < count; i++) {
                this.verify(dataRoot, data.length, i, chunkOf(data, i), siblingsOf(data, i));
            }
        }
    }

    function test_verifyChunk_otherPlace_reverts() public {
        bytes memory data = sample(4096);
        bytes32 dataRoot = this.root(data);
        vm.expectPartialRevert(DataChunks.WrongDataRoot.selector);
        this.verify(dataRoot, 4096, 1, chunkOf(data, 0), siblingsOf(data, 0));
    }

    function test_verifyChunk_changedByte_reverts() public {
        bytes memory data = sample(4096);
        bytes32 dataRoot = this.root(data);
        bytes memory chunk = chunkOf(data, 2);
        chunk[1000] ^= 0x01;
        vm.expectPartialRevert(DataChunks.WrongDataRoot.selector);
        this.verify(dataRoot, 4096, 2, chunk, siblingsOf(data, 2));
    }

    function test_verifyChunk_pastTheEnd_reverts() public {
        bytes memory data = sample(4096);
        bytes32 dataRoot = this.root(data);
        vm.expectRevert(abi.encodeWithSelector(DataChunks.NoSuchChunk.selector, 4, 4096));
        this.verify(dataRoot, 4096, 4, "", new bytes32[](0));
    }

    function test_verifyChunk_shortened_reverts() public {
        bytes memory data = sample(2000);
        bytes32 dataRoot = this.root(data);
        bytes memory chunk = chunkOf(data, 1);
        assembly {
            mstore(chunk, 900)
        }
        vm.expectRevert(abi.encodeWithSelector(DataChunks.WrongChunkLength.selector, 900, 976));
        this.verify(dataRoot, 2000, 1, chunk, siblingsOf(data, 1));
    }

    function test_verifyChunk_innerNodeAsChunk_reverts() public {
        // Leaf and node prefixes differ: 64 bytes of child hashes never pass for a chunk.
        bytes memory data = sample(2048);
        bytes32 dataRoot = this.root(data);
        bytes memory forged =
            abi.encodePacked(DataChunksTest(this).leafOf(chunkOf(data, 0)), DataChunksTest(this).leafOf(chunkOf(data, 1)));
        vm.expectPartialRevert(DataChunks.WrongDataRoot.selector);
        this.verify(dataRoot, 64, 0, forged, new bytes32[](0));
    }

    function test_verifyChunk_extraSibling_reverts() public {
        bytes memory data = sample(1024);
        bytes32 dataRoot = this.root(data);
        vm.expectRevert(abi.encodeWithSelector(DataChunks.WrongSiblingCount.selector, 1));
        this.verify(dataRoot, 1024, 0, data, new bytes32[](1));
    }

    function test_verifyChunk_missingSibling_reverts() public {
        bytes memory data = sample(2048);
        bytes32 dataRoot = this.root(data);
        vm.expectRevert(abi.encodeWithSelector(DataChunks.WrongSiblingCount.selector, 0));
        this.verify(dataRoot, 2048, 0, chunkOf(data, 0), new bytes32[](0));
    }

    // ---- calldata entries ----

    function root(bytes calldata data) external pure returns (bytes32) {
        return DataChunks.root(data);
    }

    function leafOf(bytes calldata chunk) external pure returns (bytes32) {
        return DataChunks.leaf(chunk);
    }

    function verify(bytes32 dataRoot, uint256 length, uint256 i, bytes calldata chunk, bytes32[] calldata siblings)
        external
        pure
    {
        DataChunks.verifyChunk(dataRoot, length, i, chunk, siblings);
    }

    // ---- the slow way ----

    function sample(uint256 length) private pure returns (bytes memory data) {
        data = new bytes(length);
        for (uint256 i; i < length; i += 32) {
            bytes32 word = keccak256(abi.encode(length, i));
            for (uint256 j; j < 32 && i + j < length; j++) {
                data[i + j] = word[j];
            }
            if (length > 10_000) i += 992;
        }
    }

    function chunkOf(bytes memory data, uint256 i) private pure returns (bytes memory chunk) {
        uint256 left = data.length - i * 1024;
        chunk = new bytes(left < 1024 ? left : 1024);
        for (uint256 j; j < chunk.length; j++) {
            chunk[j] = data[i * 1024 + j];
        }
    }

    function levelOf(bytes memory data) private pure returns (bytes32[] memory level) {
        level = new bytes32[]((data.length + 1023) / 1024);
        for (uint256 i; i < level.length; i++) {
            level[i] = keccak256(abi.encodePacked(hex"00", chunkOf(data, i)));
        }
    }

    function above(bytes32[] memory level) private pure returns (bytes32[] memory up) {
        up = new bytes32[]((level.length + 1) / 2);
        for (uint256 i; i < up.length; i++) {
            up[i] = 2 * i + 1 == level.length
                ? level[2 * i]
                : keccak256(abi.encodePacked(hex"01", level[2 * i], level[2 * i + 1]));
        }
    }

    function slowRoot(bytes memory data) private pure returns (bytes32) {
        bytes32[] memory level = levelOf(data);
        if (level.length == 0) return 0;
        while (level.length > 1) level = above(level);
        return level[0];
    }

    function siblingsOf(bytes memory data, uint256 i) private pure returns (bytes32[] memory siblings) {
        bytes32[] memory level = levelOf(data);
        bytes32[] memory found = new bytes32[](8);
        uint256 count;
        while (level.length > 1) {
            if (i ^ 1 < level.length) found[count++] = level[i ^ 1];
            level = above(level);
            i >>= 1;
        }
        siblings = new bytes32[](count);
        for (uint256 j; j < count; j++) {
            siblings[j] = found[j];
        }
    }
}
