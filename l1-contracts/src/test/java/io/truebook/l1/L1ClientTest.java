package io.truebook.l1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class L1ClientTest {
    private static final RetryPolicy QUICK = new RetryPolicy(3, Duration.ofMillis(10), Duration.ofMillis(20));
    private static final Bytes32 TOPIC = Keccak.hash(new byte[] {1});

    private final List<AutoCloseable> open = new ArrayList<>();
    private AnvilProcess anvil;
    private EndpointProxy one;
    private EndpointProxy two;

    @BeforeEach
    void start() {
        anvil = kept(AnvilProcess.start(AnvilProcess.Options.INSTANT));
        one = kept(new EndpointProxy(anvil.url()));
        two = kept(new EndpointProxy(anvil.url()));
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    @Test
    void readsGoOnWhenAnEndpointDiesAndSayWhyWhenAllAreDead() {
        L1Client client = client(1, one, two);
        assertThat(client.read(L1Query.chainId()).orThrow()).isEqualTo(31_337L);
        one.die();
        anvil.mine(3);
        assertThat(client.read(L1Query.block(BlockId.LATEST)).orThrow().number())
                .isEqualTo(3);
        two.die();
        Read<Long> read = client.read(L1Query.chainId());
        assertThat(read).isInstanceOf(Read.Unavailable.class);
        assertThat(((Read.Unavailable<Long>) read).reasons()).hasSize(2);
        assertThatThrownBy(read::orThrow).isInstanceOf(L1UnavailableException.class);
    }

    @Test
    void agreementSurvivesADeadEndpointOnlyAsFarAsTheQuorumAllows() {
        L1Client lenient = client(1, one, two);
        L1Client strict = client(2, one, two);
        anvil.mine(5);
        one.die();
        assertThat(lenient.agree(L1Query.block(BlockId.of(4)))).isInstanceOf(Agreement.Agreed.class);
        assertThat(lenient.agreedHead(BlockId.LATEST)).isInstanceOf(Agreement.Agreed.class);
        assertThat(strict.agree(L1Query.block(BlockId.of(4)))).isInstanceOf(Agreement.Unavailable.class);
        assertThat(strict.agreedHead(BlockId.LATEST)).isInstanceOf(Agreement.Unavailable.class);
    }

    @Test
    void aLieIsADisagreementWhateverIsLiedAbout() {
        EthAddress logger = TinyContracts.deploy(anvil, TinyContracts.LOGGER);
        TinyContracts.call(anvil, logger, TOPIC);
        L1Client client = client(1, one, two);
        LogFilter filter = new LogFilter(List.of(logger), List.of(TOPIC), 0, 2);

        assertThat(client.agree(L1Query.logs(filter))).isInstanceOf(Agreement.Agreed.class);
        two.answer = (request, truth) -> request.contains("eth_getLogs") ? truth.replaceAll("\\[.*]", "[]") : truth;
        assertThat(client.agree(L1Query.logs(filter))).isInstanceOf(Agreement.Disagree.class);

        two.answer = (request, truth) -> truth.replaceAll("\"timestamp\":\"0x..", "\"timestamp\":\"0x11");
        assertThat(client.agree(L1Query.block(BlockId.of(1)))).isInstanceOf(Agreement.Disagree.class);
        assertThat(client.agreedHead(BlockId.LATEST)).isInstanceOf(Agreement.Disagree.class);
    }

    @Test
    void aMalformedOrUnaskedAnswerIsNoAnswer() {
        EthAddress logger = TinyContracts.deploy(anvil, TinyContracts.LOGGER);
        TinyContracts.call(anvil, logger, TOPIC);
        L1Client client = client(1, two);
        for (String garbage : List.of("", "[]", "{}", "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}", "<html>")) {
            two.answer = (request, truth) -> garbage;
            assertThat(client.read(L1Query.block(BlockId.LATEST))).isInstanceOf(Read.Unavailable.class);
        }
        two.answer = (request, truth) -> truth;
        Bytes32 other = Keccak.hash(new byte[] {2});
        assertThat(client.read(L1Query.logs(new LogFilter(List.of(logger), List.of(other), 0, 2)))
                        .orThrow())
                .isEmpty();
        two.answer = (request, truth) -> truth.replace(TOPIC.hex(), other.hex());
        LogFilter filter = new LogFilter(List.of(logger), List.of(TOPIC), 0, 2);
        assertThat(client.read(L1Query.logs(filter))).isInstanceOf(Read.Unavailable.class);
    }

    @Test
    void oneEndpointAloneCannotMoveTheAgreedHead() {
        EndpointProxy three = kept(new EndpointProxy(anvil.url()));
        anvil.mine(6);
        L1Client client = client(2, one, two, three);
        one.answer = (request, truth) -> truth.replace("\"number\":\"0x6\"", "\"number\":\"0xffff\"");
        assertThat(client.agreedHead(BlockId.LATEST)).isInstanceOf(Agreement.Disagree.class);
        one.answer = (request, truth) ->
                request.contains("latest") ? truth.replace("\"number\":\"0x6\"", "\"number\":\"0xffff\"") : truth;
        assertThat(client.agreedHead(BlockId.LATEST))
                .isInstanceOfSatisfying(
                        Agreement.Agreed.class,
                        head -> assertThat(((Block) head.value()).number()).isEqualTo(6));
        one.answer = (request, truth) ->
                request.contains("latest") ? truth.replace("\"number\":\"0x6\"", "\"number\":\"0x1\"") : truth;
        assertThat(client.agreedHead(BlockId.LATEST))
                .isInstanceOfSatisfying(
                        Agreement.Agreed.class,
                        head -> assertThat(((Block) head.value()).number()).isEqualTo(6));
    }

    @Test
    void rangesAreHalvedUntilTheProviderLetsThemThroughAndNothingIsLostOrDoubled() {
        EthAddress logger = TinyContracts.deploy(anvil, TinyContracts.LOGGER);
        for (int event = 0; event < 20; event++) {
            TinyContracts.call(anvil, logger, TOPIC);
        }
        Pattern range = Pattern.compile("\"(from|to)Block\":\"0x([0-9a-f]+)\"");
        two.answer = (request, truth) -> {
            long[] bounds = range.matcher(request)
                    .results()
                    .mapToLong(bound -> Long.parseLong(bound.group(2), 16))
                    .sorted()
                    .toArray();
            boolean tooWide = bounds.length == 2 && bounds[1] - bounds[0] >= 3;
            return tooWide ? EndpointProxy.error(request, -32_005, "query returned more than 3 blocks") : truth;
        };
        List<Log> logs = client(1, two)
                .read(L1Query.logs(new LogFilter(List.of(logger), List.of(), 0, 21)))
                .orThrow();
        assertThat(logs).extracting(Log::blockNumber).containsExactlyElementsOf(numbers(2, 21));
        assertThat(two.requests.get()).isGreaterThan(7);
    }

    @Test
    void anEndpointThatStallsAfterItsHeadersIsGivenUp() throws Exception {
        try (ServerSocket stalling = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                while (!stalling.isClosed()) {
                    try {
                        Socket peer = stalling.accept();
                        peer.getOutputStream()
                                .write("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"
                                        .getBytes(StandardCharsets.US_ASCII));
                        peer.getOutputStream().flush();
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
            URI url = URI.create("http://127.0.0.1:" + stalling.getLocalPort());
            JsonRpcEndpoint stalled = new JsonRpcEndpoint(url, Duration.ofMillis(300));
            L1Client client = kept(new L1Client(List.of(stalled, one.endpoint()), 1, QUICK));
            assertThat(client.read(L1Query.chainId()).orThrow()).isEqualTo(31_337L);
            assertThat(client.agree(L1Query.chainId())).isInstanceOf(Agreement.Agreed.class);
        }
    }

    @Test
    void anAnswerTooLargeToHoldIsRefusedAndItsRangeHalved() {
        EthAddress logger = TinyContracts.deploy(anvil, TinyContracts.LOGGER);
        TinyContracts.call(anvil, logger, TOPIC);
        TinyContracts.call(anvil, logger, TOPIC);
        String padding = " ".repeat(33 << 20);
        two.answer = (request, truth) ->
                request.contains("eth_getLogs") && truth.split("blockHash").length > 2 ? truth + padding : truth;
        LogFilter filter = new LogFilter(List.of(logger), List.of(), 0, 3);
        assertThat(client(1, two).read(L1Query.logs(filter)).orThrow()).hasSize(2);
    }

    @Test
    void anEndpointBehindTheRangeIsNotTakenForOneThatHasNoEvents() {
        L1Client client = client(1, one);
        anvil.mine(2);
        assertThat(client.agree(L1Query.logs(new LogFilter(List.of(), List.of(), 0, 3))))
                .isInstanceOf(Agreement.Unavailable.class);
    }

    @Test
    void aRevertIsAnAnswer() {
        EthAddress reverter = TinyContracts.deploy(anvil, TinyContracts.REVERTER);
        L1Client client = client(2, one, two);
        for (Bytes error : List.of(Bytes.EMPTY, Bytes.fromHex("0xdeadbeef"))) {
            assertThat(client.agree(L1Query.call(CallRequest.to(reverter, error), BlockId.LATEST)))
                    .isEqualTo(new Agreement.Agreed<CallResult>(new CallResult.Reverted(error)));
        }
        EthAddress nobody = new EthAddress("0x" + "77".repeat(20));
        assertThat(client.agree(L1Query.call(CallRequest.to(nobody, Bytes.EMPTY), BlockId.LATEST)))
                .isEqualTo(new Agreement.Agreed<CallResult>(new CallResult.Returned(Bytes.EMPTY)));
    }

    @Test
    void finalityTrailsTheHead() {
        anvil.mine(10);
        L1Client client = client(2, one, two);
        Block finalized = client.read(L1Query.block(BlockId.FINALIZED)).orThrow();
        assertThat(finalized.number()).isEqualTo(8);
        assertThat(client.agree(L1Query.block(BlockId.of(8)))).isEqualTo(new Agreement.Agreed<>(finalized));
    }

    @Test
    void twoNamesForOneEndpointAreRefused() {
        assertThatThrownBy(() -> client(2, one, one)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> client(2, one)).isInstanceOf(IllegalArgumentException.class);
    }

    private L1Client client(int quorum, EndpointProxy... proxies) {
        List<JsonRpcEndpoint> endpoints =
                java.util.Arrays.stream(proxies).map(EndpointProxy::endpoint).toList();
        return kept(new L1Client(endpoints, quorum, QUICK));
    }

    private static List<Long> numbers(long from, long to) {
        return java.util.stream.LongStream.rangeClosed(from, to).boxed().toList();
    }

    private <T extends AutoCloseable> T kept(T resource) {
        open.add(resource);
        return resource;
    }
}
