package io.ropewalk.examples;

import java.util.concurrent.Callable;

/**
 * Measures several ways to the same result, and watches that it is the same each time: a fast
 * program that is wrong is worth nothing.
 *
 * @param <T> the result
 */
public final class Agreement<T> {
    private final T expected;
    private boolean holds = true;

    /**
     * Begins.
     *
     * @param expected what every way must come to
     */
    public Agreement(T expected) {
        this.expected = expected;
    }

    /**
     * Measures a way.
     *
     * @param way to the result
     * @return the same, measured
     */
    public Rounds.Contender timed(Callable<? extends T> way) {
        return () -> {
            long start = System.nanoTime();
            T result = way.call();
            double seconds = (System.nanoTime() - start) / 1e9;
            holds &= expected.equals(result);
            return seconds;
        };
    }

    /**
     * Whether all came to the expected result so far.
     *
     * @return true as long as none differed
     */
    public boolean holds() {
        return holds;
    }
}
