package io.truebook.l1;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A sequencer's word for an order of items, as it can be shown to L1: section 8 of the protocol page.
 *
 * @param sequence number of the last item covered, 48 bits
 * @param chainHash H after that item
 * @param inboxAcc accumulator over the inbox messages consumed by then
 * @param signature 64 bytes, r ‖ vs
 */
public record SignedHead(Bytes32 leaseId, long sequence, Bytes32 chainHash, Bytes32 inboxAcc, Bytes signature) {
    public static final int SIGNATURE_LENGTH = 64;

    private static final JsonMapper JSON = new JsonMapper();

    public SignedHead {
        if (sequence < 0 || sequence >= 1L << 48) {
            throw new MalformedEncodingException("a sequence has 48 bits, not " + sequence);
        }
        if (signature.length() != SIGNATURE_LENGTH) {
            throw new MalformedEncodingException("a signature has 64 bytes, not " + signature.length());
        }
    }

    /** Whether both are of one item of one lease and say different things of it. */
    public boolean contradicts(SignedHead other) {
        return leaseId.equals(other.leaseId) && sequence == other.sequence && !chainHash.equals(other.chainHash);
    }

    /** The object that gateways give and files hold; fields beside those of a head are passed over. */
    public static SignedHead of(JsonNode node) {
        if (!node.path("sequence").isIntegralNumber() || !node.path("sequence").canConvertToLong()) {
            throw new MalformedEncodingException("sequence is missing or no whole number");
        }
        return new SignedHead(
                word(node, "leaseId"),
                node.path("sequence").asLong(),
                word(node, "chainHash"),
                word(node, "inboxAcc"),
                Bytes.fromHex(RpcJson.text(node.path("signature"), "signature")));
    }

    /**
     * Reads a head, or what holds one as {@code head}, as a receipt does.
     *
     * @throws MalformedEncodingException when the bytes are neither as JSON
     */
    public static SignedHead parse(byte[] utf8) {
        try {
            JsonNode json = JSON.readTree(utf8);
            return of(json.has("head") ? json.get("head") : json);
        } catch (JacksonException noJson) {
            throw new MalformedEncodingException("no JSON: " + noJson.getOriginalMessage());
        }
    }

    public ObjectNode json() {
        return JSON.createObjectNode()
                .put("sequence", sequence)
                .put("leaseId", leaseId.hex())
                .put("chainHash", chainHash.hex())
                .put("inboxAcc", inboxAcc.hex())
                .put("signature", signature.hex());
    }

    private static Bytes32 word(JsonNode node, String field) {
        byte[] bytes = Hex.decode(RpcJson.text(node.path(field), field));
        if (bytes.length != Bytes32.LENGTH) {
            throw new MalformedEncodingException(field + " has " + bytes.length + " bytes instead of 32");
        }
        return Bytes32.of(bytes);
    }
}
