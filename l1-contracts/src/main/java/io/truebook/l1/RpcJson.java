package io.truebook.l1;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/** Reads the objects of Ethereum JSON-RPC; a field that is missing or of another form is malformed. */
final class RpcJson {
    static Block block(JsonNode node) {
        return new Block(
                number(node, "number"),
                word(node, "hash"),
                word(node, "parentHash"),
                number(node, "timestamp"),
                quantity(node, "baseFeePerGas"));
    }

    static Log log(JsonNode node) {
        if (node.path("removed").asBoolean(false)) {
            throw new MalformedEncodingException("a removed log in an answer");
        }
        List<Bytes32> topics = new ArrayList<>();
        node.path("topics").forEach(topic -> topics.add(Bytes32.fromHex(text(topic, "topic"))));
        return new Log(
                address(node, "address"),
                topics,
                Bytes.fromHex(text(node.path("data"), "data")),
                number(node, "blockNumber"),
                word(node, "blockHash"),
                word(node, "transactionHash"),
                number(node, "logIndex"));
    }

    static List<Log> logs(JsonNode node) {
        if (!node.isArray()) {
            throw new MalformedEncodingException("logs must be an array");
        }
        List<Log> logs = new ArrayList<>(node.size());
        node.forEach(log -> logs.add(log(log)));
        return logs;
    }

    static Receipt receipt(JsonNode node) {
        return new Receipt(
                word(node, "transactionHash"),
                number(node, "blockNumber"),
                word(node, "blockHash"),
                number(node, "status") == 1,
                number(node, "gasUsed"),
                quantity(node, "effectiveGasPrice"),
                optionalAddress(node, "contractAddress"),
                logs(node.path("logs")));
    }

    static L1Transaction transaction(JsonNode node) {
        return new L1Transaction(
                word(node, "hash"),
                address(node, "from"),
                optionalAddress(node, "to"),
                number(node, "nonce"),
                quantity(node, "value"),
                Bytes.fromHex(text(node.path("input"), "input")),
                node.path("blockNumber").isString()
                        ? OptionalLong.of(number(node, "blockNumber"))
                        : OptionalLong.empty());
    }

    static String text(JsonNode node, String name) {
        if (!node.isString()) {
            throw new MalformedEncodingException(name + " is missing or no string");
        }
        return node.stringValue();
    }

    private static long number(JsonNode node, String field) {
        return Hex.small(text(node.path(field), field));
    }

    private static BigInteger quantity(JsonNode node, String field) {
        return Hex.number(text(node.path(field), field));
    }

    private static Bytes32 word(JsonNode node, String field) {
        return Bytes32.fromHex(text(node.path(field), field));
    }

    private static EthAddress address(JsonNode node, String field) {
        return new EthAddress(text(node.path(field), field));
    }

    private static Optional<EthAddress> optionalAddress(JsonNode node, String field) {
        return node.path(field).isString() ? Optional.of(address(node, field)) : Optional.empty();
    }

    private RpcJson() {}
}
