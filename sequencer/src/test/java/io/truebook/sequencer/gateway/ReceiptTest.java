package io.truebook.sequencer.gateway;

import static io.truebook.engine.protocol.Protocol.*;
import static io.truebook.sequencer.TestExchange.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.derivation.HeadSignature;
import io.truebook.derivation.Receipt;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.l1.EthAddress;
import io.truebook.l1.SignedHead;
import io.truebook.sequencer.RunningSequencer;
import io.truebook.sequencer.SequencerOptions;
import io.truebook.sequencer.lifecycle.ReceiptJson;
import io.truebook.sequencer.signing.NativeRecovery;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receipts as a user fetches, keeps and checks them: over real sockets, over restarts, and with every field tampered with. */
class ReceiptTest {
    private static final long SEED = Long.getLong("truebook.seed", System.nanoTime());
    private static final EthAddress HOLDER = EthAddress.of(key(77).address());

    /** Heads only where the rules ask for one, and batches of some 60 orders. */
    private static final SequencerOptions SELDOM = new SequencerOptions(
            8_192, 1_000_000, 0, 100, 1_000_000, 10_000, 1_000_000_000L, 1_000_000_000L, 3_600_000);

    /** The same in one batch. */
    private static final SequencerOptions ONE_BATCH = new SequencerOptions(
            86_000, 1_000_000, 0, 100, 1_000_000, 10_000, 1_000_000_000L, 1_000_000_000L, 3_600_000);

    @TempDir
    Path folder;

    @Test
    void everyItemHasOneThatLeadsToASignedHeadNotFarFromIt() throws Exception {
        try (RunningExchange exchange = new RunningExchange(folder, GatewayOptions.DEFAULT, ONE_BATCH)) {
            Map<Long, byte[]> items = trade(exchange, 300);
            closeBatch(exchange);
            int longest = 0;
            for (Map.Entry<Long, byte[]> item : items.entrySet()) {
                Receipt receipt = fetch(exchange, item.getKey());
                assertGood(receipt, item.getKey(), item.getValue());
                longest = Math.max(longest, receipt.frames().size());
            }
            assertThat(longest).isEqualTo(Receipt.MAX_FRAMES);
        }
    }

    @Test
    void theyAreTheSameBeforeAndAfterSealingAndOverRestarts() throws Exception {
        System.out.println("receipts: replay with -Dtruebook.seed=" + SEED);
        Random random = new Random(SEED);
        Map<Long, byte[]> items = new HashMap<>();
        Map<Long, Bytes32> places = new HashMap<>();
        long now;
        try (RunningExchange exchange = new RunningExchange(folder, GatewayOptions.DEFAULT, SELDOM)) {
            now = exchange.running.now.get();
            items.putAll(trade(exchange, 100 + random.nextInt(100)));
            assertThat(exchange.running.sealed).isNotEmpty();
            for (long sequence : items.keySet()) {
                if (sequence <= exchange.running.sealed.getLast().lastSequence()) {
                    places.put(sequence, fetch(exchange, sequence).place().hash());
                }
            }
            assertThat(places).isNotEmpty();
        }
        // What was in the open batch is in the journal only, and its heads are signed again.
        try (RunningExchange exchange = RunningExchange.again(folder, SELDOM, now)) {
            items.forEach((sequence, item) -> {
                Receipt receipt = fetch(exchange, sequence);
                assertGood(receipt, sequence, item);
                assertThat(places.getOrDefault(sequence, receipt.place().hash()))
                        .isEqualTo(receipt.place().hash());
            });
        }
    }

    @Test
    void aHeadNeverCoversItemsOfTwoBatches() throws Exception {
        try (RunningExchange exchange = new RunningExchange(folder, GatewayOptions.DEFAULT, SELDOM)) {
            Map<Long, byte[]> items = trade(exchange, 200);
            closeBatch(exchange);
            assertThat(exchange.running.sealed).hasSizeGreaterThan(2);
            exchange.running.sealed.forEach(batch -> {
                Receipt last = fetch(exchange, batch.lastSequence());
                assertThat(last.head().sequence()).isEqualTo(batch.lastSequence());
                assertThat(last.frames()).hasSize(1);
            });
            assertThat(items).isNotEmpty();
        }
    }

