package io.truebook.prover;

import io.truebook.engine.CellAddresses;
import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.Protocol;
import io.truebook.engine.protocol.Reason;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What the segments of a run were: how many of each kind of step, and how many of the kinds that matter. Safe for many threads. */
final class SegmentCounts {
    private static final Set<Reason> GARBAGE = EnumSet.of(Reason.UNKNOWN_TYPE, Reason.BAD_LENGTH, Reason.BAD_MESSAGE);
    private static final long ACCOUNTS = 2;

    private final Map<String, LongAdder> segments = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> steps = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> outcomes = new ConcurrentSkipListMap<>();

    void add(RecordedSegment segment) {
        count(segments, "all");
        for (ExecutedStep step : segment.steps()) {
            count(steps, step.name());
            count(outcomes, step.reason().name());
        }
        countIf("begins amid an order (straddling)", straddles(segment));
        countIf("reads garbage", segment.steps().stream().anyMatch(step -> GARBAGE.contains(step.reason())));
        countIf("ends in a truncated frame", has(segment, Reason.MALFORMED_FRAME));
        countIf("claims a wrong number of segments (INVALID)", segment.invalid());
        countIf("touches an account with 16 positions", touches(segment, SegmentCounts::allPositions));
        countIf("touches an account with 256 orders", touches(segment, SegmentCounts::allOrders));
    }

    /** A segment in which a cell was left out of the witness. */
    void addIncomplete() {
        count(segments, "reverts without one of its cells");
    }

    private void countIf(String name, boolean is) {
        if (is) {
            count(segments, name);
        }
    }

    private static void count(Map<String, LongAdder> counts, String name) {
        counts.computeIfAbsent(name, key -> new LongAdder()).increment();
    }

    private static boolean has(RecordedSegment segment, Reason reason) {
        return segment.steps().stream().anyMatch(step -> step.reason() == reason);
    }

    private static boolean straddles(RecordedSegment segment) {
        CursorCell cursor = new CursorCell(CellAddresses.cursor());
        cursor.decode(segment.witness().cells().get(CellAddresses.cursor()), 0);
        return cursor.phase != Protocol.PHASE_IDLE && cursor.phase != Protocol.PHASE_ITEM;
    }

    private static boolean touches(RecordedSegment segment, Predicate<AccountCell> kind) {
        return segment.witness().cells().entrySet().stream()
                .filter(cell -> cell.getKey() >>> 40 == ACCOUNTS && (cell.getKey() & 0x1ff) == 0)
                .filter(cell -> cell.getValue() != null)
                .anyMatch(cell -> {
                    AccountCell account = new AccountCell(cell.getKey());
                    account.decode(cell.getValue(), 0);
                    return kind.test(account);
                });
    }

    private static boolean allPositions(AccountCell account) {
        // Sixteen lanes of 16 bits: the market's number and 1, or 0 for a free slot.
        return IntStream.range(0, 16)
                .noneMatch(slot -> (account.positionMarkets(slot >>> 2) >>> 48 - 16 * (slot & 3) & 0xffff) == 0);
    }

    private static boolean allOrders(AccountCell account) {
        return IntStream.range(0, 4).allMatch(i -> account.orderSlots(i) == -1);
    }

    /** Aligned, most first. */
    String table() {
        StringBuilder table = new StringBuilder();
        append(table, "segments", segments);
        append(table, "steps", steps);
        append(table, "outcomes", outcomes);
        return table.toString();
    }

    private static void append(StringBuilder table, String title, Map<String, LongAdder> counts) {
        table.append(String.format("%n%-45s %10s%n", title, "count"));
        counts.entrySet().stream()
                .sorted((a, b) -> Long.compare(b.getValue().sum(), a.getValue().sum()))
                .forEach(row -> table.append(String.format(
                        "%-45s %,10d%n", row.getKey(), row.getValue().sum())));
    }
}
