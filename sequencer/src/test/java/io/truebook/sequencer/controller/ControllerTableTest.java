package io.truebook.sequencer.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.sequencer.controller.DivergencePolicy.Limit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every combination of what the controller can meet has exactly one row in docs/divergence-control.md, and does what it says. */
class ControllerTableTest {
    private static final long NANO = 1_000_000_000L;
    private static final long DWELL = 1_000;
    private static final long NOW = 1_700_000_000_000L;
    private static final DivergencePolicy POLICY = policy();

    private record Row(String level, String required, String held, String lasted, Level next, Set<Action> actions) {
        boolean fits(Level level, Level required, Level held, boolean lasted) {
            return matches(this.level, level)
                    && matches(this.required, required)
                    && matches(this.held, held)
                    && (this.lasted.equals("any") || this.lasted.equals(lasted ? "yes" : "no"));
        }

        private static boolean matches(String cell, Level level) {
            if (cell.equals("any")) {
                return true;
            }
            String[] parts = cell.split(" ");
            int order = level.compareTo(Level.valueOf(parts[parts.length - 1]));
            return switch (parts.length == 1 ? "=" : parts[0]) {
                case "=" -> order == 0;
                case "≤" -> order <= 0;
                case "<" -> order < 0;
                case "≥" -> order >= 0;
                default -> throw new AssertionError(cell);
            };
        }
    }

    /** Limits of Δ at 100, 200, ... and the levels held from 90 % of each. */
    private static DivergencePolicy policy() {
        Map<Level, Limit> limits = new EnumMap<>(Level.class);
        for (int level = 1; level < Level.values().length; level++) {
            limits.put(Level.values()[level], new Limit(level * 100 * NANO, level * 100_000L));
        }
        return new DivergencePolicy(1_000_000, DivergencePolicy.Cost.BY_AGE, limits, 90, DWELL, 10);
    }

    private static List<Row> rows() throws Exception {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("../docs/divergence-control.md"))) {
            String[] cells = line.split(" *\\| *", -1);
            boolean isRow =
                    cells.length == 8 && (cells[4].equals("any") || cells[4].equals("yes") || cells[4].equals("no"));
            if (isRow) {
                Set<Action> actions = cells[6].equals("–")
                        ? Set.of()
                        : Set.of(cells[6].split(", ")).stream()
                                .map(Action::valueOf)
                                .collect(Collectors.toSet());
                rows.add(new Row(cells[1], cells[2], cells[3], cells[4], Level.valueOf(cells[5]), actions));
            }
        }
        return rows;
    }

    @Test
    void everyCombinationDoesWhatItsRowSays() throws Exception {
        List<Row> rows = rows();
        Set<Integer> used = new TreeSet<>();
        int combinations = 0;
        for (Level level : Level.values()) {
            for (Level required : Level.values()) {
                for (Level held : new Level[] {required, next(required)}) {
                    for (boolean lasted : new boolean[] {false, true}) {
                        for (boolean byAge : new boolean[] {false, true}) {
                            used.add(check(rows, level, required, held, lasted, byAge));
                            combinations++;
                        }
                    }
                }
            }
        }
        assertThat(combinations).isEqualTo(200);
        assertThat(used).as("rows").hasSize(rows.size());
    }

    /** Between a limit and what is left of it, one level more is held than is required. */
    private static Level next(Level level) {
        return level == Level.CLOSED ? level : Level.values()[level.ordinal() + 1];
    }

    private static int check(List<Row> rows, Level level, Level required, Level held, boolean lasted, boolean byAge) {
        List<Row> fitting = rows.stream()
                .filter(row -> row.fits(level, required, held, lasted))
                .toList();
        String what = level + ", required " + required + ", held " + held + ", lasted " + lasted + ", by age " + byAge;
        assertThat(fitting).as(what).hasSize(1);
        int hundreds = 100 * required.ordinal() + (held == required ? 0 : 90) + (required == Level.NORMAL ? 0 : 1);
        if (held == required) {
            hundreds = Math.min(hundreds, 90 * (required.ordinal() + 1) - 1);
        }
        Inputs inputs = new Inputs(
                NOW, byAge ? 0 : hundreds * NANO, byAge ? NOW - hundreds * 1_000L : NOW, NOW, 1_000, true, 1e9);
        assertThat(POLICY.required(inputs)).as(what).isEqualTo(required);
        assertThat(POLICY.held(inputs)).as(what).isEqualTo(held);
        ControllerState state = new ControllerState(level, lasted ? NOW - DWELL : NOW - DWELL + 1, PostingCost.NONE);
        Controller.Step step = Controller.transition(state, inputs, POLICY);
        assertThat(step.state().level()).as(what).isEqualTo(fitting.getFirst().next());
        assertThat(step.actions()).as(what).isEqualTo(fitting.getFirst().actions());
        assertThat(step.state().since()).as(what).isEqualTo(step.state().level() == level ? state.since() : NOW);
        return rows.indexOf(fitting.getFirst());
    }
}
