package io.truebook.l1;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Events of a range of blocks from one endpoint. Providers bound a request by blocks, by results or by time and tell so in words of
 * their own, so any refusal of a range is met by halving it; a refusal of a single block stands.
 */
final class LogRange implements L1Query.Question<List<Log>> {
    /** What most providers let through in one request. */
    private static final long MAX_BLOCKS = 2_000;

    private final LogFilter filter;

    LogRange(LogFilter filter) {
        this.filter = filter;
    }

    @Override
    public List<Log> ask(JsonRpcEndpoint endpoint) throws EndpointException {
        long head = Hex.small(RpcJson.text(endpoint.call("eth_blockNumber"), "result"));
        if (head < filter.toBlock()) {
            throw new EndpointException.NotThere(endpoint.name() + " is at block " + head);
        }
        List<Log> logs = new ArrayList<>();
        for (long from = filter.fromBlock(); from <= filter.toBlock(); from += MAX_BLOCKS) {
            collect(endpoint, from, Math.min(from + MAX_BLOCKS - 1, filter.toBlock()), logs);
        }
        return List.copyOf(logs);
    }

    private void collect(JsonRpcEndpoint endpoint, long from, long to, List<Log> logs) throws EndpointException {
        JsonNode answer;
        try {
            answer = endpoint.call("eth_getLogs", request(from, to));
        } catch (EndpointException tooMuch) {
            if (from == to || tooMuch instanceof EndpointException.NoAnswer) {
                throw tooMuch;
            }
            long middle = from + (to - from) / 2;
            collect(endpoint, from, middle, logs);
            collect(endpoint, middle + 1, to, logs);
            return;
        }
        for (Log log : RpcJson.logs(answer)) {
            requireAscending(logs, log, from, to);
            logs.add(log);
        }
    }

    private Map<String, Object> request(long from, long to) {
        return Map.of(
                "address",
                filter.addresses().stream().map(EthAddress::hex).toList(),
                "topics",
                filter.signatures().isEmpty()
                        ? List.of()
                        : List.of(filter.signatures().stream().map(Bytes32::hex).toList()),
                "fromBlock",
                Hex.quantity(from),
                "toBlock",
                Hex.quantity(to));
    }

    private void requireAscending(List<Log> logs, Log log, long from, long to) {
        boolean inRange = log.blockNumber() >= from && log.blockNumber() <= to;
        boolean wanted = (filter.addresses().isEmpty() || filter.addresses().contains(log.address()))
                && (filter.signatures().isEmpty()
                        || filter.signatures().stream().anyMatch(log::isEvent));
        boolean after = logs.isEmpty()
                || logs.getLast().blockNumber() < log.blockNumber()
                || logs.getLast().blockNumber() == log.blockNumber()
                        && logs.getLast().logIndex() < log.logIndex();
        if (!inRange || !wanted || !after) {
            throw new MalformedEncodingException("a log that was not asked for, or out of order");
        }
    }
}
