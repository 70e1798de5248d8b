package io.ropewalk.jcstress;

import java.time.Duration;

/**
 * How long an actor waits for what must come. The wait has an end, so that a lost wake-up is an
 * outcome that can be forbidden and not a test that hangs.
 *
 * <p>A wait that is given up looks once more and then finds what it was not told about. So the
 * verdict rests on the time that it took, and the limit is far beyond what a busy machine can keep
 * a thread from running.
 */
public final class Patience {
    private static final Duration LONG = Duration.ofSeconds(8);
    private static final Duration SHORT = Duration.ofMillis(50);

    // Once lost, the run has failed, and need not take an hour to say so.
    private static volatile boolean lost;

    private final Duration limit = lost ? SHORT : LONG;
    private final long begun = System.nanoTime();

    /** Begins to wait. */
    public Patience() {}

    /**
     * The longest wait.
     *
     * @return the time-out to wait with
     */
    public Duration limit() {
        return limit;
    }

    /**
     * Whether this may be waited for longer.
     *
     * @return false when the limit has passed
     */
    public boolean lasts() {
        return !hasLasted(limit.toNanos());
    }

    /**
     * Whether this has been waited for some time.
     *
     * @param nanos how long
     * @return true from then on
     */
    public boolean hasLasted(long nanos) {
        return System.nanoTime() - begun >= nanos;
    }

    /**
     * The verdict, once the wait is over.
     *
     * @return 1 when it ended before the limit, 0 when it came too late
     */
    public int kept() {
        if (lasts()) {
            return 1;
        }
        lost = true;
        return 0;
    }
}
