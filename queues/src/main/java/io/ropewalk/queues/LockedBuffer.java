package io.ropewalk.queues;

import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.wait.Step;
import io.ropewalk.core.wait.WaitQueue;

import org.jspecify.annotations.Nullable;

import java.util.BitSet;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * A buffer for any number of producers and consumers whose items have any arrangement, and out of
 * whose middle they can be removed, all guarded by one monitor.
 */
abstract class LockedBuffer<T> extends WaitingBuffer<T> {
    /*
     * The monitor of `lock` guards the slots. Its sections call nothing but the Arrangement, and are
     * short but for those that copy or clear, which take time for each item; no other lock is taken
     * in them, so they decide whom to wake and leave the waking until after. No user code (equals of
     * items, predicates, sinks, onUndelivered, element types of arrays) runs in them: whoever must look
     * at items copies them, looks outside, and comes back with slot and stamp to remove exactly what it
     * has looked at, if it is still there. What an arrangement itself has to ask is the exception: the
     * order of a PriorityBuffer, and equals of the keys of conflateBy. It asks before it writes, so
     * that nothing has changed when those throw; a batch then ends before the item in question.
     *
     * closed: written under the monitor, once; read there, and by isClosed as a volatile.
     * AnnouncedQueue.announced: volatile, written under that queue's monitor; read under ours.
     *
     * No lost wake-up. A sleeper S writes `announced` (A) and then attempts in a section (S1).
     * Whoever makes the attempt possible does so in a section (P1) in which it also reads
     * `announced`, and wakes after it. Sections are ordered. P1 before S1: the attempt sees the
     * change. S1 before P1: A happens-before that read, which therefore sees it or a later
     * retraction. Retracted means that S was woken: it attempts again, and before it sleeps again
     * writes A anew. Neither a fence nor a timer is needed.
     *   - Room is made by poll, pollMany, remove and clear: each wakes as many senders as it took
     *     items, wherever in the buffer those were.
     *   - A receiver woken for an item that is removed before it comes finds nothing and waits
     *     on.
     *   - Receivers may wait on after a close, where items are not due yet: whoever takes the last
     *     one wakes all.
     *   - seal sets closed in a section and wakes all: whoever announces itself later attempts in
     *     a section after that one.
     *
     * Answers are exact, and calls linearizable: each has one section in which it takes effect,
     * and close and cancel are ordered against every send, whoever calls them. Three are not one
     * step: cancel seals and then takes what is left item by item, as a receiver does; so does a
     * drain to a collection; a bulk removal concerns the items of the moment at which it looked, not
     * those that came since.
     *
     * accepted() and taken() are read in sections of their own: who wants both takes them in the
     * order that stats() explains.
     *
     * Dropped: answering "empty" and "full" from a volatile size without the lock. A sleeper's
     * last attempt could then miss an item whose publisher missed the announcement, unless each
     * publication paid a fence. As a mere hint while spinning it gained nothing that could be
     * measured.
     */
    final Object lock = new Object();
    volatile boolean closed;
    final AnnouncedQueue senders = new AnnouncedQueue(this, "send");
    final AnnouncedQueue receivers = new ReceiverQueue();
    private final Arrangement slots;
    private final LongAdder timesFull = new LongAdder();
    private final LongAdder timesEmpty = new LongAdder();

    /** Announces its waiters in a flag. */
    static class AnnouncedQueue extends WaitQueue {
        volatile boolean announced;

        AnnouncedQueue(Object subject, String operation) {
            super(subject, operation);
        }

        @Override
        protected void announce(boolean platformThread) {
            announced = true;
        }

        @Override
        protected void retract() {
            announced = false;
        }
    }

    private final class ReceiverQueue extends AnnouncedQueue {
        ReceiverQueue() {
            super(LockedBuffer.this, "receive");
        }

        @Override
        protected Deadline ripeAt() {
            return firstDue();
        }
    }

    LockedBuffer(BufferBuilder<Consumer<? super T>, ?> builder, String shape, Arrangement slots) {
        super(builder, shape);
        this.slots = slots;
    }

    /** When the first item can be taken, if that is not at once. */
    Deadline firstDue() {
        return Deadline.NEVER;
    }

    /** Whether there is an item that can be taken now. Called under the lock. */
    boolean hasDue() {
        return slots.size() > 0;
    }

    @Override
    int offer(T item) {
        boolean awaited;
        Step.point();
        synchronized (lock) {
            if (closed) {
                return CLOSED;
            }
            if (slots.room() == 0) {
                return FULL;
            }
            slots.reserve(1);
            slots.put(item);
            awaited = receivers.announced;
        }
        if (awaited) {
            receivers.wake(1);
        }
        return ACCEPTED;
    }

    @Override
    int offerMany(@Nullable Object[] items, int from, int to) {
        boolean awaited;
        int run = 0;
        Step.point();
        synchronized (lock) {
            if (closed) {
                return CLOSED;
            }
            int fitting = Math.min(to - from, slots.room());
            slots.reserve(fitting);
            try {
                while (run < fitting) {
                    slots.put(Objects.requireNonNull(items[from + run]));
                    run++;
                }
            } catch (Throwable failure) {
                if (run == 0) {
                    throw failure;
                }
            }
            awaited = receivers.announced;
        }
        if (awaited) {
            receivers.wake(run);
        }
        return run;
    }

