package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.MAX_ORDERS;
import static io.truebook.engine.protocol.Protocol.MAX_POSITIONS;
import static io.truebook.engine.protocol.Protocol.OWNER_KEY;

import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.SignerCell;
import java.util.Arrays;

/**
 * An account's cell, and the places of the other cells of the account by their slots. Most accounts sign with one key and hold one
 * position: those lie beside it in memory from the start, a cache miss less away.
 */
public final class Account extends AccountCell {
    private static final SignerCell[] NO_SIGNERS = {};
    private static final PositionCell[] NO_POSITIONS = {};
    private static final Order[] NO_ORDERS = {};

    final long number;
    private final SignerCell ownerKey;
    private final PositionCell firstPosition;
    private SignerCell[] agents = NO_SIGNERS;
    private PositionCell[] positions = NO_POSITIONS;
    private Order[] orders = NO_ORDERS;

    Account(long number) {
        super(CellAddresses.account(number));
        this.number = number;
        ownerKey = new SignerCell(CellAddresses.signer(number, OWNER_KEY));
        firstPosition = new PositionCell(CellAddresses.position(number, 0));
    }

    SignerCell signer(int key) {
        return key == OWNER_KEY ? ownerKey : agent(key);
    }

    private SignerCell agent(int key) {
        if (key >= agents.length) {
            agents = Arrays.copyOf(agents, grown(agents.length, key));
        }
        SignerCell cell = agents[key];
        return cell != null ? cell : (agents[key] = new SignerCell(CellAddresses.signer(number, key)));
    }

    PositionCell position(int slot) {
        return slot == 0 ? firstPosition : laterPosition(slot);
    }

    private PositionCell laterPosition(int slot) {
        if (slot >= positions.length) {
            positions = Arrays.copyOf(positions, Math.min(grown(positions.length, slot), MAX_POSITIONS));
        }
        PositionCell cell = positions[slot];
        return cell != null ? cell : (positions[slot] = new PositionCell(CellAddresses.position(number, slot)));
    }

    Order order(int slot) {
        if (slot >= orders.length) {
            orders = Arrays.copyOf(orders, Math.min(grown(orders.length, slot), MAX_ORDERS));
        }
        Order order = orders[slot];
        return order != null ? order : (orders[slot] = new Order(this, slot));
    }

    private static int grown(int length, int slot) {
        return Math.max(2 * length, slot + 1);
    }
}
