package io.ropewalk.testkit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The beginning of some rounds: the producers race to fill the channel while nobody receives, to
 * see whether exactly the capacity fits.
 */
final class StormStuffing {
    private final int capacity;
    private final AtomicInteger stuffing;
    private final AtomicLong accepted = new AtomicLong();
    private volatile boolean over;

    StormStuffing(int capacity, int producers, boolean wanted) {
        this.capacity = capacity;
        stuffing = new AtomicInteger(producers);
        over = !wanted;
    }

    int capacity() {
        return capacity;
    }

    boolean isOver() {
        return over;
    }

    /** Lets all go on, because the round has failed. */
    void abandon() {
        over = true;
    }

    /**
     * A producer has been refused.
     *
     * @param count how many it had sent
     * @param oracle is told when too few or too many fit
     */
    void full(long count, ConservationOracle oracle) {
        long sum = accepted.addAndGet(count);
        if (stuffing.decrementAndGet() == 0) {
            if (sum != capacity) {
                oracle.report(sum + " items fit into a channel with room for " + capacity);
            }
            over = true;
        }
    }

    /** Waits until it is over. */
    @SuppressWarnings("ThreadPriorityCheck") // parking here would count as parking in the channel
    void await() {
        while (!over) {
            Thread.yield();
        }
    }
}
