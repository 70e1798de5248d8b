package io.ropewalk.benchmarks.queues;

import io.ropewalk.benchmarks.traffic.Subject;

/** Takes a number here and gives it out there. */
interface LongHand extends Subject {
    /** Hands a number in, and waits for room. */
    void put(long value) throws InterruptedException;

    /** Takes the next number out, and waits for one. */
    long take() throws InterruptedException;
}
