package io.ropewalk.core.wait;

/**
 * One try to get what a waiter waits for. It does not wait for it, and may be repeated.
 *
 * <p>A strand makes its own attempts. For a callback the waker makes them, one at a time, so the
 * same attempt can run in different threads after each other, ordered by the queue's lock.
 */
@FunctionalInterface
public interface Attempt {
    /**
     * Tries once.
     *
     * @return what came of it
     */
    Progress attempt();

    /** What came of an attempt. */
    enum Progress {
        /** Not available: wait on. */
        NOT_YET,
        /** Got it; the attempt has taken what it waits for. */
        DONE,
        /** It will never come: the object is closed. */
        CLOSED
    }
}
