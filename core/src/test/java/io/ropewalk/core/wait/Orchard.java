package io.ropewalk.core.wait;

import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.time.TimeSource;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fruits that all ripen at one tick of a clock, what the strands of a model do with them, and what
 * must hold in the end. {@link Ripening} without a class that a model check is slow on.
 */
final class Orchard implements TimeSource {
    private final Runnable[] rings = new Runnable[4];
    private final AtomicInteger left;
    private final AtomicInteger picked = new AtomicInteger();
    private volatile long now;
    private volatile Thread interruptible;

    private final WaitQueue queue = new Queue();

    Orchard(int fruits) {
        left = new AtomicInteger(fruits);
    }

    private final class Queue extends WaitQueue {
        Queue() {
            super("orchard", "pick");
        }

        @Override
        protected void announce(boolean platformThread) {}

        @Override
        protected void retract() {}

        @Override
        protected Deadline ripeAt() {
            return left.get() > 0 ? Deadline.at(1, Orchard.this) : Deadline.NEVER;
        }
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Alarm alarmAt(long nanoTime, Runnable ring) {
        int index = -1;
        synchronized (this) {
            if (now < nanoTime) {
                index = 0;
                while (rings[index] != null) {
                    index++;
                }
                rings[index] = ring;
            }
        }
        if (index < 0) {
            ring.run();
            return () -> {};
        }
        int mine = index;
        return () -> forget(mine);
    }

    private synchronized void forget(int index) {
        rings[index] = null;
    }

    /** The tick. */
    void ripen() {
        Runnable[] due;
        synchronized (this) {
            now = 1;
            due = rings.clone();
        }
        for (Runnable ring : due) {
            if (ring != null) {
                ring.run();
            }
        }
    }

    private Attempt.Progress attempt() {
        if (now < 1) {
            return Attempt.Progress.NOT_YET;
        }
        int seen = left.get();
        while (seen > 0) {
            if (left.compareAndSet(seen, seen - 1)) {
                picked.incrementAndGet();
                return Attempt.Progress.DONE;
            }
            seen = left.get();
        }
        return Attempt.Progress.NOT_YET;
    }

    void pick() {
        Outcome outcome = queue.await(this::attempt, Deadline.NEVER);
        if (outcome != Outcome.GRANTED) {
            throw new AssertionError(outcome);
        }
    }

    void pickInterruptibly() {
        interruptible = Thread.currentThread();
        Outcome ignored = queue.await(this::attempt, Deadline.NEVER);
    }

    /** Interrupts the strand that picks interruptibly, if it has begun. */
    void interrupt() {
        Thread thread = interruptible;
        if (thread != null) {
            thread.interrupt();
        }
    }

    void mustBePickedOrLeft(int fruits) {
        if (picked.get() + left.get() != fruits || queue.waiters() != 0 || queue.rescues() != 0) {
            throw new AssertionError(picked + " picked, " + queue.waiters() + " still wait");
        }
    }
}
