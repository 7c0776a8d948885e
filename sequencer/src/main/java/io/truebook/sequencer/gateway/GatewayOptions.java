package io.truebook.sequencer.gateway;

/**
 * What an operator can set of the gateway.
 *
 * @param port 0 for any free one
 * @param verifyThreads that recover signatures
 * @param maxBodyBytes of a request or a WebSocket message
 * @param requestsPerSecond of one address in the long run; an item is a request
 * @param burstRequests of one address at once
 * @param maxOutboundBytes that may wait for a WebSocket peer before it is cut off
 * @param idleSeconds a connection that says nothing for so long is closed
 */
public record GatewayOptions(
        String host,
        int port,
        int ioThreads,
        int verifyThreads,
        int maxBodyBytes,
        int maxConnections,
        int maxConnectionsPerAddress,
        int requestsPerSecond,
        int burstRequests,
        int maxOutboundBytes,
        int idleSeconds) {
    public static final GatewayOptions DEFAULT =
            new GatewayOptions("127.0.0.1", 0, 1, 2, 65_536, 4_096, 256, 50_000, 100_000, 4 << 20, 60);
}
