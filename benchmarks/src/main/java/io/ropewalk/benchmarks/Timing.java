package io.ropewalk.benchmarks;

/**
 * How long a fork measures. In a benchmark of single shots the lengths have no meaning.
 *
 * @param warmUps iterations before those that count
 * @param warmUpMillis how long each of them lasts
 * @param iterations iterations that count
 * @param millis how long each of them lasts
 */
public record Timing(int warmUps, int warmUpMillis, int iterations, int millis) {
    /** Long enough to see that everything works, and for nothing else. */
    static final Timing SMOKE = new Timing(1, 20, 1, 20);
}
