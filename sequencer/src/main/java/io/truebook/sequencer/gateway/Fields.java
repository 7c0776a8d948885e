package io.truebook.sequencer.gateway;

import io.truebook.sequencer.Json;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a JSON object, each read with its bounds. What is missing, out of range or not known is refused by name: a misspelt
 * "reduceOnly" must not become an order that opens a position.
 */
final class Fields {
    private final JsonNode object;
    private final Set<String> read = new HashSet<>();

    private Fields(JsonNode object) {
        this.object = object;
    }

    static Fields of(byte[] utf8) {
        JsonNode node;
        try {
            node = Json.read(utf8);
        } catch (JacksonException notJson) {
            throw new BadRequestException("not JSON: " + notJson.getOriginalMessage());
        }
        if (node == null || !node.isObject()) {
            throw new BadRequestException("a JSON object is expected");
        }
        return new Fields(node);
    }

    /** An integer, or its decimal digits as a string for those beyond 2^53. */
    long number(String name, long least, long greatest) {
        JsonNode value = required(name);
        long number;
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            number = value.longValue();
        } else if (value.isString() && value.stringValue().matches("[0-9]{1,19}")) {
            try {
                number = Long.parseLong(value.stringValue());
            } catch (NumberFormatException tooLarge) {
                throw new BadRequestException(name + " must lie between " + least + " and " + greatest);
            }
        } else {
            throw new BadRequestException(name + " must be an integer");
        }
        if (number < least || number > greatest) {
            throw new BadRequestException(name + " must lie between " + least + " and " + greatest);
        }
        return number;
    }

    int small(String name, int least, int greatest) {
        return (int) number(name, least, greatest);
    }

    boolean flag(String name) {
        JsonNode value = optional(name);
        if (value == null) {
            return false;
        }
        if (!value.isBoolean()) {
            throw new BadRequestException(name + " must be true or false");
        }
        return value.booleanValue();
    }

    String text(String name) {
        JsonNode value = required(name);
        if (!value.isString()) {
            throw new BadRequestException(name + " must be a string");
        }
        return value.stringValue();
    }

    /** The place of a word among those that are allowed. */
    int choice(String name, String... words) {
        int at = java.util.List.of(words).indexOf(text(name));
        if (at < 0) {
            throw new BadRequestException(name + " must be one of " + String.join(", ", words));
        }
        return at;
    }

    /** Any value as it was written, "null" when there is none. */
    JsonNode any(String name) {
        return optional(name);
    }

    byte[] bytes(String name, int least, int greatest) {
        String hex = text(name);
        try {
            byte[] bytes = HexFormat.of().parseHex(hex.startsWith("0x") ? hex.substring(2) : "?");
            if (bytes.length < least || bytes.length > greatest) {
                throw new BadRequestException(name + " has " + bytes.length + " bytes");
            }
            return bytes;
        } catch (IllegalArgumentException notHex) {
            throw new BadRequestException(name + " must be 0x and hexadecimal digits");
        }
    }

    /** The elements of an array, each an object. */
    java.util.List<Fields> objects(String name, int greatest) {
        JsonNode value = required(name);
        if (!value.isArray() || value.isEmpty() || value.size() > greatest) {
            throw new BadRequestException(name + " must be an array of 1 to " + greatest);
        }
        java.util.List<Fields> elements = new java.util.ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isObject()) {
                throw new BadRequestException(name + " must hold objects");
            }
            elements.add(new Fields(element));
        }
        return elements;
    }

    /** Refuses fields that nobody has read. */
    void requireNoOthers() {
        for (String name : object.propertyNames()) {
            if (!read.contains(name)) {
                throw new BadRequestException("unknown field " + name);
            }
        }
    }

    private JsonNode required(String name) {
        JsonNode value = optional(name);
        if (value == null) {
            throw new BadRequestException(name + " is missing");
        }
        return value;
    }

    private JsonNode optional(String name) {
        read.add(name);
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }
}
