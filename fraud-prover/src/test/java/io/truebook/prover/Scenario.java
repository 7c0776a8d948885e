package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.Items;
import io.truebook.engine.Messages;
import io.truebook.prover.Stage.Order;
import java.util.ArrayList;
import java.util.List;

/**
 * Batches that repeat one kind of work at its costliest: every account, market and price level far from the one before, accounts with
 * 16 positions, orders whose neighbours belong to others.
 */
enum Scenario {
    /** Post-only orders onto levels where others wait. */
    REST_BEHIND_OTHERS(60) {
        @Override
        List<Runnable> prepare(Stage stage) {
            List<Runnable> work = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int account = i;
                int market = 13 * i & 255;
                int tick = tick(stage);
                fillPositions(stage, account, market, 15);
                stage.place(20 + i, market, FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
                stage.place(40 + i, market, FLAG_SELL | FLAG_TIF_POST_ONLY, tickAbove(stage), Stage.LOTS);
                work.add(() -> stage.place(account, market, FLAG_TIF_POST_ONLY, tick, Stage.LOTS));
            }
            return work;
        }
    },
    /** The same by accounts with no other position. */
    REST_BEHIND_OTHERS_SMALL(90) {
        @Override
        List<Runnable> prepare(Stage stage) {
            List<Runnable> work = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                int account = i;
                int market = 13 * i & 255;
                int tick = tick(stage);
                stage.place(30 + i, market, FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
                stage.place(60 + i, market, FLAG_SELL | FLAG_TIF_POST_ONLY, tickAbove(stage), Stage.LOTS);
                work.add(() -> stage.place(account, market, FLAG_TIF_POST_ONLY, tick, Stage.LOTS));
            }
            return work;
        }
    },
    /** Post-only orders onto empty levels. */
    REST_ALONE(40) {
        @Override
        List<Runnable> prepare(Stage stage) {
            List<Runnable> work = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int account = i;
                int market = 13 * i & 255;
                int tick = tick(stage);
                fillPositions(stage, account, market, 15);
                stage.place(20 + i, market, FLAG_SELL | FLAG_TIF_POST_ONLY, tickAbove(stage), Stage.LOTS);
                work.add(() -> stage.place(account, market, FLAG_TIF_POST_ONLY, tick, Stage.LOTS));
            }
            return work;
        }
    },
    /** Immediate-or-cancel orders that find nothing. */
    TAKE_NOTHING(80) {
        @Override
        List<Runnable> prepare(Stage stage) {
            List<Runnable> work = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                int account = i;
                int market = 13 * i & 255;
                stage.place(40 + i, market, FLAG_SELL | FLAG_TIF_POST_ONLY, tickAbove(stage), Stage.LOTS);
                work.add(() -> stage.place(account, market, FLAG_TIF_IOC, tick(stage), Stage.LOTS));
            }
            return work;
        }
    },
    /** Cancels between two orders of others. */
    CANCEL_BETWEEN(90) {
        @Override
        List<Runnable> prepare(Stage stage) {
            List<Runnable> work = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                Order order = between(stage, i, 30 + i, 60 + i);
                work.add(() -> stage.cancel(order));
            }
            return work;
        }
    },
    /** Amends that take an order from between two others and put it behind another one. */
    AMEND_BETWEEN(120) {
        @Override
        List<Runnable> prepare(Stage stage) {
            List<Runnable> work = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int market = 13 * i & 255;
                fillPositions(stage, i, market, 15);
                stage.place(80 + i, market, FLAG_SELL | FLAG_TIF_POST_ONLY, tickAbove(stage), Stage.LOTS);
                int tick = tick(stage);
                stage.place(60 + i, market, FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
                Order order = between(stage, i, 20 + i, 40 + i);
                work.add(() -> stage.amend(order, tick, Stage.LOTS));
            }
            return work;
        }
    },
    /** The same by accounts with no other position. */
    AMEND_BETWEEN_SMALL(120) {
        @Override
        List<Runnable> prepare(Stage stage) {
            List<Runnable> work = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int market = 13 * i & 255;
                stage.place(80 + i, market, FLAG_SELL | FLAG_TIF_POST_ONLY, tickAbove(stage), Stage.LOTS);
                int tick = tick(stage);
                stage.place(60 + i, market, FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
                Order order = between(stage, i, 20 + i, 40 + i);
                work.add(() -> stage.amend(order, tick, Stage.LOTS));
            }
            return work;
        }
    },
    /** One cancel-all over orders that each stand between two of others. */
    CANCEL_ALL_BETWEEN(100) {
        @Override
        List<Runnable> prepare(Stage stage) {
            for (int i = 0; i < 40; i++) {
                int market = i % 16;
                int tick = tick(stage);
                stage.place(1 + i, market, FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
                stage.place(0, market, FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
                stage.place(50 + i, market, FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
            }
            return List.of(() -> stage.cancelAll(0));
        }
    },
    /** One cancel-all over orders that are each alone at their level. */
    CANCEL_ALL_ALONE(10) {
        @Override
        List<Runnable> prepare(Stage stage) {
            for (int i = 0; i < 60; i++) {
                stage.place(0, i % 16, FLAG_TIF_POST_ONLY, tick(stage), Stage.LOTS);
            }
            return List.of(() -> stage.cancelAll(0));
        }
    },
    /** A taker with 16 positions sweeps makers with 16 positions, each alone at a level of its own. */
    SWEEP(40) {
        @Override
        List<Runnable> prepare(Stage stage) {
            fillPositions(stage, 0, 0, 15);
            for (int i = 1; i < 25; i++) {
                fillPositions(stage, i, 0, 15);
                stage.place(i, 0, FLAG_SELL, Stage.MARK + 65_536 * i, Stage.LOTS);
            }
            return List.of(() -> stage.place(0, 0, FLAG_TIF_IOC, Stage.MAX_TICK, 24 * Stage.LOTS));
        }
    },
    /** The same against makers with no other position. */
    SWEEP_SMALL_MAKERS(40) {
        @Override
        List<Runnable> prepare(Stage stage) {
            for (int i = 1; i < 35; i++) {
                stage.place(i, 0, FLAG_SELL, Stage.MARK + 65_536 * i, Stage.LOTS);
            }
            return List.of(() -> stage.place(0, 0, FLAG_TIF_IOC, Stage.MAX_TICK, 34 * Stage.LOTS));
        }
    },
    /** Takers with 16 positions that each take one order of a maker with 16 positions, in markets of their own. */
    TAKE_ONE_EACH(60) {
        @Override
        List<Runnable> prepare(Stage stage) {
            List<Runnable> work = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                int account = i;
                int market = 21 * i & 255;
                fillPositions(stage, i, market, 15);
                fillPositions(stage, 20 + i, market, 15);
                int tick = tickAbove(stage);
                stage.place(20 + i, market, FLAG_SELL, tick, Stage.LOTS);
                stage.place(40 + i, market, FLAG_SELL, tick, Stage.LOTS);
                work.add(() -> stage.place(account, market, FLAG_TIF_IOC, tick, Stage.LOTS));
            }
            return work;
        }
    },
    /** The same between accounts with no other position. */
    TAKE_ONE_EACH_SMALL(90) {
        @Override
        List<Runnable> prepare(Stage stage) {
            List<Runnable> work = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                int account = i;
                int market = 13 * i & 255;
                int tick = tickAbove(stage);
                stage.place(30 + i, market, FLAG_SELL, tick, Stage.LOTS);
                stage.place(60 + i, market, FLAG_SELL, tick, Stage.LOTS);
                work.add(() -> stage.place(account, market, FLAG_TIF_IOC, tick, Stage.LOTS));
            }
            return work;
        }
    },
    /** A taker that removes expired makers. */
    SWEEP_EXPIRED(50) {
        @Override
        List<Runnable> prepare(Stage stage) {
            for (int i = 1; i < 50; i++) {
                int tick = Stage.MARK + 65_536 * i;
                stage.place(i, 0, FLAG_SELL, tick, Stage.LOTS, stage.time() / 1000 + 1);
            }
            stage.advance(10_000);
            return List.of(() -> stage.place(0, 0, FLAG_TIF_IOC, Stage.MAX_TICK, Stage.LOTS));
        }
    },
    WITHDRAW(40, stage -> CostlyAccounts.withdraw(stage, 20, MAX_POSITIONS)),
    WITHDRAW_SMALL(40, stage -> CostlyAccounts.withdraw(stage, 40, 0)),
    /** Prices of 16 publishers. */
    ORACLE(1) {
        @Override
        List<Runnable> prepare(Stage stage) {
            List<Runnable> work = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int market = 13 * i & 255;
                work.add(() -> stage.price(market, Stage.MARK + 1, MAX_PUBLISHERS));
            }
            stage.advance(100);
            return work;
        }
    },
    /** Deposits to accounts that do not exist yet. */
    DEPOSIT(30) {
        @Override
        List<Runnable> prepare(Stage stage) {
            List<byte[]> messages = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                messages.add(Messages.deposit(
                        stage.random.nextInt(1 << 28), stage.key(i).address(), 1_000));
            }
            return List.of(() -> stage.consume(messages));
        }
    },
    /** Forced messages as long as they may be. */
    FORCED_GARBAGE(1) {
        @Override
        List<Runnable> prepare(Stage stage) {
            List<byte[]> messages = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                messages.add(Messages.forced(Items.frame(200, bytes(stage, 1_000))));
            }
            return List.of(() -> stage.consume(messages));
        }
    },
    /** Items of no type, as long as they may be. */
    GARBAGE(1) {
        @Override
        List<Runnable> prepare(Stage stage) {
            return java.util.Collections.nCopies(
                    25, () -> stage.execute(Items.frame(200, bytes(stage, MAX_ITEM_BODY))));
        }
    },
    /** Items of no type without a body. */
    EMPTY_ITEMS(1) {
        @Override
        List<Runnable> prepare(Stage stage) {
            return java.util.Collections.nCopies(60, () -> stage.execute(Items.frame(200, new byte[0])));
        }
    },
    DUE(1, CostlyMinutes::due),
    SAMPLE(8, CostlyMinutes::sample),
    ORACLE_BOOK(80, stage -> CostlyMinutes.pricesOverBooks(stage, MAX_PUBLISHERS)),
    ORACLE_BOOK_ONE(80, stage -> CostlyMinutes.pricesOverBooks(stage, 1)),
    SET_MARKET(1, CostlyMinutes::setMarket),
    SET_FEE_TIERS(1, CostlyMinutes::setFeeTiers),
    PAY_FEES(40, CostlyMinutes::payFees),
    TRANSFER(40, stage -> CostlyAccounts.transfer(stage, 20, MAX_POSITIONS)),
    TRANSFER_SMALL(40, stage -> CostlyAccounts.transfer(stage, 40, 0)),
    OPEN_SUBACCOUNT(40, CostlyAccounts::openSubaccount),
    SET_AGENT(40, CostlyAccounts::setAgent),
    SET_MARGIN(40, CostlyAccounts::setMargin),
    VOID_NONCE(40, CostlyAccounts::voidNonce),
    SCHEDULE_CANCEL(40, CostlyAccounts::scheduleCancel),
    EXPIRE_BETWEEN(150, stage -> CostlyAccounts.expireBetween(stage, false)),
    FORCED_EXPIRE_BETWEEN(150, stage -> CostlyAccounts.expireBetween(stage, true)),
    FORCED_CANCEL_BETWEEN(150, CostlyAccounts::forcedCancel),
    FORCED_AMEND_BETWEEN_SMALL(160, CostlyAccounts::forcedAmend),
    SWEEP_EXPIRED_BEFORE(100, CostlyAccounts::sweepExpired),
    SETTLE(90, stage -> CostlyAccounts.settle(stage, false)),
    SETTLE_CLOSE(90, stage -> CostlyAccounts.settle(stage, true)),
    TRIGGER_BEHIND_OTHERS(60, CostlyAccounts::trigger),
    SLICE_ONE_EACH(60, CostlyAccounts::slice),
    SWEEP_ISOLATED(40, CostlyAccounts::sweepIsolated),
    BUNDLE_CANCEL_BETWEEN(200, stage -> CostlyBundles.cancelBetween(stage, MAX_POSITIONS)),
    BUNDLE_CANCEL_BETWEEN_SMALL(200, stage -> CostlyBundles.cancelBetween(stage, 1)),
    BUNDLE_AMEND_BETWEEN(260, stage -> CostlyBundles.amendBetween(stage, MAX_POSITIONS)),
    BUNDLE_AMEND_BETWEEN_SMALL(260, stage -> CostlyBundles.amendBetween(stage, 1)),
    BUNDLE_PLACE_BEHIND(70, stage -> CostlyBundles.placeBehind(stage, MAX_POSITIONS)),
    BUNDLE_PLACE_BEHIND_SMALL(70, stage -> CostlyBundles.placeBehind(stage, 1)),
    BUNDLE_TAKE(70, CostlyBundles::take),
    LIQUIDATE_HEALTHY(40, CostlyRisk::healthy),
    LIQUIDATE_CANCEL_BETWEEN(100, CostlyRisk::cancelBetween),
    LIQUIDATE_SWEEP(60, CostlyRisk::sweep),
    BACKSTOP(20, stage -> CostlyRisk.backstop(stage, CostlyRisk.POOR)),
    BACKSTOP_LOSS(20, stage -> CostlyRisk.backstop(stage, CostlyRisk.BROKE)),
    UNWIND(60, CostlyRisk::unwind);

    /** Sets the stage. */
    interface Story {
        List<Runnable> told(Stage stage);
    }

    final int accounts;
    private final Story story;

    Scenario(int accounts) {
        this(accounts, stage -> {
            throw new IllegalStateException("sets its stage itself");
        });
    }

    Scenario(int accounts, Story story) {
        this.accounts = accounts;
        this.story = story;
    }

    /** Sets the stage; what is returned is the batch to measure. */
    List<Runnable> prepare(Stage stage) {
        return story.told(stage);
    }

    /** Gives an account positions in markets other than one, by resting orders: no two accounts in the same markets. */
    static void fillPositions(Stage stage, int account, int notMarket, int positions) {
        int market = stage.random.nextInt(256);
        for (int i = 0; i < positions; i++) {
            do {
                market = market + 7 & 255;
            } while (market == notMarket);
            stage.place(account, market, FLAG_TIF_POST_ONLY, tick(stage), Stage.LOTS);
        }
    }

    private static Order between(Stage stage, int account, int first, int last) {
        int market = 13 * account & 255;
        int tick = tick(stage);
        stage.place(first, market, FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
        Order order = stage.place(account, market, FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
        stage.place(last, market, FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
        return order;
    }

    static int tick(Stage stage) {
        return 1 + stage.random.nextInt(Stage.MARK - 1);
    }

    static int tickAbove(Stage stage) {
        return Stage.MARK + 1 + stage.random.nextInt(Stage.MAX_TICK - Stage.MARK - 1);
    }

    private static byte[] bytes(Stage stage, int length) {
        byte[] bytes = new byte[length];
        stage.random.nextBytes(bytes);
        return bytes;
    }
}
