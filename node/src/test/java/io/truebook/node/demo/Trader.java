package io.truebook.node.demo;

import static io.truebook.engine.protocol.Protocol.OWNER_KEY;

import io.truebook.engine.Digests;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.Items;
import io.truebook.engine.protocol.CancelItem;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.engine.protocol.WithdrawItem;
import io.truebook.node.GatewayClient;
import io.truebook.sequencer.signing.Signer;
import java.util.ArrayDeque;
import java.util.Deque;

/** One trader: its key, its account, and the orders it has on the book. Places and cancels on one thread, withdraws on any. */
final class Trader {
    private static final long LIFETIME_SECONDS = 600;

    private record Resting(int slot, long nonce) {}

    private final Signer key;
    private final Eip712Domain domain;
    private final long account;
    private final Deque<Resting> resting = new ArrayDeque<>();
    private long lastNonce;

    Trader(Signer key, Eip712Domain domain, long account) {
        this.key = key;
        this.domain = domain;
        this.account = account;
    }

    GatewayClient.Answer place(GatewayClient gateway, int market, int flags, int tick, long lots) {
        long nonce = nonce();
        GatewayClient.Answer answer = submit(
                gateway,
                new PlaceItem(account, OWNER_KEY, nonce, market, flags, tick, lots, seconds() + LIFETIME_SECONDS));
        if (answer.ok() && answer.body().has("slot")) {
            resting.add(new Resting((int) answer.number("slot"), nonce));
        }
        return answer;
    }

    int restingOrders() {
        return resting.size();
    }

    /** Cancels the order that has rested longest; a refusal only says that it was filled meanwhile. */
    GatewayClient.Answer cancelOldest(GatewayClient gateway) {
        Resting oldest = resting.remove();
        return submit(
                gateway,
                new CancelItem(
                        account, OWNER_KEY, nonce(), oldest.slot(), oldest.nonce(), seconds() + LIFETIME_SECONDS));
    }

    /** @param amount nano-USDC */
    GatewayClient.Answer withdraw(GatewayClient gateway, long amount) {
        return submit(gateway, new WithdrawItem(account, OWNER_KEY, nonce(), amount, seconds() + LIFETIME_SECONDS));
    }

    /** Orders that a reverted batch took away are not ours any more. */
    void forgetOrders() {
        resting.clear();
    }

    long account() {
        return account;
    }

    private GatewayClient.Answer submit(GatewayClient gateway, SignedItem item) {
        return gateway.submit(Items.signed(item, key.sign(Digests.item(domain, item))));
    }

    private synchronized long nonce() {
        lastNonce = Math.max(lastNonce + 1, System.currentTimeMillis());
        return lastNonce;
    }

    private static long seconds() {
        return System.currentTimeMillis() / 1000;
    }
}
