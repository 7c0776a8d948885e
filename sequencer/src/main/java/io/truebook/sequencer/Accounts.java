package io.truebook.sequencer;

import io.truebook.engine.Cells;
import io.truebook.engine.protocol.Protocol;
import io.truebook.sequencer.market.EngineEvent;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which accounts there are. The Bridge gives numbers without gaps, so all below an end exist; questions about others never reach
 * the state, where each would leave a cell in memory. The writer learns, anybody reads.
 */
public final class Accounts {
    private final Map<ByteBuffer, Long> byOwner = new ConcurrentHashMap<>();
    private volatile long end = Protocol.FIRST_USER_ACCOUNT;

    void load(Cells cells) {
        byOwner.clear();
        end = Protocol.FIRST_USER_ACCOUNT;
        while (learn(cells, end)) {
            end++;
        }
    }

    void learn(Cells cells, List<EngineEvent> events) {
        for (EngineEvent event : events) {
            if (event instanceof EngineEvent.Deposited deposited && deposited.account() >= end) {
                learn(cells, deposited.account());
                end = deposited.account() + 1;
            }
        }
    }

    /** Whether the number may be an account. */
    public boolean exists(long number) {
        return number >= Protocol.FIRST_USER_ACCOUNT && number < end;
    }

    /** How many accounts there are, the reserved ones not counted. */
    public long count() {
        return end - Protocol.FIRST_USER_ACCOUNT;
    }

    /** The account of an owner's address, {@code null} without one. */
    public Long of(byte[] owner) {
        return byOwner.get(ByteBuffer.wrap(owner));
    }

    private boolean learn(Cells cells, long number) {
        byte[] owner = cells.account(number).owner;
        for (byte b : owner) {
            if (b != 0) {
                byOwner.put(ByteBuffer.wrap(owner.clone()), number);
                return true;
            }
        }
        return false;
    }
}
