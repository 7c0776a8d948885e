package io.truebook.engine;

/** Seeds of randomized tests: printed, and taken from -Dtruebook.seed to replay a failure. */
public final class Seeds {
    public static long next(String test) {
        String given = System.getProperty("truebook.seed");
        long seed = given == null ? System.nanoTime() : Long.parseLong(given);
        System.out.println(test + " seed: replay with -Dtruebook.seed=" + seed);
        return seed;
    }

    private Seeds() {}
}
