package io.truebook.sequencer.gateway;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.truebook.sequencer.divergence.Base;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Paths to resources. What does not fit any is 404, a wrong method 405, an unreadable request 400. */
final class Router {
    private static final Map<String, String> OPERATIONS = Map.ofEntries(
            Map.entry("/v1/orders", "place"),
            Map.entry("/v1/orders/market", "market"),
            Map.entry("/v1/orders/amend", "amend"),
            Map.entry("/v1/orders/cancel", "cancel"),
            Map.entry("/v1/orders/cancel-all", "cancelAll"),
            Map.entry("/v1/orders/schedule-cancel", "scheduleCancel"),
            Map.entry("/v1/orders/trigger", "trigger"),
            Map.entry("/v1/orders/twap", "twap"),
            Map.entry("/v1/orders/expire", "expire"),
            Map.entry("/v1/bundles", "bundle"),
            Map.entry("/v1/nonces/void", "voidNonce"),
            Map.entry("/v1/withdrawals", "withdraw"),
            Map.entry("/v1/transfers", "transfer"),
            Map.entry("/v1/subaccounts", "openSubaccount"),
            Map.entry("/v1/agents", "setAgent"),
            Map.entry("/v1/margins", "setMargin"),
            Map.entry("/v1/liquidations", "liquidate"),
            Map.entry("/v1/unwinds", "unwind"),
            Map.entry("/v1/settlements", "settle"),
            Map.entry("/v1/prices", "price"));
    private static final String ITEMS = "/v1/items";

    private final Api api;

    Router(Api api) {
        this.api = api;
    }

    CompletableFuture<Response> route(String method, String uri, byte[] body, int connection) {
        try {
            QueryStringDecoder decoder = new QueryStringDecoder(uri);
            String path = decoder.path();
            if (OPERATIONS.containsKey(path) || path.equals(ITEMS)) {
                return method.equals("POST") ? post(path, body, connection) : notAllowed(method);
            }
            CompletableFuture<Response> found = get(path, decoder.parameters());
            if (found == null) {
                return now(ApiError.notFound("no resource " + path).response());
            }
            return method.equals("GET") ? found : notAllowed(method);
        } catch (BadRequestException bad) {
            return now(ApiError.badRequest(bad.getMessage()).response());
        } catch (IllegalArgumentException badUri) {
            return now(ApiError.badRequest("the address cannot be read").response());
        }
    }

    private CompletableFuture<Response> post(String path, byte[] body, int connection) {
        return path.equals(ITEMS) ? api.item(body, connection) : api.operation(OPERATIONS.get(path), body, connection);
    }

    private CompletableFuture<Response> get(String path, Map<String, List<String>> query) {
        String[] parts = path.substring(1).split("/", -1);
        if (path.equals("/metrics")) {
            return api.metrics();
        }
        if (parts.length < 2 || !parts[0].equals("v1")) {
            return null;
        }
        return switch (parts.length) {
            case 2 -> top(parts[1], query);
            case 3 -> one(parts[1], parts[2], query);
            case 4 -> below(parts[1], parts[2], parts[3], query);
            default -> null;
        };
    }

    private CompletableFuture<Response> top(String name, Map<String, List<String>> query) {
        return switch (name) {
            case "status" -> api.status();
            case "domain" -> api.deployment();
            case "markets" -> api.markets();
            case "exchange" -> api.exchange();
            case "divergence" -> divergence(query);
            case "delays" -> api.delays();
            case "controller" -> api.controller();
            default -> null;
        };
    }

    private CompletableFuture<Response> one(String name, String id, Map<String, List<String>> query) {
        return switch (name) {
            case "accounts" -> api.account(number(id));
            case "owners" -> api.owner(id);
            case "batches" -> api.batch(id);
            case "heads" -> id.equals("latest") ? api.head() : null;
            case "receipts" -> api.receipt(number(id));
            case "transactions" -> api.transaction(number(id), parameter(query, "chainHash"));
            default -> null;
        };
    }

    private CompletableFuture<Response> below(String name, String id, String what, Map<String, List<String>> query) {
        return switch (name + "/" + what) {
            case "accounts/orders" -> api.orders(number(id));
            case "accounts/items" ->
                api.items(number(id), limit(query), parameter(query, "key"), parameter(query, "nonce"));
            case "accounts/triggers" -> api.triggers(number(id));
            case "markets/index" -> api.indexHistory(market(id));
            case "markets/book" -> api.book(market(id), depth(query));
            default -> null;
        };
    }

    private CompletableFuture<Response> divergence(Map<String, List<String>> query) {
        String by = parameter(query, "by");
        return switch (by == null ? "" : by) {
            case "" -> api.divergence();
            case "market" -> api.divergenceByMarket(since(query));
            case "account" -> api.divergenceByAccount(since(query), top(query));
            default -> throw new BadRequestException("by must be market or account");
        };
    }

    private static Base since(Map<String, List<String>> query) {
        String since = parameter(query, "since");
        return switch (since == null ? "posted" : since) {
            case "posted" -> Base.POSTED;
            case "final" -> Base.FINAL;
            default -> throw new BadRequestException("since must be posted or final");
        };
    }

    private static int top(Map<String, List<String>> query) {
        String top = parameter(query, "top");
        return top == null ? 20 : (int) Math.min(number(top), 1_000);
    }

    private static int market(String id) {
        long market = number(id);
        if (market > 255) {
            throw new BadRequestException("a market is a number up to 255");
        }
        return (int) market;
    }

    private static int depth(Map<String, List<String>> query) {
        String depth = parameter(query, "depth");
        return depth == null ? 100 : (int) Math.min(number(depth), 1_000_000);
    }

    private static int limit(Map<String, List<String>> query) {
        String limit = parameter(query, "limit");
        return limit == null ? 100 : (int) Math.min(number(limit), 1_000);
    }

    static long number(String digits) {
        if (!digits.matches("[0-9]{1,18}")) {
            throw new BadRequestException("a number is expected, not " + digits);
        }
        return Long.parseLong(digits);
    }

    private static String parameter(Map<String, List<String>> query, String name) {
        List<String> values = query.get(name);
        return values == null ? null : values.getFirst();
    }

    private static CompletableFuture<Response> notAllowed(String method) {
        return now(ApiError.methodNotAllowed(method).response());
    }

    private static CompletableFuture<Response> now(Response response) {
        return CompletableFuture.completedFuture(response);
    }
}
