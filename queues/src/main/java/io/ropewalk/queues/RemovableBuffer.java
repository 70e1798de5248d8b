package io.ropewalk.queues;

import java.util.concurrent.BlockingQueue;

/** First in, first out, under a lock. */
class RemovableBuffer<T> extends LockedBuffer<T> implements BoundedBuffer<T> {
    private final boolean removable;
    private final boolean forAll;

    RemovableBuffer(BoundedBufferBuilder<T> builder) {
        this(builder, new StampedSlots(builder.capacity));
    }

    RemovableBuffer(BoundedBufferBuilder<T> builder, StampedSlots slots) {
        super(builder, "BoundedBuffer", slots);
        removable = builder.removable;
        forAll = builder.producers == Parties.MANY && builder.consumers == Parties.MANY;
    }

    @Override
    public final BlockingQueue<T> asBlockingQueue() {
        if (!removable) {
            throw new UnsupportedOperationException(
                    this + " was built without removable(), and is no BlockingQueue");
        }
        if (!forAll) {
            throw new UnsupportedOperationException(
                    this + " has a side that is declared ONE; a BlockingQueue is for all threads");
        }
        return super.asBlockingQueue();
    }
}
