package io.ropewalk.queues.ring;

import io.ropewalk.core.time.TimeSource;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One thread's part of a stage. Its subclasses say which items are its own.
 *
 * @param <E> what a slot holds
 */
abstract class Worker<E> implements Runnable {
    /*
     * A run is handled in one loop that reads nothing shared but `stopAt` of the stage (opaque; it hardly
     * ever changes). What it came to is published afterwards, by the subclass, in one store. So that the
     * stages behind and the producers are not starved, a run is at most as long as the stage's batch
     * limit, and is cut short when it has lasted some tenths of a millisecond: looked at behind its 1st,
     * 4th, 16th, 64th ... item, so a fast handler pays for few looks, and a slow one (or one that turns
     * slow) goes on for at most three times as many items again.
     *
     * state: NEW -> RUNNING -> ENDED, or NEW -> ENDED for a worker whose stage ends before its thread
     * began: whoever makes that step ends the worker. A thread that comes later finds nothing to do.
     *
     * Nothing that foreign code throws leaves a loop here. Anything else that does (no memory to wait with)
     * fails the stage.
     */
    static final long LONGEST_RUN_NANOS = 200_000;

    private enum State {
        NEW,
        RUNNING,
        ENDED
    }

    final Stage stage;
    final Lookout lookout;
    final Failures<E> failures;
    final StageHandler<? super E> handler;
    final Object[] slots;
    final Tombstones tombstones;
    private final TimeSource timeSource;
    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
    private final AtomicBoolean launched = new AtomicBoolean();
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    // Written by the worker, read by anyone: opaque.
    private final AtomicLong handled = new AtomicLong();
    private final AtomicLong aborted = new AtomicLong();

    // Plain: for the worker.
    /** Whether a run ended because the stage is to stop there. */
    boolean stopped;

    /** Of this run: items not handled, and tombstones. */
    private int lost;

    private int passed;

    Worker(
            Stage stage,
            Slots<E> slots,
            StageHandler<? super E> handler,
            ErrorPolicy<? super E> policy,
            Lookout lookout) {
        this.stage = stage;
        this.lookout = lookout;
        this.handler = handler;
        this.slots = slots.array;
        tombstones = stage.graph().tombstones();
        timeSource = stage.graph().timeSource();
        failures = new Failures<>(stage, handler, policy);
    }

    /** Works until there is nothing more to do. */
    abstract void work();

    /** Where the worker stands, for a report of what went wrong. */
    abstract long position();

    /** Creates the thread, unless there is one. */
    final void launch(ThreadFactory threads) {
        if (!launched.compareAndSet(false, true)) {
            return;
        }
        boolean started = false;
        try {
            Objects.requireNonNull(threads.newThread(this), "the thread factory's thread").start();
            started = true;
        } finally {
            if (!started) {
                launched.set(false);
            }
        }
    }

    @Override
    public final void run() {
        if (!state.compareAndSet(State.NEW, State.RUNNING)) {
            return;
        }
        thread.set(Thread.currentThread());
        try {
            work();
        } catch (Throwable failure) {
            stage.fail(position(), failure);
        } finally {
            thread.set(null);
            state.set(State.ENDED);
            stage.workerEnded();
        }
    }

    /** Ends a worker whose thread has not begun. */
    final void endUnstarted() {
        if (state.compareAndSet(State.NEW, State.ENDED)) {
            stage.workerEnded();
        }
    }

    final boolean isCurrent() {
        return thread.get() == Thread.currentThread();
    }

    /**
     * Handles the items of a run with the hooks around it.
     *
     * @return where it came to: the end, or before when the run was cut short or {@link #stopped};
     *     the beginning, when what follows the run has failed and the stage stops
     */
    final long handle(long first, long end) {
        long handledBefore = handled.getPlain();
        long abortedBefore = aborted.getPlain();
        lookout.handOverInterrupt();
        try {
            handler.onBatchStart(first, (int) (end - first));
        } catch (Throwable failure) {
            if (!failures.afterHookFailure(first, failure)) {
                stopped = true;
                return first;
            }
        }
        long reached = handleItems(first, end);
        try {
            handler.onBatchEnd(reached);
        } catch (Throwable failure) {
            if (!failures.afterHookFailure(first, failure)) {
                stopped = true;
                handled.setOpaque(handledBefore);
                aborted.setOpaque(abortedBefore);
                return first;
            }
        }
        return reached;
    }

