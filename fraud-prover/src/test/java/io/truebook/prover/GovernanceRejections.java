package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.Digests;
import io.truebook.engine.GovernanceActions;
import io.truebook.engine.Items;
import io.truebook.engine.Messages;
import io.truebook.engine.SignatureRecovery;
import io.truebook.engine.protocol.BigEndian;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Every bound of a market's parameters, statuses, fee tiers and payments, broken one after the other, with what is right between. */
final class GovernanceRejections {
    /** Bytes before the parameters: action and market. */
    private static final int HEAD = 2;

    private static final int LISTED = 0;
    private static final int BARE = 1;
    private static final int SETTLED = 2;
    private static final int UNLISTED = 77;
    private static final int SMALL = 79;

    private static final long LAST_TICK = Stage.MAX_TICK;

    /** A field at its place in the parameters. */
    private record Field(int at, int width, long value) {}

    private final Stage stage;
    private final List<byte[]> messages = new ArrayList<>();

    private GovernanceRejections(Stage stage) {
        this.stage = stage;
    }

    static Stage told(SignatureRecovery recovery) {
        Stage stage = new Stage(23, 4, 10, 3, recovery);
        GovernanceRejections story = new GovernanceRejections(stage);
        story.parameters();
        story.tiers();
        story.statuses();
        story.feeTiers();
        story.payments();
        for (int action = 0; action < 10; action++) {
            story.raw((byte) action, 9);
        }
        stage.consume(story.messages);
        story.prices();
        stage.nextBatch();
        story.trades();
        stage.nextBatch();
        return stage;
    }

    private void parameters() {
        market();
        market(new Field(0, 4, 0));
        market(new Field(0, 4, (1L << 32) - 1));
        market(new Field(0, 4, 999));
        market(new Field(4, 3, LAST_TICK - 1));
        market(new Field(7, 5, (1L << 40) - 1));
        market(new Field(12, 5, 0));
        market(new Field(12, 5, 1_000_001));
        market(new Field(17, 8, POSITION_BOUND + 1));
        market(new Field(25, 3, MAX_FEE_PPM + 1));
        market(new Field(28, 3, MAX_FEE_PPM + 1), new Field(56, 3, 0));
        market(new Field(28, 3, 5));
        market(new Field(28, 3, 5), new Field(56, 3, 0));
        market(new Field(31, 3, PPM + 1));
        market(new Field(34, 3, 0));
        market(new Field(34, 3, 100_001));
        market(new Field(37, 4, 0));
        market(new Field(41, 3, 0));
        market(new Field(41, 3, MAX_JUMP_PPM + 1));
        market(new Field(56, 3, 501));
        market(new Field(59, 3, MAX_LIQUIDATION_FEE_PPM + 1));
        market(new Field(62, 3, PPM / 10 + 1));
        market(new Field(65, 4, MAX_IMPACT_USDC + 1));
        market(new Field(0, 4, 1), new Field(65, 4, MAX_IMPACT_USDC));
        market(new Field(69, 4, 5_000_001));
        market(new Field(73, 4, 5_000_001));
        market(new Field(77, 4, MAX_FUNDING_PPB + 1));
        market(new Field(86, 5, (1L << 40) - 1));
        market(new Field(91, 5, 0), new Field(86, 5, 1));
        market(new Field(91, 5, 0), new Field(86, 5, 0));
    }

    private void tiers() {
        market(new Field(96, 4, 0));
        market(new Field(100, 2, 999));
        market(new Field(100, 2, 10_001));
        market(new Field(102, 2, 1_001));
        market(new Field(102, 2, 499));
        market(new Field(104, 4, 1_000));
        market(new Field(104, 4, 0));
        market(new Field(112, 8, 1));
        market(new Field(112, 8, 0));
        market(new Field(104, 8, 0), new Field(112, 8, 0));
        market(new Field(96, 8, 0), new Field(104, 8, 0), new Field(112, 8, 0));
    }

    private void statuses() {
        messages.add(Messages.setMarket(Stage.listing(UNLISTED + 1)));
        messages.add(Messages.status(UNLISTED + 1, STATUS_ACTIVE, 0));
        for (int status : new int[] {0, STATUS_SETTLED + 1, STATUS_REDUCE_ONLY, STATUS_HALTED, STATUS_ACTIVE}) {
            messages.add(Messages.status(SETTLED, status, 0));
        }
        messages.add(Messages.status(SETTLED, STATUS_ACTIVE, 1));
        messages.add(Messages.status(SETTLED, STATUS_SETTLED, 0));
        messages.add(Messages.list(Stage.listing(UNLISTED - 1).withFees(0, 0, 0, 0)));
        byte[] small = GovernanceActions.listMarket(Stage.listing(SMALL).terms());
        BigEndian.put(small, HEAD + 4, 3, 1_000);
        governance(small);
        messages.add(Messages.status(SMALL, STATUS_SETTLED, 1_001));
        messages.add(Messages.status(SMALL, STATUS_SETTLED, 1_000));
        messages.add(Messages.status(SETTLED, STATUS_SETTLED, Stage.MARK));
        messages.add(Messages.status(SETTLED, STATUS_ACTIVE, 0));
        messages.add(Messages.setMarket(Stage.listing(SETTLED)));
    }

