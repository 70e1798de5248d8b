package io.ropewalk.queues;

import java.util.Comparator;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Describes a {@link PriorityBuffer}. Not for concurrent use; may build several buffers.
 *
 * @param <T> the items
 */
public final class PriorityBufferBuilder<T>
        extends BufferBuilder<Consumer<? super T>, PriorityBufferBuilder<T>> {
    final Comparator<? super T> order;

    PriorityBufferBuilder(int capacity, Comparator<? super T> order) {
        super(capacity, 1, item -> {});
        this.order = Objects.requireNonNull(order, "order");
    }

    @Override
    PriorityBufferBuilder<T> self() {
        return this;
    }

    /**
     * Sets what becomes of an item for which there is no room, however urgent it is.
     *
     * @param overflow WAIT (the default), REJECT or DROP_NEWEST
     * @return this
     * @throws IllegalArgumentException for the others, which drop what has waited longest: here
     *     that is not what is received next
     */
    public PriorityBufferBuilder<T> overflow(Overflow overflow) {
        this.overflow = newestAtMost(overflow);
        return this;
    }

    /**
     * Builds the buffer.
     *
     * @return a new buffer
     */
    public PriorityBuffer<T> build() {
        return new HeapBuffer<>(this);
    }
}
