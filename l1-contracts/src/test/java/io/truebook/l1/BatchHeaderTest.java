package io.truebook.l1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Uint;

class BatchHeaderTest {
    private final RandomBytes random = new RandomBytes();

    @Test
    void isEncodedAsSolidityEncodesTheStruct() {
        for (int round = 0; round < 500; round++) {
            BatchHeader header = random.header();
            assertThat(Hex.encode(header.abiEncode()))
                    .isEqualTo("0x" + FunctionEncoder.encodeConstructor(words(header)));
            assertThat(BatchHeader.decode(header.abiEncode())).isEqualTo(header);
        }
    }

    @Test
    void genesisIsAllZeroButVersionTimeAndRoot() {
        BatchHeader genesis = BatchHeader.genesis(1_700_000_000, Bytes32.fromHex("0x" + "ab".repeat(32)));
        String expected = "%064x".formatted(1)
                + "0".repeat(2 * 64)
                + "%064x".formatted(1_700_000_000)
                + "0".repeat(6 * 64)
                + "ab".repeat(32);
        assertThat(Hex.encode(genesis.abiEncode())).isEqualTo("0x" + expected);
        assertThat(genesis.transactionLength()).isZero();
    }

    @Test
    void oneChangedBitChangesTheHashOrIsRefused() {
        byte[] encoded = random.header().abiEncode();
        Bytes32 hash = Keccak.hash(encoded);
        for (int bit = 0; bit < encoded.length * 8; bit++) {
            byte[] changed = encoded.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertThat(BatchHeader.decode(changed).hash()).isNotEqualTo(hash);
            } catch (MalformedEncodingException wider) {
                assertThat(wider).hasMessageContaining("wider");
            }
        }
    }

    @Test
    void anyOtherLengthIsRefused() {
        byte[] encoded = random.header().abiEncode();
        for (int length : List.of(0, encoded.length - 1, encoded.length + 1)) {
            assertThatThrownBy(() -> BatchHeader.decode(Arrays.copyOf(encoded, length)))
                    .isInstanceOf(MalformedEncodingException.class);
        }
    }

    @SuppressWarnings("rawtypes") // as the encoder takes it
    private static List<Type> words(BatchHeader header) {
        return List.of(
                number(header.version()),
                word(header.parentHash()),
                number(header.index()),
                number(header.time()),
                number(header.inboxEnd()),
                word(header.inboxAcc()),
                word(header.leaseId()),
                number(header.dataLength()),
                number(header.segments()),
                word(header.dataRoot()),
                word(header.finalRoot()));
    }

    private static Type<?> number(long value) {
        return new Uint(BigInteger.valueOf(value));
    }

    private static Type<?> word(Bytes32 value) {
        return new org.web3j.abi.datatypes.generated.Bytes32(value.bytes());
    }
}
