package io.truebook.l1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where one Truebook stands on L1. All contracts are immutable, so this never changes.
 *
 * @param block in which the bridge was created: no event is older
 * @param genesisTime seconds
 */
public record Deployment(
        long chainId,
        long block,
        EthAddress bridgeAddress,
        EthAddress rollupAddress,
        EthAddress sequencersAddress,
        EthAddress verifierAddress,
        EthAddress equivocationAddress,
        EthAddress tokenAddress,
        long genesisTime,
        Bytes32 genesisRoot) {
    /** The engine contracts, in the order the verifier takes them, and the verifier's getter of each. */
    public static final Map<String, String> ENGINES = engines();

    private static final JsonMapper JSON = new JsonMapper();

    private static Map<String, String> engines() {
        Map<String, String> engines = new LinkedHashMap<>();
        engines.put("AdmissionEngine", "ADMISSION");
        engines.put("OrderEngine", "ORDERS");
        engines.put("AccountEngine", "ACCOUNTS");
        engines.put("MatchingEngine", "MATCHING");
        engines.put("RiskEngine", "RISK");
        return Collections.unmodifiableMap(engines);
    }

    public BridgeContract bridge() {
        return new BridgeContract(bridgeAddress);
    }

    public RollupContract rollup() {
        return new RollupContract(rollupAddress);
    }

    public SequencersContract sequencers() {
        return new SequencersContract(sequencersAddress);
    }

    public VerifierContract verifier() {
        return new VerifierContract(verifierAddress);
    }

    public EquivocationContract equivocation() {
        return new EquivocationContract(equivocationAddress);
    }

    public TokenContract token() {
        return new TokenContract(tokenAddress);
    }

    public BatchHeader genesis() {
        return BatchHeader.genesis(genesisTime, genesisRoot);
    }

    public void write(Path file) {
        ObjectNode node = JSON.createObjectNode()
                .put("chainId", chainId)
                .put("block", block)
                .put("bridge", bridgeAddress.hex())
                .put("rollup", rollupAddress.hex())
                .put("sequencers", sequencersAddress.hex())
                .put("verifier", verifierAddress.hex())
                .put("equivocation", equivocationAddress.hex())
                .put("token", tokenAddress.hex())
                .put("genesisTime", genesisTime)
                .put("genesisRoot", genesisRoot.hex());
        try {
            Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node));
        } catch (IOException failure) {
            throw new UncheckedIOException(file.toString(), failure);
        }
    }

    public static Deployment read(Path file) {
        try {
            JsonNode node = JSON.readTree(Files.readAllBytes(file));
            return new Deployment(
                    number(node, "chainId"),
                    number(node, "block"),
                    address(node, "bridge"),
                    address(node, "rollup"),
                    address(node, "sequencers"),
                    address(node, "verifier"),
                    address(node, "equivocation"),
                    address(node, "token"),
                    number(node, "genesisTime"),
                    Bytes32.fromHex(RpcJson.text(node.path("genesisRoot"), "genesisRoot")));
        } catch (IOException failure) {
            throw new UncheckedIOException(file.toString(), failure);
        }
    }

    private static EthAddress address(JsonNode node, String field) {
        return new EthAddress(RpcJson.text(node.path(field), field));
    }

    private static long number(JsonNode node, String field) {
        if (!node.path(field).isIntegralNumber()) {
            throw new MalformedEncodingException(field + " is missing or no whole number");
        }
        return node.path(field).asLong();
    }
}
