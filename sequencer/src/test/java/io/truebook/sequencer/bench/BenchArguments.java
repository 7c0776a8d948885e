package io.truebook.sequencer.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * @param seconds that are measured in each round
 * @param rate orders per second to send, 0 to find out the most
 * @param window orders of each account without an answer while the most is found out
 * @param folder on the disk to measure
 * @param jvm further options of the exchange's JVM, one {@code --jvm} each
 */
record BenchArguments(
        int seconds, int rate, int rounds, int accounts, int window, long seed, Path folder, List<String> jvm) {
    static final String USAGE =
            "[--seconds 60] [--rate N] [--rounds 3] [--accounts 64] [--window 32] [--seed 1] [--folder PATH] [--jvm OPTION]...";

    static BenchArguments of(String[] arguments) {
        BenchArguments given = new BenchArguments(60, 0, 3, 64, 32, 1, Path.of("sequencer/target/bench"), List.of());
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(USAGE);
            }
            given = given.with(arguments[i], arguments[i + 1]);
        }
        if (given.seconds < 1 || given.rate < 0 || given.rounds < 1 || given.accounts < 1 || given.window < 1) {
            throw new IllegalArgumentException(USAGE);
        }
        return given;
    }

    private BenchArguments with(String name, String value) {
        int number = value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : -1;
        return switch (name) {
            case "--seconds" -> new BenchArguments(number, rate, rounds, accounts, window, seed, folder, jvm);
            case "--rate" -> new BenchArguments(seconds, number, rounds, accounts, window, seed, folder, jvm);
            case "--rounds" -> new BenchArguments(seconds, rate, number, accounts, window, seed, folder, jvm);
            case "--accounts" -> new BenchArguments(seconds, rate, rounds, number, window, seed, folder, jvm);
            case "--window" -> new BenchArguments(seconds, rate, rounds, accounts, number, seed, folder, jvm);
            case "--seed" -> new BenchArguments(seconds, rate, rounds, accounts, window, number, folder, jvm);
            case "--folder" -> new BenchArguments(seconds, rate, rounds, accounts, window, seed, Path.of(value), jvm);
            case "--jvm" -> {
                List<String> more = new ArrayList<>(jvm);
                more.add(value);
                yield new BenchArguments(seconds, rate, rounds, accounts, window, seed, folder, List.copyOf(more));
            }
            default -> throw new IllegalArgumentException(USAGE);
        };
    }
}
