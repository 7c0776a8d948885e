package io.truebook.sequencer.lifecycle;

import io.truebook.derivation.Receipt;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.l1.EthAddress;
import io.truebook.l1.SignedHead;
import io.truebook.sequencer.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Heads and receipts in the form of section 8 of the protocol page. */
public final class ReceiptJson {
    public static void write(JsonGenerator json, Receipt receipt) {
        json.writeNumberProperty("version", receipt.version());
        json.writeNumberProperty("chainId", receipt.chainId());
        json.writeStringProperty(
                "verifyingContract", receipt.verifyingContract().hex());
        json.writeNumberProperty("sequence", receipt.sequence());
        json.writeStringProperty("previousHash", receipt.previousHash().hex());
        json.writeArrayPropertyStart("frames");
        for (Bytes frame : receipt.frames()) {
            json.writeString(frame.hex());
        }
        json.writeEndArray();
        json.writeObjectPropertyStart("head");
        write(json, receipt.head());
        json.writeEndObject();
    }

    public static void write(JsonGenerator json, SignedHead head) {
        json.writeStringProperty("leaseId", head.leaseId().hex());
        json.writeNumberProperty("sequence", head.sequence());
        json.writeStringProperty("chainHash", head.chainHash().hex());
        json.writeStringProperty("inboxAcc", head.inboxAcc().hex());
        json.writeStringProperty("signature", head.signature().hex());
    }

    /**
     * Reads a receipt; what it does not know it passes over.
     *
     * @throws MalformedReceiptException when a field is missing or not what it should be
     */
    public static Receipt read(byte[] utf8) {
        try {
            JsonNode json = Json.read(utf8);
            List<Bytes> frames = new ArrayList<>();
            JsonNode list = field(json, "frames");
            if (!list.isArray()) {
                throw new MalformedReceiptException("frames is no list");
            }
            list.forEach(frame -> frames.add(Bytes.fromHex(text(frame, "frames"))));
            return new Receipt(
                    (int) number(json, "version"),
                    number(json, "chainId"),
                    new EthAddress(text(field(json, "verifyingContract"), "verifyingContract")),
                    number(json, "sequence"),
                    word(json, "previousHash"),
                    frames,
                    SignedHead.of(field(json, "head")));
        } catch (JacksonException | IllegalArgumentException malformed) {
            throw new MalformedReceiptException(String.valueOf(malformed.getMessage()));
        }
    }

    private static Bytes32 word(JsonNode json, String name) {
        return Bytes32.fromHex(text(field(json, name), name));
    }

    private static long number(JsonNode json, String name) {
        JsonNode value = field(json, name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new MalformedReceiptException(name + " is no integer");
        }
        return value.longValue();
    }

    private static String text(JsonNode value, String name) {
        if (!value.isString()) {
            throw new MalformedReceiptException(name + " is no text");
        }
        return value.stringValue();
    }

    private static JsonNode field(JsonNode json, String name) {
        JsonNode value = json.get(name);
        if (value == null) {
            throw new MalformedReceiptException(name + " is missing");
        }
        return value;
    }

    static byte[] message(Receipt receipt) {
        return Json.object(json -> {
            json.writeStringProperty("type", "receipt");
            write(json, receipt);
        });
    }

    private ReceiptJson() {}
}
