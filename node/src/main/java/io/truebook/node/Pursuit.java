package io.truebook.node;

import io.truebook.prover.Move;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A challenge that a command carries to its end: commitment, a block, reveal. */
final class Pursuit {
    private static final long LONGEST_MINUTES = 30;

    /** @param next takes the next move and says which it was; asked again after a pause until it is done */
    static void toItsEnd(Duration pause, Supplier<Move> next) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(LONGEST_MINUTES);
        String last = "";
        while (System.nanoTime() < deadline) {
            Move move = next.get();
            if (!move.toString().equals(last)) {
                last = move.toString();
                System.err.println(last);
            }
            switch (move) {
                case Move.Done done -> {
                    return;
                }
                case Move.GiveUp(String reason) -> throw new CommandFailure(reason);
                default -> Pause.of(pause);
            }
        }
        throw new CommandFailure("not done after " + LONGEST_MINUTES + " minutes: " + last);
    }

    private Pursuit() {}
}
