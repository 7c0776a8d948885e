package io.truebook.sequencer.lifecycle;

import io.truebook.sequencer.Json;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Where items stand, as REST and WebSocket say it. */
public final class StatusJson {
    /** The fields of one item; those that are not known are left out. */
    public static void write(JsonGenerator json, ItemReport item) {
        if (item.sequence() > 0) {
            json.writeNumberProperty("sequence", item.sequence());
        }
        json.writeStringProperty("status", item.status().wire());
        if (item.batch() > 0) {
            json.writeNumberProperty("batch", item.batch());
        }
        if (item.revertedAt() > 0) {
            json.writeNumberProperty("revertedAt", item.revertedAt());
        }
        if (item.reason() != null) {
            json.writeNumberProperty("code", item.reason().code());
            json.writeStringProperty("reason", item.reason().name());
        }
        if (item.chainHash() != null) {
            json.writeStringProperty("chainHash", item.chainHash().hex());
        }
        if (item.name() != null) {
            name(json, item.name());
        }
    }

    public static void writeAll(JsonGenerator json, List<ItemReport> items) {
        json.writeArrayPropertyStart("items");
        for (ItemReport item : items) {
            json.writeStartObject();
            write(json, item);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static byte[] snapshot(List<ItemReport> items) {
        return message("statusSnapshot", items);
    }

    static byte[] changed(List<ItemReport> items) {
        return message("status", items);
    }

    private static byte[] message(String type, List<ItemReport> items) {
        return Json.object(json -> {
            json.writeStringProperty("type", type);
            writeAll(json, items);
        });
    }

    private static void name(JsonGenerator json, ItemName name) {
        json.writeStringProperty("op", name.operation());
        if (name.account() != 0) {
            json.writeNumberProperty("account", name.account());
        }
        if (name.key() != 0) {
            json.writeNumberProperty("key", name.key());
            json.writeNumberProperty("nonce", name.nonce());
        }
    }

    private StatusJson() {}
}
