package io.ropewalk.queues;

import io.ropewalk.core.wait.Step;
import io.ropewalk.core.wait.WaitQueue;
import io.ropewalk.queues.StampedSlots.Stays;

import org.jspecify.annotations.Nullable;

import java.util.BitSet;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * A bounded buffer for any number of producers and consumers out of whose middle items can be
 * removed, all guarded by one monitor.
 */
final class LockedBuffer<T> extends WaitingBuffer<T>
        implements BoundedBuffer<T>, GrowableBuffer<T>, UnboundedBuffer<T> {
    /*
     * The monitor of `lock` guards the slots. Its sections call nothing but StampedSlots, and are
     * short but for those that copy or clear, which take time for each item; no other lock is taken
     * in them, so they decide whom to wake and leave the waking until after. No user code (equals,
     * predicates, sinks, onUndelivered, element types of arrays) runs in them: whoever must look at
     * items copies them, looks outside, and comes back with slot and stamp to remove exactly what it
     * has looked at, if it is still there.
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
    private final boolean forAll;
    private final Object lock = new Object();
    private final StampedSlots slots;
    private volatile boolean closed;
    private final AnnouncedQueue senders = new AnnouncedQueue(this, "send");
    private final AnnouncedQueue receivers = new AnnouncedQueue(this, "receive");
    private final LongAdder timesFull = new LongAdder();
    private final LongAdder timesEmpty = new LongAdder();

    /** Announces its waiters in a flag. */
    private static final class AnnouncedQueue extends WaitQueue {
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

    LockedBuffer(BoundedBufferBuilder<T> builder) {
        this(
                builder,
                "BoundedBuffer",
                builder.producers == Parties.MANY && builder.consumers == Parties.MANY);
    }

    /**
     * Creates a buffer of another shape.
     *
     * @param forAll whether no side is declared ONE
     */
    LockedBuffer(BufferBuilder<Consumer<? super T>, ?> builder, String shape, boolean forAll) {
        super(builder, shape);
        this.forAll = forAll;
        slots = new StampedSlots(capacity);
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
            slots.append(item);
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
        int run;
        Step.point();
        synchronized (lock) {
            if (closed) {
                return CLOSED;
            }
            run = Math.min(to - from, slots.room());
            slots.reserve(run);
            for (int i = 0; i < run; i++) {
                slots.append(Objects.requireNonNull(items[from + i]));
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
        Object item;
        Step.point();
        synchronized (lock) {
            if (slots.size() == 0) {
                return closed ? END : null;
            }
            item = slots.takeFirst();
            awaited = senders.announced;
        }
        if (awaited) {
            senders.wake(1);
        }
        return item;
    }

    @Override
    int pollMany(@Nullable Object[] into, int max) {
        boolean awaited;
        int run;
        Step.point();
        synchronized (lock) {
            run = Math.min(max, slots.size());
            if (run == 0) {
                return closed && slots.size() == 0 ? CLOSED : 0;
            }
            for (int i = 0; i < run; i++) {
                into[i] = slots.takeFirst();
            }
            awaited = senders.announced;
        }
        if (awaited) {
            senders.wake(run);
        }
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
        Step.point();
        synchronized (lock) {
            return slots.copy();
        }
    }

    /** What is there, in order, so that it can be removed. */
    Stays stays() {
        Step.point();
        synchronized (lock) {
            return slots.stays();
        }
    }

    /** Removes an item that was seen: false when it has gone since. */
    boolean remove(Stays stays, int index) {
        boolean awaited;
        Step.point();
        synchronized (lock) {
            if (!slots.take(stays.slots[index], stays.stamps[index])) {
                return false;
            }
            awaited = senders.announced;
        }
        if (awaited) {
            senders.wake(1);
        }
        return true;
    }

    /** Removes those of the items that were seen, at once: how many were still there. */
    int remove(Stays stays, BitSet which) {
        boolean awaited;
        int removed = 0;
        Step.point();
        synchronized (lock) {
            for (int i = which.nextSetBit(0); i >= 0; i = which.nextSetBit(i + 1)) {
                if (slots.take(stays.slots[i], stays.stamps[i])) {
                    removed++;
                }
            }
            awaited = senders.announced;
        }
        if (awaited) {
            senders.wake(removed);
        }
        return removed;
    }

    /** Removes all items at once and hands them back. */
    void clear() {
        boolean awaited;
        Object[] all;
        Step.point();
        synchronized (lock) {
            all = slots.copy(); // may fail for want of memory: before anything has changed
            for (int i = 0; i < all.length; i++) {
                Object ignored = slots.takeFirst();
            }
            awaited = senders.announced;
        }
        if (awaited) {
            senders.wake(all.length);
        }
        for (Object item : all) {
            undelivered(item);
        }
    }

    @Override
    public BlockingQueue<T> asBlockingQueue() {
        if (!forAll) {
            throw new UnsupportedOperationException(
                    this + " has a side that is declared ONE; a BlockingQueue is for all threads");
        }
        return new BlockingQueueView<>(this);
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
        // Once closed, poll answers with an item or the end, never with null.
        Object item = poll();
        while (item != null && !isEnd(item)) {
            undelivered(item);
            item = poll();
        }
    }

    @Override
    public boolean isClosed() {
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