    @Test
    void whatIsFinalUndoneOrUnknownHasNone() throws Exception {
        try (RunningExchange exchange = new RunningExchange(folder, GatewayOptions.DEFAULT)) {
            long sequence = exchange.post("/v1/orders", GatewayTest.order(0, 5, "buy", MARK, 10))
                    .number("sequence");
            assertThat(exchange.get("/v1/receipts/" + sequence).status()).isEqualTo(200);
            assertThat(exchange.get("/v1/receipts/" + (sequence + 1)).status()).isEqualTo(404);
            assertThat(exchange.get("/v1/receipts/0").status()).isEqualTo(404);
            closeBatch(exchange);
            exchange.running.sequencer.advance(1, io.truebook.sequencer.BatchStatus.POSTED);
            assertThat(exchange.get("/v1/receipts/" + sequence).status()).isEqualTo(200);
            exchange.running.sequencer.advance(1, io.truebook.sequencer.BatchStatus.FINAL);
            assertThat(exchange.get("/v1/receipts/" + sequence).status()).isEqualTo(404);
            long next = exchange.post("/v1/orders", GatewayTest.order(0, 6, "buy", MARK, 10))
                    .number("sequence");
            assertThat(exchange.get("/v1/receipts/" + next).status()).isEqualTo(200);
            exchange.running.sequencer.revert(1);
            assertThat(exchange.get("/v1/receipts/" + next).status()).isEqualTo(404);
        }
    }

    @Test
    void eachFieldThatIsTamperedWithIsRefusedForItsOwnReason() throws Exception {
        try (RunningExchange exchange = new RunningExchange(folder, GatewayOptions.DEFAULT, ONE_BATCH)) {
            Map<Long, byte[]> items = trade(exchange, 20);
            closeBatch(exchange);
            Receipt good = fetch(exchange, items.keySet().iterator().next());
            assertThat(fault(good)).isEmpty();
            SignedHead head = good.head();
            assertFault(with(good, 2, good.chainId(), good.sequence(), head), Receipt.Fault.WRONG_VERSION);
            assertFault(with(good, 1, 1, good.sequence(), head), Receipt.Fault.WRONG_DEPLOYMENT);
            assertFault(with(good, 1, good.chainId(), good.sequence() + 1, head), Receipt.Fault.PATH_LENGTH);
            assertFault(with(good, 1, good.chainId(), 0, head), Receipt.Fault.PATH_LENGTH);
            assertFault(frames(good, List.of()), Receipt.Fault.PATH_LENGTH);
            byte[] before = good.previousHash().bytes();
            before[31] ^= 1;
            assertFault(previous(good, Bytes32.of(before)), Receipt.Fault.WRONG_PATH);
            for (int at = 0; at < good.frames().size(); at++) {
                for (int index : new int[] {0, 1, 2, 3, good.frames().get(at).length() - 1}) {
                    List<Bytes> frames = new ArrayList<>(good.frames());
                    byte[] frame = frames.get(at).bytes();
                    frame[index] ^= 1;
                    frames.set(at, Bytes.of(frame));
                    boolean length = index == 1 || index == 2;
                    assertFault(frames(good, frames), length ? Receipt.Fault.BAD_FRAME : Receipt.Fault.WRONG_PATH);
                }
            }
            byte[] hash = head.chainHash().bytes();
            hash[0] ^= 1;
            assertFault(
                    head(
                            good,
                            new SignedHead(
                                    head.leaseId(),
                                    head.sequence(),
                                    Bytes32.of(hash),
                                    head.inboxAcc(),
                                    head.signature())),
                    Receipt.Fault.WRONG_PATH);
            // Lease and inbox are covered by the signature alone: what is signed then was signed by nobody known.
            byte[] lease = head.leaseId().bytes();
            lease[5] ^= 1;
            assertNotTheHolders(new SignedHead(
                    Bytes32.of(lease), head.sequence(), head.chainHash(), head.inboxAcc(), head.signature()));
            byte[] inbox = head.inboxAcc().bytes();
            inbox[5] ^= 1;
            assertNotTheHolders(new SignedHead(
                    head.leaseId(), head.sequence(), head.chainHash(), Bytes32.of(inbox), head.signature()));
            byte[] signature = head.signature().bytes();
            Arrays.fill(signature, 32, 64, (byte) 0);
            assertFault(head(good, signed(head, signature)), Receipt.Fault.BAD_SIGNATURE);
            signature = head.signature().bytes();
            signature[0] ^= 1;
            assertNotTheHolders(signed(head, signature));
        }
    }

