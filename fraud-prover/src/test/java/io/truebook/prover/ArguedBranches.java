package io.truebook.prover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lines of docs/coverage-solidity.md: how many ways of a source line need not have been gone. */
final class ArguedBranches {
    /** File and text of a line. */
    record Key(String file, String text) {}

    private static final int COLUMNS = 4;

    private final Map<Key, Integer> ways = new LinkedHashMap<>();

    ArguedBranches(Path page) {
        try {
            Files.readAllLines(page).stream()
                    .filter(line -> line.startsWith("| `"))
                    .forEach(this::add);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void add(String row) {
        String[] cells = row.substring(2, row.length() - 2).split(" \\| ", COLUMNS);
        if (cells.length != COLUMNS || cells[COLUMNS - 1].isBlank()) {
            throw new IllegalArgumentException("not file, ways, line and argument: " + row);
        }
        Key key = new Key(plain(cells[0]), plain(cells[2]));
        if (ways.put(key, Integer.valueOf(cells[1])) != null) {
            throw new IllegalArgumentException("argued twice: " + row);
        }
    }

    /** Code without its quotes; a bar within a table is written with a backslash before it. */
    private static String plain(String code) {
        return code.substring(1, code.length() - 1).replace("\\|", "|");
    }

    int ways(Key key) {
        return ways.getOrDefault(key, 0);
    }

    Map<Key, Integer> all() {
        return ways;
    }
}
