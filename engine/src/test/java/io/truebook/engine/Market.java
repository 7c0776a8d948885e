package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.AmendItem;
import io.truebook.engine.protocol.CancelAllItem;
import io.truebook.engine.protocol.CancelItem;
import io.truebook.engine.protocol.MarketOrderItem;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.SetMarginItem;
import io.truebook.engine.protocol.WithdrawItem;
import java.util.HashMap;
import java.util.Map;

/** A trial with market 0 listed and priced at 50,000 ticks, and a few funded traders: the stage of the story tests. */
final class Market {
    static final int BUY = 0;
    static final int SELL = FLAG_SELL;
    static final int MARK = 50_000;
    static final long NOTIONAL_PER_LOT = 50_000L * 100_000;
    static final Key PUBLISHER = new Key(77);
    static final long FUNDS = 1_000_000_000_000L;

    final Trial trial;
    private final Map<Long, Long> nonces = new HashMap<>();

    Market() {
        this(Messages.Listing.usual(0));
    }

    Market(Messages.Listing listing) {
        this(listing, EngineListener.NONE);
    }

    Market(Messages.Listing listing, EngineListener listener) {
        trial = new Trial(listener, new CurveRecovery());
        trial.consume(Messages.list(listing), Messages.publisher(0, PUBLISHER.address()));
        for (long account = 16; account < 20; account++) {
            fund(account, FUNDS);
        }
        trial.time(trial.now() + 1000);
        trial.price(0, MARK, 0, PUBLISHER);
    }

    static Key key(long account) {
        return new Key(5_000 + account);
    }

    void fund(long account, long amount) {
        trial.consume(Messages.deposit(account, key(account).address(), amount));
    }

    long expiry() {
        return trial.now() / 1000 + 1000;
    }

    long lastNonce(long account) {
        return nonces.get(account) - 1;
    }

    long nextNonce(long account) {
        return nonces.merge(account, 1L, Long::sum) - 1;
    }

    Reason place(long account, int flags, int tick, long lots) {
        return place(account, 0, flags, tick, lots, expiry());
    }

    Reason place(long account, int market, int flags, int tick, long lots, long expiry) {
        return trial.execute(
                key(account), new PlaceItem(account, OWNER_KEY, nextNonce(account), market, flags, tick, lots, expiry));
    }

    Reason market(long account, int flags, int slippagePpm, long lots) {
        return trial.execute(
                key(account),
                new MarketOrderItem(account, OWNER_KEY, nextNonce(account), 0, flags, slippagePpm, lots, expiry()));
    }

    Reason cancel(long account, int slot, long placingNonce) {
        return trial.execute(
                key(account), new CancelItem(account, OWNER_KEY, nextNonce(account), slot, placingNonce, expiry()));
    }

    Reason cancelAll(long account, int market) {
        return trial.execute(key(account), new CancelAllItem(account, OWNER_KEY, nextNonce(account), market, expiry()));
    }

    Reason amend(long account, int slot, long placingNonce, int tick, long lots) {
        return trial.execute(
                key(account),
                new AmendItem(account, OWNER_KEY, nextNonce(account), slot, placingNonce, tick, lots, expiry()));
    }

    Reason withdraw(long account, long amount) {
        return trial.execute(key(account), new WithdrawItem(account, OWNER_KEY, nextNonce(account), amount, expiry()));
    }

    Reason setMargin(long account, int action, long amount) {
        return setMargin(account, 0, action, amount);
    }

    Reason setMargin(long account, int market, int action, long amount) {
        return trial.execute(
                key(account),
                new SetMarginItem(account, OWNER_KEY, nextNonce(account), market, action, amount, expiry()));
    }

    /** For functions of the engine that a test calls itself. */
    Execution execution() {
        return new Execution(trial.cells(), trial.domain, trial.recovery, EngineListener.NONE);
    }

    AccountCell account(long number) {
        return trial.cells().account(number);
    }

    PositionCell position(long number) {
        return trial.cells().position(number, Positions.slotOf(account(number), 0));
    }

    /** Moves time and price together, as far as the jump bound lets it in one update. */
    Reason price(int tick) {
        trial.time(trial.now() + 60_000);
        return trial.price(0, tick, 0, PUBLISHER);
    }

    void checkInvariants() {
        trial.cells().drain(trial.state);
        Invariants.check(trial.state);
    }
}
