package io.ropewalk.benchmarks.queues;

import io.ropewalk.benchmarks.traffic.Subject;

import java.util.List;
import java.util.concurrent.ThreadFactory;

/** Slots that one producer fills and stages read, each on a thread of its own. */
interface Ring extends Subject {
    /** Claims a slot, waiting for room, writes a number into it, and publishes it. */
    void publish(long value) throws InterruptedException;

    /** Makes a peer's ring. */
    @FunctionalInterface
    interface Maker {
        /**
         * Makes one and starts its stages.
         *
         * @param threads makes their threads, which must end when the ring is closed
         */
        Ring make(List<Step> steps, int slots, ThreadFactory threads);
    }
}
