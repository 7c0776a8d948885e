package io.truebook.l1;

import java.util.List;

/** Which events: of these contracts, with one of these signatures; an empty list lets all through. Both block bounds are included. */
public record LogFilter(List<EthAddress> addresses, List<Bytes32> signatures, long fromBlock, long toBlock) {
    public LogFilter {
        addresses = List.copyOf(addresses);
        signatures = List.copyOf(signatures);
    }

    public LogFilter within(long from, long to) {
        return new LogFilter(addresses, signatures, from, to);
    }
}
