package io.truebook.engine;

import io.truebook.engine.protocol.SignedItem;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/** A secp256k1 key of a trader or publisher in tests; signs with RFC 6979 nonces, so a seed gives the same bytes always. */
public final class Key {
    static final X9ECParameters CURVE = SECNamedCurves.getByName("secp256k1");
    static final BigInteger ORDER = CURVE.getN();
    static final BigInteger FIELD = CURVE.getCurve().getField().getCharacteristic();

    private final BigInteger secret;
    private final byte[] address;

    public Key(long secret) {
        this(BigInteger.valueOf(secret));
    }

    public Key(BigInteger secret) {
        this.secret = secret;
        address = address(multiply(secret));
    }

    public byte[] address() {
        return address.clone();
    }

    public BigInteger secret() {
        return secret;
    }

    /** r ‖ vs of EIP-2098. */
    public byte[] sign(byte[] digest) {
        HMacDSAKCalculator nonces = new HMacDSAKCalculator(new SHA256Digest());
        nonces.init(ORDER, secret, digest);
        BigInteger k = nonces.nextK();
        ECPoint point = multiply(k);
        BigInteger r = point.getAffineXCoord().toBigInteger().mod(ORDER);
        BigInteger s = k.modInverse(ORDER)
                .multiply(new BigInteger(1, digest).add(r.multiply(secret)))
                .mod(ORDER);
        boolean odd = point.getAffineYCoord().toBigInteger().testBit(0);
        if (s.compareTo(ORDER.shiftRight(1)) > 0) {
            s = ORDER.subtract(s);
            odd = !odd;
        }
        return signature(r, s, odd);
    }

    /** A framed, signed item. */
    public byte[] item(Eip712Domain domain, SignedItem item) {
        return Items.signed(item, sign(Digests.item(domain, item)));
    }

    static byte[] signature(BigInteger r, BigInteger s, boolean odd) {
        byte[] out = new byte[64];
        System.arraycopy(BigIntegers.asUnsignedByteArray(32, r), 0, out, 0, 32);
        System.arraycopy(BigIntegers.asUnsignedByteArray(32, s), 0, out, 32, 32);
        if (odd) {
            out[32] |= (byte) 0x80;
        }
        return out;
    }

    static ECPoint multiply(BigInteger scalar) {
        return new FixedPointCombMultiplier().multiply(CURVE.getG(), scalar).normalize();
    }

    static byte[] address(ECPoint point) {
        byte[] encoded = point.normalize().getEncoded(false);
        return Arrays.copyOfRange(Digests.keccak(Arrays.copyOfRange(encoded, 1, 65)), 12, 32);
    }
}
