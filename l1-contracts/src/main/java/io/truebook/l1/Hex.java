package io.truebook.l1;

import java.math.BigInteger;
import java.util.HexFormat;

/** The two notations of JSON-RPC: bytes as 0x and two digits each, quantities as 0x without leading zeros. */
final class Hex {
    static String encode(byte[] bytes) {
        return "0x" + HexFormat.of().formatHex(bytes);
    }

    static byte[] decode(String hex) {
        if (!hex.startsWith("0x")) {
            throw new MalformedEncodingException("hexadecimal must start with 0x");
        }
        try {
            return HexFormat.of().parseHex(hex, 2, hex.length());
        } catch (IllegalArgumentException notHexadecimal) {
            throw new MalformedEncodingException("not hexadecimal: " + notHexadecimal.getMessage());
        }
    }

    static String quantity(long value) {
        return "0x" + Long.toHexString(value);
    }

    static String quantity(BigInteger value) {
        return "0x" + value.toString(16);
    }

    static BigInteger number(String quantity) {
        if (!quantity.startsWith("0x")) {
            throw new MalformedEncodingException("a quantity must start with 0x");
        }
        try {
            return new BigInteger(quantity.substring(2), 16);
        } catch (NumberFormatException notHexadecimal) {
            throw new MalformedEncodingException("not a quantity: " + quantity);
        }
    }

    static long small(String quantity) {
        BigInteger value = number(quantity);
        if (value.signum() < 0 || value.bitLength() > 63) {
            throw new MalformedEncodingException("quantity out of range: " + quantity);
        }
        return value.longValue();
    }

    private Hex() {}
}
