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
 * position: those have places of their own, one cache miss less away.
 */
public final class Account extends AccountCell {
    private static final SignerCell[] NO_SIGNERS = {};
    private static final PositionCell[] NO_POSITIONS = {};
    private static final Order[] NO_ORDERS = {};

    final long number;
    private SignerCell ownerKey;
    private PositionCell firstPosition;
    private SignerCell[] agents = NO_SIGNERS;
    private PositionCell[] positions = NO_POSITIONS;
    private Order[] orders = NO_ORDERS;

    Account(long number) {
        super(CellAddresses.account(number));
        this.number = number;
    }

    SignerCell signer(int key) {
        if (key != OWNER_KEY) {
            return agent(key);
        }
        SignerCell cell = ownerKey;
        return cell != null ? cell : (ownerKey = new SignerCell(CellAddresses.signer(number, key)));
    }

    private SignerCell agent(int key) {
        if (key >= agents.length) {
            agents = Arrays.copyOf(agents, grown(agents.length, key));
        }
        SignerCell cell = agents[key];
        return cell != null ? cell : (agents[key] = new SignerCell(CellAddresses.signer(number, key)));
    }

    PositionCell position(int slot) {
        if (slot > 0) {
            return laterPosition(slot);
        }
        PositionCell cell = firstPosition;
        return cell != null ? cell : (firstPosition = new PositionCell(CellAddresses.position(number, slot)));
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
