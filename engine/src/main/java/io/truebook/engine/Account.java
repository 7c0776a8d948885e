package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.MAX_ORDERS;
import static io.truebook.engine.protocol.Protocol.MAX_POSITIONS;

import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.SignerCell;
import java.util.Arrays;

/** An account's cell, and the places of the other cells of the account by their slots. Most accounts use few of them. */
public final class Account extends AccountCell {
    private static final SignerCell[] NO_SIGNERS = {};
    private static final PositionCell[] NO_POSITIONS = {};
    private static final Order[] NO_ORDERS = {};

    final long number;
    private SignerCell[] signers = NO_SIGNERS;
    private PositionCell[] positions = NO_POSITIONS;
    private Order[] orders = NO_ORDERS;

    Account(long number) {
        super(CellAddresses.account(number));
        this.number = number;
    }

    SignerCell signer(int key) {
        if (key >= signers.length) {
            signers = Arrays.copyOf(signers, grown(signers.length, key));
        }
        SignerCell cell = signers[key];
        return cell != null ? cell : (signers[key] = new SignerCell(CellAddresses.signer(number, key)));
    }

    PositionCell position(int slot) {
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
