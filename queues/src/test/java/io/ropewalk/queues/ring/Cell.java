package io.ropewalk.queues.ring;

import org.jspecify.annotations.Nullable;

/** A slot of the tests. */
final class Cell {
    long value;
    @Nullable Object reference;

    static RingBufferBuilder<Cell> ring(int capacity) {
        return RingBuffer.builder(capacity, Cell::new).keep();
    }

    /** Claims, writes and publishes without waiting: the sequence. */
    static long put(RingBuffer<Cell> ring, long value) {
        long sequence = ring.tryClaim();
        if (sequence != RingBuffer.NO_ROOM) {
            ring.get(sequence).value = value;
            ring.publish(sequence);
        }
        return sequence;
    }

    @Override
    public String toString() {
        return "Cell[" + value + "]";
    }
}
