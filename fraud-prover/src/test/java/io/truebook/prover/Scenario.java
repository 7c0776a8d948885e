package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.BundleBuilder;
import io.truebook.engine.GovernanceActions.FundingTerms;
import io.truebook.engine.GovernanceActions.OpenInterestTerms;
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
    REST_BEHIND_OTHERS_SMALL(60) {
        @Override
        List<Runnable> prepare(Stage stage) {
            List<Runnable> work = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int account = i;
                int market = 13 * i & 255;
                int tick = tick(stage);
                stage.place(20 + i, market, FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
                stage.place(40 + i, market, FLAG_SELL | FLAG_TIF_POST_ONLY, tickAbove(stage), Stage.LOTS);
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
    TAKE_NOTHING(40) {
        @Override
        List<Runnable> prepare(Stage stage) {
            List<Runnable> work = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int account = i;
                int market = 13 * i & 255;
                stage.place(20 + i, market, FLAG_SELL | FLAG_TIF_POST_ONLY, tickAbove(stage), Stage.LOTS);
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
    TAKE_ONE_EACH_SMALL(60) {
        @Override
        List<Runnable> prepare(Stage stage) {
            List<Runnable> work = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                int account = i;
                int market = 21 * i & 255;
                int tick = tickAbove(stage);
                stage.place(20 + i, market, FLAG_SELL, tick, Stage.LOTS);
                stage.place(40 + i, market, FLAG_SELL, tick, Stage.LOTS);
                work.add(() -> stage.place(account, market, FLAG_TIF_IOC, tick, Stage.LOTS));
            }
            return work;
        }
    },
    /** A taker that removes expired makers. */
    SWEEP_EXPIRED(40) {
        @Override
        List<Runnable> prepare(Stage stage) {
            for (int i = 1; i < 35; i++) {
                int tick = Stage.MARK + 65_536 * i;
                stage.place(i, 0, FLAG_SELL, tick, Stage.LOTS, stage.time() / 1000 + 1);
            }
            stage.advance(10_000);
            return List.of(() -> stage.place(0, 0, FLAG_TIF_IOC, Stage.MAX_TICK, Stage.LOTS));
        }
    },
    /** Withdrawals of accounts with 16 positions. */
    WITHDRAW(40) {
        @Override
        List<Runnable> prepare(Stage stage) {
            List<Runnable> work = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int account = i;
                fillPositions(stage, account, 13 * i & 255, 16);
                work.add(() -> stage.withdraw(account, 1_000_000));
            }
            return work;
        }
    },
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
    /** Prices of one publisher in markets whose mark stands off the index: both books and the last trade are read. */
    ORACLE_BOOK(40) {
        @Override
        List<Runnable> prepare(Stage stage) {
            List<Runnable> work = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int market = 13 * i & 255;
                stage.consume(List.of(Messages.setMarket(Stage.listing(market)
                        .withMarkBand(PPM / 10)
                        .withOpenInterest(new OpenInterestTerms(0, 1, 1_000)))));
                stage.place(i, market, FLAG_TIF_POST_ONLY, tick(stage), Stage.LOTS);
                stage.place(20 + i, market, FLAG_SELL | FLAG_TIF_POST_ONLY, tickAbove(stage), Stage.LOTS);
                work.add(() -> stage.price(market, Stage.MARK + 1, 1));
            }
            stage.advance(100);
            return work;
        }
    },
    /** A minute's end with 256 markets and no funding. */
    DUE(1) {
        @Override
        List<Runnable> prepare(Stage stage) {
            return List.of(() -> stage.advance(MINUTE_MS));
        }
    },
    /** An hour's end: impact prices over eight levels of each side that lie under words of their own, and too thin still. */
    SAMPLES(16) {
        @Override
        List<Runnable> prepare(Stage stage) {
            for (int i = 0; i < 6; i++) {
                int market = 43 * i & 255;
                stage.consume(List.of(Messages.setMarket(Stage.listing(market)
                        .withFunding(new FundingTerms(500_000, 100_000, 500_000, MAX_FUNDING_PPB)))));
                for (int level = 1; level <= 9; level++) {
                    stage.place(level, market, FLAG_TIF_POST_ONLY, Stage.MARK - 70_001 * level, Stage.LOTS);
                    stage.place(level, market, FLAG_SELL | FLAG_TIF_POST_ONLY, Stage.MARK + 70_001 * level, Stage.LOTS);
                }
            }
            stage.advance(MINUTE_MS);
            return List.of(() -> stage.advance(3_600_000));
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
    /** A bundle that moves orders, each from between two of others to behind another. */
    BUNDLE_AMENDS(130) {
        @Override
        List<Runnable> prepare(Stage stage) {
            BundleBuilder bundle = new BundleBuilder();
            for (int i = 0; i < 40; i++) {
                int market = 13 * (i % 16) & 255;
                stage.place(121 + i % 9, market, FLAG_SELL | FLAG_TIF_POST_ONLY, tickAbove(stage), Stage.LOTS);
                int target = tick(stage);
                stage.place(81 + i, market, FLAG_TIF_POST_ONLY, target, Stage.LOTS);
                Order order = ownBetween(stage, market, 1 + i, 41 + i);
                bundle.amend(order.slot(), order.nonce(), target, Stage.LOTS);
            }
            return List.of(() -> stage.bundle(0, bundle));
        }
    },
    /** A bundle that cancels orders, each between two of others. */
    BUNDLE_CANCELS(130) {
        @Override
        List<Runnable> prepare(Stage stage) {
            BundleBuilder bundle = new BundleBuilder();
            for (int i = 0; i < 60; i++) {
                Order order = ownBetween(stage, 13 * (i % 16) & 255, 1 + i, 61 + i);
                bundle.cancel(order.slot(), order.nonce());
            }
            return List.of(() -> stage.bundle(0, bundle));
        }
    },
    /** A bundle of orders that take one maker each and rest behind another. */
    BUNDLE_TAKES(130) {
        @Override
        List<Runnable> prepare(Stage stage) {
            BundleBuilder bundle = new BundleBuilder();
            for (int i = 0; i < 40; i++) {
                int market = 13 * (i % 16) & 255;
                int tick = Stage.MARK - 1 - stage.random.nextInt(1 << 19);
                stage.place(1 + i, market, FLAG_SELL | FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
                bundle.place(market, FLAG_TIF_GTT, tick, Stage.LOTS + 1);
            }
            return List.of(() -> stage.bundle(0, bundle));
        }
    },
    /** Items of no type without a body. */
    EMPTY_ITEMS(1) {
        @Override
        List<Runnable> prepare(Stage stage) {
            return java.util.Collections.nCopies(60, () -> stage.execute(Items.frame(200, new byte[0])));
        }
    };

    final int accounts;

    Scenario(int accounts) {
        this.accounts = accounts;
    }

    /** Sets the stage; what is returned is the batch to measure. */
    abstract List<Runnable> prepare(Stage stage);

    /** Gives an account positions in markets other than one, by resting orders: no two accounts in the same markets. */
    private static void fillPositions(Stage stage, int account, int notMarket, int positions) {
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

    /** An order of account 0 between two of others. */
    private static Order ownBetween(Stage stage, int market, int first, int last) {
        int tick = tick(stage);
        stage.place(first, market, FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
        Order order = stage.place(0, market, FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
        stage.place(last, market, FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
        return order;
    }

    private static int tick(Stage stage) {
        return 1 + stage.random.nextInt(Stage.MARK - 1);
    }

    private static int tickAbove(Stage stage) {
        return Stage.MARK + 1 + stage.random.nextInt(Stage.MAX_TICK - Stage.MARK - 1);
    }

    private static byte[] bytes(Stage stage, int length) {
        byte[] bytes = new byte[length];
        stage.random.nextBytes(bytes);
        return bytes;
    }
}
