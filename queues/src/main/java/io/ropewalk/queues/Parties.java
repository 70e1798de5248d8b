package io.ropewalk.queues;

/** How many threads use one side of a buffer at a time. */
public enum Parties {
    /**
     * One at a time. Its successor may be another thread if the one's last call happens-before the
     * other's first, as it does after a {@link Thread#join() join} or within an executor's chain of
     * tasks.
     */
    ONE,
    /** Any number. */
    MANY
}
