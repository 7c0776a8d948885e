package io.truebook.l1;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The errors of Truebook's contracts in words, for logs and for people. */
public final class Reverts {
    private static final int SELECTOR_LENGTH = 4;

    private record Signature(String name, List<String> types) {}

    /** By the first four bytes. */
    private static final Map<Bytes, Signature> KNOWN = known();

    /** Such as {@code NotFraud(0x12…, 3)}; what is not known is given as hexadecimal. */
    public static String describe(Bytes error) {
        if (error.length() < SELECTOR_LENGTH) {
            return "without a reason";
        }
        byte[] bytes = error.bytes();
        Signature signature = KNOWN.get(Bytes.of(Arrays.copyOf(bytes, SELECTOR_LENGTH)));
        if (signature == null) {
            return "with " + error.hex();
        }
        try {
            AbiWords words = new AbiWords(Bytes.of(Arrays.copyOfRange(bytes, SELECTOR_LENGTH, bytes.length)));
            List<String> arguments = new ArrayList<>();
            for (int i = 0; i < signature.types().size(); i++) {
                arguments.add(argument(signature.types().get(i), words, i));
            }
            return signature.name() + "(" + String.join(", ", arguments) + ")";
        } catch (MalformedEncodingException otherError) {
            return "with " + error.hex();
        }
    }

    private static String argument(String type, AbiWords words, int index) {
        if (type.equals("string")) {
            return new String(words.bytes(index).bytes(), StandardCharsets.UTF_8);
        }
        if (type.equals("address")) {
            return words.address(index).hex();
        }
        return type.startsWith("uint")
                ? words.big(index).toString()
                : words.word(index).hex();
    }

    private static Map<Bytes, Signature> known() {
        Map<Bytes, Signature> known = new HashMap<>();
        put(known, new Signature("Error", List.of("string")));
        put(known, new Signature("Panic", List.of("uint256")));
        for (String contract : List.of("Bridge", "Sequencers", "Rollup", "Equivocation", "FraudVerifier")) {
            for (JsonNode entry : ContractArtifact.load(contract).abi()) {
                if (entry.path("type").asString("").equals("error")) {
                    List<String> types = new ArrayList<>();
                    entry.path("inputs")
                            .forEach(input -> types.add(input.path("type").asString()));
                    put(known, new Signature(entry.path("name").asString(), types));
                }
            }
        }
        return Map.copyOf(known);
    }

    private static void put(Map<Bytes, Signature> known, Signature signature) {
        String text = signature.name() + "(" + String.join(",", signature.types()) + ")";
        byte[] hash = Keccak.hash(text.getBytes(StandardCharsets.US_ASCII)).bytes();
        known.put(Bytes.of(Arrays.copyOf(hash, SELECTOR_LENGTH)), signature);
    }

    private Reverts() {}
}
