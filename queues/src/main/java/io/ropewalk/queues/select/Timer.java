package io.ropewalk.queues.select;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Selectable;
import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.time.TimeSource;
import io.ropewalk.core.wait.Attempt;
import io.ropewalk.core.wait.WaitQueue;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A moment, or one after another, that a {@link Selector} can wait for. There is no thread behind
 * it: the selecting strand sleeps until then.
 *
 * <p>Each tick is for one select: where several selectors wait for the same timer, the one that has
 * waited longest is woken for it. Ticks that nobody took in time become one. A single tick that was
 * taken was the last: nobody is woken here any more.
 *
 * <p><b>Thread roles.</b> Any thread may do anything.
 *
 * <p><b>Progress.</b> Taking a tick is lock-free: it takes one compare-and-set.
 *
 * <p><b>Memory consistency effects.</b> None between those who take ticks.
 *
 * <p><b>Cost.</b> No thread and no alarm; one small object for each tick of a period.
 *
 * {@snippet :
 * BoundedBuffer<String> lines = BoundedBuffer.of(64);
 * Timer second = Timer.every(Duration.ofSeconds(1));
 * Selector<Object> selector =
 *         Selector.biased(
 *                 Clause.on(second).then(timer -> System.out.println("tick " + timer.ticks())),
 *                 Clause.receive(lines).then(System.out::println));
 * }
 */
@SuppressWarnings("exports") // of the kernel, which users do not call
public final class Timer implements Selectable<Timer> {
    /*
     * next: the tick to come, null when there is none. Replaced by compareAndSet by whoever takes it.
     * A period begins at the moment that it was due, not at the one that it was taken; when that has
     * passed too, at the next multiple after now.
     */
    private final long periodNanos;
    private final AtomicReference<Deadline> next;
    private final AtomicLong ticks = new AtomicLong();
    private final Ticks queue = new Ticks();

    /** Whoever waits first knows the time, and wakes the next when it leaves. */
    private final class Ticks extends WaitQueue {
        Ticks() {
            super(Timer.this, "await");
        }

        @Override
        protected void announce(boolean platformThread) {}

        @Override
        protected void retract() {}

        @Override
        protected Deadline ripeAt() {
            return next.get();
        }

        @Override
        protected boolean signalsEach() {
            return false;
        }
    }

    private Timer(Duration first, long periodNanos, TimeSource timeSource) {
        this.periodNanos = periodNanos;
        next = new AtomicReference<>(Deadline.after(first, timeSource));
    }

    /**
     * A single tick.
     *
     * @param delay from now; zero or negative means at once
     * @return a new timer
     */
    public static Timer after(Duration delay) {
        return after(delay, TimeSource.system());
    }

    /**
     * A single tick by another clock.
     *
     * @param delay from now; zero or negative means at once
     * @param timeSource the clock
     * @return a new timer
     */
    public static Timer after(Duration delay, TimeSource timeSource) {
        return new Timer(Objects.requireNonNull(delay, "delay"), 0, timeSource);
    }

    /**
     * Ticks without end, the first after one period.
     *
     * @param period between two ticks
     * @return a new timer
     * @throws IllegalArgumentException when {@code period} is not positive
     */
    public static Timer every(Duration period) {
        return every(period, TimeSource.system());
    }

    /**
     * Ticks without end by another clock.
     *
     * @param period between two ticks
     * @param timeSource the clock
     * @return a new timer
     * @throws IllegalArgumentException when {@code period} is not positive
     */
    public static Timer every(Duration period, TimeSource timeSource) {
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("period is " + period + ", must be positive");
        }
        return new Timer(period, Deadline.saturatedNanos(period), timeSource);
    }

    /**
     * How many ticks were taken.
     *
     * @return the count
     */
    public long ticks() {
        return ticks.get();
    }

    @Override
    public WaitQueue waitQueue() {
        return queue;
    }

    @Override
    public Attempt attempt(Consumer<? super Timer> result) {
        return () -> {
            Deadline due = next.get();
            if (!due.isBounded() || !due.hasPassed()) {
                return Attempt.Progress.NOT_YET;
            }
            Deadline following = following(due);
            if (!next.compareAndSet(due, following)) {
                return Attempt.Progress.NOT_YET; // another selector was quicker
            }
            long ignored = ticks.incrementAndGet();
            result.accept(this);
            return Attempt.Progress.DONE;
        };
    }

    private Deadline following(Deadline due) {
        if (periodNanos == 0) {
            return Deadline.NEVER;
        }
        long late = -due.remainingNanos();
        return due.plusNanos((late / periodNanos + 1) * periodNanos);
    }

    @Override
    public ClosedException closed() {
        throw new AssertionError("a timer has no end");
    }

    @Override
    public String toString() {
        Deadline due = next.get();
        return "Timer["
                + (due.isBounded() ? "due in " + due.remainingNanos() + " ns" : "over")
                + (periodNanos == 0 ? "]" : ", every " + periodNanos + " ns]");
    }
}
