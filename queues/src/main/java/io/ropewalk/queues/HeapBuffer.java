package io.ropewalk.queues;

/** A priority buffer: by the user's order, under a lock. */
final class HeapBuffer<T> extends LockedBuffer<T> implements PriorityBuffer<T> {
    HeapBuffer(PriorityBufferBuilder<T> builder) {
        super(builder, "PriorityBuffer", new ComparedSlots(builder.capacity, builder.order));
    }

    @Override
    Object[] copy() {
        return stays().items;
    }
}
