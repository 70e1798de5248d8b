package io.ropewalk.core.time;

import org.jspecify.annotations.Nullable;

/**
 * Where a channel, a lock or a deadline reads the time: the machine's clock, or one that a test
 * moves by hand.
 *
 * <p>Readings are nanoseconds from an arbitrary origin, as {@link System#nanoTime()} gives them:
 * compare two of them by their difference only. Implementations must be safe for any thread.
 *
 * @see Deadline
 */
public interface TimeSource {

    /**
     * The time now.
     *
     * @return nanoseconds from an arbitrary origin; may be negative
     */
    long nanoTime();

    /**
     * Asks for {@code ring} to be run once when this source reaches a time. A waiting strand uses
     * it to be woken at its deadline.
     *
     * <p>A source that runs at the pace of the machine's clock returns null: the strand then parks
     * for the remaining nanoseconds by itself, and no alarm is kept anywhere.
     *
     * @param nanoTime a reading of this source; if it has passed already, {@code ring} must still
     *     run: at once in the calling thread, or soon
     * @param ring runs in whichever thread moves the time; must neither block nor throw
     * @return a handle that forgets the alarm, or null when none is needed
     */
    default @Nullable Alarm alarmAt(long nanoTime, Runnable ring) {
        return null;
    }

    /**
     * The machine's monotonic clock.
     *
     * @return the source over {@link System#nanoTime()}
     */
    static TimeSource system() {
        return SystemTime.INSTANCE;
    }

    /** An alarm that was asked for and can be forgotten. */
    @FunctionalInterface
    interface Alarm {
        /** Forgets the alarm; does nothing when it has rung or was forgotten before. */
        void forget();
    }
}
