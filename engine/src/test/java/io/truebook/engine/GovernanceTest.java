package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.Reason;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Every bound of every action: the last value that passes, and the first that does not and then changes nothing. */
class GovernanceTest {
    /** A field of LIST_MARKET: where it starts in the body after the action byte, and its bytes. */
    private enum Field {
        MULTIPLIER(1, 4),
        MAX_TICK(5, 3),
        MAX_POSITION(8, 5),
        MAX_ORDER(13, 5),
        MIN_NOTIONAL(18, 8),
        TAKER_FEE(26, 3),
        MAKER_FEE(29, 3),
        INITIAL(32, 3),
        MAINTENANCE(35, 3),
        MAX_AGE(38, 4),
        JUMP(42, 3);

        private final int at;
        private final int width;

        Field(int at, int width) {
            this.at = at;
            this.width = width;
        }
    }

    private final Trial trial = new Trial();
    private int nextMarket = 1;

    @Test
    void eachParameterOfAListingHasItsBounds() {
        passesFrom(Field.MULTIPLIER, 1);
        passesFrom(Field.MAX_TICK, 1);
        passesFrom(Field.MAX_ORDER, 1);
        passesUpTo(Field.MAX_ORDER, 1_000_000);
        passesUpTo(Field.MIN_NOTIONAL, POSITION_BOUND);
        passesUpTo(Field.TAKER_FEE, MAX_FEE_PPM);
        passesUpTo(Field.MAKER_FEE, MAX_FEE_PPM);
        passesUpTo(Field.INITIAL, PPM);
        passesFrom(Field.INITIAL, 50_000);
        passesFrom(Field.MAINTENANCE, 1);
        passesUpTo(Field.MAINTENANCE, 100_000);
        passesFrom(Field.MAX_AGE, 1);
        passesFrom(Field.JUMP, 1);
        passesUpTo(Field.JUMP, MAX_JUMP_PPM);
    }

    @Test
    void thePositionBoundIsComparedExactly() {
        byte[] body = listing();
        put(body, Field.MULTIPLIER, 1L << 17);
        put(body, Field.MAX_TICK, 1 << 20);
        put(body, Field.MAX_POSITION, 1 << 20);
        put(body, Field.MAX_ORDER, 1);
        assertThat(list(body)).isEqualTo(Reason.OK);
        put(body, Field.MAX_POSITION, (1 << 20) + 1);
        assertThat(list(body)).isEqualTo(Reason.BAD_GOVERNANCE);
        // 2^24 · 2 · (2^39 + 1) = 2^64 + 2^25 wraps to a number within the bound.
        put(body, Field.MULTIPLIER, 1L << 24);
        put(body, Field.MAX_TICK, 2);
        put(body, Field.MAX_POSITION, (1L << 39) + 1);
        assertThat(list(body)).isEqualTo(Reason.BAD_GOVERNANCE);
    }

    @Test
    void aMarketIsListedOnce() {
        byte[] body = listing();
        assertThat(list(body)).isEqualTo(Reason.OK);
        assertThat(govern(body)).isEqualTo(Reason.BAD_GOVERNANCE);
    }

    @Test
    void publishersAreSixteen() {
        byte[] key = Market.PUBLISHER.address();
        assertThat(govern(GovernanceActions.setPublisher(15, key))).isEqualTo(Reason.OK);
        assertThat(trial.cells().publisher(15).key).isEqualTo(key);
        assertThat(govern(GovernanceActions.setPublisher(16, key))).isEqualTo(Reason.BAD_GOVERNANCE);
    }

    @Test
    void aQuorumIsOneToSixteen() {
        assertThat(govern(GovernanceActions.setQuorum(16))).isEqualTo(Reason.OK);
        assertThat(govern(GovernanceActions.setQuorum(17))).isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(govern(GovernanceActions.setQuorum(0))).isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(trial.cells().config().quorum).isEqualTo(16);
        assertThat(govern(GovernanceActions.setQuorum(1))).isEqualTo(Reason.OK);
    }

    @Test
    void theWorkLimitOnlySinksAndNotBelowItsLeast() {
        assertThat(govern(GovernanceActions.lowerWorkLimit(INITIAL_WORK_LIMIT))).isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(govern(GovernanceActions.lowerWorkLimit(MIN_WORK_LIMIT - 1))).isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(govern(GovernanceActions.lowerWorkLimit(MIN_WORK_LIMIT))).isEqualTo(Reason.OK);
        assertThat(trial.cells().config().workLimit).isEqualTo(MIN_WORK_LIMIT);
    }

    @Test
    void bodiesHaveExactlyTheLengthOfTheirAction() {
        byte[][] bodies = {
            listing(),
            GovernanceActions.setPublisher(0, Market.PUBLISHER.address()),
            GovernanceActions.setQuorum(1),
            GovernanceActions.lowerWorkLimit(300)
        };
        for (byte[] body : bodies) {
            assertThat(govern(Arrays.copyOf(body, body.length - 1))).isEqualTo(Reason.BAD_GOVERNANCE);
            assertThat(govern(Arrays.copyOf(body, body.length + 1))).isEqualTo(Reason.BAD_GOVERNANCE);
            assertThat(govern(body)).isEqualTo(Reason.OK);
        }
        assertThat(govern(new byte[0])).isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(govern(new byte[] {0})).isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(govern(new byte[] {9, 1})).isEqualTo(Reason.BAD_GOVERNANCE);
    }

    private void passesFrom(Field field, long least) {
        bound(field, least, least - 1);
    }

    private void passesUpTo(Field field, long greatest) {
        bound(field, greatest, greatest + 1);
    }

    private void bound(Field field, long passing, long refused) {
        byte[] body = listing();
        put(body, field, refused);
        assertThat(list(body)).as("%s = %d", field, refused).isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(trial.cells().risk(nextMarket).status).isZero();
        put(body, field, passing);
        assertThat(list(body)).as("%s = %d", field, passing).isEqualTo(Reason.OK);
    }

    private static void put(byte[] body, Field field, long value) {
        BigEndian.put(body, 1 + field.at, field.width, value);
    }

    /** A listing that passes, for no market yet. */
    private static byte[] listing() {
        byte[] message = Messages.list(Messages.Listing.usual(0));
        return Arrays.copyOfRange(message, 7, message.length);
    }

    /** Lists under a number that is free, which is used up only when it passes. */
    private Reason list(byte[] body) {
        body[1] = (byte) nextMarket;
        Reason reason = govern(body);
        nextMarket += reason == Reason.OK ? 1 : 0;
        return reason;
    }

    private Reason govern(byte[] body) {
        trial.consume(Messages.message(MESSAGE_GOVERNANCE, body));
        return Reason.of(trial.cells().cursor().reason);
    }
}
