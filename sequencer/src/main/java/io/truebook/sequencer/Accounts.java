package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.Cells;
import io.truebook.sequencer.market.EngineEvent;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/**
 * Which accounts there are. The Bridge gives numbers without gaps, and so does the engine to sub-accounts, so all below two ends exist;
 * questions about others never reach the state, where each would leave a cell in memory. The writer learns, anybody reads.
 */
public final class Accounts {
    private final Map<ByteBuffer, List<Long>> byOwner = new ConcurrentHashMap<>();
    private volatile long end = FIRST_USER_ACCOUNT;
    private volatile long subEnd = SUBACCOUNT_BASE;

    void load(Cells cells) {
        byOwner.clear();
        end = FIRST_USER_ACCOUNT;
        subEnd = SUBACCOUNT_BASE;
        while (learn(cells, end)) {
            end++;
        }
        learnSubAccounts(cells);
    }

    void learn(Cells cells, List<EngineEvent> events) {
        for (EngineEvent event : events) {
            if (event instanceof EngineEvent.Deposited deposited && deposited.account() >= end) {
                learn(cells, deposited.account());
                end = deposited.account() + 1;
            }
        }
        learnSubAccounts(cells);
    }

    /** Whether the number is an account with an owner. */
    public boolean exists(long number) {
        return number >= FIRST_USER_ACCOUNT && (number < end || (number >= SUBACCOUNT_BASE && number < subEnd));
    }

    /** How many accounts with an owner there are. */
    public long count() {
        return end - FIRST_USER_ACCOUNT + subEnd - SUBACCOUNT_BASE;
    }

    /** The first account of an owner's address, {@code null} without one. */
    public Long of(byte[] owner) {
        List<Long> numbers = allOf(owner);
        return numbers.isEmpty() ? null : numbers.getFirst();
    }

    /** All accounts of an owner's address in the order they were opened, those of the Bridge first. */
    public List<Long> allOf(byte[] owner) {
        return byOwner.getOrDefault(ByteBuffer.wrap(owner), List.of());
    }

    void forEach(LongConsumer visitor) {
        for (long number = FIRST_USER_ACCOUNT; number < end; number++) {
            visitor.accept(number);
        }
        for (long number = SUBACCOUNT_BASE; number < subEnd; number++) {
            visitor.accept(number);
        }
    }

    private void learnSubAccounts(Cells cells) {
        long opened = SUBACCOUNT_BASE + cells.totals().subAccounts;
        while (subEnd < opened) {
            learn(cells, subEnd);
            subEnd++;
        }
    }

    private boolean learn(Cells cells, long number) {
        byte[] owner = cells.account(number).owner;
        for (byte b : owner) {
            if (b != 0) {
                byOwner.merge(ByteBuffer.wrap(owner.clone()), List.of(number), Accounts::joined);
                return true;
            }
        }
        return false;
    }

    private static List<Long> joined(List<Long> before, List<Long> more) {
        return java.util.stream.Stream.concat(before.stream(), more.stream())
                .sorted()
                .toList();
    }
}
