package io.ropewalk.queues;

import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.wait.Step;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;

/** A delay buffer: by the moments at which items are due, under a lock. */
final class DueBuffer<T> extends LockedBuffer<T> implements DelayBuffer<T> {
    /*
     * Delays are asked for before the section. The clock is read in it: an item's delay begins when it
     * is accepted, and equal delays are due in the order of acceptance. (A clock is no code that
     * uses buffers.)
     *
     * Receivers are led, as WaitQueue explains: the first sleeps until the first item is due. So an
     * item wakes one only where it is the new first. One that is due at once and comes behind another
     * wakes nobody: who gets that other hands the lead on, and the next finds this.
     *
     * A clock's readings are compared by difference. Delays end at half of what a long can count, so
     * that the differences of dues do not wrap.
     */
    private static final long LONGEST = Long.MAX_VALUE / 2;

    private final Function<? super T, Duration> delay;
    private final DueSlots slots;

    DueBuffer(DelayBufferBuilder<T> builder) {
        this(builder, new DueSlots(builder.capacity));
    }

    private DueBuffer(DelayBufferBuilder<T> builder, DueSlots slots) {
        super(builder, "DelayBuffer", slots);
        delay = builder.delay;
        this.slots = slots;
    }

    private long delayOf(T item) {
        Duration itsDelay = delay.apply(item);
        if (itsDelay == null) {
            throw new NullPointerException(
                    "the delay of " + item.getClass().getName() + " is null");
        }
        return Math.max(0, Math.min(LONGEST, Deadline.saturatedNanos(itsDelay)));
    }

    @Override
    void check(T item) {
        long ignored = delayOf(item);
    }

    @Override
    int offer(T item) {
        long itsDelay = delayOf(item);
        boolean awaited;
        Step.point();
        synchronized (lock) {
            if (closed) {
                return CLOSED;
            }
            if (slots.room() == 0) {
                return FULL;
            }
            slots.reserve(1);
            boolean first = slots.put(item, timeSource.nanoTime() + itsDelay);
            awaited = first && receivers.announced;
        }
        if (awaited) {
            receivers.wake(1);
        }
        return ACCEPTED;
    }

    @Override
    @SuppressWarnings("unchecked")
    int offerMany(@Nullable Object[] items, int from, int to) {
        long[] delays = new long[to - from];
        for (int i = 0; i < delays.length; i++) {
            delays[i] = delayOf((T) Objects.requireNonNull(items[from + i]));
        }
        boolean awaited;
        int run;
        Step.point();
        synchronized (lock) {
            if (closed) {
                return CLOSED;
            }
            run = Math.min(delays.length, slots.room());
            slots.reserve(run);
            long now = timeSource.nanoTime();
            boolean first = false;
            for (int i = 0; i < run; i++) {
                Object item = Objects.requireNonNull(items[from + i]);
                first |= slots.put(item, now + delays[i]);
            }
            awaited = first && receivers.announced;
        }
        if (awaited) {
            receivers.wake(1);
        }
        return run;
    }

    @Override
    boolean hasDue() {
        return super.hasDue() && slots.firstDue() - timeSource.nanoTime() <= 0;
    }

    @Override
    Deadline firstDue() {
        Step.point();
        synchronized (lock) {
            return slots.size() == 0 ? Deadline.NEVER : Deadline.at(slots.firstDue(), timeSource);
        }
    }

    @Override
    Object[] copy() {
        return stays().items;
    }
}
