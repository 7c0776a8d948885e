package io.truebook.sequencer.gateway;

import static io.truebook.sequencer.TestExchange.*;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.sequencer.RunningSequencer;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers that do not behave, over raw sockets. */
class GatewayLimitsTest {
    @TempDir
    Path folder;

    private RunningExchange exchange;

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void malformedHttpIsAnsweredAndClosed() throws Exception {
        open(options(4, 10_000, 1 << 20));
        for (String garbage : new String[] {
            "HELLO\r\n\r\n",
            "GET\r\n\r\n",
            "GET /v1/status HTTP/1.1\r\nno colon here\r\n\r\n",
            "GET /" + "x".repeat(5_000) + " HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nA: " + "y".repeat(9_000) + "\r\n\r\n",
            "POST /v1/orders HTTP/1.1\r\nContent-Length: banana\r\n\r\n"
        }) {
            try (Socket socket = connect()) {
                socket.getOutputStream().write(garbage.getBytes(US_ASCII));
                String answer = readAll(socket);
                assertThat(answer).as(garbage).startsWith("HTTP/1.1 400").contains("\"reason\":\"BAD_REQUEST\"");
            }
        }
        assertThat(exchange.get("/v1/status").status()).isEqualTo(200);
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws Exception {
        open(options(4, 10_000, 1 << 20));
        try (Socket socket = connect()) {
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < 50; i++) {
                String path = i % 2 == 0 ? "/v1/accounts/16" : "/v1/accounts/" + (100_000 + i);
                requests.append("GET ").append(path).append(" HTTP/1.1\r\n");
                requests.append(i == 49 ? "Connection: close\r\n\r\n" : "\r\n");
            }
            socket.getOutputStream().write(requests.toString().getBytes(US_ASCII));
            String[] answers = readAll(socket).split("HTTP/1.1 ");
            assertThat(answers).hasSize(51);
            for (int i = 0; i < 50; i++) {
                assertThat(answers[i + 1]).startsWith(i % 2 == 0 ? "200" : "404");
                assertThat(answers[i + 1]).contains(i % 2 == 0 ? "\"account\":16" : Integer.toString(100_000 + i));
            }
        }
    }

    @Test
    void tooManyRequestsOfOneAddressAreRefused() throws Exception {
        open(new GatewayOptions("127.0.0.1", 0, 1, 1, 65_536, 100, 100, 1, 20, 1 << 20, 60));
        int refused = 0;
        for (int i = 0; i < 40; i++) {
            RunningExchange.Answer answer = exchange.get("/v1/status");
            if (answer.status() == 429) {
                assertThat(answer.text("reason")).isEqualTo("RATE_LIMITED");
                refused++;
            }
        }
        assertThat(refused).isBetween(15, 20);
    }

    @Test
    void tooManyConnectionsAreRefused() throws Exception {
        open(options(3, 10_000, 1 << 20));
        Socket[] open = new Socket[3];
        for (int i = 0; i < 3; i++) {
            open[i] = connect();
        }
        RunningSequencer.await(() -> exchange.gateway.connections() == 3);
        try (Socket fourth = connect()) {
            fourth.getOutputStream().write("GET /v1/status HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
            assertThat(readAll(fourth)).startsWith("HTTP/1.1 503").contains("TOO_MANY_CONNECTIONS");
        }
        for (Socket socket : open) {
            socket.close();
        }
        RunningSequencer.await(() -> exchange.gateway.connections() == 0);
        assertThat(exchange.get("/v1/status").status()).isEqualTo(200);
    }

    @Test
    void aWebSocketPeerThatDoesNotReadIsCutOffWithAReason() throws Exception {
        open(options(10, 1_000_000, 20_000));
        try (Socket slow = new Socket()) {
            // Only a buffer set before the connection exists bounds what the peer's kernel takes in.
            slow.setReceiveBufferSize(4_096);
            slow.setSoTimeout(20_000);
            slow.connect(new InetSocketAddress("127.0.0.1", exchange.gateway.port()));
            upgrade(slow);
            sendText(slow, "{\"op\":\"subscribe\",\"channel\":\"account\",\"account\":16}");
            long nonce = 10;
            for (int i = 0; i < 60 && exchange.gateway.connections() > 0; i++) {
                for (int k = 0; k < 100; k++) {
                    exchange.running.later(place(0, nonce++, 0, MARK - 1, 1));
                    exchange.running.later(cancelAll(0, nonce++));
                }
                exchange.running.submit(place(0, nonce++, 0, 1, 1));
            }
            assertThat(readAll(slow).endsWith("SLOW_CONSUMER")).isTrue();
        }
        RunningSequencer.await(() -> exchange.gateway.connections() == 0);
    }

    @Test
    void anIdleConnectionIsClosed() throws Exception {
        open(new GatewayOptions("127.0.0.1", 0, 1, 1, 65_536, 100, 100, 100, 100, 1 << 20, 1));
        try (Socket idle = connect();
                Socket webSocket = connect()) {
            upgrade(webSocket);
            assertThat(readAll(idle)).isEmpty();
            assertThat(readAll(webSocket)).contains("IDLE");
        }
    }

    private void open(GatewayOptions options) throws Exception {
        exchange = new RunningExchange(folder, options);
    }

    private static GatewayOptions options(int connections, int requests, int outbound) {
        return new GatewayOptions(
                "127.0.0.1", 0, 1, 2, 65_536, connections, connections, requests, requests, outbound, 60);
    }

    private Socket connect() throws Exception {
        Socket socket = new Socket("127.0.0.1", exchange.gateway.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void upgrade(Socket socket) throws Exception {
        String key = Base64.getEncoder().encodeToString(new byte[16]);
        String request = "GET /v1/ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + key + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        assertThat(head).startsWith("HTTP/1.1 101");
    }

    private static void sendText(Socket socket, String text) throws Exception {
        OutputStream out = socket.getOutputStream();
        byte[] payload = text.getBytes(US_ASCII);
        out.write(0x81);
        out.write(0x80 | payload.length);
        out.write(new byte[4]);
        out.write(payload);
        out.flush();
    }

    private static String readAll(Socket socket) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[8_192];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                all.write(buffer, 0, read);
            }
        } catch (java.net.SocketException reset) {
            return all.toString(US_ASCII);
        }
        return all.toString(US_ASCII);
    }
}
