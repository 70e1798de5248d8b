package io.ropewalk.queues;

import io.ropewalk.core.ChannelStats;
import io.ropewalk.core.ClosedException;
import io.ropewalk.core.FullException;
import io.ropewalk.core.WaitPolicy;
import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.time.TimeSource;
import io.ropewalk.core.wait.Attempt;
import io.ropewalk.core.wait.Attempt.Progress;
import io.ropewalk.core.wait.CloseEvent;
import io.ropewalk.core.wait.EmptyEvent;
import io.ropewalk.core.wait.FullEvent;
import io.ropewalk.core.wait.Outcome;
import io.ropewalk.core.wait.Spinner;
import io.ropewalk.core.wait.WaitQueue;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * What a buffer is whatever its items are: two sides that wait for each other, an end, and
 * statistics.
 */
abstract class WaitingSides {
    /** Answers of an offer. */
    static final int ACCEPTED = 1;

    static final int FULL = 0;
    static final int CLOSED = -1;

    final int capacity;
    final TimeSource timeSource;
    final Overflow overflow;
    final Spinner sendSpinner;
    final Spinner receiveSpinner;
    private final String shape;
    private final String name;
    private final AtomicLong undelivered = new AtomicLong();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder neverIn = new LongAdder();
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();

    /** How the buffer was closed: by what call, and why. */
    private record Ending(boolean cancelled, @Nullable Throwable cause) {}

    /**
     * Creates the sides.
     *
     * @param shape what users call this kind of buffer
     */
    WaitingSides(BufferBuilder<?, ?> builder, String shape) {
        this.shape = shape;
        capacity = builder.capacity;
        name = builder.name;
        timeSource = builder.timeSource;
        overflow = builder.overflow;
        sendSpinner = spinner(builder.waitPolicy, this::accepted);
        receiveSpinner = spinner(builder.waitPolicy, this::taken);
    }

    private Spinner spinner(WaitPolicy policy, LongSupplier passed) {
        return new Spinner(policy.maxSpins(), policy.yields(), capacity, passed);
    }

    /** Called after an offer that a thread made in the place of another. */
    void handBackSending() {}

    /** Called after a poll that a thread made in the place of another. */
    void handBackReceiving() {}

    /** Where senders wait for room. */
    abstract WaitQueue room();

    /** Where receivers wait for items. */
    abstract WaitQueue items();

    /** Accepts nothing more, as far as the caller may decide that; wakes all who wait. */
    abstract void seal();

    /** Seals and hands what is left to {@code onUndelivered}. */
    abstract void sealAndDrain();

    public abstract boolean isClosed();

    abstract void countFull();

    abstract void countEmpty();

    /** Items put in by anyone. */
    abstract long accepted();

    /** Items taken out by anyone, for delivery or not. */
    abstract long taken();

    abstract long timesFull();

    abstract long timesEmpty();

    /** How many items fit. */
    public final int capacity() {
        return capacity;
    }

    /** Whether a full buffer drops something instead of letting senders wait. */
    final boolean drops() {
        return overflow == Overflow.DROP_OLDEST
                || overflow == Overflow.DROP_NEWEST
                || overflow == Overflow.CONFLATE;
    }

    final void foundFull() {
        countFull();
        FullEvent.emit(this);
    }

    final void foundEmpty() {
        countEmpty();
        EmptyEvent.emit(this);
    }

    static Progress progress(int answer) {
        return answer == FULL
                ? Progress.NOT_YET
                : answer == CLOSED ? Progress.CLOSED : Progress.DONE;
    }

    /** Waits in a queue: true when the attempt succeeded, false when the time was up. */
    final boolean await(WaitQueue queue, Attempt attempt, Deadline deadline, String call)
            throws InterruptedException {
        Outcome outcome = queue.await(attempt, deadline);
        return switch (outcome) {
            case GRANTED -> true;
            case TIMED_OUT -> false;
            case INTERRUPTED -> throw interrupted(call);
            case CLOSED -> throw closed();
            case CANCELLED -> throw new AssertionError("a strand's wait is never cancelled");
        };
    }

    final Deadline deadline(Duration timeout) {
        return Deadline.after(timeout, timeSource);
    }

    /** Refuses an end by code that a call of this buffer has called: before anything is changed. */
    void mayEnd() {}

    /** Closes, with the cause if this is the first close. */
    final void end(@Nullable Throwable cause) {
        mayEnd();
        boolean first = ending.compareAndSet(null, new Ending(false, cause));
        seal();
        if (first) {
            CloseEvent.emit(this, "close", cause);
        }
    }

    /** Closes, and hands what is left to {@code onUndelivered}. */
    final void giveUp() {
        mayEnd();
        Ending before =
                ending.getAndUpdate(how -> new Ending(true, how == null ? null : how.cause));
        sealAndDrain();
        if (before == null || !before.cancelled) {
            CloseEvent.emit(this, "cancel", null);
        }
    }

    final void countUndelivered() {
        long ignored = undelivered.getAndIncrement();
    }

    /** Counts an item that makes room for another. */
    final void countDropped() {
        dropped.increment();
    }

    /** Counts an item that was accepted and dropped without ever being put in. */
    final void countNeverIn() {
        neverIn.increment();
        dropped.increment();
    }

    /** Items that made room for others, gave way to newer ones, or found no room. */
    long dropped() {
        return dropped.sum();
    }

    /** Reports what {@code onUndelivered} threw. Never throws. */
    final void report(Object item, Throwable failure) {
        try {
            // Looked up only here: who never fails needs no logging set up.
            Logger log = LoggerFactory.getLogger(BoundedBuffer.class);
            log.error("onUndelivered of {} failed for a {}", this, item.getClass(), failure);
        } catch (Throwable unreportable) {
            // Nothing is left to tell it to; the other items must still be handed over.
        }
    }

    final FullException full() {
        return new FullException(this + " is full and rejects");
    }

    final ClosedException closed() {
        Ending how = ending.get();
        boolean cancelled = how != null && how.cancelled;
        return new ClosedException(
                this + (cancelled ? " was cancelled" : " is closed"),
                how == null ? null : how.cause);
    }

    final void checkInterrupt(String call) throws InterruptedException {
        if (Thread.interrupted()) {
            throw interrupted(call);
        }
    }

    private InterruptedException interrupted(String call) {
        return new InterruptedException("interrupted in " + call + " on " + this);
    }

    /** What went through. */
    public final ChannelStats stats() {
        // In this order a snapshot under traffic errs towards items still in the buffer.
        long notPutIn = neverIn.sum();
        long lost = Math.max(0, undelivered.get() - notPutIn);
        long taken = taken();
        long accepted = accepted();
        return new ChannelStats(
                accepted + notPutIn,
                Math.max(0, taken - lost),
                lost + notPutIn,
                dropped(),
                Math.max(0, Math.min(capacity, accepted - taken)),
                timesFull(),
                timesEmpty(),
                room().sleeps(),
                items().sleeps(),
                room().rescues() + items().rescues());
    }

    /** How many items are in the buffer, as far as anybody can tell. */
    public final int estimatedSize() {
        long taken = taken();
        return (int) Math.max(0, Math.min(capacity, accepted() - taken));
    }

    @Override
    public final String toString() {
        return shape
                + "["
                + (name.isEmpty() ? "" : name + ", ")
                + estimatedSize()
                + (capacity == Integer.MAX_VALUE ? " items" : " of " + capacity)
                + (isClosed() ? ", closed]" : "]");
    }
}
