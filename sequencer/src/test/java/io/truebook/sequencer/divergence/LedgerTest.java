package io.truebook.sequencer.divergence;

import static io.truebook.engine.protocol.Protocol.FIRST_USER_ACCOUNT;
import static io.truebook.engine.protocol.Protocol.SLOT_ACCOUNT_HEAD;
import static io.truebook.engine.protocol.Protocol.SPACE_ACCOUNT;
import static io.truebook.engine.protocol.Protocol.SUBACCOUNT_BASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.derivation.Solvency;
import io.truebook.engine.CellMap;
import io.truebook.engine.ChangedCells;
import io.truebook.engine.CrisisBatches;
import io.truebook.engine.Seeds;
import io.truebook.engine.SegmentEnd;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * The figures in a crisis, at random moments between two items, against a recount of two whole states; batches are sealed late, posted, final, no
 * longer posted, undone, and everything is rebuilt now and then from undo records as after a restart.
 */
class LedgerTest {
    private static final int ROUNDS = Integer.getInteger("truebook.divergence.rounds", 12_000);
    private static final int UNSEALED = 4;
    private static final int UNFINAL = 12;

    /** What the writer has told of a batch. */
    private static final class Told {
        private final long index;
        private final List<TreeMap<Long, byte[]>> segments = new ArrayList<>();
        private long bytes;

        private Told(long index) {
            this.index = index;
        }

        private void tell(FastState watched) {
            watched.opened(index, at(index));
            watched.changed(segments.stream().map(LedgerTest::changed).toList(), bytes, index * 7);
        }
    }

    /** Some are rare: the test goes on until each has happened. */
    private static final List<String> EVENTS = List.of(
            "fill",
            "liquidation",
            "close-out",
            "funding",
            "loss spread",
            "margin moved",
            "withdrawal",
            "position settled",
            "transfer");

    private final long seed = Seeds.next("divergence");
    private final SplittableRandom random = new SplittableRandom(seed);
    private final CellMap sealed = CellMap.genesis(1_700_000_000L);
    private final CrisisBatches crisis = new CrisisBatches(seed, sealed);
    private final TreeMap<Long, CellMap> states = new TreeMap<>(Map.of(0L, sealed.copy()));
    private final TreeMap<Long, Told> told = new TreeMap<>();
    private Divergence divergence = new Divergence(sealed);
    private CellMap now = sealed.copy();
    private long last;
    private long lastSealed;
    private long posted;
    private long settled;
    private int checks;
    private int differing;
    private final Map<String, Integer> done = new TreeMap<>();

    @Test
    void figuresAreThoseOfTwoWholeStates() {
        divergence.load(0, List.of());
        for (int i = 0; i < ROUNDS || i < 10 * ROUNDS && !allHappened(); i++) {
            act(random.nextInt(1_000));
        }
        close();
        while (lastSealed < last) {
            sealNext();
        }
        restart();
        System.out.println(checks + " recounts, " + differing + " with a difference; " + done);
        assertThat(done.keySet())
                .contains("post", "finalize", "leave L1", "undo", "undo the open batch", "restart", "unsealed restart");
        assertThat(differing).isPositive();
        for (String event : EVENTS) {
            assertThat(crisis.count(event)).as(event).isPositive();
        }
    }

    private boolean allHappened() {
        return EVENTS.stream().allMatch(event -> crisis.count(event) > 0);
    }

    private void act(int kind) {
        if (kind < 780) {
            run(1 + random.nextInt(8));
        } else if (kind < 850) {
            close();
        } else if (kind < 905) {
            sealNext();
        } else if (kind < 940) {
            if (posted < lastSealed) {
                posted += 1 + random.nextLong(lastSealed - posted);
                divergence.posted(posted);
                count("post");
            }
        } else if (kind < 960) {
            finalizeNext();
        } else if (kind < 965) {
            if (posted > settled) {
                divergence.notPosted(posted);
                posted--;
                count("leave L1");
            }
        } else if (kind < 972) {
            long index = settled + random.nextLong(lastSealed - settled + 1);
            if (owners(states.get(index)) == owners(present())) {
                undo(index);
            }
        } else if (kind < 976) {
            restart();
        } else {
            check();
        }
    }

