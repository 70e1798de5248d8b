package io.ropewalk.queues;

import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;

/**
 * JCTools' unbounded queue for many producers and one consumer, in linked chunks: each is twice as
 * long as the one before, up to a largest. A chunk that has been emptied is left to the collector,
 * unless it is the newest.
 */
class ChunkQueue extends MpscUnboundedVarHandleArrayQueue<Object> {
    /*
     * A chunk of n slots (a power of two) holds n - 1 items: one slot is for the jump to the next.
     *
     * chunk, next: written by the one producer that may let the queue grow (see Gate), which orders
     * its successor behind itself. chunk is read by all; it only grows, so an old value is a bound.
     */
    private static final int MOST_SLOTS = 1 << 30;

    private final int largest;
    private volatile int chunk;
    private int next;

    /**
     * Creates an empty queue.
     *
     * @param first how many items fit without growth, at least
     * @param largest how many items a chunk holds at last, at least, as far as an array can
     */
    ChunkQueue(int first, int largest) {
        super(slotsFor(first));
        this.largest = slotsFor(largest);
        chunk = slotsFor(first) - 1;
    }

    private static int slotsFor(int items) {
        return items >= MOST_SLOTS / 2
                ? MOST_SLOTS
                : Math.max(2, Integer.highestOneBit(items) << 1);
    }

    /** How many items the newest chunk holds: with so many in the queue, the next makes it grow. */
    final int chunk() {
        return chunk;
    }

    /**
     * Puts an item in while nobody else does.
     *
     * @param item any
     * @return whether the queue has grown, so that this item is the first in a new chunk
     * @throws OutOfMemoryError when there is no memory for a chunk; the item is not in the queue
     */
    final boolean addAlone(Object item) {
        next = 0;
        add(item); // never full: throws or has put
        boolean grew = next != 0;
        if (grew) {
            chunk = next;
        }
        return grew;
    }

    @Override
    protected int getNextBufferSize(Object[] buffer) {
        return nextSize(buffer.length - 1);
    }

    /** The length of the array that follows one of so many slots; it has one more, for the link. */
    final int nextSize(int slotsBefore) {
        int slots = (int) Math.min(largest, slotsBefore * 2L);
        next = slots - 1;
        return slots + 1;
    }
}
