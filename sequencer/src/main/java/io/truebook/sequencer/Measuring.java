package io.truebook.sequencer;

import io.truebook.sequencer.divergence.Divergence;
import io.truebook.sequencer.divergence.DivergenceFigures;
import io.truebook.sequencer.divergence.Ledger;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Shows the state to the {@link Divergence} between two items, now and then and when somebody asks. For the writer's thread. */
final class Measuring {
    private static final long TELL_MILLIS = 1_000;

    private final Divergence divergence;
    private final BatchMaker maker;
    private final ItemStream stream;
    private final LongSupplier clock;
    private final Feed feed;
    private long toldNanos = System.nanoTime() - TELL_MILLIS * 1_000_000;
    private volatile DivergenceFigures told;

    Measuring(Divergence divergence, BatchMaker maker, ItemStream stream, LongSupplier clock, Feed feed) {
        this.divergence = divergence;
        this.maker = maker;
        this.stream = stream;
        this.clock = clock;
        this.feed = feed;
    }

    void measureWhenDue() {
        if (!divergence.isDue()) {
            return;
        }
        CompletableFuture<DivergenceFigures> figures = measure(Ledger::figures);
        if (System.nanoTime() - toldNanos >= TELL_MILLIS * 1_000_000) {
            toldNanos = System.nanoTime();
            stream.answer(null, outcome -> figures.thenAccept(this::tell));
        }
    }

    /** What the ledger says of this moment. */
    <T> CompletableFuture<T> measure(Function<Ledger, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        maker.assembly().show();
        divergence.look(stream.own().badDebt(), clock.getAsLong(), ledger -> answer.complete(question.apply(ledger)));
        return answer;
    }

    private void tell(DivergenceFigures figures) {
        if (!figures.sameAs(told)) {
            told = figures;
            feed.diverged(figures);
        }
    }
}