    /** Volume, taker's and maker's discount of each tier. */
    private void feeTiers() {
        long[][][] all = {
            {},
            {{1, 10, 10}},
            {{1, 101, 10}},
            {{1, 10, 101}},
            {{0, 0, 1}},
            {{2, 10, 10}, {2, 10, 10}},
            {{2, 10, 10}, {1, 10, 10}},
            {{1, 10, 10}, {0, 0, 0}, {2, 10, 10}},
            {{1, 0, 0}, {2, 0, 0}, {3, 0, 0}, {4, 100, 0}, {5, 100, 100}}
        };
        for (long[][] tiers : all) {
            byte[] body = new byte[1 + 6 * FEE_TIERS];
            body[0] = GOVERNANCE_SET_FEE_TIERS;
            for (int i = 0; i < tiers.length; i++) {
                BigEndian.put(body, 1 + 6 * i, 4, tiers[i][0]);
                BigEndian.put(body, 5 + 6 * i, 1, tiers[i][1]);
                BigEndian.put(body, 6 + 6 * i, 1, tiers[i][2]);
            }
            governance(body);
        }
    }

    private void payments() {
        stage.place(0, LISTED, FLAG_SELL, Stage.MARK, 1_000);
        stage.place(1, LISTED, FLAG_TIF_IOC, Stage.MARK, 1_000);
        messages.add(Messages.payFees(stage.number(0), 0));
        messages.add(Messages.payFees(stage.number(0), 1));
        messages.add(Messages.payFees(stage.number(0), Long.MAX_VALUE));
        messages.add(Messages.payFees(stage.number(0), -1));
        messages.add(Messages.payFees(ACCOUNT_LIMIT, 1));
        messages.add(Messages.payFees(SUBACCOUNT_BASE, 1));
        messages.add(Messages.payFees(INSURANCE_ACCOUNT, 1));
    }

    /** Signatures of a price that are none, and a price of a market that is over. */
    private void prices() {
        stage.advance(1_000);
        stage.price(SETTLED, Stage.MARK, 1);
        long time = stage.time();
        byte[] good = Stage.publisher(0).sign(Digests.price(stage.domain, LISTED, Stage.MARK, time));
        for (int at : new int[] {0, 32}) {
            for (int value : new int[] {0, 0x7f, 0xff}) {
                byte[] bad = good.clone();
                Arrays.fill(bad, at, at + 32, (byte) value);
                stage.execute(Items.oracle(LISTED, time, List.of(new Items.Price(0, Stage.MARK, bad))));
            }
            byte[] high = good.clone();
            Arrays.fill(high, at + 1, at + 32, (byte) 0xff);
            high[at] = 0x7f;
            stage.execute(Items.oracle(LISTED, time, List.of(new Items.Price(0, Stage.MARK, high))));
        }
        stage.price(LISTED, Stage.MARK, 1);
    }

    /** From one fee tier to the next; then a bid far above the index, and the minutes that count it. */
    private void trades() {
        for (int i = 0; i < 8; i++) {
            stage.place(2, BARE, FLAG_SELL, Stage.MARK, 150);
            stage.place(3, BARE, FLAG_TIF_IOC, Stage.MARK, 150);
        }
        stage.place(2, LISTED, FLAG_TIF_GTT, Stage.MAX_TICK, 2_000);
        stage.advance(MINUTE_MS);
        stage.advance(MINUTE_MS);
    }

    /** A market's parameters with some fields changed: to list it, and to change one with and one without tiers. */
    private void market(Field... fields) {
        for (int market : new int[] {UNLISTED, LISTED, BARE}) {
            Messages.Listing terms = market == BARE ? Stage.listing(market) : Stage.complicated(market);
            byte[] body = market == UNLISTED
                    ? GovernanceActions.listMarket(terms.terms())
                    : GovernanceActions.setMarket(terms.terms());
            for (Field field : fields) {
                BigEndian.put(body, HEAD + field.at, field.width, field.value);
            }
            // An unlisted market would be listed by what is right.
            if (market != UNLISTED || fields.length > 0) {
                governance(body);
            }
        }
    }

    private void raw(byte action, int length) {
        byte[] body = new byte[length];
        body[0] = action;
        governance(body);
    }

    private void governance(byte[] body) {
        messages.add(Messages.message(MESSAGE_GOVERNANCE, body));
    }
}
