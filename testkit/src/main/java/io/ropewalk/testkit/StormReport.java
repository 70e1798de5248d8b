package io.ropewalk.testkit;

import java.time.Duration;
import java.util.Map;

/**
 * What happened in a storm that found nothing wrong.
 *
 * @param options what was asked for
 * @param rounds how many channels were used up
 * @param accepted how many items were accepted, as the producers saw it
 * @param delivered how many of them the consumers got
 * @param undelivered how many of them were handed back
 * @param rescues how often a timed look made up for a lost wake-up, as {@code stats()} says
 * @param outcomes how the calls ended
 * @param elapsed how long it took
 */
public record StormReport(
        StormOptions options,
        long rounds,
        long accepted,
        long delivered,
        long undelivered,
        long rescues,
        Map<StormOutcome, Long> outcomes,
        Duration elapsed) {

    /**
     * How often an outcome happened.
     *
     * @param outcome the outcome
     * @return the count
     */
    public long count(StormOutcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    /** The histogram, one line. */
    @Override
    public String toString() {
        return "storm of "
                + rounds
                + " rounds in "
                + elapsed.toMillis()
                + " ms, seed "
                + options.seed()
                + ": accepted "
                + accepted
                + " = delivered "
                + delivered
                + " + undelivered "
                + undelivered
                + "; rescues "
                + rescues
                + "; calls "
                + outcomes;
    }
}
