package io.truebook.sequencer.gateway;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Connections and requests of each address, and connections of all together. */
final class ClientLimits {
    private final GatewayOptions options;
    private final AtomicInteger connections = new AtomicInteger();
    private final Map<InetAddress, Client> clients = new ConcurrentHashMap<>();

    /** One address. Requests are paid from a bucket that fills by the second. */
    final class Client {
        private int open;
        private long tokens = options.burstRequests();
        private long filledAt = System.nanoTime();

        /** Whether that many requests may be made now. */
        synchronized boolean take(int requests) {
            long now = System.nanoTime();
            long gained = (now - filledAt) / 1_000 * options.requestsPerSecond() / 1_000_000;
            if (gained > 0) {
                tokens = Math.min(options.burstRequests(), tokens + gained);
                filledAt = now;
            }
            if (tokens < requests) {
                return false;
            }
            tokens -= requests;
            return true;
        }
    }

    ClientLimits(GatewayOptions options) {
        this.options = options;
    }

    /** Counts a connection, or returns {@code null} when there are too many. */
    Client connect(InetAddress address) {
        if (connections.incrementAndGet() > options.maxConnections()) {
            connections.decrementAndGet();
            return null;
        }
        Client client = clients.compute(address, (key, known) -> {
            Client counted = known == null ? new Client() : known;
            counted.open++;
            return counted;
        });
        if (client.open > options.maxConnectionsPerAddress()) {
            disconnect(address);
            return null;
        }
        return client;
    }

    /** The bucket of an address that has left stays for a while, or reconnecting would refill it. */
    void disconnect(InetAddress address) {
        connections.decrementAndGet();
        clients.computeIfPresent(address, (key, client) -> {
            client.open--;
            return client;
        });
        if (clients.size() > 4 * options.maxConnections()) {
            clients.values().removeIf(client -> client.open == 0);
        }
    }

    int connections() {
        return connections.get();
    }
}
