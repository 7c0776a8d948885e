package io.truebook.l1;

import java.math.BigInteger;
import java.util.Locale;
import org.web3j.crypto.ContractUtils;

/** A 20-byte account or contract address, as lower-case hexadecimal with 0x. */
public record EthAddress(String hex) {
    public static final int LENGTH = 20;
    public static final EthAddress ZERO = EthAddress.of(new byte[LENGTH]);

    public EthAddress {
        hex = hex.toLowerCase(Locale.ROOT);
        if (Hex.decode(hex).length != LENGTH) {
            throw new MalformedEncodingException("an address has 20 bytes: " + hex);
        }
    }

    public static EthAddress of(byte[] bytes) {
        return new EthAddress(Hex.encode(bytes));
    }

    /** Where a contract created by {@code deployer} in its transaction number {@code nonce} will stand. */
    public static EthAddress created(EthAddress deployer, long nonce) {
        return of(ContractUtils.generateContractAddress(deployer.bytes(), BigInteger.valueOf(nonce)));
    }

    public byte[] bytes() {
        return Hex.decode(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
