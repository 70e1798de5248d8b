package io.ropewalk.queues.ring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells of failures that must not stop anything: the 1st, 2nd, 4th, 8th ... of a kind, since a ring
 * may fail a million times a second.
 */
final class Reports {
    private final String what;
    private final AtomicLong times = new AtomicLong();

    /**
     * One kind of failure.
     *
     * @param what what failed, such as "clear of RingBuffer[orders]"
     */
    Reports(String what) {
        this.what = what;
    }

    /** Never throws. */
    void tell(long sequence, Throwable failure) {
        long time = times.incrementAndGet();
        if (Long.bitCount(time) != 1) {
            return;
        }
        try {
            // Looked up only here: who never fails needs no logging set up.
            Logger log = LoggerFactory.getLogger(RingBuffer.class);
            log.error("{} failed at sequence {}, for the {}. time", what, sequence, time, failure);
        } catch (Throwable unreportable) {
            // Nothing is left to tell it to.
        }
    }
}
