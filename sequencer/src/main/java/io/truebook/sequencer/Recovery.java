package io.truebook.sequencer;

import io.truebook.derivation.ItemChain;
import io.truebook.engine.protocol.Reason;
import io.truebook.sequencer.journal.Ordering;
import io.truebook.sequencer.journal.OrderingFailedException;
import io.truebook.sequencer.lifecycle.ItemName;
import io.truebook.sequencer.lifecycle.UndoneItem;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** Brings a state and its journal together after a stop of any kind. */
final class Recovery {
    private record Numbered(long number, JournalRecord entry) {}

    /** Hears of what is replayed. */
    interface Replayed {
        /** The items of a batch are all replayed, and it is about to be closed. */
        void endOfBatch();

        /** An item has its place again. */
        void item(BatchAssembly assembly, byte[] frame, Reason reason);
    }

    private final State state;
    private final Ordering ordering;

    Recovery(State state, Ordering ordering) {
        this.state = state;
        this.ordering = ordering;
    }

    /**
     * Undoes reverts that the journal has and the state has not, and replays the rest. What a revert undid is not replayed, whether the
     * state is from before it or from after it; that it was undone is noted again, which changes nothing when it was noted before.
     *
     * @param assemblyAtState called once the state stands where the replay begins
     */
    BatchAssembly replay(Supplier<BatchAssembly> assemblyAtState, Replayed replayed) {
        if (state.journalNext() > ordering.next()) {
            throw new OrderingFailedException("the state knows of journal record " + (state.journalNext() - 1)
                    + ", the journal ends before " + ordering.next());
        }
        List<Numbered> entries = new ArrayList<>();
        ordering.replay(state.journalNext(), (number, bytes) -> {
            JournalRecord entry = JournalRecord.decode(bytes);
            if (entry instanceof JournalRecord.Revert revert) {
                state.takeBack(revert.index(), takeOut(entries, revert), revert.at());
            } else {
                entries.add(new Numbered(number, entry));
            }
        });
        BatchAssembly assembly = assemblyAtState.get();
        for (Numbered numbered : entries) {
            if (numbered.entry() instanceof JournalRecord.Close) {
                replayed.endOfBatch();
            }
            assembly.replay(numbered.number(), numbered.entry())
                    .ifPresent(
                            reason -> replayed.item(assembly, numbered.entry().frame(), reason));
        }
        return assembly;
    }

    /** Takes what a revert undid out of what is to be replayed: its items, which the state does not have. */
    private List<UndoneItem> takeOut(List<Numbered> entries, JournalRecord.Revert revert) {
        List<UndoneItem> undone = new ArrayList<>();
        ItemChain place = state.place();
        long batch = state.header().index();
        for (Iterator<Numbered> all = entries.iterator(); all.hasNext(); ) {
            JournalRecord entry = all.next().entry();
            if (entry instanceof JournalRecord.Open open) {
                batch = open.index();
            }
            byte[] frame = entry.frame();
            if (frame != null) {
                place = place.after(frame);
            }
            if (batch > revert.index()) {
                all.remove();
                if (frame != null) {
                    undone.add(new UndoneItem(place, batch, ItemName.of(frame), revert.at()));
                }
            }
        }
        return undone;
    }
}
