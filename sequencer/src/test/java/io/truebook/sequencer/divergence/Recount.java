package io.truebook.sequencer.divergence;

import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.CellAddresses;
import io.truebook.engine.CellMap;
import io.truebook.engine.Cells;
import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.RiskCell;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The difference between two whole states, reckoned account by account from docs/divergence.md and section 6 of the protocol page, in integers
 * without bounds. Knows nothing of what was touched.
 */
final class Recount {
    /** What an account holds in one market, and its worth at the prices of now. */
    private record Held(long lots, BigInteger worth) {
        static final Held NOTHING = new Held(0, BigInteger.ZERO);
    }

    final TreeMap<Long, BigInteger> equities = new TreeMap<>();
    final Map<Integer, BigInteger> marketValues = new TreeMap<>();
    final Map<Integer, BigInteger> marketSigned = new TreeMap<>();
    final Map<Integer, BigInteger> payments = new TreeMap<>();
    private final Map<Integer, BigInteger> gained = new TreeMap<>();
    private final Map<Integer, BigInteger> lost = new TreeMap<>();
    BigInteger value = BigInteger.ZERO;
    BigInteger signed = BigInteger.ZERO;
    BigInteger openNotional = BigInteger.ZERO;
    BigInteger collateralValue = BigInteger.ZERO;
    BigInteger collateralSigned = BigInteger.ZERO;
    int accounts;

    Recount(CellMap nowState, CellMap thenState) {
        Cells now = new Cells(nowState);
        Cells then = new Cells(thenState);
        TreeSet<Long> numbers = accountsOf(nowState);
        numbers.addAll(accountsOf(thenState));
        numbers.forEach(number -> add(number, now, then));
        for (int market = 0; market < 256; market++) {
            pay(market, now, then);
            BigInteger lots =
                    gained.getOrDefault(market, BigInteger.ZERO).max(lost.getOrDefault(market, BigInteger.ZERO));
            openNotional = openNotional.add(lots.multiply(unit(now.risk(market))));
        }
    }

    private void add(long number, Cells now, Cells then) {
        long collateral = now.account(number).collateral - then.account(number).collateral;
        Map<Integer, Held> heldNow = held(number, now, now);
        Map<Integer, Held> heldThen = held(number, then, now);
        BigInteger equity = BigInteger.valueOf(collateral);
        TreeSet<Integer> markets = new TreeSet<>(heldNow.keySet());
        markets.addAll(heldThen.keySet());
        for (int market : markets) {
            Held a = heldNow.getOrDefault(market, Held.NOTHING);
            Held b = heldThen.getOrDefault(market, Held.NOTHING);
            BigInteger worth = a.worth.subtract(b.worth);
            long lots = a.lots - b.lots;
            equity = equity.add(worth);
            marketValues.merge(market, worth.abs(), BigInteger::add);
            marketSigned.merge(market, worth, BigInteger::add);
            (lots > 0 ? gained : lost).merge(market, BigInteger.valueOf(Math.abs(lots)), BigInteger::add);
        }
        boolean differs = collateral != 0;
        for (int slot = 0; slot < MAX_POSITIONS; slot++) {
            PositionCell a = now.position(number, slot);
            PositionCell b = then.position(number, slot);
            differs |= a.lots != b.lots || a.quote + a.margin != b.quote + b.margin || a.entryIndex != b.entryIndex;
        }
        if (differs) {
            accounts++;
            equities.put(number, equity);
        } else {
            assertThat(equity).isZero();
        }
        value = value.add(equity.abs());
        signed = signed.add(equity);
        collateralValue = collateralValue.add(BigInteger.valueOf(collateral).abs());
        collateralSigned = collateralSigned.add(BigInteger.valueOf(collateral));
    }

    private void pay(int market, Cells now, Cells then) {
        RiskCell a = now.risk(market);
        RiskCell b = then.risk(market);
        BigInteger paid = BigInteger.valueOf(a.longIndex - b.longIndex)
                .abs()
                .add(BigInteger.valueOf(a.shortIndex - b.shortIndex).abs())
                .multiply(BigInteger.valueOf(now.activity(market).openInterest));
        payments.put(market, paid);
    }

    private static Map<Integer, Held> held(long number, Cells state, Cells prices) {
        Map<Integer, Held> all = new TreeMap<>();
        AccountCell account = state.account(number);
        for (int slot = 0; slot < MAX_POSITIONS; slot++) {
            int market = (int) (account.positionMarkets(slot >>> 2) >>> 48 - 16 * (slot & 3) & 0xffff) - 1;
            if (market >= 0) {
                PositionCell position = state.position(number, slot);
                all.put(market, new Held(position.lots, worth(position, prices.risk(market))));
            }
        }
        return all;
    }

    private static BigInteger worth(PositionCell position, RiskCell risk) {
        BigInteger lots = BigInteger.valueOf(position.lots);
        long index = position.lots > 0 ? risk.longIndex : risk.shortIndex;
        BigInteger bound = BigInteger.valueOf(PENDING_BOUND);
        BigInteger pending = lots.abs()
                .multiply(BigInteger.valueOf(index - position.entryIndex))
                .min(bound)
                .max(bound.negate());
        return BigInteger.valueOf(position.quote)
                .add(BigInteger.valueOf(position.margin))
                .add(lots.multiply(unit(risk)))
                .subtract(pending);
    }

    private static BigInteger unit(RiskCell risk) {
        return BigInteger.valueOf(risk.mark).multiply(BigInteger.valueOf(risk.multiplier));
    }

    private static TreeSet<Long> accountsOf(CellMap state) {
        TreeSet<Long> numbers = new TreeSet<>();
        for (long address : state.cells().keySet()) {
            if (address >>> 40 == SPACE_ACCOUNT) {
                numbers.add((address - CellAddresses.account(0)) >>> 9);
            }
        }
        return numbers;
    }
}