    /** As {@link #handle}, without hooks. */
    long handleItems(long first, long end) {
        lost = 0;
        passed = 0;
        boolean anyAborted = tombstones.since(first);
        long last = anyAborted ? lastItem(first, end) : end - 1;
        long reached = first;
        long length = 1;
        long began = 0;
        while (reached != end && !stopped) {
            long part = end - first < length ? end : first + length;
            if (length > 1) {
                long now = timeSource.nanoTime();
                if (length == 4) {
                    began = now;
                } else if (now - began > LONGEST_RUN_NANOS && last - reached >= 0) {
                    last = anyAborted ? nextItem(reached) : reached;
                    part = last + 1;
                    end = part;
                }
            }
            reached =
                    anyAborted
                            ? handleAmidTombstones(reached, part, last)
                            : handlePart(reached, part, last);
            length <<= 2;
        }
        count(reached - first - passed - lost, passed);
        return reached;
    }

    /**
     * The hot loop. The handler's failures are caught around it, not in it, and it holds no call
     * but the handler's: so that what it uses stays in registers.
     */
    @SuppressWarnings("unchecked") // the slots' array is untyped
    private long handlePart(long first, long end, long last) {
        StageHandler<? super E> handler = this.handler;
        Object[] slots = this.slots;
        Stage stage = this.stage;
        long sequence = first;
        while (sequence != end) {
            if (stage.isHalted() && stage.mustHaltAt(sequence)) {
                stopped = true;
                break;
            }
            try {
                do {
                    E slot = (E) slots[(int) sequence & (slots.length - 1)];
                    handler.onItem(slot, sequence, sequence == last);
                    sequence++;
                } while (sequence != end && !stage.isHalted());
            } catch (Throwable failure) {
                if (!goesOnAfter(failure, slot(sequence), sequence, sequence == last)) {
                    break;
                }
                sequence++;
            }
        }
        return sequence;
    }

    @SuppressWarnings("unchecked") // the slots' array is untyped
    final E slot(long sequence) {
        return (E) slots[(int) sequence & (slots.length - 1)];
    }

    private long handleAmidTombstones(long first, long end, long last) {
        for (long sequence = first; sequence != end; sequence++) {
            if (tombstones.contains(sequence)) {
                passed++;
            } else if (handlePart(sequence, sequence + 1, last) == sequence) {
                return sequence;
            }
        }
        return end;
    }

    /** Whether the worker goes on behind an item whose first attempt failed. */
    private boolean goesOnAfter(Throwable failure, E slot, long sequence, boolean endOfBatch) {
        switch (failures.afterFailure(slot, sequence, endOfBatch, failure)) {
            case HANDLED -> {}
            case LOST -> lost++;
            case STOPPED -> stopped = true;
        }
        return !stopped;
    }

    private long lastItem(long first, long end) {
        long last = end - 1;
        while (last - first > 0 && tombstones.contains(last)) {
            last--;
        }
        return last;
    }

    /** The first item from {@code from} on, where there is one. */
    private long nextItem(long from) {
        long item = from;
        while (tombstones.contains(item)) {
            item++;
        }
        return item;
    }

    final void count(long moreHandled, long moreAborted) {
        handled.setOpaque(handled.getPlain() + moreHandled);
        if (moreAborted != 0) {
            aborted.setOpaque(aborted.getPlain() + moreAborted);
        }
    }

    final long handled() {
        return handled.getOpaque();
    }

    /** How many tombstones this worker has passed. */
    final long aborted() {
        return aborted.getOpaque();
    }
}
