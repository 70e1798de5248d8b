package io.ropewalk.queues.ring;

import io.ropewalk.core.wait.WaitQueue;

/** What a stage follows: the producers, or an earlier stage. */
interface Upstream {
    /**
     * How far it has come.
     *
     * @param next where the one that asks stands; this has not fallen behind it
     * @param most how much further than {@code next} is of interest
     * @return the first sequence that it is not through with; acquired, so that the slots before it
     *     may be read
     */
    long endFrom(long next, int most);

    /**
     * Whether it will never pass a sequence at which it stood. True only after its last step, so
     * the one that asks must look once more where it stands.
     *
     * @param next the sequence
     */
    boolean isOverAt(long next);

    /** Where to wait for it. All who wait are woken at each of its steps, and at its end. */
    WaitQueue waiters();
}
