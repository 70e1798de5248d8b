package io.ropewalk.core.wait;

import io.ropewalk.core.time.Deadline;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/**
 * A counting semaphore that can be closed: the plainest structure over a {@link WaitQueue}, here to
 * test the queue. Whoever releases announces by the same read-modify-write that a real one uses.
 */
class Permits {
    private final AtomicInteger permits;
    private final AtomicBoolean announced = new AtomicBoolean();
    private final AtomicReference<Strand> owner = new AtomicReference<>();
    private volatile boolean closed;

    final WaitQueue queue;

    Permits(int permits) {
        this.permits = new AtomicInteger(permits);
        this.queue = new Queue("permits");
    }

    Permits(int permits, Object subject) {
        this.permits = new AtomicInteger(permits);
        this.queue = new Queue(subject);
    }

    Attempt.Progress attempt() {
        if (tryAcquire()) {
            return Attempt.Progress.DONE;
        }
        return closed ? Attempt.Progress.CLOSED : Attempt.Progress.NOT_YET;
    }

    boolean tryAcquire() {
        int now = permits.get();
        while (now > 0) {
            if (permits.compareAndSet(now, now - 1)) {
                return true;
            }
            now = permits.get();
        }
        return false;
    }

    Outcome acquire(Deadline deadline) {
        return tryAcquire() ? Outcome.GRANTED : queue.await(this::attempt, deadline);
    }

    Outcome acquire() {
        return acquire(Deadline.NEVER);
    }

    CallbackWaiter acquire(BiConsumer<Outcome, Throwable> completion, Executor executor) {
        return queue.register("callback", this::attempt, completion, executor);
    }

    void release(int count) {
        permits.getAndAdd(count);
        if (announced()) {
            queue.wake(count);
        }
    }

    void release() {
        release(1);
    }

    /** Makes permits available without waking anybody. */
    void releaseInSilence(int count) {
        permits.getAndAdd(count);
    }

    void close() {
        closed = true;
        if (announced.get()) {
            queue.wakeAll();
        }
    }

    /** Closes without waking anybody. */
    void closeInSilence() {
        closed = true;
    }

    void ownedBy(Strand strand) {
        owner.set(strand);
    }

    int available() {
        return permits.get();
    }

    boolean announced() {
        return announced.get();
    }

    private final class Queue extends WaitQueue {
        Queue(Object subject) {
            super(subject, "acquire");
        }

        @Override
        protected void announce(boolean platformThread) {
            announced.getAndSet(true);
        }

        @Override
        protected void retract() {
            announced.getAndSet(false);
        }

        @Override
        protected Strand owner() {
            return owner.get();
        }
    }
}
