package io.truebook.prover;

import io.truebook.engine.Eip712Domain;
import io.truebook.engine.EngineListener;
import io.truebook.engine.Flow;
import java.util.List;

/** A stream of items and messages that listens to the engine it feeds. */
interface ItemSource {
    EngineListener listener();

    /** The first messages. */
    List<byte[]> opening();

    /** The first items. */
    List<byte[]> prices();

    byte[] item();

    byte[] message();

    /** Header time of a batch that ends now, s, when the engine's time is this, ms. */
    default long headerTime(long engineTime) {
        return (engineTime + 999) / 1000;
    }

    /** Kinds of random flows. */
    int KINDS = 6;

    static ItemSource of(int kind, long seed, Flow.Shape shape, Eip712Domain domain) {
        return switch (kind) {
            case 0 -> new ExtremeFlow(seed, domain);
            case 1 -> new TimeFlow(seed, domain);
            case 2 -> new MoneyFlow(seed, domain);
            case 3 -> new AccountFlow(seed, domain);
            case 4 -> new LiquidationFlow(seed, domain);
            default -> of(new Flow(seed, shape, domain));
        };
    }

    static ItemSource of(Flow flow) {
        return new ItemSource() {
            @Override
            public EngineListener listener() {
                return flow;
            }

            @Override
            public List<byte[]> opening() {
                return flow.opening();
            }

            @Override
            public List<byte[]> prices() {
                return flow.prices();
            }

            @Override
            public byte[] item() {
                return flow.item();
            }

            @Override
            public byte[] message() {
                return flow.message();
            }
        };
    }
}
