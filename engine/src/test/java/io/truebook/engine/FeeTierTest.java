package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.GovernanceActions.FeeTierTerms;
import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Discounts by the volume of a sliding window of 30 days, kept in two counters: section 5.5. */
class FeeTierTest {
    private static final long MILLI_USDC_PER_TIER_UNIT = 1_000_000;
    private static final long EPOCH_MS = VOLUME_EPOCH_MS;

    private final Market market = new Market();
    private AccountCell account;

    @BeforeEach
    void tiers() {
        account = market.account(16);
        assertThat(market.trial.consume(Messages.feeTiers(
                        new FeeTierTerms(1, 1, 2),
                        new FeeTierTerms(10, 10, 20),
                        new FeeTierTerms(20, 30, 40),
                        new FeeTierTerms(30, 50, 60),
                        new FeeTierTerms(40, 100, 100))))
                .isEqualTo(Reason.OK);
    }

    @AfterEach
    void everythingIsConserved() {
        market.checkInvariants();
    }

    @Test
    void theHighestTierReachedCounts() {
        assertTier(0, 0, 0);
        assertTier(MILLI_USDC_PER_TIER_UNIT - 1, 0, 0);
        assertTier(MILLI_USDC_PER_TIER_UNIT, 1, 2);
        assertTier(10 * MILLI_USDC_PER_TIER_UNIT - 1, 1, 2);
        assertTier(10 * MILLI_USDC_PER_TIER_UNIT, 10, 20);
        assertTier(20 * MILLI_USDC_PER_TIER_UNIT, 30, 40);
        assertTier(30 * MILLI_USDC_PER_TIER_UNIT, 50, 60);
        assertTier(40 * MILLI_USDC_PER_TIER_UNIT - 1, 50, 60);
        assertTier(40 * MILLI_USDC_PER_TIER_UNIT, 100, 100);
        assertTier(VOLUME_LIMIT, 100, 100);
        account.volume = 0;
    }

    @Test
    void aTierWithoutVolumeIsNone() {
        market.trial.consume(Messages.feeTiers(new FeeTierTerms(10, 10, 20)));
        assertTier(VOLUME_LIMIT, 10, 20);
        assertTier(MILLI_USDC_PER_TIER_UNIT, 0, 0);
        market.trial.consume(Messages.feeTiers());
        assertTier(VOLUME_LIMIT, 0, 0);
        account.volume = 0;
    }

    @Test
    void discountsAreRoundedUpAgainstThePayer() {
        // 201 lots are 1,005 USDC: both sides reach the first tier, with this trade's fee still at the full rates.
        trade(201);
        assertThat(paid(16)).isEqualTo(201 * NOTIONAL_PER_LOT / 10_000);
        assertThat(paid(17)).isEqualTo(201 * NOTIONAL_PER_LOT / 2_000);
        long maker = market.account(16).collateral;
        long taker = market.account(17).collateral;
        trade(1);
        // 1 % off 500 ppm are 495 ppm, 2 % off 100 ppm are 98 ppm.
        assertThat(taker - market.account(17).collateral).isEqualTo(NOTIONAL_PER_LOT * 495 / 1_000_000);
        assertThat(maker - market.account(16).collateral).isEqualTo(NOTIONAL_PER_LOT * 98 / 1_000_000);
        market.trial.consume(Messages.feeTiers(new FeeTierTerms(1, 33, 99)));
        taker = market.account(17).collateral;
        maker = market.account(16).collateral;
        trade(1);
        // 67 % of 500 ppm are 335; 1 % of 100 ppm is 1.
        assertThat(taker - market.account(17).collateral).isEqualTo(NOTIONAL_PER_LOT * 335 / 1_000_000);
        assertThat(maker - market.account(16).collateral).isEqualTo(NOTIONAL_PER_LOT / 1_000_000);
    }

    @Test
    void aDiscountedRateIsRoundedUpToo() {
        Market odd = new Market(Messages.Listing.usual(0).withFees(333, 77, 0, 0));
        odd.trial.consume(Messages.feeTiers(new FeeTierTerms(1, 50, 50)));
        for (long number = 16; number < 18; number++) {
            odd.account(number).volume = MILLI_USDC_PER_TIER_UNIT;
            odd.account(number).volumeEpoch = (int) (odd.trial.now() / EPOCH_MS);
        }
        odd.place(16, SELL, 50_000, 10);
        assertThat(odd.place(17, BUY, 50_000, 10)).isEqualTo(Reason.OK);
        assertThat(FUNDS - odd.account(17).collateral).isEqualTo(10 * NOTIONAL_PER_LOT * 167 / 1_000_000);
        assertThat(FUNDS - odd.account(16).collateral).isEqualTo(10 * NOTIONAL_PER_LOT * 39 / 1_000_000);
    }

    @Test
    void whoHasAllOffPaysNothing() {
        market.account(17).volume = 40 * MILLI_USDC_PER_TIER_UNIT;
        market.account(17).volumeEpoch = (int) (market.trial.now() / EPOCH_MS);
        market.trial.cells().changed(market.account(17));
        trade(10);
        assertThat(paid(17)).isZero();
        assertThat(paid(16)).isEqualTo(10 * NOTIONAL_PER_LOT / 10_000);
    }

