package io.truebook.sequencer.frontier;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * @param minutes of simulated time, 1 to 15
 * @param itemsPerSecond usual rate of the flow
 * @param gwei usual price of gas
 * @param ppbPerHour price of an hour of a USDC of divergence in the last column, in thousand-millionths
 */
record FrontierArguments(
        long seed, int minutes, double itemsPerSecond, Path png, double gwei, double etherUsdc, double ppbPerHour) {
    static final String USAGE =
            "[--minutes 15] [--seed 1] [--rate 5] [--png target/frontier.png] [--gwei 2] [--ether-usdc 3000] [--ppb-per-hour 1000000000]";

    private static final Set<String> NAMES =
            Set.of("--minutes", "--seed", "--rate", "--png", "--gwei", "--ether-usdc", "--ppb-per-hour");

    static FrontierArguments of(String[] arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length || !NAMES.contains(arguments[i])) {
                throw new IllegalArgumentException(USAGE);
            }
            given.put(arguments[i], arguments[i + 1]);
        }
        return new FrontierArguments(
                Long.parseLong(given.getOrDefault("--seed", "1")),
                Integer.parseInt(given.getOrDefault("--minutes", "15")),
                Double.parseDouble(given.getOrDefault("--rate", "5")),
                Path.of(given.getOrDefault("--png", "target/frontier.png")),
                Double.parseDouble(given.getOrDefault("--gwei", "2")),
                Double.parseDouble(given.getOrDefault("--ether-usdc", "3000")),
                Double.parseDouble(given.getOrDefault("--ppb-per-hour", "1000000000")));
    }

    FrontierArguments {
        boolean priced = gwei > 0 && etherUsdc > 0 && ppbPerHour >= 0;
        // Four times that is about what L1 carries.
        boolean flows = itemsPerSecond > 0 && itemsPerSecond <= 150;
        if (minutes < 1 || minutes > 15 || !priced || !flows) {
            throw new IllegalArgumentException(USAGE);
        }
    }
}
