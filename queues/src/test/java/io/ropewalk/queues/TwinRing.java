package io.ropewalk.queues;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A ring of the shape of {@link ManyToManyBuffer}, with a flaw or without one: what the model
 * checks must catch, or pass.
 */
@Param(name = BufferModel.ITEM, gen = DistinctItems.class)
public class TwinRing {
    /** What is wrong with it. */
    enum Flaw {
        NONE,
        /** Closed is a flag of its own, not a bit of the word that claims change. */
        CLOSED_BESIDE,
        /** A slot that a receiver has not freed yet counts as full. */
        FULL_BY_STAMP,
        /** A slot that a sender has not filled yet counts as empty. */
        EMPTY_BY_STAMP,
        /** A batch is received item by item. */
        BATCH_BY_ITEM
    }

    /** The flaw of the rings that Lincheck makes. */
    static volatile Flaw flaw = Flaw.NONE;

    private static final int CLOSED = 1;
    private static final long ONE = 2;
    private static final int PUT = 1;

    // A position counts in steps of ONE; the bit below is CLOSED in producers and PUT in a stamp.
    private final int capacity = BufferModel.capacity;
    private final AtomicLong producers = new AtomicLong();
    private final AtomicLong consumers = new AtomicLong();
    private final AtomicLongArray stamps = new AtomicLongArray(capacity);
    private final AtomicIntegerArray slots = new AtomicIntegerArray(capacity);
    private volatile boolean closed;

    public TwinRing() {
        for (int i = 0; i < capacity; i++) {
            stamps.set(i, i * ONE);
        }
    }

    private int slot(long position) {
        return (int) (position / ONE % capacity);
    }

    private boolean isClosed(long word) {
        return flaw == Flaw.CLOSED_BESIDE ? closed : (word & CLOSED) != 0;
    }

    @Operation
    public int trySend(@Param(name = BufferModel.ITEM) int item) {
        while (true) {
            long word = producers.get();
            if (isClosed(word)) {
                return BufferModel.CLOSED;
            }
            long position = word & ~CLOSED;
            if (stamps.get(slot(position)) == position) {
                if (producers.compareAndSet(word, word + ONE)) {
                    slots.set(slot(position), item);
                    stamps.set(slot(position), position | PUT);
                    return 1;
                }
            } else if (flaw == Flaw.FULL_BY_STAMP
                    || (position - consumers.get() >= capacity * ONE && producers.get() == word)) {
                return BufferModel.NOTHING;
            }
        }
    }

    @Operation
    public int tryReceive() {
        return (int) receive(1);
    }

    @Operation
    public long receiveAtOnce() {
        if (flaw != Flaw.BATCH_BY_ITEM) {
            return receive(2);
        }
        long first = receive(1);
        long second = first > 0 ? receive(1) : 0;
        return second > 0 ? BufferModel.append(first, (int) second) : first;
    }

    private long receive(int most) {
        while (true) {
            long position = consumers.get();
            int run = 0;
            while (run < most && isPut(position + run * ONE)) {
                run++;
            }
            if (run > 0) {
                if (consumers.compareAndSet(position, position + run * ONE)) {
                    long items = 0;
                    for (int i = 0; i < run; i++) {
                        items = BufferModel.append(items, take(position + i * ONE));
                    }
                    return items;
                }
                continue;
            }
            long word = producers.get();
            if (flaw == Flaw.EMPTY_BY_STAMP || (word & ~CLOSED) == position) {
                return isClosed(word) ? BufferModel.CLOSED : BufferModel.NOTHING;
            }
        }
    }

    private boolean isPut(long position) {
        return stamps.get(slot(position)) == (position | PUT);
    }

    private int take(long position) {
        int item = slots.get(slot(position));
        stamps.set(slot(position), position + capacity * ONE);
        return item;
    }

    @Operation(runOnce = true)
    public void close() {
        closed = true;
        producers.getAndUpdate(word -> word | CLOSED);
    }
}
