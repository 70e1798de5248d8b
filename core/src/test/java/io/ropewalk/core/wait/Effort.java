package io.ropewalk.core.wait;

/** How much the tests of this module do, by system properties; printed once. */
final class Effort {
    /** Operations of one storm. */
    static final int STORM_OPERATIONS = Integer.getInteger("ropewalk.storm.operations", 200_000);

    /** Interleavings explored for one model. */
    static final int INVOCATIONS = Integer.getInteger("ropewalk.lincheck.invocations", 100);

    /** How many seconds a test waits for what should happen at once. */
    static final int PATIENCE = Integer.getInteger("ropewalk.patience", 20);

    /** What storms draw their randomness from. */
    static final long SEED = seed();

    static {
        System.out.println(
                "storm operations "
                        + STORM_OPERATIONS
                        + ", Lincheck invocations "
                        + INVOCATIONS
                        + ", seed "
                        + SEED);
    }

    private Effort() {}

    private static long seed() {
        String given = System.getProperty("ropewalk.seed", "");
        return given.isEmpty() ? System.nanoTime() : Long.parseLong(given);
    }
}