    private void run(int operations) {
        if (!crisis.isOpen()) {
            if (last - lastSealed >= UNSEALED) {
                sealNext();
            }
            if (lastSealed - settled >= UNFINAL) {
                divergence.posted(lastSealed);
                posted = lastSealed;
                finalizeNext();
            }
            last++;
            Told batch = new Told(last);
            told.put(last, batch);
            divergence.opened(last, at(last));
            assertThat(crisis.open(this::checkpoint)).isEqualTo(last);
        }
        for (int i = 0; i < operations; i++) {
            crisis.step();
        }
    }

    private void checkpoint(SegmentEnd end) {
        TreeMap<Long, byte[]> cells = new TreeMap<>();
        crisis.cells().drain(cells::put);
        cells.forEach(now::write);
        Told batch = told.get(last);
        batch.segments.add(cells);
        batch.bytes += 100;
        divergence.changed(List.of(changed(cells)), batch.bytes, last * 7);
    }

    private void close() {
        if (crisis.isOpen()) {
            crisis.close();
            states.put(last, now.copy());
        }
    }

    private void sealNext() {
        long next = lastSealed + 1;
        if (!states.containsKey(next)) {
            return;
        }
        if (random.nextInt(4) > 0) {
            check();
        }
        divergence.enterAll();
        told.remove(next).segments.forEach(cells -> cells.forEach(sealed::write));
        lastSealed = next;
    }

    private void finalizeNext() {
        if (settled < posted) {
            settled++;
            divergence.settled(settled);
            states.headMap(settled).clear();
            count("finalize");
        }
    }

    private void undo(long index) {
        count(lastSealed == index ? "undo the open batch" : "undo");
        while (lastSealed < last && states.containsKey(lastSealed + 1)) {
            sealNext();
        }
        CellMap then = states.get(index);
        for (long address : List.copyOf(sealed.cells().keySet())) {
            if (!then.cells().containsKey(address)) {
                sealed.cells().remove(address);
            }
        }
        then.cells().forEach(sealed::write);
        now = then.copy();
        states.tailMap(index, false).clear();
        told.clear();
        last = index;
        lastSealed = index;
        posted = Math.min(posted, index);
        crisis.standOn(sealed);
        divergence.undoneAfter(index);
        check();
    }

    /** The engine goes on; what the ledger knows is forgotten, and told again as a restart would: undo records, then the journal. */
    private void restart() {
        count(told.isEmpty() ? "restart" : "unsealed restart");
        divergence = new Divergence(sealed);
        List<Undo> undo = new ArrayList<>();
        for (long index = settled + 1; index <= lastSealed; index++) {
            undo.add(undo(index, states.get(index - 1), states.get(index)));
        }
        divergence.load(lastSealed, undo);
        told.values().forEach(batch -> batch.tell(divergence));
        divergence.posted(posted);
        check();
    }

    private CellMap present() {
        CellMap state = now.copy();
        crisis.cells().peek(address -> true, state::write);
        return state;
    }

    /**
     * Accounts with a number of the Bridge's. The flow makes the first deposit of each once: where that is undone the numbers would have a hole,
     * which on L1 they never have, and {@link Solvency} would end its walk there.
     */
    private static long owners(CellMap state) {
        return state.cells().keySet().stream()
                .filter(address -> address >>> 40 == SPACE_ACCOUNT && (address & 511) == SLOT_ACCOUNT_HEAD)
                .map(address -> (address & (1L << 40) - 1) >>> 9)
                .filter(number -> number >= FIRST_USER_ACCOUNT && number < SUBACCOUNT_BASE)
                .count();
    }

    private static Undo undo(long index, CellMap before, CellMap after) {
        TreeMap<Long, byte[]> changed = new TreeMap<>();
        before.cells().forEach((address, words) -> {
            if (!Arrays.equals(words, after.cells().get(address))) {
                changed.put(address, words);
            }
        });
        after.cells().keySet().forEach(address -> {
            if (!before.cells().containsKey(address)) {
                changed.put(address, null);
            }
        });
        return new Undo(index, at(index), 100, index * 7, addresses(changed), values(changed));
    }

