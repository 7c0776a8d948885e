package io.truebook.engine;

import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.Protocol;
import io.truebook.engine.protocol.SignedItem;
import java.util.Arrays;

/**
 * A signed operation or price together with its signature, as it lies in an item. Its signer is a function of these bytes and the
 * domain, so whoever found it once can find it again by {@link #equals} without hashing anything. The arrays must not change while it
 * is in use.
 *
 * <p>Comparable, so that a hash map full of keys chosen to collide stays a tree.
 */
public final class SignedMessage implements Comparable<SignedMessage> {
    private final Eip712Domain domain;
    private final int type;
    private final byte[] fields;
    private final int fieldsAt;
    private final int fieldsLength;
    private final byte[] signature;
    private final int signatureAt;

    private SignedMessage(
            Eip712Domain domain,
            int type,
            byte[] fields,
            int fieldsAt,
            int fieldsLength,
            byte[] signature,
            int signatureAt) {
        this.domain = domain;
        this.type = type;
        this.fields = fields;
        this.fieldsAt = fieldsAt;
        this.fieldsLength = fieldsLength;
        this.signature = signature;
        this.signatureAt = signatureAt;
    }

    /** The body of a signed item: fields, then the signature. */
    public static SignedMessage item(Eip712Domain domain, int type, byte[] bytes, int body) {
        int length = SignedItem.fieldsLength(type);
        return new SignedMessage(domain, type, bytes, body, length, bytes, body + length);
    }

    /**
     * One publisher's price.
     *
     * @param publishTime ms
     * @param signature holds 64 bytes at {@code at}
     */
    public static SignedMessage price(
            Eip712Domain domain, int market, int tick, long publishTime, byte[] signature, int at) {
        byte[] fields = Oracle.priceFields(market, tick, publishTime);
        return new SignedMessage(domain, Protocol.ITEM_ORACLE, fields, 0, fields.length, signature, at);
    }

    /** What was signed: the EIP-712 digest, worked out anew with each call. */
    public byte[] digest() {
        return type == Protocol.ITEM_ORACLE
                ? Digests.price(domain, fields)
                : Digests.item(domain, type, fields, fieldsAt);
    }

    /** The array that holds r(32) ‖ vs(32). */
    public byte[] signature() {
        return signature;
    }

    /** Where in {@link #signature} they start. */
    public int signatureAt() {
        return signatureAt;
    }

    /** Whether the signature's numbers are in the ranges that count. */
    public boolean canonical() {
        return Signatures.canonical(signature, signatureAt);
    }

    @Override
    public int compareTo(SignedMessage other) {
        if (type != other.type) {
            return Integer.compare(type, other.type);
        }
        int order = Arrays.compareUnsigned(
                signature,
                signatureAt,
                signatureAt + Signatures.LENGTH,
                other.signature,
                other.signatureAt,
                other.signatureAt + Signatures.LENGTH);
        if (order == 0) {
            order = Arrays.compareUnsigned(
                    fields,
                    fieldsAt,
                    fieldsAt + fieldsLength,
                    other.fields,
                    other.fieldsAt,
                    other.fieldsAt + fieldsLength);
        }
        return order == 0 && domain != other.domain
                ? Arrays.compareUnsigned(domain.rawSeparator(), other.domain.rawSeparator())
                : order;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedMessage that && compareTo(that) == 0;
    }

    /** Of s, whose low bits no signer can choose cheaply. */
    @Override
    public int hashCode() {
        return (int) BigEndian.get(signature, signatureAt + 60, 4);
    }
}
