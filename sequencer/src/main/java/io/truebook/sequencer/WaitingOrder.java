package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.Digests;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.engine.protocol.TriggerOrderItem;
import io.truebook.engine.protocol.TwapSliceItem;
import io.truebook.sequencer.signing.RecoveredSignatures.Recovered;
import java.util.Arrays;
import java.util.List;

/** A signed order that counts later: a trigger order, or a TWAP with the slices that are not sent yet. For the writer's thread. */
public final class WaitingOrder {
    private static final int ID_LENGTH = 16;

    private final byte[] item;
    private final byte[] id;
    private final SignedItem fields;
    final List<Recovered> signers;

    /** The next slice of a TWAP, 0 for a trigger order. */
    private int slice;

    /** Before this a slice is not sent, so that late slices keep their distance; ms. */
    private long notBefore;

    /**
     * As told to others.
     *
     * @param slice the next one of a TWAP
     * @param dueAt when it is due, ms; 0 for a trigger order
     */
    public record View(String id, SignedItem fields, int slice, long dueAt) {}

    /** @param item framed; of a TWAP with any slice's number */
    WaitingOrder(byte[] item, List<Recovered> signers) {
        this.item = item.clone();
        this.signers = signers;
        fields = SignedItem.decode(item[0], item, FRAME_LENGTH);
        if (fields instanceof TwapSliceItem) {
            this.item[item.length - 1] = 0;
        }
        id = Arrays.copyOf(Digests.keccak(this.item), ID_LENGTH);
    }

    static boolean isOne(byte[] item) {
        return item[0] == ITEM_TRIGGER_ORDER || item[0] == ITEM_TWAP_SLICE;
    }

    /** The same for the same signed bytes. */
    byte[] id() {
        return id;
    }

    View view() {
        return new View(Json.hex(id), fields, slice, fields instanceof TwapSliceItem ? dueAt() : 0);
    }

    /** A {@link TriggerOrderItem} or a {@link TwapSliceItem}. */
    SignedItem fields() {
        return fields;
    }

    /** What is put into the stream next. */
    byte[] item() {
        byte[] next = item.clone();
        if (fields instanceof TwapSliceItem) {
            next[next.length - 1] = (byte) slice;
        }
        return next;
    }

    long account() {
        return switch (fields) {
            case TriggerOrderItem trigger -> trigger.account();
            case TwapSliceItem twap -> twap.account();
            default -> throw new IllegalStateException("not a waiting order: type " + fields.type());
        };
    }

    int key() {
        return item[FRAME_LENGTH + 4] & 0xff;
    }

    /** The nonce that the next step uses up. */
    long nonce() {
        return switch (fields) {
            case TriggerOrderItem trigger -> trigger.nonce();
            case TwapSliceItem twap -> twap.nonce() + slice;
            default -> throw new IllegalStateException("not a waiting order: type " + fields.type());
        };
    }

    int market() {
        return switch (fields) {
            case TriggerOrderItem trigger -> trigger.market();
            case TwapSliceItem twap -> twap.market();
            default -> throw new IllegalStateException("not a waiting order: type " + fields.type());
        };
    }

    int flags() {
        return switch (fields) {
            case TriggerOrderItem trigger -> trigger.flags();
            case TwapSliceItem twap -> twap.flags();
            default -> throw new IllegalStateException("not a waiting order: type " + fields.type());
        };
    }

    long expiry() {
        return switch (fields) {
            case TriggerOrderItem trigger -> trigger.expiry();
            case TwapSliceItem twap -> twap.expiry();
            default -> throw new IllegalStateException("not a waiting order: type " + fields.type());
        };
    }

    /** Whether a trigger order's price is reached. */
    boolean reachedAt(int mark) {
        return fields instanceof TriggerOrderItem trigger
                && mark != 0
                && (trigger.above() == 1 ? mark >= trigger.triggerTick() : mark <= trigger.triggerTick());
    }

    /** When the next slice of a TWAP is due, ms. */
    long dueAt() {
        TwapSliceItem twap = (TwapSliceItem) fields;
        return Math.max(notBefore, (twap.start() + slice * twap.interval()) * 1_000);
    }

    /** Goes on to the next slice; false when there is none. */
    boolean advance(long nowMillis) {
        if (!(fields instanceof TwapSliceItem twap)) {
            return false;
        }
        slice++;
        notBefore = nowMillis + twap.interval() * 1_000;
        return slice < twap.slices();
    }

    /** A slice is looked at again only then. */
    void delay(long untilMillis) {
        notBefore = untilMillis;
    }

    /** Goes back to what was first signed, after a revert. */
    void rewind() {
        slice = 0;
        notBefore = 0;
    }

    /** Goes past a slice whose nonce something else has used; false when there is none after it. */
    boolean skip() {
        return fields instanceof TwapSliceItem twap && ++slice < twap.slices();
    }

    /** Bytes as they are kept. */
    byte[] stored() {
        return item.clone();
    }
}
