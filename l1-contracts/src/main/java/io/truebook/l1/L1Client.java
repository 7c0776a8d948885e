package io.truebook.l1;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * L1 through several endpoints, any of which may be dead, slow, behind or lying. A {@link #read} takes the first answer and is for
 * those who only lose time by a lie; an {@link #agree} compares all answers and is for those who act on them.
 */
public final class L1Client implements AutoCloseable {
    /** How long an endpoint that gave no answer is left alone as long as others will do: its timeout must not slow every question. */
    private static final long REST_NANOS = 10_000_000_000L;

    private final List<JsonRpcEndpoint> endpoints;
    private final int quorum;
    private final RetryPolicy retries;
    private final Map<String, Long> restingSince = new ConcurrentHashMap<>();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    /** @param quorum how many endpoints at least must give the same answer for an agreement */
    public L1Client(List<JsonRpcEndpoint> endpoints, int quorum, RetryPolicy retries) {
        if (quorum < 1 || quorum > endpoints.size()) {
            throw new IllegalArgumentException("a quorum of " + quorum + " among " + endpoints.size() + " endpoints");
        }
        Set<String> names = new HashSet<>();
        for (JsonRpcEndpoint endpoint : endpoints) {
            if (!names.add(endpoint.name())) {
                throw new IllegalArgumentException(
                        "two endpoints at " + endpoint.name() + " would only agree with themselves");
            }
        }
        this.endpoints = List.copyOf(endpoints);
        this.quorum = quorum;
        this.retries = retries;
    }

    /** Asks one endpoint after another, those that answered last first. */
    public <T> Read<T> read(L1Query<T> query) {
        List<String> reasons = List.of();
        for (int attempt = 0; attempt < retries.attempts(); attempt++) {
            if (attempt > 0 && !retries.pauseBefore(attempt)) {
                break;
            }
            reasons = new ArrayList<>();
            boolean worthAnotherRound = false;
            for (JsonRpcEndpoint endpoint : awakeFirst()) {
                switch (ask(query, endpoint)) {
                    case Answer.Given<T>(T value) -> {
                        return new Read.Value<>(value, endpoint.name());
                    }
                    case Answer.None<T>(String reason, boolean mayChange) -> {
                        reasons.add(reason);
                        worthAnotherRound |= mayChange;
                    }
                }
            }
            if (!worthAnotherRound) {
                break;
            }
        }
        return new Read.Unavailable<>(List.copyOf(reasons));
    }

    /** Asks all endpoints at once and compares. */
    public <T> Agreement<T> agree(L1Query<T> query) {
        Answers<T> answers = askUntilQuorum(query);
        if (answers.given().values().stream().distinct().count() > 1) {
            return new Agreement.Disagree<>(Map.copyOf(answers.given()));
        }
        if (answers.given().size() < quorum) {
            return new Agreement.Unavailable<>(answers.reasons());
        }
        return new Agreement.Agreed<>(answers.given().values().iterator().next());
    }

    /**
     * The newest block of a tag that a quorum has reached: fewer liars than the quorum cannot push it forward, and cannot hold it
     * back while a quorum of others answers.
     */
    public Agreement<Block> agreedHead(BlockId tag) {
        Answers<Block> heads = askUntilQuorum(L1Query.block(tag));
        if (heads.given().size() < quorum) {
            return new Agreement.Unavailable<>(heads.reasons());
        }
        List<Long> heights = heads.given().values().stream()
                .map(Block::number)
                .sorted(Comparator.reverseOrder())
                .toList();
        return agree(L1Query.block(BlockId.of(heights.get(quorum - 1))));
    }

    /** Hands a signed transaction to every endpoint at once. */
    Broadcast broadcast(Bytes signed) {
        Answers<Boolean> answers = askAll(
                new L1Query<>(endpoint -> {
                    endpoint.call("eth_sendRawTransaction", signed.hex());
                    return true;
                }),
                endpoints);
        return new Broadcast(answers.given().size(), answers.reasons());
    }

    /** @param accepted number of endpoints that took the transaction @param reasons why the others did not */
    record Broadcast(int accepted, List<String> reasons) {}

    private record Answers<T>(Map<String, T> given, List<String> reasons) {}

    private sealed interface Answer<T> {
        record Given<T>(T value) implements Answer<T> {}

        record None<T>(String reason, boolean mayChange) implements Answer<T> {}
    }

    /** Asks all that are awake, and goes on with those that gave no answer only while a quorum is missing. */
    private <T> Answers<T> askUntilQuorum(L1Query<T> query) {
        List<JsonRpcEndpoint> order = awakeFirst();
        int awake =
                (int) order.stream().filter(endpoint -> !isResting(endpoint)).count();
        Answers<T> answers = askAll(query, order.subList(0, Math.max(awake, quorum)));
        for (int attempt = 1; answers.given().size() < quorum && attempt < retries.attempts(); attempt++) {
            if (!retries.pauseBefore(attempt)) {
                break;
            }
            Map<String, T> before = answers.given();
            List<JsonRpcEndpoint> silent = endpoints.stream()
                    .filter(endpoint -> !before.containsKey(endpoint.name()))
                    .toList();
            answers = askAll(query, silent);
            answers.given().putAll(before);
        }
        return answers;
    }

    private <T> Answers<T> askAll(L1Query<T> query, List<JsonRpcEndpoint> asked) {
        Map<JsonRpcEndpoint, CompletableFuture<Answer<T>>> pending = new LinkedHashMap<>();
        asked.forEach(endpoint ->
                pending.put(endpoint, CompletableFuture.supplyAsync(() -> ask(query, endpoint), workers)));
        Map<String, T> given = new LinkedHashMap<>();
        List<String> reasons = new ArrayList<>();
        pending.forEach((endpoint, answer) -> {
            switch (answer.join()) {
                case Answer.Given<T>(T value) -> given.put(endpoint.name(), value);
                case Answer.None<T>(String reason, boolean mayChange) -> reasons.add(reason);
            }
        });
        return new Answers<>(given, List.copyOf(reasons));
    }

    private <T> Answer<T> ask(L1Query<T> query, JsonRpcEndpoint endpoint) {
        try {
            T value = query.ask(endpoint);
            restingSince.remove(endpoint.name());
            return new Answer.Given<>(value);
        } catch (EndpointException.Refused refused) {
            return new Answer.None<>(endpoint.name() + ": " + refused.getMessage(), false);
        } catch (EndpointException.NotThere behind) {
            return new Answer.None<>(behind.getMessage(), true);
        } catch (EndpointException failure) {
            restingSince.put(endpoint.name(), System.nanoTime());
            return new Answer.None<>(failure.getMessage(), true);
        }
    }

    private List<JsonRpcEndpoint> awakeFirst() {
        return endpoints.stream().sorted(Comparator.comparing(this::isResting)).toList();
    }

    private boolean isResting(JsonRpcEndpoint endpoint) {
        Long since = restingSince.get(endpoint.name());
        return since != null && System.nanoTime() - since < REST_NANOS;
    }

    @Override
    public void close() {
        workers.shutdownNow();
        endpoints.forEach(JsonRpcEndpoint::close);
    }
}
