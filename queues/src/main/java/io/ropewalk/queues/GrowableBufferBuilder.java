package io.ropewalk.queues;

import java.util.Objects;

/**
 * Describes a {@link GrowableBuffer}. Not for concurrent use; may build several buffers.
 *
 * @param <T> the items
 */
public final class GrowableBufferBuilder<T>
        extends ElasticBufferBuilder<T, GrowableBufferBuilder<T>> {
    private static final int FIRST_CHUNK = 15;

    private int initialCapacity;

    GrowableBufferBuilder(int capacity) {
        super("GrowableBuffer", capacity);
        initialCapacity = Math.min(capacity, FIRST_CHUNK);
    }

    @Override
    GrowableBufferBuilder<T> self() {
        return this;
    }

    /**
     * Sets for how many items there is memory from the beginning.
     *
     * @param initialCapacity 15 by default, or the capacity if that is less
     * @return this
     * @throws IllegalArgumentException when {@code initialCapacity} is less than 1 or more than the
     *     capacity
     */
    public GrowableBufferBuilder<T> initialCapacity(int initialCapacity) {
        if (initialCapacity < 1 || initialCapacity > capacity) {
            throw new IllegalArgumentException(
                    "initialCapacity is "
                            + initialCapacity
                            + ", must be between 1 and the capacity of "
                            + capacity);
        }
        this.initialCapacity = initialCapacity;
        return this;
    }

    /**
     * Sets what becomes of an item for which there is no room.
     *
     * @param overflow WAIT by default; DROP_OLDEST and CONFLATE take the algorithm for MANY
     *     consumers
     * @return this
     */
    public GrowableBufferBuilder<T> overflow(Overflow overflow) {
        this.overflow = Objects.requireNonNull(overflow, "overflow");
        return this;
    }

    @Override
    ChunkQueue newQueue() {
        return new ChunkQueue(initialCapacity, capacity);
    }

    /**
     * Builds the buffer.
     *
     * @return a new buffer
     * @throws IllegalArgumentException when the overflow is {@link Overflow#CONFLATE} and the
     *     capacity is not 1
     */
    public GrowableBuffer<T> build() {
        checkConflates(capacity);
        return (GrowableBuffer<T>) buildAny();
    }
}
