package io.truebook.node;

import java.util.ArrayList;
import java.util.List;

/** Aligned rows for people: columns of numbers to the right, all else to the left. */
public final class Table {
    private final List<String[]> rows = new ArrayList<>();

    public Table row(Object... cells) {
        String[] row = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            row[i] = String.valueOf(cells[i]);
        }
        rows.add(row);
        return this;
    }

    @Override
    public String toString() {
        int columns = rows.stream().mapToInt(row -> row.length).max().orElse(0);
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        boolean[] numbers = new boolean[columns];
        for (int i = 0; i < columns; i++) {
            int column = i;
            numbers[i] = rows.stream().filter(row -> row.length > column).allMatch(row -> isNumber(row[column]));
        }
        StringBuilder out = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                String pad = " ".repeat(widths[i] - row[i].length());
                line.append(i == 0 ? "" : "  ").append(numbers[i] ? pad + row[i] : row[i] + pad);
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }

    private static boolean isNumber(String text) {
        return text.matches("[-+]?[\\d][\\d,.]*( ?[a-zA-Z%µ/]+)?");
    }
}