    @Override
    @Nullable Object poll() {
        boolean awaited;
        boolean over;
        Object item;
        Step.point();
        synchronized (lock) {
            if (!hasDue()) {
                return isOver() ? END : null;
            }
            item = slots.takeFirst();
            awaited = senders.announced;
            over = isOver();
        }
        afterTaking(1, awaited, over);
        return item;
    }

    /** Whether this is the end for receivers. Called under the lock. */
    private boolean isOver() {
        return closed && slots.size() == 0;
    }

    private void afterTaking(int count, boolean awaited, boolean over) {
        if (awaited) {
            senders.wake(count);
        }
        if (over) {
            receivers.wakeAll();
        }
    }

    @Override
    int pollMany(@Nullable Object[] into, int max) {
        boolean awaited;
        boolean over;
        int run = 0;
        Step.point();
        synchronized (lock) {
            try {
                while (run < max && hasDue()) {
                    into[run] = slots.takeFirst();
                    run++;
                }
            } catch (Throwable failure) {
                if (run == 0) {
                    throw failure;
                }
            }
            over = isOver();
            if (run == 0) {
                return over ? CLOSED : 0;
            }
            awaited = senders.announced;
        }
        afterTaking(run, awaited, over);
        return run;
    }

    /** The item that is received next, or null when there is none. */
    @Nullable Object peek() {
        Step.point();
        synchronized (lock) {
            return slots.first();
        }
    }

    /** How many items are there: exact. */
    int size() {
        Step.point();
        synchronized (lock) {
            return slots.size();
        }
    }

    /** What is there, in order. */
    Object[] copy() {
        return unordered();
    }

    /** What is there, in any order, which costs no comparisons. */
    final Object[] unordered() {
        Step.point();
        synchronized (lock) {
            return slots.copy();
        }
    }

    /** What is there, in order, so that it can be removed. */
    Stays stays() {
        return unorderedStays().inOrder();
    }

    /** As {@link #stays}, in any order. */
    final Stays unorderedStays() {
        Stays stays;
        Step.point();
        synchronized (lock) {
            stays = slots.stays();
        }
        return stays;
    }

    /** Removes an item that was seen: false when it has gone since. */
    boolean remove(Stays stays, int index) {
        boolean awaited;
        boolean over;
        Step.point();
        synchronized (lock) {
            if (!slots.take(stays.slots[index], stays.stamps[index])) {
                return false;
            }
            awaited = senders.announced;
            over = isOver();
        }
        afterTaking(1, awaited, over);
        return true;
    }

    /** Removes those of the items that were seen, at once: how many were still there. */
    int remove(Stays stays, BitSet which) {
        boolean awaited = false;
        boolean over = false;
        int removed = 0;
        Step.point();
        try {
            synchronized (lock) {
                try {
                    for (int i = which.nextSetBit(0); i >= 0; i = which.nextSetBit(i + 1)) {
                        if (slots.take(stays.slots[i], stays.stamps[i])) {
                            removed++;
                        }
                    }
                } finally {
                    awaited = senders.announced;
                    over = isOver();
                }
            }
        } finally {
            afterTaking(removed, awaited, over);
        }
        return removed;
    }

    /** Removes all items at once and hands them back. */
    void clear() {
        boolean awaited;
        boolean over;
        Object[] all;
        Step.point();
        synchronized (lock) {
            all = slots.copy(); // may fail for want of memory: before anything has changed
            slots.clear();
            awaited = senders.announced;
            over = isOver();
        }
        afterTaking(all.length, awaited, over);
        for (Object item : all) {
            undelivered(item);
        }
    }

    /** Takes an item, due or not: null when there is none. */
    private @Nullable Object takeLeft() {
        boolean awaited;
        boolean over;
        Object item;
        Step.point();
        synchronized (lock) {
            if (slots.size() == 0) {
                return null;
            }
            item = slots.takeLeft();
            awaited = senders.announced;
            over = isOver();
        }
        afterTaking(1, awaited, over);
        return item;
    }

    @Override
    public BlockingQueue<T> asBlockingQueue() {
        return new BlockingQueueView<>(this);
    }

    @Override
    void mayEnd() {
        synchronized (lock) { // held by the caller if it is asked by this buffer
            slots.mustNotBeAsking();
        }
    }

    @Override
    void seal() {
        Step.point();
        synchronized (lock) {
            closed = true;
        }
        receivers.wakeAll();
        senders.wakeAll();
    }

    @Override
    void sealAndDrain() {
        seal();
        Object item = takeLeft();
        while (item != null) {
            undelivered(item);
            item = takeLeft();
        }
    }

    @Override
    public final boolean isClosed() {
        return closed;
    }

    @Override
    WaitQueue room() {
        return senders;
    }

    @Override
    WaitQueue items() {
        return receivers;
    }

    @Override
    void countFull() {
        timesFull.increment();
    }

    @Override
    void countEmpty() {
        timesEmpty.increment();
    }

    @Override
    long accepted() {
        Step.point();
        synchronized (lock) {
            return slots.added();
        }
    }

    @Override
    long taken() {
        Step.point();
        synchronized (lock) {
            return slots.added() - slots.size();
        }
    }

    @Override
    long timesFull() {
        return timesFull.sum();
    }

    @Override
    long timesEmpty() {
        return timesEmpty.sum();
    }
}
