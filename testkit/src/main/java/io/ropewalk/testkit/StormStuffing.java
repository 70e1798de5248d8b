package io.ropewalk.testkit;

import java.util.concurrent.CountDownLatch;
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
    private final CountDownLatch over;

    StormStuffing(int capacity, int producers, boolean wanted) {
        this.capacity = capacity;
        stuffing = new AtomicInteger(producers);
        over = new CountDownLatch(wanted ? 1 : 0);
    }

    int capacity() {
        return capacity;
    }

    boolean isOver() {
        return over.getCount() == 0;
    }

    /**
     * A producer has been refused.
     *
     * @param count how many it had sent
     * @param oracle is told when too few or too many fit
     */
    void full(int count, ConservationOracle oracle) {
        accepted.getAndAdd(count);
        if (stuffing.decrementAndGet() == 0) {
            long sum = accepted.get(); // now that all have added theirs
            if (sum != capacity) {
                oracle.report(sum + " items fit into a channel with room for " + capacity);
            }
            over.countDown();
        }
    }

    /** Waits until all producers have been refused. */
    void await() throws InterruptedException {
        over.await();
    }
}
