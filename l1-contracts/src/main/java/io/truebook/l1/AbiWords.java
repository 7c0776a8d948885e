package io.truebook.l1;

import java.math.BigInteger;
import java.util.Arrays;

/** Reads what a contract returned or logged, word by word; a number wider than its place is malformed. */
final class AbiWords {
    private final byte[] data;

    AbiWords(Bytes data) {
        this.data = data.bytes();
    }

    Bytes32 word(int index) {
        requireRange((long) index * Bytes32.LENGTH, Bytes32.LENGTH);
        return Bytes32.at(data, index * Bytes32.LENGTH);
    }

    BigInteger big(int index) {
        return new BigInteger(1, word(index).bytes());
    }

    BigInteger signed(int index) {
        return new BigInteger(word(index).bytes());
    }

    long number(int index) {
        BigInteger value = big(index);
        if (value.bitLength() > 63) {
            throw new MalformedEncodingException("word " + index + " is wider than 63 bits");
        }
        return value.longValue();
    }

    boolean flag(int index) {
        return switch ((int) Math.min(number(index), 2)) {
            case 0 -> false;
            case 1 -> true;
            default -> throw new MalformedEncodingException("word " + index + " is no flag");
        };
    }

    EthAddress address(int index) {
        return address(word(index));
    }

    static EthAddress address(Bytes32 word) {
        byte[] bytes = word.bytes();
        for (int i = 0; i < Bytes32.LENGTH - EthAddress.LENGTH; i++) {
            if (bytes[i] != 0) {
                throw new MalformedEncodingException("no address: " + word);
            }
        }
        return EthAddress.of(Arrays.copyOfRange(bytes, Bytes32.LENGTH - EthAddress.LENGTH, Bytes32.LENGTH));
    }

    /** The dynamic bytes whose offset stands in a word. */
    Bytes bytes(int index) {
        long at = number(index);
        requireRange(at, Bytes32.LENGTH);
        long length = number((int) (at / Bytes32.LENGTH));
        requireRange(at + Bytes32.LENGTH, length);
        int from = (int) at + Bytes32.LENGTH;
        return Bytes.of(Arrays.copyOfRange(data, from, from + (int) length));
    }

    BatchHeader header(int index) {
        int from = index * Bytes32.LENGTH;
        requireRange(from, BatchHeader.ENCODED_LENGTH);
        return BatchHeader.decode(Arrays.copyOfRange(data, from, from + BatchHeader.ENCODED_LENGTH));
    }

    private void requireRange(long from, long length) {
        if (from % Bytes32.LENGTH != 0 || from > data.length || length > data.length - from) {
            throw new MalformedEncodingException(data.length + " bytes of ABI data are too few");
        }
    }
}
