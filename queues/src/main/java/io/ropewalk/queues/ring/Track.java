package io.ropewalk.queues.ring;

import io.ropewalk.core.wait.OnePublisherWaitQueue;
import io.ropewalk.core.wait.Step;

/**
 * How far one party has come in the ring, and those who wait for it to go on: stages behind it, and
 * a producer when it is the last.
 */
final class Track implements Upstream {
    /*
     * end: the first sequence that the party is not through with. It carries what the party read and
     * wrote in the slots before: stored by release (or compareAndSet), read by acquire. Two kinds of
     * party:
     *   one worker at a time   moveTo(): a plain release store, then one opaque load to see who waits.
     *                          The waiters' side is that of OnePublisherWaitQueue, with the policy's
     *                          choice of who pays the fence.
     *   several workers        advance(): compareAndSet, then a fence. Their queue fences from the
     *                          start: what OnePublisherWaitQueue says of its one publisher is only
     *                          needed to turn a queue without fences into one with them.
     *
     * over: set behind the last step, before all waiters are woken. A waiter that joins the queue later
     * reads it in its attempt; one that joined earlier is woken.
     */
    private final Sequence end;
    private final OnePublisherWaitQueue waiters;
    private volatile boolean over;

    Track(long start, Object party, boolean fences) {
        end = new Sequence(start);
        waiters = new OnePublisherWaitQueue(party, "follow", fences);
    }

    @Override
    public long endFrom(long next, int most) {
        return end();
    }

    long end() {
        Step.point();
        return end.getAcquire();
    }

    /** For the one worker. */
    void moveTo(long newEnd) {
        Step.point();
        end.setRelease(newEnd);
        waiters.afterPublish(Integer.MAX_VALUE);
    }

    /** For one of several workers; wakes nobody. */
    boolean tryMove(long from, long to) {
        Step.point();
        return end.compareAndSet(from, to);
    }

    /** After {@link #tryMove}. */
    void wakeWaiters() {
        waiters.afterPublish(Integer.MAX_VALUE);
    }

    /** Goes no further. */
    void finish() {
        Step.point();
        over = true;
        waiters.wakeAll();
    }

    @Override
    public boolean isOverAt(long next) {
        return isOver();
    }

    boolean isOver() {
        Step.point();
        return over;
    }

    @Override
    public OnePublisherWaitQueue waiters() {
        return waiters;
    }
}
