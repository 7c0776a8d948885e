package io.truebook.prover;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.l1.BatchStatus;
import io.truebook.prover.Situation.Check;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MoveTest {
    private static final OptionalLong NEVER = OptionalLong.empty();
    private static final OptionalLong COMMITTED = OptionalLong.of(7);

    @Test
    void itCommitsFirstAndRevealsOnlyAGoodProof() {
        assertThat(move(BatchStatus.PENDING, Check.GOOD, NEVER)).isInstanceOf(Move.Commit.class);
        assertThat(move(BatchStatus.PENDING, Check.GOOD, COMMITTED)).isInstanceOf(Move.Reveal.class);
        for (OptionalLong committedAt : new OptionalLong[] {NEVER, COMMITTED}) {
            assertThat(move(BatchStatus.PENDING, Check.REFUSED, committedAt)).isInstanceOf(Move.GiveUp.class);
            assertThat(move(BatchStatus.PENDING, Check.UNKNOWN, committedAt)).isInstanceOf(Move.Wait.class);
        }
    }

    @Test
    void outsideTheWindowNothingIsSentWhateverTheCheckSaid() {
        for (Check check : Check.values()) {
            for (OptionalLong committedAt : new OptionalLong[] {NEVER, COMMITTED}) {
                assertThat(move(BatchStatus.DELETED, check, committedAt)).isInstanceOf(Move.Done.class);
                assertThat(move(BatchStatus.FINAL, check, committedAt)).isInstanceOf(Move.GiveUp.class);
                assertThat(move(BatchStatus.UNKNOWN, check, committedAt)).isInstanceOf(Move.Wait.class);
            }
        }
    }

    private static Move move(BatchStatus status, Check check, OptionalLong committedAt) {
        return Move.in(new Situation(status, check, committedAt));
    }
}
