package io.ropewalk.queues.ring;

import io.ropewalk.core.time.TimeSource;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.function.Function;

/**
 * One of the workers among whom items are divided by key: each passes all items and handles its
 * own, so followers wait for all of them.
 *
 * @param <E> what a slot holds
 */
final class PartitionWorker<E> extends SoloWorker<E> {
    /*
     * Each worker asks for the key of each item: nobody has to hand items out, and the workers share
     * nothing. So the key must be cheap, and must not be changed by this very stage.
     *
     * The last item of its own in a run is known only at the end: an item is handled when the next one of
     * its own was found, or the run ends. Everything here is for the worker's thread.
     */
    private final Function<? super E, ?> key;
    private final int partitions;
    private final int mine;
    private final TimeSource timeSource;

    /** The item that is found and not handled yet, while {@link #found}. */
    private long waiting;

    private boolean found;
    private @Nullable Throwable keyFailure;

    /** Of the latest item that was asked for its key. */
    private @Nullable Throwable failureOfKey;

    private int done;

    PartitionWorker(
            Stage stage,
            Slots<E> slots,
            StageBuilder<E> settings,
            Lookout lookout,
            Track track,
            int mine) {
        super(stage, slots, settings, lookout, track);
        key = Objects.requireNonNull(settings.key);
        partitions = settings.workers;
        this.mine = mine;
        timeSource = stage.graph().timeSource();
    }

    @Override
    long handleItems(long first, long end) {
        boolean anyAborted = tombstones.since(first);
        found = false;
        done = 0;
        int passed = 0;
        int passedSince = 0; // the item that waits
        int begun = 0;
        int nextLook = 1;
        long began = 0;
        long sequence = first;
        while (sequence != end) {
            if (anyAborted && tombstones.contains(sequence)) {
                passedSince++;
            } else if (isMine(sequence)) {
                if (found && !handleWaiting(false)) {
                    break;
                }
                passed += passedSince;
                passedSince = 0;
                found(sequence);
                if (++begun > nextLook) {
                    long now = timeSource.nanoTime();
                    if (nextLook == 1) {
                        began = now;
                    } else if (now - began > LONGEST_RUN_NANOS) {
                        sequence++;
                        break;
                    }
                    nextLook <<= 2;
                }
            }
            sequence++;
        }
        if (!stopped && found) {
            handleWaiting(true);
        }
        if (stopped) {
            count(done, passed);
            return waiting;
        }
        count(done, passed + passedSince);
        return sequence;
    }

    private boolean isMine(long sequence) {
        failureOfKey = null;
        try {
            Object of = key.apply(slot(sequence));
            int hash = of == null ? 0 : of.hashCode();
            return Math.floorMod(hash ^ (hash >>> 16), partitions) == mine;
        } catch (Throwable failure) {
            failureOfKey = failure;
            return mine == 0;
        }
    }

    private void found(long sequence) {
        waiting = sequence;
        found = true;
        keyFailure = failureOfKey;
    }

    /** False when the stage stops in front of the item. */
    private boolean handleWaiting(boolean endOfBatch) {
        if (stage.mustHaltAt(waiting)) {
            stopped = true;
            return false;
        }
        Throwable failure = keyFailure;
        if (failure == null) {
            try {
                handler.onItem(slot(waiting), waiting, endOfBatch);
            } catch (Throwable e) {
                failure = e;
            }
        }
        found = false;
        if (failure == null) {
            done++;
            return true;
        }
        switch (failures.afterFailure(slot(waiting), waiting, endOfBatch, failure)) {
            case HANDLED -> done++;
            case LOST -> {}
            case STOPPED -> stopped = true;
        }
        return !stopped;
    }
}
