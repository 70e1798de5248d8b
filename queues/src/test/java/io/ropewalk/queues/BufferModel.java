package io.ropewalk.queues;

import org.jetbrains.lincheck.datastructures.Param;

/**
 * A buffer as Lincheck uses it: the operations that never wait, with numbers as answers.
 *
 * <p>A kind of buffer extends this and annotates those that it has: under which name says what is
 * promised of it (see {@link Unfolding}).
 *
 * <p>Lincheck takes some tens of microseconds for each operation and many times that for an
 * exception with a message: hence the algorithms are called, not the public methods around them.
 */
@Param(name = BufferModel.ITEM, gen = DistinctItems.class)
public abstract class BufferModel {
    /** The parameter for items: of one generator, so that each is sent once in a scenario. */
    static final String ITEM = "item";

    /** What models and specifications are made with: Lincheck calls constructors without one. */
    static volatile int capacity;

    static final int NOTHING = 0;
    static final int CLOSED = -1;

    private static final int BASE = 100; // items are smaller

    final WaitingBuffer<Integer> buffer;
    private long undelivered;

    BufferModel(Kind kind) {
        this(kind, kind.builder(capacity));
    }

    BufferModel(Kind kind, BoundedBufferBuilder<Integer> builder) {
        builder.later = nanos -> task -> {}; // a foreign thread would act behind Lincheck's back
        buffer = kind.build(builder.onUndelivered(item -> undelivered = append(undelivered, item)));
    }

    /** A list of items as a number. */
    static long append(long items, int item) {
        return items * BASE + item;
    }

    /** The items of such a number. */
    static int[] items(long list) {
        int length = 0;
        for (long left = list; left > 0; left /= BASE) {
            length++;
        }
        int[] items = new int[length];
        for (long left = list; left > 0; left /= BASE) {
            items[--length] = (int) (left % BASE);
        }
        return items;
    }

    final int offer(int item) {
        return buffer.offer(item);
    }

    /** How many of the two went in; when none did, what became of the first. */
    final int offerTwo(int first, int second) {
        int sent = buffer.offerMany(new Object[] {first, second}, 0, 2);
        return sent == WaitingBuffer.FULL ? buffer.offer(first) : sent;
    }

    final int poll() {
        Object item = buffer.poll();
        return item == null ? NOTHING : WaitingBuffer.isEnd(item) ? CLOSED : (Integer) item;
    }

    final long pollTwo() {
        Object[] into = new Object[2];
        int taken = buffer.pollMany(into, 2);
        if (taken <= 0) {
            return taken;
        }
        long items = (Integer) into[0];
        return taken == 1 ? items : append(items, (Integer) into[1]);
    }

    final void seal() {
        buffer.seal();
    }

    /** The items that were handed to onUndelivered so far. */
    final long sealAndDrain() {
        buffer.sealAndDrain();
        return undelivered;
    }

    final boolean hasEnded() {
        return buffer.isClosed();
    }
}
