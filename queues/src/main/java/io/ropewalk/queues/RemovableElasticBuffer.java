package io.ropewalk.queues;

import java.util.concurrent.BlockingQueue;

/** First in, first out, under a lock, for as many items as come. */
final class RemovableElasticBuffer<T> extends LockedBuffer<T>
        implements GrowableBuffer<T>, UnboundedBuffer<T> {
    private final boolean forAll;

    RemovableElasticBuffer(ElasticBufferBuilder<T, ?> builder) {
        super(builder, builder.shape(), new StampedSlots(builder.capacity));
        forAll = builder.consumers == Parties.MANY;
    }

    @Override
    public BlockingQueue<T> asBlockingQueue() {
        if (!forAll) {
            throw new UnsupportedOperationException(
                    this + " has a side that is declared ONE; a BlockingQueue is for all threads");
        }
        return super.asBlockingQueue();
    }
}
