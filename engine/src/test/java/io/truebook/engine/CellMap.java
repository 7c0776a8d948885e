package io.truebook.engine;

import io.truebook.engine.protocol.ConfigCell;
import java.util.Map;
import java.util.TreeMap;

/** The whole state in a sorted map: what the engine's cached cells are compared with. */
public final class CellMap implements CellSource, CellSink {
    private final TreeMap<Long, byte[]> cells;

    public CellMap() {
        this(Map.of());
    }

    private CellMap(Map<Long, byte[]> cells) {
        this.cells = new TreeMap<>(cells);
    }

    /** The state of genesis. */
    public static CellMap genesis(long timeSeconds) {
        CellMap map = new CellMap();
        Genesis.write(timeSeconds, map);
        return map;
    }

    /** The same with another W; any can be asked of the engine, also one below what governance may set. */
    public static CellMap genesis(long timeSeconds, int workLimit) {
        CellMap map = genesis(timeSeconds);
        ConfigCell config = new ConfigCell(CellAddresses.config());
        config.decode(map.read(config.address), 0);
        config.workLimit = workLimit;
        byte[] words = new byte[32 * config.words()];
        config.encode(words, 0);
        map.write(config.address, words);
        return map;
    }

    @Override
    public byte[] read(long address) {
        byte[] words = cells.get(address);
        return words == null ? null : words.clone();
    }

    @Override
    public void write(long address, byte[] words) {
        if (CellAddresses.words(address) * 32 != words.length) {
            throw new IllegalArgumentException(
                    "cell " + Long.toHexString(address) + " has " + CellAddresses.words(address) + " words");
        }
        if (isZero(words)) {
            cells.remove(address);
        } else {
            cells.put(address, words.clone());
        }
    }

    /** An independent copy. */
    public CellMap copy() {
        return new CellMap(cells);
    }

    /** All non-empty cells. */
    public Map<Long, byte[]> cells() {
        return cells;
    }

    /** Cells as hexadecimal text, so that two states compare and differences show. */
    public Map<String, String> text() {
        Map<String, String> text = new TreeMap<>();
        cells.forEach((address, words) ->
                text.put(Long.toHexString(address), java.util.HexFormat.of().formatHex(words)));
        return text;
    }

    private static boolean isZero(byte[] words) {
        for (byte b : words) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
