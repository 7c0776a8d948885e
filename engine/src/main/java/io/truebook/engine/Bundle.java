package io.truebook.engine;

import io.truebook.engine.protocol.BigEndian;

/** Several operations under one signature: section 4.12 of the protocol page. */
final class Bundle {
    /** Bytes of account, key, nonce and expiry. */
    static final int FIELDS_LENGTH = 15;

    /** Bytes before the operations: the fields and the signature. */
    static final int HEAD_LENGTH = FIELDS_LENGTH + Signatures.LENGTH;

    /** A bundle's body. */
    static byte[] body(long account, int key, long nonce, long expiry, byte[] signature, byte[] operations) {
        byte[] body = new byte[HEAD_LENGTH + operations.length];
        BigEndian.put(body, 0, 4, account);
        BigEndian.put(body, 4, 1, key);
        BigEndian.put(body, 5, 6, nonce);
        BigEndian.put(body, 11, 4, expiry);
        System.arraycopy(signature, 0, body, FIELDS_LENGTH, Signatures.LENGTH);
        System.arraycopy(operations, 0, body, HEAD_LENGTH, operations.length);
        return body;
    }

    private Bundle() {}
}
