package io.truebook.l1;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.StaticStruct;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint16;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint32;
import org.web3j.abi.datatypes.generated.Uint48;

/** Truebook's values as arguments of the contract ABI. */
final class Abi {
    /** Four bytes of selector, then the arguments. */
    static Bytes call(String function, Type<?>... arguments) {
        return Bytes.fromHex(FunctionEncoder.encode(new Function(function, List.of(arguments), List.of())));
    }

    static Bytes constructor(Bytes creationCode, Type<?>... arguments) {
        String encoded = FunctionEncoder.encodeConstructor(List.of(arguments));
        return Bytes.fromHex(creationCode.hex() + encoded);
    }

    static Bytes32 eventSignature(String signature) {
        return Keccak.hash(signature.getBytes(StandardCharsets.US_ASCII));
    }

    static Bytes32 word(BigInteger number) {
        byte[] magnitude = number.toByteArray();
        byte[] word = new byte[Bytes32.LENGTH];
        int skip = magnitude.length > Bytes32.LENGTH ? 1 : 0;
        System.arraycopy(magnitude, skip, word, Bytes32.LENGTH - magnitude.length + skip, magnitude.length - skip);
        return Bytes32.of(word);
    }

    static Address address(EthAddress address) {
        return new Address(address.hex());
    }

    static org.web3j.abi.datatypes.generated.Bytes32 bytes32(Bytes32 word) {
        return new org.web3j.abi.datatypes.generated.Bytes32(word.bytes());
    }

    static DynamicBytes bytes(Bytes value) {
        return new DynamicBytes(value.bytes());
    }

    static DynamicArray<DynamicBytes> bytesArray(List<Bytes> values) {
        return new DynamicArray<>(
                DynamicBytes.class, values.stream().map(Abi::bytes).toList());
    }

    static Uint256 uint256(long value) {
        return new Uint256(value);
    }

    static Uint256 uint256(BigInteger value) {
        return new Uint256(value);
    }

    static Uint48 uint48(long value) {
        return new Uint48(value);
    }

    static Uint16 uint16(int value) {
        return new Uint16(value);
    }

    static StaticStruct header(BatchHeader header) {
        return new StaticStruct(
                uint16(header.version()),
                bytes32(header.parentHash()),
                uint48(header.index()),
                uint48(header.time()),
                uint48(header.inboxEnd()),
                bytes32(header.inboxAcc()),
                bytes32(header.leaseId()),
                new Uint32(header.dataLength()),
                uint16(header.segments()),
                bytes32(header.dataRoot()),
                bytes32(header.finalRoot()));
    }

    static StaticStruct head(EquivocationContract.Placed placed) {
        SignedHead head = placed.head();
        byte[] signature = head.signature().bytes();
        return new StaticStruct(
                bytes32(head.leaseId()),
                uint48(head.sequence()),
                bytes32(head.chainHash()),
                bytes32(head.inboxAcc()),
                uint48(placed.inboxIndex()),
                bytes32(Bytes32.at(signature, 0)),
                bytes32(Bytes32.at(signature, Bytes32.LENGTH)));
    }

    /** For constructors only: their encoding does not depend on the widths of the fields. */
    static StaticStruct parameters(RollupParameters parameters) {
        return new StaticStruct(parameters.numbers().stream().map(Abi::uint256).toArray(Type[]::new));
    }

    private Abi() {}
}
