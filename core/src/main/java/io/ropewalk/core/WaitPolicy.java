package io.ropewalk.core;

import java.util.Objects;

/**
 * How a side of a primitive waits: spin, then (platform threads only) yield, then park.
 *
 * <p>Spins adapt to how often they succeed, up to {@code maxSpins}. A side that waits for a stream
 * of items also learns to look less often, so as not to hold up its partner: up to 64 spins (a
 * microsecond or two) may pass after an item has come. One that waits for single answers looks at
 * every spin. There are no spins with one processor. Virtual threads neither spin nor yield,
 * whatever is set here.
 *
 * @param wakeUp who makes sure that no wake-up is lost
 * @param maxSpins the most spins before a yield; zero for none
 * @param yields how often to yield before parking
 */
public record WaitPolicy(WakeUp wakeUp, int maxSpins, int yields) {
    /** Sleepers fence; spins adapt up to 200; two yields. */
    public static final WaitPolicy SLEEPER_FENCES = new WaitPolicy(WakeUp.SLEEPER_FENCES, 200, 2);

    /** As {@link #SLEEPER_FENCES}, but publishers fence from the start. */
    public static final WaitPolicy PUBLISHER_FENCES =
            new WaitPolicy(WakeUp.PUBLISHER_FENCES, 200, 2);

    /** Who orders a publication before the look for a sleeper, where no atomic update does so. */
    public enum WakeUp {
        /**
         * The one who goes to sleep. Publishing costs no fence. A wake-up that slips through costs
         * one short park, and an idle platform thread looks around once a second. A side turns to
         * {@link #PUBLISHER_FENCES} for good when a virtual thread first sleeps on it.
         */
        SLEEPER_FENCES,
        /** The one who publishes, each time. Sleepers park without a timer. */
        PUBLISHER_FENCES
    }

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException when a number is negative
     */
    public WaitPolicy {
        Objects.requireNonNull(wakeUp, "wakeUp");
        if (maxSpins < 0) {
            throw new IllegalArgumentException("maxSpins is " + maxSpins + ", must be at least 0");
        }
        if (yields < 0) {
            throw new IllegalArgumentException("yields is " + yields + ", must be at least 0");
        }
    }

    /**
     * The same policy without spins and yields: parks at once.
     *
     * @return the policy
     */
    public WaitPolicy withoutSpinning() {
        return new WaitPolicy(wakeUp, 0, 0);
    }
}
