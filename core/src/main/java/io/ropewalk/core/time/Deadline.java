package io.ropewalk.core.time;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Objects;

/**
 * A moment until which something may wait. One deadline can be handed through many calls, where a
 * time-out would start anew at each.
 *
 * <p>Immutable and safe for any thread. Arithmetic saturates: a duration of 146 years or more is as
 * good as {@link #NEVER}, and a negative one has passed already.
 *
 * <p>Cost: one object of 32 bytes; {@link #NEVER} is shared and reads no clock.
 */
public final class Deadline {
    /** The deadline that never passes. */
    public static final Deadline NEVER = new Deadline(TimeSource.system(), 0, false);

    private final TimeSource source;
    private final long at;
    private final boolean bounded;

    private Deadline(TimeSource source, long at, boolean bounded) {
        this.source = source;
        this.at = at;
        this.bounded = bounded;
    }

    /**
     * The moment {@code timeout} from now, by the machine's clock.
     *
     * @param timeout how long from now; zero or negative has passed already
     * @return the deadline
     */
    public static Deadline after(Duration timeout) {
        return after(timeout, TimeSource.system());
    }

    /**
     * The moment {@code timeout} from now, by a clock of the caller's.
     *
     * @param timeout how long from now; zero or negative has passed already
     * @param source the clock to read, now and later
     * @return the deadline
     */
    public static Deadline after(Duration timeout, TimeSource source) {
        return afterNanos(saturatedNanos(timeout), source);
    }

    /**
     * The moment {@code nanos} nanoseconds from now.
     *
     * @param nanos how long from now; zero or negative has passed already; half of {@link
     *     Long#MAX_VALUE} or more means never
     * @param source the clock to read, now and later
     * @return the deadline
     */
    public static Deadline afterNanos(long nanos, TimeSource source) {
        Objects.requireNonNull(source, "source");
        if (nanos >= Long.MAX_VALUE / 2) {
            return NEVER; // leaves room for readings that differ: remainingNanos must not overflow
        }
        // The sum may wrap: readings are compared by difference, as nanoTime demands.
        return new Deadline(source, source.nanoTime() + Math.max(nanos, 0), true);
    }

    /**
     * The moment at which a clock reads a time.
     *
     * @param nanoTime the reading, less than 2^63 away from what the clock reads now
     * @param source the clock to read, now and later
     * @return the deadline
     */
    public static Deadline at(long nanoTime, TimeSource source) {
        return new Deadline(Objects.requireNonNull(source, "source"), nanoTime, true);
    }

    /**
     * A duration in nanoseconds, at most {@link Long#MAX_VALUE} and at least {@link
     * Long#MIN_VALUE}.
     *
     * @param duration any duration
     * @return its nanoseconds, saturated
     */
    public static long saturatedNanos(Duration duration) {
        Objects.requireNonNull(duration, "duration");
        long seconds = duration.getSeconds();
        if (seconds > Long.MAX_VALUE / 1_000_000_000L - 1) {
            return Long.MAX_VALUE;
        }
        if (seconds < Long.MIN_VALUE / 1_000_000_000L + 1) {
            return Long.MIN_VALUE;
        }
        return seconds * 1_000_000_000L + duration.getNano();
    }

    /**
     * A later moment by the same clock.
     *
     * @param nanos how much later; zero or more; half of {@link Long#MAX_VALUE} or more means never
     * @return the deadline; {@link #NEVER} where this is
     */
    public Deadline plusNanos(long nanos) {
        if (nanos < 0) {
            throw new IllegalArgumentException("nanos is " + nanos + ", must be at least 0");
        }
        return bounded && nanos < Long.MAX_VALUE / 2
                ? new Deadline(source, at + nanos, true)
                : NEVER;
    }

    /**
     * How long is left.
     *
     * @return nanoseconds until this moment, zero or negative once it has passed, {@link
     *     Long#MAX_VALUE} for {@link #NEVER}
     */
    public long remainingNanos() {
        return bounded ? at - source.nanoTime() : Long.MAX_VALUE;
    }

    /**
     * Whether the moment has come.
     *
     * @return true from that moment on; always false for {@link #NEVER}
     */
    public boolean hasPassed() {
        return bounded && at - source.nanoTime() <= 0;
    }

    /**
     * Whether this moment comes before another. Where the two have different clocks, as far as
     * those tell now.
     *
     * @param other any deadline
     * @return false for equal moments
     */
    public boolean isBefore(Deadline other) {
        if (!bounded || !other.bounded) {
            return bounded;
        }
        return source.equals(other.source)
                ? at - other.at < 0
                : remainingNanos() < other.remainingNanos();
    }

    /**
     * Whether this deadline can ever pass.
     *
     * @return false for {@link #NEVER} only
     */
    public boolean isBounded() {
        return bounded;
    }

    /**
     * Asks this deadline's clock to run {@code ring} at this moment.
     *
     * @param ring see {@link TimeSource#alarmAt}
     * @return a handle, or null when the waiter's own timed park serves as well
     */
    public TimeSource.@Nullable Alarm alarm(Runnable ring) {
        return bounded ? source.alarmAt(at, ring) : null;
    }

    @Override
    public String toString() {
        return bounded
                ? "Deadline[in " + Duration.ofNanos(remainingNanos()) + "]"
                : "Deadline[never]";
    }
}
