package io.ropewalk.testkit;

import java.time.Duration;

/**
 * What happened in a storm of ties that found nothing wrong.
 *
 * @param kind what met the hand-overs
 * @param seed decided the random choices
 * @param rounds how often the two met
 * @param handedOver ties in which the call returned what was handed over
 * @param aborted ties in which the call ended otherwise and what was handed over was still there
 * @param elapsed how long it took
 */
public record TieReport(
        TieKind kind, long seed, long rounds, long handedOver, long aborted, Duration elapsed) {

    private static final long LONGEST_ROUND_NANOS = 30_000;

    /**
     * Whether the two had a processor each for most of the time: a round took less than 30
     * microseconds.
     *
     * @return false on a busy machine, with one processor, and for channels that sleep at once
     */
    public boolean isUndisturbed() {
        return Runtime.getRuntime().availableProcessors() > 1
                && elapsed.toNanos() / Math.max(1, rounds) < LONGEST_ROUND_NANOS;
    }

    /**
     * How many ties there were.
     *
     * @return the count
     */
    public long ties() {
        return handedOver + aborted;
    }

    /** What part of the ties ended in the rarer way; 0 where there were none. */
    double rarerShare() {
        return (double) Math.min(handedOver, aborted) / Math.max(1, ties());
    }

    /** One line. */
    @Override
    public String toString() {
        return "ties of "
                + kind
                + ": "
                + ties()
                + " in "
                + rounds
                + " rounds and "
                + elapsed.toMillis()
                + " ms ("
                + ties() * 1_000 / Math.max(1, elapsed.toMillis())
                + "/s), handed over "
                + handedOver
                + ", aborted "
                + aborted
                + ", seed "
                + seed;
    }
}
