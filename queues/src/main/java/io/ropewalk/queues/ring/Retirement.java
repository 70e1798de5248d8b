package io.ropewalk.queues.ring;

import io.ropewalk.core.wait.Step;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Clears the slots that all stages are through with, and only then lets producers have them.
 *
 * @param <E> what a slot holds
 */
final class Retirement<E> {
    /*
     * Which stage is the last to leave a slot is known only at that moment. Each stage, after each of its
     * batches, says so in `sweeps` (getAndIncrement, behind the store of its own track); who raises it
     * from 0 sweeps for all, and again when others came meanwhile. So nobody waits for the sweeper, one
     * sweeps at a time, and no step is missed: a stage that found somebody sweeping is counted, and the
     * sweeper looks at all tracks again after it has read the count. Sweepers are ordered by that
     * word; `released` has one writer at a time. Its waiters, the producers, may be woken by a sweeper
     * that has been relieved already, so its queue fences from the start (see Track).
     *
     * A stage that is not the last in the graph sweeps in vain. Asking whether it is would be a race with
     * the stage behind it leaving; the read-modify-write settles it, once a batch.
     *
     * clear() is foreign code: it runs while no lock is held and nobody waits but producers for that very
     * slot. They get the slots of a large sweep in portions.
     *
     * Tried and dropped: a stage of its own behind all others (one thread more to wake for each item).
     */
    private static final int PORTION = 256;

    private final Slots<E> slots;
    private final Gates leaves;
    private final Consumer<? super E> clear;
    private final Track released;
    private final AtomicInteger sweeps = new AtomicInteger();
    private final Reports failures;

    Retirement(Slots<E> slots, Gates leaves, Consumer<? super E> clear, long first, Object ring) {
        this.slots = slots;
        this.leaves = leaves;
        this.clear = clear;
        released = new Track(first, ring, true);
        failures = new Reports("clear");
    }

    Track released() {
        return released;
    }

    /** Called after a track of the leaves moved, or a leaf was removed. */
    void sweep() {
        Step.point();
        if (sweeps.getAndIncrement() != 0) {
            return;
        }
        int served = 1;
        do {
            clearUpTo(leaves.least());
            Step.point();
            served = sweeps.addAndGet(-served);
        } while (served != 0);
    }

    private void clearUpTo(long end) {
        long next = released.end();
        while (end - next > 0) {
            long portion = Math.min(PORTION, end - next);
            for (long i = 0; i < portion; i++) {
                clearSlot(next + i);
            }
            next += portion;
            released.moveTo(next);
        }
    }

    private void clearSlot(long sequence) {
        try {
            clear.accept(slots.get(sequence));
        } catch (Throwable failure) {
            failures.tell(sequence, failure);
        }
    }
}
