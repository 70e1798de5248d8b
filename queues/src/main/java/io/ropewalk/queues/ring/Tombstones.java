package io.ropewalk.queues.ring;

import io.ropewalk.core.wait.Step;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** Which claims were aborted: sequences that every stage passes without an item. */
final class Tombstones {
    /*
     * Aborts are rare, so stages pay one load per batch for them:
     *   marks[slot]  the sequence last aborted in that slot; plain, written by whoever holds the claim
     *   last         the highest sequence aborted so far; raised by compareAndSet
     * Both are written before the sequence is published (a release), and read after it was found
     * published (an acquire): an aborted sequence that a stage may pass is in `marks`, and `last` has
     * reached it. So if `last` lies before the batch, there is none in it. A mark is not replaced before
     * all stages have passed it: the next claim of the slot comes after that.
     */
    private final int mask;
    private final long none;
    private final Sequence last;
    private final AtomicLong count = new AtomicLong();
    private volatile long @Nullable [] marks;

    Tombstones(int slots, long first) {
        mask = slots - 1;
        none = first - 1; // marks no slot: it was never claimed
        last = new Sequence(none);
    }

    /** Marks a sequence that the caller has claimed and is about to publish. */
    void add(long sequence) {
        marks()[(int) sequence & mask] = sequence;
        count.getAndIncrement();
        while (true) {
            Step.point();
            long before = last.getVolatile();
            if (sequence - before <= 0 || last.compareAndSet(before, sequence)) {
                return;
            }
        }
    }

    /** Allocates what an abort needs, so that it cannot fail when memory is short. */
    void prepare() {
        long[] ignored = marks();
    }

    private long[] marks() {
        long[] present = marks;
        return present == null ? allocate() : present;
    }

    private synchronized long[] allocate() {
        long[] present = marks;
        if (present == null) {
            present = new long[mask + 1];
            Arrays.fill(present, none);
            marks = present;
        }
        return present;
    }

    /** Whether there can be one at {@code next} or behind, among those found published. */
    boolean since(long next) {
        Step.point();
        return last.getOpaque() - next >= 0;
    }

    boolean contains(long sequence) {
        long[] present = marks;
        return present != null && present[(int) sequence & mask] == sequence;
    }

    /** How many lie from {@code from} to {@code to - 1}, at most a lap. */
    long countIn(long from, long to) {
        long found = 0;
        for (long s = from; to - s > 0 && s - from <= mask; s++) {
            if (contains(s)) {
                found++;
            }
        }
        return found;
    }

    long count() {
        return count.get();
    }
}
