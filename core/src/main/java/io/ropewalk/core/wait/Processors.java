package io.ropewalk.core.wait;

/**
 * How many processors this JVM may use, read seldom: a container's limit can change, and asking the
 * system costs microseconds.
 */
final class Processors {
    private static final int READS_BETWEEN_LOOKS = 1 << 10;

    // Benign race: a lost update delays the next look.
    private static int readsLeft = READS_BETWEEN_LOOKS;
    private static volatile boolean several = Runtime.getRuntime().availableProcessors() > 1;

    private Processors() {}

    /** Whether another processor could be doing what the caller waits for. */
    static boolean several() {
        if (--readsLeft < 0) {
            readsLeft = READS_BETWEEN_LOOKS;
            several = Runtime.getRuntime().availableProcessors() > 1;
        }
        return several;
    }
}
