package io.truebook.engine;

import java.util.List;

/** The order flow of {@link BenchFlow} for those who bring a loop of their own. */
public final class BenchBatches {
    public static final String MIX = BenchFlow.MIX;
    public static final int ACCOUNTS = BenchFlow.ACCOUNTS;
    public static final int ITEMS_PER_BATCH = BenchFlow.ITEMS_PER_BATCH;
    public static final Eip712Domain DOMAIN = BenchSigners.DOMAIN;

    /** The price at which the flow's book stands, ticks. */
    public static final int MARK = BenchFlow.MARK;

    /** Header time of every batch, seconds. */
    public static final long END = BenchFlow.END;

    /** The state with one market, a price and funded accounts that the flow begins with: batch 1. */
    public static CellMap funded() {
        CellMap state = CellMap.genesis(Trial.GENESIS);
        BenchFlow.funded(new BenchSigners(), EngineListener.NONE, state);
        return state;
    }

    public static List<byte[]> items(long seed, int count) {
        return BenchFlow.items(seed, count);
    }

    /** A framed item that moves engine time. @param millis since the Unix epoch */
    public static byte[] time(long millis) {
        return Items.time(millis);
    }

    /** A framed item with the price of the flow's market, signed by its publisher. */
    public static byte[] price(long millis, int tick) {
        Items.Price price = new Items.Price(0, tick, BenchSigners.signature(ACCOUNTS, millis));
        return Items.oracle(0, millis, List.of(price));
    }

    public static SignatureRecovery signers() {
        return new BenchSigners();
    }

    private BenchBatches() {}
}
