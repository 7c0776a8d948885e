package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.ActivityCell;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.LevelCell;
import io.truebook.engine.protocol.OrderCell;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.TotalsCell;
import java.util.Map;
import java.util.TreeMap;

/** What holds of every reachable state, checked over all its cells. */
public final class Invariants {
    private long money;
    private final Map<Integer, Long> netLots = new TreeMap<>();
    private final Map<Integer, Long> longLots = new TreeMap<>();
    private final Map<Integer, ActivityCell> activities = new TreeMap<>();
    private final Map<String, Long> resting = new TreeMap<>();
    private final Map<Long, OrderCell> orders = new TreeMap<>();
    private final TotalsCell totals = new TotalsCell(CellAddresses.totals());
    private final CursorCell cursor = new CursorCell(CellAddresses.cursor());
    private final Map<Long, AccountCell> accounts = new TreeMap<>();

    /** Conservation, zero net lots, open interest, reserved lots, and lists of orders that agree with their levels. */
    public static void check(CellMap state) {
        new Invariants().walk(state);
    }

    private void walk(CellMap state) {
        state.cells().forEach((address, words) -> {
            if (address == CellAddresses.cursor()) {
                cursor.decode(words, 0);
            } else if (address == CellAddresses.totals()) {
                totals.decode(words, 0);
            } else if (address >>> 40 == SPACE_ACCOUNT) {
                account(address, words);
            } else if (address >>> 40 == SPACE_MARKET && (address & 255) == SLOT_MARKET_ACTIVITY) {
                ActivityCell activity = new ActivityCell(address);
                activity.decode(words, 0);
                activities.put((int) (address >>> 8 & 255), activity);
                money += activity.suspense;
            }
        });
        positions(state);
        assertThat(totals.credited - totals.withdrawn).as("books").isEqualTo(money);
        assertThat(cursor.liabilities).as("liabilities").isEqualTo(money);
        activities.forEach((market, activity) -> netLots.merge(market, activity.settledLots, Long::sum));
        assertThat(netLots.values()).as("net lots by market " + netLots).allMatch(lots -> lots == 0);
        openInterest();
        levels(state);
        assertThat(orders).as("orders that no level lists").isEmpty();
    }

    private void openInterest() {
        longLots.forEach((market, lots) -> {
            ActivityCell activity = activities.remove(market);
            assertThat(activity == null ? 0 : activity.openInterest)
                    .as("open interest of market " + market)
                    .isEqualTo(lots);
        });
        activities.forEach((market, activity) -> assertThat(activity.openInterest)
                .as("open interest of market %d, in which nobody has a position", market)
                .isZero());
    }

    private void account(long address, byte[] words) {
        int slot = (int) (address & 511);
        long number = (address & (1L << 40) - 1) >>> 9;
        if (slot == 0) {
            AccountCell account = new AccountCell(address);
            account.decode(words, 0);
            money += account.collateral;
            accounts.put(number, account);
        } else if (slot >= 256) {
            OrderCell order = new OrderCell(address);
            order.decode(words, 0);
            assertThat(order.lots).as("live order").isPositive();
            assertThat(OrderSlots.lowestUsedFrom(accounts.get(number), slot - 256))
                    .as("bit of a used slot")
                    .isEqualTo(slot - 256);
            orders.put(address, order);
            resting.merge(number + " " + order.market + " " + (order.flags & 1), order.lots, Long::sum);
        }
    }

    private void positions(CellMap state) {
        accounts.forEach((number, account) -> {
            for (int slot = 0; slot < MAX_POSITIONS; slot++) {
                byte[] words = state.read(CellAddresses.position(number, slot));
                int entry = Positions.entry(account, slot);
                assertThat(words != null).as("position cell of a used slot").isEqualTo(entry != 0);
                if (words != null) {
                    position(number, entry - 1, words);
                }
            }
        });
        assertThat(resting).as("resting orders without a position").isEmpty();
    }

    private void position(long number, int market, byte[] words) {
        PositionCell position = new PositionCell(0);
        position.decode(words, 0);
        if (position.lots == 0) {
            assertThat(position.quote).as("quote of a closed position").isZero();
            assertThat(position.entryIndex).as("entry of a closed position").isZero();
        }
        assertThat(position.isolated).as("isolated").isBetween(0, 1);
        if (position.isolated == 0) {
            assertThat(position.margin)
                    .as("margin of a position that is not isolated")
                    .isZero();
        }
        money += position.quote + position.margin;
        longLots.merge(market, Math.max(position.lots, 0), Long::sum);
        netLots.merge(market, position.lots, Long::sum);
        for (int side = 0; side < 2; side++) {
            Long lots = resting.remove(number + " " + market + " " + side);
            assertThat(side == 0 ? position.restingBidLots : position.restingAskLots)
                    .as("resting lots")
                    .isEqualTo(lots == null ? 0 : lots);
        }
    }

    private void levels(CellMap state) {
        state.cells().forEach((address, words) -> {
            long index = address & (1L << 31) - 1;
            if (address >>> 40 == SPACE_BOOK && index < 1L << 25 && (index & 511) < 256) {
                LevelCell level = new LevelCell(address);
                level.decode(words, 0);
                list(level, (int) (index >>> 9 << 8 | index & 255));
            }
        });
    }

    private void list(LevelCell level, int tick) {
        long lots = 0;
        int count = 0;
        long previous = 0;
        for (long ref = level.headRef; ref != 0; ) {
            OrderCell order = orders.remove(CellAddresses.orderOf(ref));
            assertThat(order).as("listed order").isNotNull();
            assertThat(order.prevRef).isEqualTo(previous);
            assertThat(order.tick).isEqualTo(tick);
            lots += order.lots;
            count++;
            previous = ref;
            ref = order.nextRef;
        }
        assertThat(level.tailRef).isEqualTo(previous);
        assertThat(level.lots).isEqualTo(lots);
        assertThat(level.orders).isEqualTo(count).isPositive();
    }

    private Invariants() {}
}
