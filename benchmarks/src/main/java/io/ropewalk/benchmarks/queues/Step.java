package io.ropewalk.benchmarks.queues;

import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * What one stage does: the same code for all peers, some operations on a slot and a look whether
 * the run is over. The digest depends on the order of the items and on each of them.
 */
final class Step {
    /** Room enough that no two steps write to one cache line, nor the next one that is fetched. */
    private static final int APART = 32;

    private static final int DIGEST = APART;
    private static final int LEFT = APART + 1;

    /** How a stage's part of the work looks. */
    enum Work {
        /** Reads what the producer wrote. */
        READ,
        /** Works something out for the stages behind. */
        FIRST,
        /** Works something else out. */
        SECOND,
        /** Works it out from what {@link #FIRST} found. */
        SECOND_FROM_FIRST,
        /** Reads what the two before have found. */
        JOIN
    }

    private final Work work;
    private final List<Step> after;
    private final Semaphore done;
    private final long[] state = new long[2 * APART + 2];

    /**
     * Describes a stage.
     *
     * @param after the stages that it follows; none for the producer
     * @param done gets a permit when the stage has handled the last item of a run
     */
    Step(Work work, Semaphore done, Step... after) {
        this.work = work;
        this.done = done;
        this.after = List.of(after);
    }

    List<Step> after() {
        return after;
    }

    /** Says how many items the next run has. Before its first item is published. */
    void begin(int items) {
        state[DIGEST] = 0;
        state[LEFT] = items;
    }

    /** Handles an item. */
    void on(Slot slot) {
        long found;
        switch (work) {
            case FIRST -> {
                found = slot.value + 1;
                slot.first = found;
            }
            case SECOND -> {
                found = slot.value ^ 2;
                slot.second = found;
            }
            case SECOND_FROM_FIRST -> {
                found = slot.first ^ 2;
                slot.second = found;
            }
            case JOIN -> found = slot.first + slot.second;
            case READ -> found = slot.value;
            default -> throw new IllegalStateException("no work: " + work);
        }
        state[DIGEST] = 31 * state[DIGEST] + found;
        if (--state[LEFT] == 0) {
            done.release();
        }
    }

    /** What it has seen in this run. */
    long digest() {
        return state[DIGEST];
    }
}
