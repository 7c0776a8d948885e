package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.GovernanceActions.FeeTierTerms;
import io.truebook.engine.GovernanceActions.FundingTerms;
import io.truebook.engine.GovernanceActions.MarginTier;
import io.truebook.engine.GovernanceActions.OpenInterestTerms;
import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.FeeTiersCell;
import io.truebook.engine.protocol.MarketCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.RiskCell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
        JUMP(42, 3),
        REBATE(57, 3),
        LIQUIDATION_FEE(60, 3),
        MARK_BAND(63, 3),
        IMPACT(66, 4),
        INTEREST(70, 4),
        FUNDING_CLAMP(74, 4),
        FUNDING_CAP(78, 4),
        OPEN_CAP(82, 5),
        OPEN_LOWER(87, 5),
        OPEN_UPPER(92, 5),
        BOUND_1(97, 4),
        IMR_1(101, 2),
        MMR_1(103, 2),
        BOUND_2(105, 4),
        IMR_2(109, 2),
        MMR_2(111, 2),
        BOUND_3(113, 4),
        IMR_3(117, 2),
        MMR_3(119, 2);

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
    void eachParameterOfFeesFundingAndRiskHasItsBounds() {
        passesUpTo(Field.LIQUIDATION_FEE, MAX_LIQUIDATION_FEE_PPM);
        passesUpTo(Field.MARK_BAND, 100_000);
        passesUpTo(Field.IMPACT, 54_975, Field.MULTIPLIER, 100);
        passesUpTo(Field.IMPACT, MAX_IMPACT_USDC);
        passesUpTo(Field.INTEREST, 1_000, Field.FUNDING_CAP, 1_000);
        passesUpTo(Field.FUNDING_CLAMP, 1_000, Field.FUNDING_CAP, 1_000);
        passesUpTo(Field.FUNDING_CAP, MAX_FUNDING_PPB);
        passesUpTo(Field.OPEN_LOWER, 0);
        passesUpTo(Field.OPEN_LOWER, 999, Field.OPEN_UPPER, 1_000);
        passesUpTo(Field.REBATE, 0);
        passesUpTo(Field.REBATE, 500, Field.MAKER_FEE, 0);
        byte[] body = listing();
        put(body, Field.OPEN_CAP, (1L << 40) - 1);
        assertThat(list(body)).isEqualTo(Reason.OK);
    }

    @Test
    void theValueOfALotIsBounded() {
        byte[] body = listing();
        put(body, Field.MULTIPLIER, LOT_BOUND / (1 << 20));
        put(body, Field.MAX_TICK, 1 << 20);
        put(body, Field.MAX_POSITION, POSITION_BOUND / LOT_BOUND);
        put(body, Field.MAX_ORDER, 1);
        assertThat(list(body)).isEqualTo(Reason.OK);
        put(body, Field.MAX_POSITION, 1);
        put(body, Field.MULTIPLIER, LOT_BOUND / (1 << 20) + 1);
        assertThat(list(body)).isEqualTo(Reason.BAD_GOVERNANCE);
    }

    /** The usual margins are 10 % and 5 %: 1,000 and 500 units of a tier. */
    @Test
    void marginTiersAscendAndNeverFallBelowTheOneBefore() {
        assertThat(tiers(1, 1_000, 500)).isEqualTo(Reason.OK);
        assertThat(tiers(1, 10_000, 10_000, 2, 10_000, 10_000, 3, 10_000, 10_000))
                .isEqualTo(Reason.OK);
        assertThat(tiers(1, 2_000, 700, 5, 2_000, 700, 9, 2_001, 701)).isEqualTo(Reason.OK);
        assertThat(tiers(1, 999, 500)).as("below the base").isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(tiers(1, 1_000, 499)).as("below the base").isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(tiers(1, 10_001, 500)).as("over 100 %").isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(tiers(1, 1_000, 1_001)).as("maintenance over initial").isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(tiers(7, 1_000, 500, 7, 2_000, 700)).as("same bound").isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(tiers(7, 1_000, 500, 6, 2_000, 700)).as("falling bound").isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(tiers(7, 1_001, 500, 8, 1_000, 500)).as("falling rate").isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(tiers(7, 1_001, 501, 8, 1_001, 500)).as("falling rate").isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(tiers(0, 1, 0)).as("a rate without a bound").isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(tiers(0, 0, 1)).as("a rate without a bound").isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(tiers(0, 0, 0, 9, 1_000, 500)).as("behind the end").isEqualTo(Reason.BAD_GOVERNANCE);
    }

    private Reason tiers(int... values) {
        Field[] fields = Field.values();
        byte[] body = listing();
        for (int i = 0; i < values.length; i++) {
            put(body, fields[Field.BOUND_1.ordinal() + i], values[i]);
        }
        return list(body);
    }

    @Test
    void everyParameterIsWrittenWhereItIsRead() {
        Messages.Listing listing = new Messages.Listing(
                7,
                11,
                1_000,
                13_000,
                1_700,
                19,
                23,
                0,
                29_000,
                3_100,
                37,
                41,
                "SYMBOL",
                3,
                43,
                47,
                new FundingTerms(53, 59, 61, 67),
                new OpenInterestTerms(71, 73, 79),
                List.of(new MarginTier(83, 291, 97), new MarginTier(101, 292, 98), new MarginTier(103, 293, 99)));
        trial.consume(Messages.list(listing));
        check(7, listing);
        assertThat(trial.cells().risk(7).status).isEqualTo(STATUS_ACTIVE);
        assertThat(Bits.lowest(trial.cells().listed().markets)).isEqualTo(7);
        Messages.Listing changed = Messages.Listing.usual(7).withMultiplier(11).withMaxTick(1_000);
        trial.consume(Messages.setMarket(changed));
        check(7, changed);
        trial.consume(Messages.list(Messages.Listing.usual(255)), Messages.list(Messages.Listing.usual(0)));
        assertThat(Bits.lowest(trial.cells().listed().markets)).isZero();
        assertThat(Bits.highest(trial.cells().listed().markets)).isEqualTo(255);
    }

    private void check(int number, Messages.Listing l) {
        MarketCell market = trial.cells().market(number);
        RiskCell risk = trial.cells().risk(number);
        assertThat(List.of(risk.multiplier, market.maxTick, market.maxPositionLots, market.maxOrderLots))
                .isEqualTo(List.of(l.multiplier(), l.maxTick(), l.maxPositionLots(), l.maxOrderLots()));
        assertThat(List.of(market.minNotional, market.takerFeePpm, market.makerFeePpm, market.makerRebatePpm))
                .isEqualTo(List.of(l.minNotional(), l.takerFeePpm(), l.makerFeePpm(), l.makerRebatePpm()));
        assertThat(List.of(risk.imrPpm, market.baseImrPpm, risk.mmrPpm, market.oracleMaxAge, market.jumpPpm))
                .isEqualTo(List.of(l.imrPpm(), l.imrPpm(), l.mmrPpm(), l.oracleMaxAge(), l.jumpPpm()));
        assertThat(new String(market.symbol, US_ASCII).trim()).isEqualTo(l.symbol());
        assertThat(List.of(market.liquidationFeePpm, market.markBandPpm))
                .isEqualTo(List.of(l.liquidationFeePpm(), l.markBandPpm()));
        assertThat(new FundingTerms(
                        market.impactNotional, market.interestPpb, market.fundingClampPpb, market.fundingCapPpb))
                .isEqualTo(l.funding());
        assertThat(new OpenInterestTerms(market.openInterestCap, market.openInterestLower, market.openInterestUpper))
                .isEqualTo(l.openInterest());
        List<MarginTier> tiers = new ArrayList<>(l.tiers());
        while (tiers.size() < 3) {
            tiers.add(new MarginTier(0, 0, 0));
        }
        assertThat(List.of(
                        new MarginTier(risk.tierBound1, risk.tierImr1, risk.tierMmr1),
                        new MarginTier(risk.tierBound2, risk.tierImr2, risk.tierMmr2),
                        new MarginTier(risk.tierBound3, risk.tierImr3, risk.tierMmr3)))
                .isEqualTo(tiers);
    }

    @Test
    void aListedMarketKeepsItsUnitsAndItsPrices() {
        Messages.Listing usual = Messages.Listing.usual(5);
        assertThat(change(usual)).as("not listed").isEqualTo(Reason.BAD_GOVERNANCE);
        trial.consume(Messages.list(usual));
        trial.cells().risk(5).mark = 50_000;
        trial.cells().risk(5).index = 50_001;
        assertThat(change(usual.withMultiplier(100_001))).isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(change(usual.withMultiplier(99_999))).isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(change(usual.withMaxTick(999_999))).isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(change(usual.withMaxTick(1_000_001))).isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(change(usual.withMargins(10, 11))).as("out of bounds").isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(trial.cells().risk(5).imrPpm).isEqualTo(100_000);
        trial.consume(Messages.status(5, STATUS_HALTED, 0));
        assertThat(change(usual.withMargins(200_000, 60_000))).isEqualTo(Reason.OK);
        assertThat(trial.cells().risk(5).imrPpm).isEqualTo(200_000);
        assertThat(trial.cells().risk(5).status).isEqualTo(STATUS_HALTED);
        assertThat(trial.cells().risk(5).mark).isEqualTo(50_000);
        assertThat(trial.cells().risk(5).index).isEqualTo(50_001);
    }

    private Reason change(Messages.Listing listing) {
        return govern(GovernanceActions.setMarket(listing.terms()));
    }

    @Test
    void whoProposesParametersLearnsWhatTheEngineWouldSay() {
        Messages.Listing usual = Messages.Listing.usual(5);
        trial.consume(Messages.list(usual));
        for (int[] margins :
                new int[][] {{10, 11}, {10, 10}, {1_000_000, 1}, {1_000_001, 1}, {10, 0}, {200_000, 60_000}}) {
            Messages.Listing changed = usual.withMargins(margins[0], margins[1]);
            assertThat(GovernanceActions.isWithinBounds(changed.terms()))
                    .as(Arrays.toString(margins))
                    .isEqualTo(change(changed) == Reason.OK);
        }
    }

    @Test
    void feeTiersAscendAndDiscountsAreNoMoreThanAll() {
        assertThat(fees(new FeeTierTerms(1, 0, 0))).isEqualTo(Reason.OK);
        assertThat(fees(
                        new FeeTierTerms(1, 10, 11),
                        new FeeTierTerms(2, 20, 21),
                        new FeeTierTerms(3, 30, 31),
                        new FeeTierTerms(4, 40, 41),
                        new FeeTierTerms(0xffff_ffffL, 100, 100)))
                .isEqualTo(Reason.OK);
        FeeTiersCell tiers = trial.cells().feeTiers();
        assertThat(new long[] {tiers.volume1, tiers.volume2, tiers.volume3, tiers.volume4, tiers.volume5})
                .containsExactly(1, 2, 3, 4, 0xffff_ffffL);
        assertThat(new int[] {tiers.takerDiscount1, tiers.takerDiscount2, tiers.takerDiscount3, tiers.takerDiscount4})
                .containsExactly(10, 20, 30, 40);
        assertThat(new int[] {tiers.makerDiscount1, tiers.makerDiscount2, tiers.makerDiscount3, tiers.makerDiscount5})
                .containsExactly(11, 21, 31, 100);
        assertThat(fees(new FeeTierTerms(1, 101, 0))).isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(fees(new FeeTierTerms(1, 0, 101))).isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(fees(new FeeTierTerms(5, 0, 0), new FeeTierTerms(5, 1, 1))).isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(fees(new FeeTierTerms(5, 0, 0), new FeeTierTerms(4, 1, 1))).isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(fees(new FeeTierTerms(0, 1, 0))).isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(fees(new FeeTierTerms(0, 0, 1))).isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(fees(new FeeTierTerms(0, 0, 0), new FeeTierTerms(1, 0, 0))).isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(tiers.volume5).as("nothing changed").isEqualTo(0xffff_ffffL);
        assertThat(fees()).isEqualTo(Reason.OK);
        assertThat(tiers.volume1).isZero();
    }

    private Reason fees(FeeTierTerms... tiers) {
        return govern(GovernanceActions.setFeeTiers(List.of(tiers)));
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
            GovernanceActions.lowerWorkLimit(500),
            GovernanceActions.setMarket(Messages.Listing.usual(0).terms()),
            GovernanceActions.setFeeTiers(List.of()),
            GovernanceActions.setStatus(0, STATUS_HALTED, 0),
            GovernanceActions.payFees(INSURANCE_ACCOUNT, 1)
        };
        trial.cells().account(FEE_ACCOUNT).collateral = 1;
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

    private void passesUpTo(Field field, long greatest, Field other, long value) {
        byte[] body = listing();
        put(body, other, value);
        bound(body, field, greatest, greatest + 1);
    }

    private void bound(Field field, long passing, long refused) {
        bound(listing(), field, passing, refused);
    }

    private void bound(byte[] body, Field field, long passing, long refused) {
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
