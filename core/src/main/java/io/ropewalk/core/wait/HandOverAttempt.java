package io.ropewalk.core.wait;

/**
 * An attempt that, when it fails, leaves something behind by which somebody else can make it
 * succeed: what is waited for is handed from one waiter to another and lies nowhere in between.
 *
 * <p>Whoever finds what was left behind first {@linkplain HandOver#claim claims} the waiter, then
 * gives it what is its, all under a lock of the attempt's, and afterwards {@linkplain
 * HandOver#complete completes} the hand-over.
 */
public interface HandOverAttempt extends Attempt {
    /**
     * Tells for whom attempts are made from now on. Before this is called an attempt leaves nothing
     * behind.
     *
     * @param waiter who waits
     */
    void joins(Waiter waiter);

    /**
     * Takes back what was left behind, since the wait has ended.
     *
     * @return whether something was handed over that no attempt has told yet: then the wait has
     *     ended so, and a last attempt tells it
     */
    boolean leaves();
}
