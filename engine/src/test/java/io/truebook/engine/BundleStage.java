package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.OrderCell;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.SignedItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** An exchange with two priced markets and four traders that notes how each operation ended. */
final class BundleStage implements EngineListener {
    static final long MAKER = 16;
    static final long OTHER = 17;

    /** Of the last bundle that had any. */
    final List<Reason> operations = new ArrayList<>();

    final List<Reason> finished = new ArrayList<>();
    final Trial trial = new Trial(this, new CurveRecovery());
    int fills;

    BundleStage() {
        trial.consume(
                Messages.list(Messages.Listing.usual(0)),
                Messages.list(Messages.Listing.usual(1)),
                Messages.publisher(0, PUBLISHER.address()));
        for (long account = 16; account < 20; account++) {
            trial.consume(Messages.deposit(account, key(account).address(), 10 * FUNDS));
        }
        trial.time(trial.now() + 1_000);
        trial.price(0, MARK, 0, PUBLISHER);
        trial.price(1, MARK, 0, PUBLISHER);
    }

    static BundleBuilder operations() {
        return new BundleBuilder();
    }

    long expiry() {
        return trial.now() / 1000 + 50;
    }

    byte[] bundle(long account, long nonce, byte[] operations) {
        byte[] signature =
                key(account).sign(Digests.bundle(trial.domain, account, OWNER_KEY, nonce, expiry(), operations));
        return Items.bundle(account, OWNER_KEY, nonce, expiry(), operations, signature);
    }

    Reason execute(long account, long nonce, BundleBuilder operations) {
        return trial.execute(bundle(account, nonce, operations.operations()));
    }

    Reason execute(long account, SignedItem item) {
        return trial.execute(key(account), item);
    }

    Reason place(long account, long nonce, int flags, int tick, long lots) {
        return execute(account, new PlaceItem(account, OWNER_KEY, nonce, 0, flags, tick, lots, expiry()));
    }

    OrderCell order(int slot) {
        return trial.cells().order(MAKER, slot);
    }

    void checkInvariants() {
        trial.cells().drain(trial.state);
        Invariants.check(trial.state);
    }

    /** All that the operations have done: every cell but the cursor's and the nonces', orders without their nonces. */
    TreeMap<Long, String> outcome() {
        trial.cells().drain(trial.state);
        TreeMap<Long, String> cells = new TreeMap<>();
        trial.state.cells().forEach((address, words) -> {
            boolean signer = address >>> 40 == SPACE_ACCOUNT && (address & 511) > 0 && (address & 511) < 16;
            if (address == CellAddresses.cursor() || signer) {
                return;
            }
            if (address >>> 40 == SPACE_ACCOUNT && (address & 511) >= 256) {
                OrderCell order = new OrderCell(address);
                order.decode(words, 0);
                order.nonce = 0;
                order.encode(words, 0);
            }
            cells.put(address, Arrays.toString(words));
        });
        return cells;
    }

    @Override
    public void operationFinished(int operation, Reason reason) {
        if (operation == 0) {
            operations.clear();
        }
        assertThat(operation).isEqualTo(operations.size());
        operations.add(reason);
    }

    @Override
    public void finished(Reason reason) {
        finished.add(reason);
    }

    @Override
    public void filled(
            int market,
            int tick,
            long lots,
            long maker,
            int makerSlot,
            long makerNonce,
            long makerLotsLeft,
            long taker,
            long takerNonce,
            int takerSide,
            long makerFee,
            long takerFee) {
        fills++;
    }
}
