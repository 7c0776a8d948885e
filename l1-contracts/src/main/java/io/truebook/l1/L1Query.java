package io.truebook.l1;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** A question that any endpoint can be asked. Answers are values: two honest endpoints on one chain give equal ones. */
public final class L1Query<T> {
    /** How the answer is got from one endpoint, in as many requests as it takes. */
    @FunctionalInterface
    interface Question<T> {
        T ask(JsonRpcEndpoint endpoint) throws EndpointException;
    }

    /** Code of an execution that reverted with data; without data Geth only says so in words. */
    private static final int REVERTED = 3;

    private static final String REVERTED_IN_WORDS = "execution reverted";

    private final Question<T> question;

    L1Query(Question<T> question) {
        this.question = question;
    }

    T ask(JsonRpcEndpoint endpoint) throws EndpointException {
        try {
            return question.ask(endpoint);
        } catch (MalformedEncodingException malformed) {
            throw new EndpointException.NoAnswer(endpoint.name() + ": " + malformed.getMessage());
        }
    }

    public <R> L1Query<R> map(Function<T, R> decoder) {
        return new L1Query<>(endpoint -> decoder.apply(question.ask(endpoint)));
    }

    /** A view of a contract that is known not to revert: where it does, another contract stands there. */
    static L1Query<AbiWords> view(String name, EthAddress contract, Bytes data, BlockId block) {
        L1Query<CallResult> call = call(CallRequest.to(contract, data), block);
        return new L1Query<>(endpoint -> switch (call.ask(endpoint)) {
            case CallResult.Returned(Bytes words) -> new AbiWords(words);
            case CallResult.Reverted(Bytes error) ->
                throw new EndpointException.Refused(
                        REVERTED, name + " reverts: " + Reverts.describe(error), error.hex());
        });
    }

    public static L1Query<Long> chainId() {
        return new L1Query<>(endpoint -> Hex.small(text(endpoint.call("eth_chainId"))));
    }

    public static L1Query<Block> block(BlockId id) {
        return new L1Query<>(endpoint -> {
            JsonNode block = endpoint.call("eth_getBlockByNumber", id.rpcName(), false);
            if (block.isNull()) {
                throw new EndpointException.NotThere(endpoint.name() + " has no block " + id.rpcName());
            }
            return RpcJson.block(block);
        });
    }

    /** Every event of the filter's range, in order; an endpoint that has not reached its end gives no answer. */
    public static L1Query<List<Log>> logs(LogFilter filter) {
        return new L1Query<>(new LogRange(filter));
    }

    public static L1Query<CallResult> call(CallRequest request, BlockId block) {
        return execution(callObject(request), block);
    }

    /** Runs a constructor without creating anything. */
    static L1Query<CallResult> creation(EthAddress sender, Bytes code) {
        return execution(Map.of("from", sender.hex(), "data", code.hex()), BlockId.LATEST);
    }

    private static L1Query<CallResult> execution(Map<String, String> call, BlockId block) {
        return new L1Query<>(endpoint -> {
            try {
                return new CallResult.Returned(Bytes.fromHex(text(endpoint.call("eth_call", call, block.rpcName()))));
            } catch (EndpointException.Refused refused) {
                if (refused.code() != REVERTED && !refused.getMessage().startsWith(REVERTED_IN_WORDS)) {
                    throw refused;
                }
                return new CallResult.Reverted(refused.data().isEmpty() ? Bytes.EMPTY : Bytes.fromHex(refused.data()));
            }
        });
    }

    /** Empty as long as the transaction is in no block of the canonical chain. */
    public static L1Query<Optional<Receipt>> receipt(Bytes32 transaction) {
        return new L1Query<>(endpoint -> {
            JsonNode receipt = endpoint.call("eth_getTransactionReceipt", transaction.hex());
            return receipt.isNull() ? Optional.empty() : Optional.of(RpcJson.receipt(receipt));
        });
    }

    /** Empty when the endpoint knows of no such transaction, neither included nor waiting. */
    public static L1Query<Optional<L1Transaction>> transaction(Bytes32 hash) {
        return new L1Query<>(endpoint -> {
            JsonNode transaction = endpoint.call("eth_getTransactionByHash", hash.hex());
            return transaction.isNull() ? Optional.empty() : Optional.of(RpcJson.transaction(transaction));
        });
    }

    /** Number of transactions of the account included up to the block: the next nonce. */
    public static L1Query<Long> nonce(EthAddress account, BlockId block) {
        return new L1Query<>(
                endpoint -> Hex.small(text(endpoint.call("eth_getTransactionCount", account.hex(), block.rpcName()))));
    }

    public static L1Query<BigInteger> balance(EthAddress account, BlockId block) {
        return new L1Query<>(
                endpoint -> Hex.number(text(endpoint.call("eth_getBalance", account.hex(), block.rpcName()))));
    }

    public static L1Query<Bytes> code(EthAddress account, BlockId block) {
        return new L1Query<>(
                endpoint -> Bytes.fromHex(text(endpoint.call("eth_getCode", account.hex(), block.rpcName()))));
    }

    private static Map<String, String> callObject(CallRequest request) {
        Map<String, String> call = new HashMap<>();
        request.from().ifPresent(from -> call.put("from", from.hex()));
        request.gas().ifPresent(gas -> call.put("gas", Hex.quantity(gas)));
        call.put("to", request.to().hex());
        call.put("data", request.data().hex());
        if (request.value().signum() > 0) {
            call.put("value", Hex.quantity(request.value()));
        }
        return call;
    }

    private static String text(JsonNode result) {
        return RpcJson.text(result, "result");
    }
}
