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
    /** Bytes of a slice's number behind the signature of a TWAP slice. */
    private static final int SLICE_LENGTH = 1;

    private final Eip712Domain domain;
    private final int type;
    private final byte[] fields;
    private final int fieldsAt;
    private final int fieldsLength;
    private final byte[] signature;
    private final int signatureAt;

    /** Bytes behind the signature that are signed too: a bundle's operations. */
    private final int operationsLength;

    private SignedMessage(
            Eip712Domain domain,
            int type,
            byte[] fields,
            int fieldsAt,
            int fieldsLength,
            byte[] signature,
            int signatureAt,
            int operationsLength) {
        this.domain = domain;
        this.type = type;
        this.fields = fields;
        this.fieldsAt = fieldsAt;
        this.fieldsLength = fieldsLength;
        this.signature = signature;
        this.signatureAt = signatureAt;
        this.operationsLength = operationsLength;
    }

    /** The body of a signed item: fields, then the signature. */
    public static SignedMessage item(Eip712Domain domain, int type, byte[] bytes, int body) {
        int length = SignedItem.fieldsLength(type);
        return new SignedMessage(domain, type, bytes, body, length, bytes, body + length, 0);
    }

    /** The body of a bundle: fields, signature, then the operations, of which the signed digest holds the hash. */
    public static SignedMessage bundle(Eip712Domain domain, byte[] bytes, int body, int length) {
        int fields = Bundle.FIELDS_LENGTH;
        return new SignedMessage(
                domain, Protocol.ITEM_BUNDLE, bytes, body, fields, bytes, body + fields, length - Bundle.HEAD_LENGTH);
    }

    /**
     * What an account's key signed in a frame, {@code null} when its type carries no such signature or its length is not that of the
     * type.
     */
    public static SignedMessage ofFrame(Eip712Domain domain, byte[] bytes, int frame, int length) {
        int type = bytes[frame] & 0xff;
        int body = frame + Protocol.FRAME_LENGTH;
        if (type == Protocol.ITEM_BUNDLE) {
            return length < Bundle.HEAD_LENGTH ? null : bundle(domain, bytes, body, length);
        }
        int fields = SignedItem.fieldsLength(type);
        int slice = type == Protocol.ITEM_TWAP_SLICE ? SLICE_LENGTH : 0;
        return fields < 0 || length != fields + Signatures.LENGTH + slice ? null : item(domain, type, bytes, body);
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
        return new SignedMessage(domain, Protocol.ITEM_ORACLE, fields, 0, fields.length, signature, at, 0);
    }

    /** What was signed: the EIP-712 digest, worked out anew with each call. */
    public byte[] digest() {
        return switch (type) {
            case Protocol.ITEM_ORACLE -> Digests.price(domain, fields);
            case Protocol.ITEM_BUNDLE -> Digests.bundle(domain, fields, fieldsAt, operationsLength);
            default -> Digests.item(domain, type, fields, fieldsAt);
        };
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

    /** Of a signed operation, whose last field it is, s. */
    long expiry() {
        return BigEndian.get(fields, fieldsAt + fieldsLength - 4, 4);
    }

    @Override
    public int compareTo(SignedMessage other) {
        if (type != other.type) {
            return Integer.compare(type, other.type);
        }
        int order = Arrays.compareUnsigned(
                signature,
                signatureAt,
                signatureAt + Signatures.LENGTH + operationsLength,
                other.signature,
                other.signatureAt,
                other.signatureAt + Signatures.LENGTH + other.operationsLength);
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
