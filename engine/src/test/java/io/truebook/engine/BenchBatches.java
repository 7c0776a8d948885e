package io.truebook.engine;

import java.util.List;

/** The order flow of {@link BenchFlow} for those who bring a loop of their own. */
public final class BenchBatches {
    public static final String MIX = BenchFlow.MIX;
    public static final int ACCOUNTS = BenchFlow.ACCOUNTS;
    public static final int ITEMS_PER_BATCH = BenchFlow.ITEMS_PER_BATCH;
    public static final Eip712Domain DOMAIN = BenchSigners.DOMAIN;

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

    public static SignatureRecovery signers() {
        return new BenchSigners();
    }

    private BenchBatches() {}
}
