package io.ropewalk.queues;

import java.util.function.LongConsumer;

/** Describes a {@link BoundedLongBuffer}. Not for concurrent use; may build several buffers. */
public final class BoundedLongBufferBuilder
        extends SidesBuilder<LongConsumer, BoundedLongBufferBuilder> {
    /** The largest capacity: 2^29, for a slot may take two elements of an array. */
    @SuppressWarnings("HidingField") // on purpose: whoever asks this class gets its own bound
    public static final int MAX_CAPACITY = 1 << 29;

    BoundedLongBufferBuilder(int capacity) {
        super(capacity, MAX_CAPACITY, item -> {}, BoundedLongBuffer.class.desiredAssertionStatus());
    }

    @Override
    BoundedLongBufferBuilder self() {
        return this;
    }

    /**
     * Builds the buffer.
     *
     * @return a new buffer
     */
    public BoundedLongBuffer build() {
        WaitingLongBuffer buffer = algorithm();
        return checkRoles && isAnySideOne()
                ? new RoleCheckedLongBuffer(buffer, producers, consumers)
                : buffer;
    }

    private WaitingLongBuffer algorithm() {
        return oneProducerSuffices() && oneConsumerSuffices()
                ? new OneToOneLongBuffer(this)
                : new ManyToManyLongBuffer(this);
    }
}
