package io.truebook.l1;

import java.util.Map;

/** Contracts of a few opcodes, for tests of the client that need no Truebook on the chain. */
final class TinyContracts {
    /** Logs one event whose signature is the first word of the calldata. */
    static final String LOGGER = "5f355f5fa100";

    /** Reverts with the calldata as its error. */
    static final String REVERTER = "365f5f37365ffd";

    static EthAddress deploy(AnvilProcess anvil, String runtime) {
        int length = runtime.length() / 2;
        String init = "60%02x600c60003960%02x6000f3".formatted(length, length) + runtime;
        String hash = send(anvil, Map.of("from", account(anvil), "data", "0x" + init));
        return new EthAddress(anvil.call("eth_getTransactionReceipt", hash)
                .get("contractAddress")
                .stringValue());
    }

    static void call(AnvilProcess anvil, EthAddress contract, Bytes32 word) {
        send(anvil, Map.of("from", account(anvil), "to", contract.hex(), "data", word.hex()));
    }

    private static String send(AnvilProcess anvil, Map<String, String> transaction) {
        String hash = anvil.call("eth_sendTransaction", transaction).stringValue();
        Awaiting.until(
                "inclusion of " + hash,
                () -> !anvil.call("eth_getTransactionReceipt", hash).isNull());
        return hash;
    }

    private static String account(AnvilProcess anvil) {
        return anvil.call("eth_accounts").get(0).stringValue();
    }

    private TinyContracts() {}
}
