package io.truebook.l1;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Submits numbered transactions and is halted, as by kill −9, at a chosen write of its outbox: before it, or after it and so before the sending. */
final class SubmittingProcess {
    static final int HALTED = 9;
    static final FeePolicy POLICY = new FeePolicy(TestSigners.GWEI, TestSigners.GWEI.shiftLeft(8), 3, 1_000);

    /** Arguments: endpoint, outbox folder, contract, number of transactions, writes until the halt, "before" or "after". */
    public static void main(String[] args) {
        EthAddress contract = new EthAddress(args[2]);
        Outbox halting = new HaltingOutbox(
                new FileOutbox(Path.of(args[1])), Integer.parseInt(args[4]), args[5].equals("before"));
        JsonRpcEndpoint endpoint = new JsonRpcEndpoint(URI.create(args[0]), Duration.ofSeconds(10));
        try (L1Client client = new L1Client(List.of(endpoint), 1, RetryPolicy.STANDARD)) {
            TransactionSender sender =
                    new TransactionSender(client, Signer.of(TestSigners.key(1)), halting, POLICY, 31_337);
            sender.poll();
            for (int i = 0; i < Integer.parseInt(args[3]); i++) {
                sender.submit(request(contract, i));
            }
        }
    }

    static TransactionRequest request(EthAddress contract, int number) {
        Bytes topic = Bytes.of(Keccak.hash(new byte[] {(byte) number}).bytes());
        return TransactionRequest.call("number-" + number, contract, topic, 100_000);
    }

    private static final class HaltingOutbox implements Outbox {
        private final Outbox inner;
        private final boolean before;
        private int left;

        HaltingOutbox(Outbox inner, int writes, boolean before) {
            this.inner = inner;
            this.left = writes;
            this.before = before;
        }

        @Override
        public List<OutboxEntry> open() {
            return inner.open();
        }

        @Override
        public Optional<OutboxEntry> find(String key) {
            return inner.find(key);
        }

        @Override
        public void write(OutboxEntry entry) {
            left--;
            if (left == 0 && before) {
                Runtime.getRuntime().halt(HALTED);
            }
            inner.write(entry);
            if (left == 0) {
                Runtime.getRuntime().halt(HALTED);
            }
        }
    }

    private SubmittingProcess() {}
}
