package io.truebook.l1;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a deployment chooses, in the order of the contracts' struct; units and meanings stand in profiles.json. */
public record RollupParameters(
        long blockSeconds,
        long finalityBlocks,
        long finalitySeconds,
        long silence,
        long grace,
        long term,
        long priorityStep,
        long evidencePeriod,
        long inclusionDelay,
        long governanceDelay,
        long minimumDeposit,
        BigInteger statedPeakGasPrice,
        BigInteger forcedFee,
        BigInteger bond) {
    /** @param name devnet, drill or mainnet */
    public static RollupParameters profile(String name) {
        JsonNode profiles = new JsonMapper().readTree(ContractArtifact.resource("profiles.json"));
        if (!profiles.path("bond").has(name)) {
            throw new IllegalArgumentException("no profile " + name + " in profiles.json");
        }
        return new RollupParameters(
                number(profiles, name, "blockSeconds"),
                number(profiles, name, "finalityBlocks"),
                number(profiles, name, "finalitySeconds"),
                number(profiles, name, "silence"),
                number(profiles, name, "grace"),
                number(profiles, name, "term"),
                number(profiles, name, "priorityStep"),
                number(profiles, name, "evidencePeriod"),
                number(profiles, name, "inclusionDelay"),
                number(profiles, name, "governanceDelay"),
                number(profiles, name, "minimumDeposit"),
                big(profiles, name, "statedPeakGasPrice"),
                big(profiles, name, "forcedFee"),
                big(profiles, name, "bond"));
    }

    /** How far behind L1 a batch's time may be, seconds. */
    public long lag() {
        return silence + grace;
    }

    /** What every contract of the deployment shows as PARAMETERS_HASH. */
    public Bytes32 hash() {
        byte[] words = new byte[numbers().size() * Bytes32.LENGTH];
        int at = 0;
        for (BigInteger number : numbers()) {
            Abi.word(number).copyTo(words, at);
            at += Bytes32.LENGTH;
        }
        return Keccak.hash(words);
    }

    List<BigInteger> numbers() {
        List<BigInteger> numbers = new ArrayList<>();
        for (long value : new long[] {
            blockSeconds,
            finalityBlocks,
            finalitySeconds,
            silence,
            grace,
            term,
            priorityStep,
            evidencePeriod,
            inclusionDelay,
            governanceDelay,
            minimumDeposit
        }) {
            numbers.add(BigInteger.valueOf(value));
        }
        numbers.addAll(List.of(statedPeakGasPrice, forcedFee, bond));
        return numbers;
    }

    private static long number(JsonNode profiles, String profile, String key) {
        return big(profiles, profile, key).longValueExact();
    }

    private static BigInteger big(JsonNode profiles, String profile, String key) {
        return new BigInteger(profiles.path(key).path(profile).asString());
    }
}