    /** The chain's own framing is not fooled by one frame made of two. */
    @Test
    void twoItemsAreNotOne() throws Exception {
        try (RunningExchange exchange = new RunningExchange(folder, GatewayOptions.DEFAULT, ONE_BATCH)) {
            Map<Long, byte[]> items = trade(exchange, 3);
            closeBatch(exchange);
            Receipt good =
                    fetch(exchange, items.keySet().stream().min(Long::compare).get());
            List<Bytes> frames = new ArrayList<>(good.frames());
            byte[] first = frames.removeFirst().bytes();
            byte[] second = frames.removeFirst().bytes();
            byte[] both = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, both, first.length, second.length);
            frames.addFirst(Bytes.of(both));
            assertFault(
                    frames(with(good, 1, good.chainId(), good.sequence() + 1, good.head()), frames),
                    Receipt.Fault.BAD_FRAME);
        }
    }

    @Test
    void theyComeUnaskedToWhoeverSubscribes() throws Exception {
        try (RunningExchange exchange = new RunningExchange(folder, GatewayOptions.DEFAULT);
                WebSocketClient socket = new WebSocketClient(exchange.http, exchange.uri("ws", "/v1/ws"))) {
            socket.send("{'op':'subscribe','channel':'receipts','account':" + account(1) + "}");
            socket.next("subscribed");
            exchange.post("/v1/orders", GatewayTest.order(0, 5, "buy", MARK, 10));
            byte[] order = GatewayTest.order(1, 5, "buy", MARK, 10);
            long sequence = exchange.post("/v1/orders", order).number("sequence");
            Receipt receipt = ReceiptJson.read(
                    socket.next("receipt").toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertGood(receipt, sequence, place(1, 5, 0, MARK, 10));
            socket.send("{'op':'unsubscribe','channel':'receipts','account':" + account(1) + "}");
            socket.next("unsubscribed");
        }
    }

    private static Map<Long, byte[]> trade(RunningExchange exchange, int orders) throws Exception {
        Map<Long, byte[]> items = new HashMap<>();
        for (int i = 0; i < orders; i++) {
            byte[] item = place(i % 8, 1_000 + i, i % 2 == 0 ? 0 : FLAG_SELL, MARK - 10 + i % 20, 1);
            RunningExchange.Answer answer = exchange.post("/v1/items", item);
            items.put(answer.number("sequence"), item);
        }
        return items;
    }

    private static void closeBatch(RunningExchange exchange) throws Exception {
        long last = exchange.running.number(cells -> cells.cursor().sequence);
        exchange.running.now.addAndGet(2_000_000);
        RunningSequencer.await(() -> !exchange.running.sealed.isEmpty()
                && exchange.running.sealed.getLast().lastSequence() >= last);
        RunningSequencer.await(() -> exchange.running.sequencer.batches().ofSequence(last) != null
                && exchange.running.sequencer.batches().ofSequence(last).sealed() != null);
    }

    private static Receipt fetch(RunningExchange exchange, long sequence) {
        try {
            HttpRequest request = HttpRequest.newBuilder(exchange.uri("http", "/v1/receipts/" + sequence))
                    .build();
            HttpResponse<byte[]> response = exchange.http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.statusCode()).as("receipt of " + sequence).isEqualTo(200);
            return ReceiptJson.read(response.body());
        } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void assertGood(Receipt receipt, long sequence, byte[] item) {
        assertThat(fault(receipt)).isEmpty();
        assertThat(receipt.sequence()).isEqualTo(sequence);
        assertThat(receipt.item()).isEqualTo(item);
        assertThat(receipt.frames()).hasSizeLessThanOrEqualTo(Receipt.MAX_FRAMES);
        assertThat(receipt.head().leaseId()).isEqualTo(Bytes32.of(LEASE));
        assertThat(HeadSignature.signer(receipt.head(), DOMAIN, new NativeRecovery()))
                .contains(HOLDER);
        assertThat(receipt.place().sequence()).isEqualTo(sequence);
    }

    private static Optional<Receipt.Fault> fault(Receipt receipt) {
        return receipt.fault(DOMAIN, new NativeRecovery());
    }

    private static void assertFault(Receipt receipt, Receipt.Fault fault) {
        assertThat(fault(receipt)).contains(fault);
    }

    private static void assertNotTheHolders(SignedHead head) {
        assertThat(HeadSignature.signer(head, DOMAIN, new NativeRecovery())).isNotEqualTo(Optional.of(HOLDER));
    }

    private static SignedHead signed(SignedHead head, byte[] signature) {
        return new SignedHead(head.leaseId(), head.sequence(), head.chainHash(), head.inboxAcc(), Bytes.of(signature));
    }

    private static Receipt with(Receipt r, int version, long chainId, long sequence, SignedHead head) {
        return new Receipt(version, chainId, r.verifyingContract(), sequence, r.previousHash(), r.frames(), head);
    }

    private static Receipt head(Receipt r, SignedHead head) {
        return with(r, r.version(), r.chainId(), r.sequence(), head);
    }

    private static Receipt frames(Receipt r, List<Bytes> frames) {
        return new Receipt(
                r.version(), r.chainId(), r.verifyingContract(), r.sequence(), r.previousHash(), frames, r.head());
    }

    private static Receipt previous(Receipt r, Bytes32 hash) {
        return new Receipt(r.version(), r.chainId(), r.verifyingContract(), r.sequence(), hash, r.frames(), r.head());
    }
}
