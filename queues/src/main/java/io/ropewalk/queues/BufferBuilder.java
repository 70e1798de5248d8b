package io.ropewalk.queues;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.core.time.TimeSource;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/**
 * What can be said of every buffer before it is built. Not for concurrent use; may build several
 * buffers.
 *
 * @param <H> takes items that were accepted and will not be delivered
 * @param <B> the builder itself
 */
public abstract class BufferBuilder<H, B extends BufferBuilder<H, B>> {
    /** The largest capacity: 2^30. */
    public static final int MAX_CAPACITY = 1 << 30;

    final int capacity;
    String name = "";
    WaitPolicy waitPolicy = WaitPolicy.SLEEPER_FENCES;
    TimeSource timeSource = TimeSource.system();
    Overflow overflow = Overflow.WAIT;
    H onUndelivered;

    /** Runs a task so many nanoseconds later; tests whose time stands still do without. */
    LongFunction<Executor> later =
            nanos -> CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS);

    BufferBuilder(int capacity, int least, H onUndelivered) {
        this(capacity, least, MAX_CAPACITY, onUndelivered);
    }

    BufferBuilder(int capacity, int least, int most, H onUndelivered) {
        if (capacity < least || capacity > most) {
            throw new IllegalArgumentException(
                    "capacity is " + capacity + ", must be between " + least + " and " + most);
        }
        this.capacity = capacity;
        this.onUndelivered = onUndelivered;
    }

    /** Describes a buffer without a bound. */
    BufferBuilder(H onUndelivered) {
        capacity = Integer.MAX_VALUE;
        this.onUndelivered = onUndelivered;
    }

    /** This builder, by its own type. */
    abstract B self();

    /**
     * Names the buffer in reports.
     *
     * @param name any text
     * @return this
     */
    public B name(String name) {
        this.name = Objects.requireNonNull(name, "name");
        return self();
    }

    /**
     * Sets how both sides wait.
     *
     * @param waitPolicy the policy; {@link WaitPolicy#SLEEPER_FENCES} by default
     * @return this
     */
    public B waitPolicy(WaitPolicy waitPolicy) {
        this.waitPolicy = Objects.requireNonNull(waitPolicy, "waitPolicy");
        return self();
    }

    /**
     * Sets the clock for time-outs, and for the delays of a {@link DelayBuffer}.
     *
     * @param timeSource the clock; the machine's by default
     * @return this
     */
    public B timeSource(TimeSource timeSource) {
        this.timeSource = Objects.requireNonNull(timeSource, "timeSource");
        return self();
    }

    /**
     * Sets who gets the items that were accepted and will not be delivered, each exactly once. It
     * runs without locks in whichever thread finds the item, and must not block. What it throws is
     * logged and otherwise ignored.
     *
     * @param onUndelivered takes the items; by default they are dropped
     * @return this
     */
    public B onUndelivered(H onUndelivered) {
        this.onUndelivered = Objects.requireNonNull(onUndelivered, "onUndelivered");
        return self();
    }

    /** Whether a full buffer drops what has waited, so that producers consume. */
    final boolean dropsOldest() {
        return overflow == Overflow.DROP_OLDEST || overflow == Overflow.CONFLATE;
    }

    /** Refuses to keep the latest item where there is room for more. */
    final void checkConflates(int capacity) {
        if (overflow == Overflow.CONFLATE && capacity != 1) {
            throw new IllegalArgumentException(
                    "overflow is CONFLATE, which keeps the latest item, and capacity is "
                            + capacity
                            + ", must be 1; to keep the latest of each kind, use conflateBy of a"
                            + " bounded buffer");
        }
    }

    /** Refuses what drops items that were accepted before, where those are not in their order. */
    static Overflow newestAtMost(Overflow overflow) {
        Objects.requireNonNull(overflow, "overflow");
        if (overflow == Overflow.DROP_OLDEST || overflow == Overflow.CONFLATE) {
            throw new IllegalArgumentException(
                    "overflow is "
                            + overflow
                            + ", must be WAIT, REJECT or DROP_NEWEST: the oldest is not what is"
                            + " received next");
        }
        return overflow;
    }

    /** Sets what every buffer has as the other builder says, but for the handler. */
    final void copyFrom(BufferBuilder<?, ?> other) {
        name = other.name;
        waitPolicy = other.waitPolicy;
        timeSource = other.timeSource;
        overflow = other.overflow;
        later = other.later;
    }
}
