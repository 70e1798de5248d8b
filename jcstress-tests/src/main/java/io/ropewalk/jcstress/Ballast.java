package io.ropewalk.jcstress;

/**
 * Stores that keep the next one from being seen for a while.
 *
 * <p>A processor makes its stores visible in order. When both actors write the same few cache
 * lines, those of one wait until the other has given them up, and the store behind them waits too:
 * some hundred nanoseconds instead of a few. What may overtake a store without a fence then does so
 * often enough to be seen.
 */
public final class Ballast {
    private static final int LINE = 16; // in longs: two lines of 64 bytes, which travel as a pair
    private static final int LINES = 12;

    private final long[] words = new long[LINE * (LINES + 1)];

    /** Stores to each line, plainly. */
    public void store() {
        for (int line = 1; line <= LINES; line++) {
            words[line * LINE]++;
        }
    }
}
