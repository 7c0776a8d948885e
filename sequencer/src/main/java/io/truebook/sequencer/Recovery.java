package io.truebook.sequencer;

import io.truebook.sequencer.journal.Ordering;
import io.truebook.sequencer.journal.OrderingFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Brings a state and its journal together after a stop of any kind. */
final class Recovery {
    private record Numbered(long number, JournalRecord entry) {}

    private final State state;
    private final Ordering ordering;

    Recovery(State state, Ordering ordering) {
        this.state = state;
        this.ordering = ordering;
    }

    /**
     * Undoes reverts that the journal has and the state has not, and replays the rest. What a revert undid is skipped, whether the
     * state is from before it or from after it: batches are sealed before a revert is written, so all that lies between belongs to it.
     *
     * @param assemblyAtState called once the state stands where the replay begins
     */
    BatchAssembly replay(Supplier<BatchAssembly> assemblyAtState) {
        if (state.journalNext() > ordering.next()) {
            throw new OrderingFailedException("the state knows of journal record " + (state.journalNext() - 1)
                    + ", the journal ends before " + ordering.next());
        }
        List<Numbered> entries = new ArrayList<>();
        ordering.replay(state.journalNext(), (number, bytes) -> {
            JournalRecord entry = JournalRecord.decode(bytes);
            if (entry instanceof JournalRecord.Revert revert) {
                entries.clear();
                if (state.header().index() > revert.index()) {
                    state.rollbackTo(revert.index());
                }
            } else {
                entries.add(new Numbered(number, entry));
            }
        });
        BatchAssembly assembly = assemblyAtState.get();
        entries.forEach(numbered -> assembly.replay(numbered.number(), numbered.entry()));
        return assembly;
    }
}
