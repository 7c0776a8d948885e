package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.truebook.engine.protocol.SignedItem;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.KeccakDigest;

/**
 * EIP-712 digests of everything that is signed. All fields are static but a bundle's operations, of which the struct has the hash, so a
 * struct is its type hash and its words.
 */
public final class Digests {
    private static final byte[][] ITEM_TYPE_HASHES = new byte[ITEM_TWAP_SLICE + 1][];
    private static final byte[] BUNDLE_TYPE_HASH = keccak(TYPE_BUNDLE.getBytes(US_ASCII));
    private static final int[] BUNDLE_WIDTHS = {4, 1, 6, 4, 32};
    private static final byte[] PRICE_TYPE_HASH = keccak(TYPE_PRICE.getBytes(US_ASCII));
    private static final int[] PRICE_WIDTHS = {1, 3, 6};
    private static final byte[] HEAD_TYPE_HASH =
            keccak("Head(bytes32 leaseId,uint48 sequence,bytes32 chainHash,bytes32 inboxAcc)".getBytes(US_ASCII));
    private static final int[] HEAD_WIDTHS = {32, 6, 32, 32};

    static {
        for (int type = ITEM_PLACE; type <= ITEM_TWAP_SLICE; type++) {
            ITEM_TYPE_HASHES[type] = keccak(SignedItem.eip712Type(type).getBytes(US_ASCII));
        }
    }

    /** Keccak-256. */
    public static byte[] keccak(byte[] bytes) {
        byte[] out = new byte[32];
        KeccakDigest keccak = new KeccakDigest(256);
        keccak.update(bytes, 0, bytes.length);
        keccak.doFinal(out, 0);
        return out;
    }

    /** What a key of an account signs. */
    public static byte[] item(Eip712Domain domain, SignedItem item) {
        byte[] fields = new byte[SignedItem.fieldsLength(item.type())];
        item.encode(fields, 0);
        return item(domain, item.type(), fields, 0);
    }

    /** The digest of a signed item whose fields lie in an array. */
    static byte[] item(Eip712Domain domain, int type, byte[] fields, int at) {
        return digest(domain, ITEM_TYPE_HASHES[type], SignedItem.widths(type), fields, at);
    }

    /** What a key of an account signs for a bundle. */
    public static byte[] bundle(
            Eip712Domain domain, long account, int key, long nonce, long expiry, byte[] operations) {
        byte[] body = Bundle.body(account, key, nonce, expiry, new byte[Signatures.LENGTH], operations);
        return bundle(domain, body, 0, operations.length);
    }

    /** The digest of a bundle whose body lies in an array. */
    static byte[] bundle(Eip712Domain domain, byte[] bytes, int body, int operationsLength) {
        int operations = body + Bundle.HEAD_LENGTH;
        byte[] fields = Arrays.copyOfRange(bytes, body, body + Bundle.FIELDS_LENGTH + 32);
        byte[] hash = keccak(Arrays.copyOfRange(bytes, operations, operations + operationsLength));
        System.arraycopy(hash, 0, fields, Bundle.FIELDS_LENGTH, hash.length);
        return digest(domain, BUNDLE_TYPE_HASH, BUNDLE_WIDTHS, fields, 0);
    }

    /** What an oracle publisher signs: market(1) ‖ tick(3) ‖ publish time in ms(6). */
    static byte[] price(Eip712Domain domain, byte[] fields) {
        return digest(domain, PRICE_TYPE_HASH, PRICE_WIDTHS, fields, 0);
    }

    /** What an oracle publisher signs. */
    public static byte[] price(Eip712Domain domain, int market, int tick, long publishTime) {
        return price(domain, Oracle.priceFields(market, tick, publishTime));
    }

    /** What a sequencer signs: section 8 of the protocol page. */
    public static byte[] head(Eip712Domain domain, byte[] leaseId, long sequence, byte[] chainHash, byte[] inboxAcc) {
        byte[] fields = new byte[102];
        System.arraycopy(leaseId, 0, fields, 0, 32);
        io.truebook.engine.protocol.BigEndian.put(fields, 32, 6, sequence);
        System.arraycopy(chainHash, 0, fields, 38, 32);
        System.arraycopy(inboxAcc, 0, fields, 70, 32);
        return digest(domain, HEAD_TYPE_HASH, HEAD_WIDTHS, fields, 0);
    }

    private static byte[] digest(Eip712Domain domain, byte[] typeHash, int[] widths, byte[] fields, int at) {
        KeccakDigest keccak = new KeccakDigest(256);
        byte[] words = new byte[32 * (1 + widths.length)];
        System.arraycopy(typeHash, 0, words, 0, 32);
        int from = at;
        for (int i = 0; i < widths.length; i++) {
            System.arraycopy(fields, from, words, 32 * (i + 2) - widths[i], widths[i]);
            from += widths[i];
        }
        byte[] outer = new byte[2 + 32 + 32];
        outer[0] = 0x19;
        outer[1] = 0x01;
        System.arraycopy(domain.rawSeparator(), 0, outer, 2, 32);
        keccak.update(words, 0, words.length);
        keccak.doFinal(outer, 34);
        keccak.update(outer, 0, outer.length);
        byte[] out = new byte[32];
        keccak.doFinal(out, 0);
        return out;
    }

    private Digests() {}
}