    private void check() {
        if (crisis.isOpen()) {
            TreeMap<Long, byte[]> changed = new TreeMap<>();
            crisis.cells().peek(Ledger::watches, changed::put);
            divergence.changed(List.of(changed(changed)), told.get(last).bytes, last * 7);
        }
        CellMap state = present();
        checks++;
        DivergenceFigures figures = ask(Ledger::figures);
        assertThat(figures).isEqualTo(divergence.figures());
        check(state, Base.POSTED, states.get(posted), figures.sincePosted());
        check(state, Base.FINAL, states.get(settled), figures.sinceFinal());
        Solvency solvency = Solvency.of(state);
        assertThat(figures.books().liabilities()).isEqualTo(solvency.liabilities());
        assertThat(figures.books().gap()).isZero();
        assertThat(figures.books().insurance()).isEqualTo(solvency.insurance());
        assertThat(figures.sequence()).isEqualTo(crisis.cells().cursor().sequence);
        assertThat(figures.unposted().batches()).isEqualTo((int) (last - posted));
        assertThat(figures.unposted().oldestAt()).isEqualTo(last == posted ? Long.MAX_VALUE : at(posted + 1));
    }

    private void check(CellMap state, Base base, CellMap then, DivergenceFigures.Change change) {
        Recount recount = new Recount(state, then);
        differing += change.value() > 0 ? 1 : 0;
        assertThat(big(change.value())).isEqualTo(recount.value);
        assertThat(big(change.signed())).isEqualTo(recount.signed);
        assertThat(change.accounts()).isEqualTo(recount.accounts);
        assertThat(big(change.openNotional())).isEqualTo(recount.openNotional);
        BigInteger payments = recount.payments.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
        assertThat(big(change.payments())).isEqualTo(payments);

        MarketBreakdown markets = ask(ledger -> ledger.byMarket(base));
        assertThat(markets.total()).isEqualTo(change);
        assertThat(big(markets.collateralValue())).isEqualTo(recount.collateralValue);
        assertThat(big(markets.collateralSigned())).isEqualTo(recount.collateralSigned);
        BigInteger signed = big(markets.collateralSigned());
        for (MarketChange market : markets.markets()) {
            assertThat(big(market.value()))
                    .isEqualTo(recount.marketValues.getOrDefault(market.market(), BigInteger.ZERO));
            assertThat(big(market.signed()))
                    .isEqualTo(recount.marketSigned.getOrDefault(market.market(), BigInteger.ZERO));
            assertThat(big(market.payments())).isEqualTo(recount.payments.get(market.market()));
            signed = signed.add(big(market.signed()));
        }
        assertThat(signed).isEqualTo(recount.signed);

        AccountBreakdown accounts = ask(ledger -> ledger.byAccount(base, 7));
        assertThat(accounts.accounts()).hasSize(Math.min(7, recount.accounts));
        BigInteger bound = null;
        for (AccountChange account : accounts.accounts()) {
            assertThat(big(account.equity())).isEqualTo(recount.equities.get(account.account()));
            long worth = account.positions().stream()
                    .mapToLong(AccountChange.Position::worth)
                    .sum();
            assertThat(account.collateral() + worth).isEqualTo(account.equity());
            BigInteger size = big(account.equity()).abs();
            assertThat(bound == null || size.compareTo(bound) <= 0).isTrue();
            bound = size;
        }
        if (recount.accounts > 7) {
            BigInteger least = bound;
            long above = recount.equities.values().stream()
                    .filter(equity -> equity.abs().compareTo(least) > 0)
                    .count();
            assertThat(above).isLessThan(7);
        }
    }

    private <T> T ask(Function<Ledger, T> question) {
        AtomicReference<T> answer = new AtomicReference<>();
        divergence.look(0, 0, ledger -> answer.set(question.apply(ledger)));
        divergence.enterAll();
        return answer.get();
    }

    private void count(String what) {
        done.merge(what, 1, Integer::sum);
    }

    private static long at(long index) {
        return 1_000 * index;
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    private static ChangedCells changed(TreeMap<Long, byte[]> cells) {
        return new ChangedCells(addresses(cells), values(cells));
    }

    private static long[] addresses(TreeMap<Long, byte[]> cells) {
        return cells.keySet().stream().mapToLong(Long::longValue).toArray();
    }

    private static byte[][] values(TreeMap<Long, byte[]> cells) {
        return cells.values().toArray(byte[][]::new);
    }
}
