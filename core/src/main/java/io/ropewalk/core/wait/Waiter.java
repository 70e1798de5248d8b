package io.ropewalk.core.wait;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One wait of one strand or callback in one {@link WaitQueue}.
 *
 * <pre>
 *                claim by a waker              attempt succeeded
 *   WAITING ------------------------> CLAIMED -------------------> GRANTED | CLOSED
 *      ^  |                            |   |
 *      |  |   attempt failed: back,    |   |  time, interrupt or cancel after the claim:
 *      +--|----------------------------+   |  one last attempt, then the signal is passed on
 *         |   place in the queue kept      |
 *         +--------------------------------+------> TIMED_OUT | INTERRUPTED | CANCELLED
 *             time, interrupt, cancel
 * </pre>
 *
 * <p>A waiter stands in its queue's list exactly while it is WAITING.
 */
public abstract class Waiter {
    /*
     * state: written under the queue's lock by compareAndSet (WAITING -> CLAIMED, so that later a
     * selector that stands in several queues can be claimed once) or by a plain volatile store (all
     * others); read as volatile by the owner's park loop.
     * previous, next, ticket: under the queue's lock only.
     */
    static final int WAITING = 0;
    static final int CLAIMED = 1;

    private static final VarHandle STATE = stateHandle();

    private volatile int state = WAITING;

    final WaitQueue queue;
    private final long since = System.nanoTime();
    @Nullable Waiter previous;
    @Nullable Waiter next;
    long ticket = -1;

    Waiter(WaitQueue queue) {
        this.queue = queue;
    }

    private static VarHandle stateHandle() {
        try {
            return MethodHandles.lookup()
                    .findVarHandle(Waiter.class, "state", int.class)
                    .withInvokeExactBehavior();
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final int state() {
        return state;
    }

    final boolean tryClaim() {
        return STATE.compareAndSet(this, WAITING, CLAIMED);
    }

    /** Goes back to WAITING after a claim whose attempt failed. Under the queue's lock. */
    final void unclaim() {
        state = WAITING;
    }

    /** Enters a terminal state. Under the queue's lock. */
    final void end(Outcome outcome) {
        state = outcome.state;
    }

    final boolean hasEnded() {
        return state > CLAIMED;
    }

    /** Claims this waiter for whoever gives it what it waits for: false when it has ended. */
    boolean claimForHandOver() {
        return queue.claim(this);
    }

    /** Whether a signal is of use to it: else it goes to the next. Asked after the signal. */
    boolean isListening() {
        return true;
    }

    /** Whether somebody waits by it now: a selector's stays in the list while it does not. */
    boolean waits() {
        return true;
    }

    /** When the wait began, by {@link System#nanoTime()}. */
    long since() {
        return since;
    }

    /** Tells a claimed waiter to go on. Called without locks. */
    abstract void signal();

    /** Whether this is a platform thread, for which timed re-checks are cheap. */
    abstract boolean isPlatformThread();

    /** Who waits, for reports. */
    abstract String name();

    /** The strand that waits, or null for a callback. */
    abstract @Nullable Strand strand();
}
