package io.ropewalk.core.wait;

import java.util.concurrent.atomic.AtomicInteger;

/** {@link Permits} with what the strands of a model do to them, and what must hold in the end. */
final class Semaphore {
    final Permits permits;

    volatile boolean granted;

    private final AtomicInteger told = new AtomicInteger();
    private volatile Thread interruptible;

    Semaphore(int permits) {
        this.permits = new Permits(permits);
    }

    Semaphore(Permits permits) {
        this.permits = permits;
    }

    /** Remembers the thread for {@link #interrupt}. */
    void interruptibly(Runnable wait) {
        interruptible = Thread.currentThread();
        wait.run();
    }

    /** Interrupts the strand that waits interruptibly, if it has begun. */
    void interrupt() {
        Thread thread = interruptible;
        if (thread != null) {
            thread.interrupt();
        }
    }

    void acquireAndRelease() {
        mustBeGranted(permits.acquire());
        permits.release();
    }

    void tryToAcquireAndRelease() {
        if (permits.acquire() == Outcome.GRANTED) {
            permits.release();
        }
    }

    CallbackWaiter register() {
        return permits.acquire(
                (outcome, failure) -> {
                    told.incrementAndGet();
                    count(outcome);
                },
                null);
    }

    /** Registers a callback that gives back what it is granted. */
    void registerToRelease() {
        var ignored =
                permits.acquire(
                        (outcome, failure) -> {
                            told.incrementAndGet();
                            permits.release();
                        },
                        null);
    }

    void count(Outcome outcome) {
        if (outcome == Outcome.GRANTED) {
            granted = true;
        }
    }

    void mustBeGranted(Outcome outcome) {
        if (outcome != Outcome.GRANTED) {
            throw new AssertionError(outcome);
        }
    }

    void mustBeTold(int times) {
        if (told.get() != times) {
            throw new AssertionError("told " + told + " times");
        }
    }

    void mustEndWith(int expected) {
        if (permits.available() != expected) {
            throw new AssertionError(permits.available() + " permits");
        }
        if (permits.queue.waiters() != 0 || permits.announced()) {
            throw new AssertionError(permits.queue.waiters() + " still wait");
        }
    }
}
