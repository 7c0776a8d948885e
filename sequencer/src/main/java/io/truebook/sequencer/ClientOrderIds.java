package io.truebook.sequencer;

import io.truebook.engine.Cells;
import io.truebook.engine.protocol.AmendItem;
import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.OrderCell;
import io.truebook.engine.protocol.Protocol;
import io.truebook.sequencer.market.EngineEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names that clients have given to resting orders. They are no part of the protocol: the sequencer keeps them beside the state, unique
 * among the live orders of an account. A name stays with its order through amends. For the writer's thread.
 */
final class ClientOrderIds {
    /** A change of what is kept on disk; a name of {@code null} forgets. */
    record Change(long account, int slot, long nonce, String name) {
        static Change decode(byte[] key, byte[] value) {
            return new Change(
                    BigEndian.get(key, 0, 4),
                    key[4] & 0xff,
                    BigEndian.get(value, 0, 6),
                    new String(value, 6, value.length - 6, StandardCharsets.US_ASCII));
        }

        byte[] key() {
            return ByteBuffer.allocate(5).putInt((int) account).put((byte) slot).array();
        }

        byte[] value() {
            byte[] text = name.getBytes(StandardCharsets.US_ASCII);
            byte[] value = new byte[6 + text.length];
            BigEndian.put(value, 0, 6, nonce);
            System.arraycopy(text, 0, value, 6, text.length);
            return value;
        }
    }

    private final Map<Long, Map<Integer, String>> names = new HashMap<>();
    private List<Change> changes = new ArrayList<>();

    /** Takes over names from disk whose orders are still there. */
    List<Change> load(Cells cells, List<Change> stored) {
        names.clear();
        List<Change> live = new ArrayList<>();
        for (Change change : stored) {
            OrderCell order = cells.order(change.account, change.slot);
            if (order.lots > 0 && order.nonce == change.nonce) {
                names.computeIfAbsent(change.account, account -> new HashMap<>())
                        .put(change.slot, change.name);
                live.add(change);
            }
        }
        return live;
    }

    /** Whether a live order of the account has this name, other than the one that an amend replaces. */
    boolean isTaken(byte[] item, String name) {
        long account = BigEndian.get(item, Protocol.FRAME_LENGTH, 4);
        Map<Integer, String> mine = names.getOrDefault(account, Map.of());
        int amended = amendedSlot(item);
        return mine.entrySet().stream()
                .anyMatch(entry -> entry.getKey() != amended && entry.getValue().equals(name));
    }

    /** The name that an item's order will have: the one given with it, or that of the order it amends. */
    String nameFor(byte[] item, String given) {
        int amended = amendedSlot(item);
        if (given != null || amended < 0) {
            return given;
        }
        return of(BigEndian.get(item, Protocol.FRAME_LENGTH, 4), amended);
    }

    /** The name of a live order, {@code null} without one. */
    String of(long account, int slot) {
        return names.getOrDefault(account, Map.of()).get(slot);
    }

    /**
     * Learns from what an item did.
     *
     * @param name of the order it places, or {@code null}
     * @param account of that order
     */
    void learn(List<EngineEvent> events, String name, long account) {
        if (names.isEmpty() && name == null) {
            return;
        }
        for (EngineEvent event : events) {
            switch (event) {
                case EngineEvent.Rested e
                when name != null && e.account() == account -> put(account, e.slot(), e.nonce(), name);
                case EngineEvent.Amended e
                when name != null && e.account() == account -> put(account, e.slot(), e.nonce(), name);
                case EngineEvent.Removed e -> remove(e.account(), e.slot());
                case EngineEvent.Filled e when e.makerLotsLeft() == 0 -> remove(e.maker(), e.makerSlot());
                default -> {}
            }
        }
    }

    /** What is to be written to disk since the last call. */
    List<Change> takeChanges() {
        if (changes.isEmpty()) {
            return List.of();
        }
        List<Change> taken = changes;
        changes = new ArrayList<>();
        return taken;
    }

    private void put(long account, int slot, long nonce, String name) {
        names.computeIfAbsent(account, number -> new HashMap<>()).put(slot, name);
        changes.add(new Change(account, slot, nonce, name));
    }

    private void remove(long account, int slot) {
        Map<Integer, String> mine = names.get(account);
        if (mine != null && mine.remove(slot) != null) {
            changes.add(new Change(account, slot, 0, null));
            if (mine.isEmpty()) {
                names.remove(account);
            }
        }
    }

    private static int amendedSlot(byte[] item) {
        return item[0] == Protocol.ITEM_AMEND
                ? AmendItem.decode(item, Protocol.FRAME_LENGTH).slot()
                : -1;
    }
}
