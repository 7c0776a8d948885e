package io.truebook.l1;

import io.truebook.l1.OutboxEntry.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An outbox entry as JSON that a person can read. */
final class OutboxJson {
    private static final JsonMapper JSON = new JsonMapper();

    static byte[] write(OutboxEntry entry) {
        TransactionRequest request = entry.request();
        ObjectNode node = JSON.createObjectNode();
        node.put("key", request.key());
        request.to().ifPresent(to -> node.put("to", to.hex()));
        node.put("data", request.data().hex());
        node.put("value", Hex.quantity(request.value()));
        node.put("gasLimit", request.gasLimit());
        node.put("nonce", entry.nonce());
        entry.settled().ifPresent(hash -> node.put("settled", hash.hex()));
        ArrayNode attempts = node.putArray("attempts");
        for (Attempt attempt : entry.attempts()) {
            attempts.addObject()
                    .put("hash", attempt.hash().hex())
                    .put("signed", attempt.signed().hex())
                    .put("maxFee", Hex.quantity(attempt.maxFee()))
                    .put("tip", Hex.quantity(attempt.tip()))
                    .put("sinceBlock", attempt.sinceBlock());
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
    }

    static OutboxEntry read(byte[] json) {
        JsonNode node = JSON.readTree(json);
        TransactionRequest request = new TransactionRequest(
                text(node, "key"),
                node.has("to") ? Optional.of(new EthAddress(text(node, "to"))) : Optional.empty(),
                Bytes.fromHex(text(node, "data")),
                Hex.number(text(node, "value")),
                node.get("gasLimit").asLong());
        List<Attempt> attempts = new ArrayList<>();
        for (JsonNode attempt : node.get("attempts")) {
            attempts.add(new Attempt(
                    Bytes32.fromHex(text(attempt, "hash")),
                    Bytes.fromHex(text(attempt, "signed")),
                    Hex.number(text(attempt, "maxFee")),
                    Hex.number(text(attempt, "tip")),
                    attempt.get("sinceBlock").asLong()));
        }
        Optional<Bytes32> settled =
                node.has("settled") ? Optional.of(Bytes32.fromHex(text(node, "settled"))) : Optional.empty();
        return new OutboxEntry(request, node.get("nonce").asLong(), attempts, settled);
    }

    private static String text(JsonNode node, String field) {
        return RpcJson.text(node.path(field), field);
    }

    private OutboxJson() {}
}