    @Test
    void volumeFadesOverTheNextEpochAndIsGoneAfterIt() {
        account.volumeEpoch = 700;
        account.volume = 2_592_000;
        account.volumeBefore = 2 * 2_592_000;
        // In its own epoch all of it counts, and of the one before what is less than 30 days old.
        assertThat(countedAt(700 * EPOCH_MS)).isEqualTo(3 * 2_592_000);
        assertThat(countedAt(700 * EPOCH_MS + 999)).isEqualTo(3 * 2_592_000);
        assertThat(countedAt(700 * EPOCH_MS + 1000)).isEqualTo(3 * 2_592_000 - 2);
        assertThat(countedAt(701 * EPOCH_MS - 1)).isEqualTo(2_592_000 + 2);
        // One epoch later it is the one before, without having been touched.
        assertThat(countedAt(701 * EPOCH_MS)).isEqualTo(2_592_000);
        assertThat(countedAt(701 * EPOCH_MS + EPOCH_MS / 2)).isEqualTo(2_592_000 / 2);
        assertThat(countedAt(702 * EPOCH_MS - 1)).isEqualTo(1);
        assertThat(countedAt(702 * EPOCH_MS)).isZero();
        account.volumeEpoch = 0;
        account.volume = 0;
        account.volumeBefore = 0;
    }

    @Test
    void aTradeTurnsTheCountersOver() {
        trade(200);
        int epoch = account.volumeEpoch;
        assertThat(epoch).isEqualTo((int) (market.trial.now() / EPOCH_MS));
        assertThat(account.volume).isEqualTo(1_000_000);
        tradeAt((epoch + 1) * EPOCH_MS);
        assertThat(account.volumeEpoch).isEqualTo(epoch + 1);
        assertThat(account.volumeBefore).isEqualTo(1_000_000);
        assertThat(account.volume).isEqualTo(5_000);
        tradeAt((epoch + 3) * EPOCH_MS);
        assertThat(account.volumeBefore).isZero();
        assertThat(account.volume).isEqualTo(5_000);
    }

    @Test
    void volumeIsCountedInWholeMilliUsdcUpToItsLimit() {
        account.volumeEpoch = (int) (market.trial.now() / EPOCH_MS);
        Volume.add(market.execution(), market.execution().cells.account(16), 999_999);
        assertThat(account.volume).isZero();
        Volume.add(market.execution(), market.execution().cells.account(16), 1_999_999);
        assertThat(account.volume).isEqualTo(1);
        account.volume = VOLUME_LIMIT - 1;
        Volume.add(market.execution(), market.execution().cells.account(16), 1_000_000);
        assertThat(account.volume).isEqualTo(VOLUME_LIMIT);
        Volume.add(market.execution(), market.execution().cells.account(16), POSITION_BOUND);
        assertThat(account.volume).isEqualTo(VOLUME_LIMIT);
        account.volumeBefore = VOLUME_LIMIT;
        assertThat(countedAt(account.volumeEpoch * EPOCH_MS)).isEqualTo(2 * VOLUME_LIMIT);
    }

    @Test
    void epochsCountModuloWhatTheCellHolds() {
        account.volumeEpoch = 65_535;
        account.volume = 1_000;
        assertThat(countedAt(65_535 * EPOCH_MS)).isEqualTo(1_000);
        assertThat(countedAt(65_536 * EPOCH_MS)).isEqualTo(1_000);
        long time = market.trial.now();
        market.trial.cells().cursor().time = 65_536 * EPOCH_MS;
        Volume.add(market.execution(), market.execution().cells.account(16), 5_000_000);
        market.trial.cells().cursor().time = time;
        assertThat(account.volumeEpoch).isZero();
        assertThat(account.volumeBefore).isEqualTo(1_000);
        assertThat(account.volume).isEqualTo(5);
    }

    private void assertTier(long volume, int takerDiscount, int makerDiscount) {
        account.volumeEpoch = (int) (market.trial.now() / EPOCH_MS);
        account.volume = volume;
        assertThat(FeeTier.held(market.execution(), market.execution().cells.account(16)))
                .isEqualTo(new FeeTier(takerDiscount, makerDiscount));
    }

    private long countedAt(long time) {
        long now = market.trial.now();
        market.trial.cells().cursor().time = time;
        long counted =
                Volume.counted(market.execution(), market.execution().cells.account(16));
        market.trial.cells().cursor().time = now;
        return counted;
    }

    private void trade(long lots) {
        market.place(16, SELL, 50_000, lots);
        assertThat(market.place(17, BUY, 50_000, lots)).isEqualTo(Reason.OK);
    }

    private void tradeAt(long time) {
        market.trial.time(time);
        market.trial.price(0, 50_000, 0, PUBLISHER);
        trade(1);
    }

    private long paid(long number) {
        return FUNDS - market.account(number).collateral;
    }
}
