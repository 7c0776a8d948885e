package io.truebook.node;

import io.truebook.engine.Digests;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.Items;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.engine.protocol.TwapSliceItem;
import io.truebook.l1.Bytes32;
import io.truebook.l1.Signer;
import io.truebook.l1.SignerSource;
import java.util.HexFormat;
import java.util.List;

/** A key at a gateway: a trader's, or an oracle publisher's. */
public final class TraderSession implements AutoCloseable {
    /** An order must not outlive the user's interest; a resting order says how long it is good. */
    private static final long ITEM_LIFETIME_SECONDS = 60;

    private static final int BAD_REQUEST = 400;
    private static final int TRIES = 5;

    private final GatewayClient gateway;
    private final Signer signer;
    private final Eip712Domain domain;

    TraderSession(NodeConfig config) {
        this(config, config.keys().trader());
    }

    TraderSession(NodeConfig config, SignerSource key) {
        gateway = new GatewayClient(config.gateway());
        signer = switch (key.load(System.getenv())) {
            case SignerSource.Result.Loaded(Signer loaded) -> loaded;
            case SignerSource.Result.Failed(String problem) -> throw new CommandFailure(problem);
        };
        GatewayClient.Answer answer = gateway.get("/v1/domain");
        byte[] bridge = HexFormat.of().parseHex(answer.text("verifyingContract").substring(2));
        domain = new Eip712Domain(answer.number("chainId"), bridge);
    }

    /** Number of the trader's account. */
    long account() {
        GatewayClient.Answer answer =
                gateway.get("/v1/owners/" + signer.address().hex());
        if (!answer.ok()) {
            throw new CommandFailure("the sequencer knows no account of " + signer.address()
                    + ": deposit first, and wait until the deposit is consumed");
        }
        return answer.number("account");
    }

    GatewayClient gateway() {
        return gateway;
    }

    static long soon() {
        return System.currentTimeMillis() / 1000 + ITEM_LIFETIME_SECONDS;
    }

    /** An item for an account and a nonce. */
    @FunctionalInterface
    interface Numbered {
        SignedItem item(long account, long nonce);
    }

    /**
     * Signs and sends an item under the key's next nonce, which it returns; prints what became of it and fails with its reason when it
     * was rejected. When another command of the same key was faster, the next nonce is taken.
     */
    long submit(ActingFor acting, Numbered item, AfterSending after) {
        long account = acting.account(this);
        for (int tries = 1; ; tries++) {
            long nonce = NextNonce.of(gateway, account, acting.key());
            GatewayClient.Answer answer = send(item.item(account, nonce));
            boolean taken =
                    answer.status() == BAD_REQUEST && answer.text("reason").equals("NONCE_USED");
            if (!taken || tries == TRIES) {
                report(answer);
                after.follow(gateway, answer);
                return nonce;
            }
        }
    }

    /** The same under a nonce that was chosen. */
    void submit(ActingFor acting, long nonce, Numbered item, AfterSending after) {
        GatewayClient.Answer answer = send(item.item(acting.account(this), nonce));
        report(answer);
        after.follow(gateway, answer);
    }

    /** Signs and sends a price as one publisher of a quorum of one. */
    void publish(int publisher, int market, int tick) {
        long time = System.currentTimeMillis();
        byte[] signature = signer.sign(Bytes32.of(Digests.price(domain, market, tick, time)));
        report(gateway.submit(Items.oracle(market, time, List.of(new Items.Price(publisher, tick, signature)))));
    }

    private GatewayClient.Answer send(SignedItem item) {
        byte[] signature = signer.sign(Bytes32.of(Digests.item(domain, item)));
        return gateway.submit(
                item instanceof TwapSliceItem twap ? Items.slice(twap, signature, 0) : Items.signed(item, signature));
    }

    /** Prints what became of an item; fails with its reason when it was rejected. */
    static void report(GatewayClient.Answer answer) {
        Table table = new Table();
        answer.body()
                .properties()
                .forEach(field -> table.row(field.getKey(), field.getValue().asString()));
        System.out.print(table);
        if (!answer.ok()) {
            throw new CommandFailure("rejected: " + answer.text("reason"));
        }
    }

    @Override
    public void close() {
        gateway.close();
    }
}
