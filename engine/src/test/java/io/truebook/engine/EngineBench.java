package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.CancelItem;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.SignedItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The engine alone: admission, matching, margin, book and chain hash, without tree, journal, sockets or the curve: signers are
 * found ahead, as a gateway does. Four items of ten rest, three take, three cancel. Floor: the chain hash of the same bytes.
 */
public final class EngineBench {
    private static final int ACCOUNTS = 2_000;
    private static final int ITEMS = 400_000;
    private static final int ITEMS_PER_BATCH = 800;
    private static final int ROUNDS = 7;

    public static void main(String[] args) throws Exception {
        List<byte[]> items = items(args.length == 0 ? 1 : Long.parseLong(args[0]));
        double[] rates = new double[ROUNDS];
        double[] floors = new double[ROUNDS];
        long fills = 0;
        for (int round = 0; round < ROUNDS; round++) {
            floors[round] = hashRate(items);
            long[] counted = new long[1];
            rates[round] = engineRate(items, counted);
            fills = counted[0];
            System.err.printf(Locale.ROOT, "round %d of %d: %,.0f items/s%n", round + 1, ROUNDS, rates[round]);
        }
        Arrays.sort(rates);
        Arrays.sort(floors);
        double median = rates[ROUNDS / 2];
        double floor = floors[ROUNDS / 2];
        System.out.printf(Locale.ROOT, "engine alone        %,12.0f items/s (median of %d)%n", median, ROUNDS);
        System.out.printf(Locale.ROOT, "chain hash alone    %,12.0f items/s (floor, same run)%n", floor);
        System.out.printf(Locale.ROOT, "ratio to the floor  %12.2f%n", floor / median);
        System.out.printf(Locale.ROOT, "fills per item      %12.3f%n", (double) fills / ITEMS);
        System.out.printf(
                Locale.ROOT,
                "machine             %d cores, Java %s%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
    }

    private static double engineRate(List<byte[]> items, long[] fills) {
        CellMap state = CellMap.genesis(Trial.GENESIS);
        SignatureRecovery ahead =
                (digest, signature, at) -> address((signature[at + 30] & 0xff) << 8 | signature[at + 31] & 0xff);
        EngineListener listener = new EngineListener() {
            @Override
            public void filled(
                    int market,
                    int tick,
                    long lots,
                    long maker,
                    int makerSlot,
                    long makerNonce,
                    long makerLotsLeft,
                    long taker,
                    long takerNonce,
                    int takerSide,
                    long makerFee,
                    long takerFee) {
                fills[0]++;
            }
        };
        Cells cells = new Cells(state);
        Engine engine = new Engine(cells, new Eip712Domain(1, new byte[20]), ahead, listener);
        CellSink nowhere = (address, words) -> {};
        LiveBatch batch = new LiveBatch(engine, 1, new byte[32], end -> cells.drain(nowhere));
        batch.consume(List.of(Messages.list(Messages.Listing.usual(0)), Messages.publisher(0, address(0xffff))));
        for (int i = 0; i < ACCOUNTS; i++) {
            batch.consume(List.of(Messages.deposit(FIRST_USER_ACCOUNT + i, address(i), 100_000_000_000_000L)));
        }
        batch.execute(Items.time(Trial.GENESIS * 1000 + 1000));
        batch.execute(
                Items.oracle(0, Trial.GENESIS * 1000 + 1000, List.of(new Items.Price(0, 50_000, signature(0xffff)))));
        batch.close(Trial.GENESIS + 2);
        long start = System.nanoTime();
        long index = 2;
        for (int i = 0; i < items.size(); ) {
            batch = new LiveBatch(engine, index++, new byte[32], end -> cells.drain(nowhere));
            for (int n = 0; n < ITEMS_PER_BATCH && i < items.size(); n++) {
                batch.execute(items.get(i++));
            }
            batch.close(Trial.GENESIS + 2);
        }
        return items.size() * 1e9 / (System.nanoTime() - start);
    }

    private static double hashRate(List<byte[]> items) throws Exception {
        var sha256 = java.security.MessageDigest.getInstance("SHA-256");
        byte[] chain = new byte[32];
        long start = System.nanoTime();
        for (byte[] item : items) {
            sha256.update(chain);
            sha256.update(item);
            sha256.digest(chain, 0, 32);
        }
        return items.size() * 1e9 / (System.nanoTime() - start);
    }

    private static List<byte[]> items(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] nonces = new long[ACCOUNTS];
        List<byte[]> items = new ArrayList<>();
        long expiry = Trial.GENESIS + 1_000;
        while (items.size() < ITEMS) {
            int i = random.nextInt(ACCOUNTS);
            long account = FIRST_USER_ACCOUNT + i;
            int kind = random.nextInt(10);
            int side = random.nextInt(2);
            SignedItem item;
            if (kind < 4) {
                int away = 1 + random.nextInt(40);
                int tick = side == 0 ? 50_000 - away : 50_000 + away;
                item = new PlaceItem(account, OWNER_KEY, nonces[i]++, 0, side, tick, 1 + random.nextInt(50), expiry);
            } else if (kind < 7) {
                int tick = side == 0 ? 50_040 : 49_960;
                item = new PlaceItem(
                        account, OWNER_KEY, nonces[i]++, 0, side | FLAG_TIF_IOC, tick, 1 + random.nextInt(60), expiry);
            } else {
                item = new CancelItem(
                        account, OWNER_KEY, nonces[i]++, random.nextInt(8), Math.max(0, nonces[i] - 3), expiry);
            }
            items.add(Items.signed(item, signature(i)));
        }
        return items;
    }

    private static byte[] address(int number) {
        byte[] address = new byte[20];
        address[0] = 1;
        address[18] = (byte) (number >>> 8);
        address[19] = (byte) number;
        return address;
    }

    /** In range, and naming its signer. */
    private static byte[] signature(int number) {
        byte[] signature = new byte[64];
        signature[0] = 1;
        signature[30] = (byte) (number >>> 8);
        signature[31] = (byte) number;
        signature[63] = 1;
        return signature;
    }

    private EngineBench() {}
}
